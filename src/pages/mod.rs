//! One file for each kind of page.

mod article;
mod front;
mod listing;
mod notice;
mod skeleton;

pub use article::article;
pub use front::front;
pub use listing::listing;
pub use notice::notice;
pub use skeleton::skeleton;
