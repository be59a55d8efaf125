//! The visible components, each in a file of its own. The CSS of a component, if it has any, has
//! the same file name under `style/`.

mod body;
mod button;
mod byline;
mod card;
mod date;
mod date_bar;
mod figure;
mod footer;
mod interface;
mod kicker;
mod masthead;
mod pager;
mod picture;
mod rail;
mod share_bar;
mod text;

pub use body::{blocks, body};
pub use button::mount_button;
pub use byline::byline;
pub use card::{CardSize, card};
pub use date::{date, date_and_time};
pub use date_bar::keep_today;
pub use figure::figure;
pub use footer::footer;
pub use interface::{Interface, interface_lang, interface_lang_of_page};
pub use kicker::kicker;
pub use masthead::masthead;
pub use pager::pager;
pub use picture::{PictureLayout, picture};
pub use rail::{RailData, rail, rail_cards};
pub use share_bar::{ShareBarState, mount_share_buttons, share_bar};
pub use text::text;
