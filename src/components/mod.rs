//! The visible components, each in a file of its own. The CSS of a component, if it has any, has
//! the same file name under `style/`.

mod body;
mod byline;
mod card;
mod colophon;
mod date_bar;
mod figure;
mod interface;
mod kicker;
mod masthead;
mod pager;
mod picture;
mod rail;
mod share_bar;
mod stamp;
mod text;

pub use body::body;
pub use byline::byline;
pub use card::{CardSize, card};
pub use colophon::Colophon;
use date_bar::DateBar;
pub use figure::figure;
pub use interface::{Interface, interface_lang, interface_lang_of_page};
pub use kicker::kicker;
pub use masthead::Masthead;
pub use pager::pager;
pub use picture::{Picture, picture};
pub use rail::Rail;
pub use share_bar::ShareBar;
pub use stamp::{day_stamp, stamp};
pub use text::text;
