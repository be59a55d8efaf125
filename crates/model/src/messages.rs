//! The words of the interface: all that readers see or hear beside the newspaper's own content.
//!
//! 1. **The words are in `languages/`**, a file per language. Each message of `en.ftl` is a constant here, so
//!    that one that is missing does not compile.
//! 2. **A language is a text with a line for each message** ([`Words`]). English is compiled in, and the
//!    publisher makes the others.
//! 3. **A message is said in the current language** ([`Words::speak`]), like a value from a context of
//!    Leptos. Passing the language to each function would cost the app more than its words do
//!    (`docs/adr/0036-languages.md`).

mod dates;
mod lines;
mod words;

pub use dates::{date, date_and_time, month_and_year, month_name, number, time_of_day};
pub use words::{Message, Words, direction, language, piece};

frontpage_message_macro::messages!("../../languages/en.ftl");
