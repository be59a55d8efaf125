//! Static views as HTML.

use super::StaticView;
use leptos::{
    attr::{Attribute, any_attribute::AnyAttribute},
    prelude::{AddAnyAttr, Render, RenderHtml},
    tachys::{
        hydration::Cursor,
        view::{Position, PositionState},
    },
};

impl RenderHtml for StaticView {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self::AsyncOutput {
        self
    }

    fn to_html_with_buf(
        self,
        html: &mut String,
        position: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
        write(&self, html);
        *position = Position::NextChild;
    }

    /// Published pages are adopted and not hydrated, so this is never called.
    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Self::State {
        self.build()
    }

    fn into_owned(self) -> Self::Owned {
        self
    }
}

/// A static view takes no attributes from outside.
impl AddAnyAttr for StaticView {
    type Output<SomeNewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self::Output<NewAttr> {
        self
    }
}

/// Writes a view as HTML.
#[cfg(not(target_arch = "wasm32"))]
fn write(view: &StaticView, html: &mut String) {
    use html_escape::{encode_double_quoted_attribute_to_string, encode_text_to_string};

    /// The elements without an end tag (HTML §13.1.2).
    const VOID: [&str; 6] = ["br", "col", "hr", "img", "source", "track"];

    match view {
        StaticView::Text(text) => {
            encode_text_to_string(text, html);
        }
        StaticView::Element(element) => {
            html.push('<');
            html.push_str(element.name);
            for (name, value) in &element.attributes {
                html.push(' ');
                html.push_str(name);
                if !value.is_empty() {
                    html.push_str("=\"");
                    encode_double_quoted_attribute_to_string(value, html);
                    html.push('"');
                }
            }
            html.push('>');
            if !VOID.contains(&element.name) {
                for child in &element.children {
                    write(child, html);
                }
                html.push_str("</");
                html.push_str(element.name);
                html.push('>');
            }
        }
        StaticView::List(list) => {
            for view in list {
                write(view, html);
            }
        }
    }
}

/// Does nothing: HTML is only written when a page is published, never in a browser.
#[cfg(target_arch = "wasm32")]
fn write(_: &StaticView, _: &mut String) {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::static_view;

    #[test]
    fn text_and_attributes_are_escaped() {
        let hostile = "\"><script>alert('1')</script> & more";
        let view = static_view! { <p title=hostile.to_owned()>{hostile}</p> };
        let escaped = "&gt;&lt;script&gt;alert('1')&lt;/script&gt; &amp; more";
        assert_eq!(
            view.to_html(),
            format!("<p title=\"&quot;{escaped}\">\"{escaped}</p>")
        );
    }

    #[test]
    fn nothing_is_between_texts_and_no_text_is_empty() {
        let none: Option<&str> = None;
        let view =
            static_view! { <p lang=none>"a" {String::new()} {"b".to_owned()} {none}</p> <hr/> };
        assert_eq!(view.to_html(), "<p>ab</p><hr>");
        assert_eq!(StaticView::default().to_html(), "");
    }
}
