//! The words of the interface. They are defined in the model; this module puts them into static views.

#[cfg(test)]
mod tests;

pub use frontpage_model::messages::*;

use crate::view::{AttributeValue, Child, StaticView, ViewBuilder, static_view};

impl Child for Message {
    #[inline(never)]
    fn add_to(self, builder: &mut ViewBuilder) {
        self.text().add_to(builder);
    }
}

impl AttributeValue for Message {
    #[inline(never)]
    fn set(self, name: &'static str, builder: &mut ViewBuilder) {
        self.text().set(name, builder);
    }
}

/// Returns a message with an element in the place of its value.
pub fn around(message: Message, value: StaticView) -> StaticView {
    let [before, after] = message.around_value();
    static_view! { {before} {value} {after} }
}
