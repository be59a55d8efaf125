//! The pages, with one file for each kind.

mod article;
mod front;
mod listing;
mod live_rail;
mod notice;
mod skeleton;

pub use article::article;
pub use front::front;
pub use listing::listing;
use live_rail::live_rail;
pub use notice::notice;
pub use skeleton::skeleton;
