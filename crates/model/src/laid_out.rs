//! Blocks that the publisher lays out: a tree of elements, which the app shows as it is.
//!
//! A kind of block that is laid out costs the app no code (`docs/adr/0034-laid-out-blocks.md`). Elements
//! and attributes come from closed lists, so page data can neither run nor load anything by itself.

use crate::{Inline, Text};
use serde::de::Error as _;
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[cfg(not(target_arch = "wasm32"))]
use crate::{Href, MovingPicture, StaticBlock};

/// A block that the publisher laid out. JSON has only the view.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Text", into = "Text")]
pub struct LaidOut {
    /// What readers see. Empty until the block is laid out.
    pub view: Text,
    /// The block that it was laid out from. Only the publisher has it; `None` if it was read from page data.
    #[cfg(not(target_arch = "wasm32"))]
    pub block: Option<Box<StaticBlock>>,
}

impl From<Text> for LaidOut {
    fn from(view: Text) -> Self {
        Self {
            view,
            #[cfg(not(target_arch = "wasm32"))]
            block: None,
        }
    }
}

impl From<LaidOut> for Text {
    fn from(laid_out: LaidOut) -> Self {
        laid_out.view
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl LaidOut {
    /// Creates a block that is not laid out yet.
    pub fn new(block: StaticBlock) -> Self {
        Self {
            view: Vec::new(),
            block: Some(Box::new(block)),
        }
    }

    /// Returns the picture that moves; `None` if the block is of another kind.
    pub fn moving_picture(&self) -> Option<&MovingPicture> {
        self.block
            .as_deref()
            .and_then(StaticBlock::as_moving_picture)
    }

    /// Returns the address that the block as a whole links to. Only link cards have one.
    pub fn href(&self) -> Option<&Href> {
        fn first_link(text: &[Inline]) -> Option<&Href> {
            text.iter().find_map(|inline| match inline {
                Inline::Link(link) => Some(&link.href),
                other => first_link(other.inside()),
            })
        }
        let root = self.view.first().and_then(Inline::as_element)?;
        let is_card = root.attribute("class") == Some(LINK_CARD);
        first_link(&root.children).filter(|_| is_card)
    }
}

/// The class of a link card, which is about its link and nothing else.
pub const LINK_CARD: &str = "embed-card";

/// An element of a view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    /// Its name.
    #[serde(rename = "n")]
    pub name: ElementName,
    /// Its attributes.
    #[serde(rename = "a", default, skip_serializing_if = "Attributes::is_empty")]
    pub attributes: Attributes,
    /// What is inside it.
    #[serde(rename = "c", default, skip_serializing_if = "Vec::is_empty")]
    pub children: Text,
}

impl Element {
    /// Creates an element without attributes.
    pub fn new(name: ElementName, children: Text) -> Self {
        Self {
            name,
            attributes: Attributes::default(),
            children,
        }
    }

    /// Returns the value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.0.iter();
        attributes
            .find(|(other, _)| other.0 == name)
            .map(|(_, value)| &**value)
    }

    /// Returns whether it holds nothing that belongs to the text: it is a drawing, the mark of a footnote, or
    /// the word that unfolds something.
    pub(crate) fn has_no_characters(&self) -> bool {
        matches!(
            self.name,
            ElementName::SVG | ElementName::SUP | ElementName::SUMMARY
        )
    }

    /// Adds an attribute, or nothing if there is no value.
    #[must_use]
    pub fn with(mut self, name: AttributeName, value: impl Into<Option<String>>) -> Self {
        if let Some(value) = value.into() {
            self.attributes.0.push((name, value));
        }
        self
    }
}

/// The attributes of an element, in order. JSON has an object.
#[derive(Clone, Debug, Default)]
pub struct Attributes(pub Vec<(AttributeName, String)>);

// Their order means nothing.
impl PartialEq for Attributes {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.0.iter().all(|own| other.0.contains(own))
    }
}

impl Eq for Attributes {}

impl Attributes {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Attributes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name.0, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Attributes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Attributes;

            fn expecting(&self, out: &mut core::fmt::Formatter) -> core::fmt::Result {
                out.write_str("the attributes of an element")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Attributes, A::Error> {
                let mut attributes = Attributes::default();
                while let Some((name, value)) = map.next_entry::<String, String>()? {
                    let attribute = AttributeName::parse(&name, &value).ok_or_else(|| {
                        A::Error::custom(format!("no attribute `{name}` with this value"))
                    })?;
                    attributes.0.push((attribute, value));
                }
                Ok(attributes)
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

impl<'de> Deserialize<'de> for ElementName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::parse(&name).ok_or_else(|| D::Error::custom(format!("no element `{name}`")))
    }
}

impl Serialize for ElementName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

/// Defines a closed list of names, each a constant.
macro_rules! names {
    ($(#[$doc:meta])* $kind:ident { $($constant:ident $name:literal)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $kind(&'static str);

        impl $kind {
            $(
                #[doc = concat!("`", $name, "`.")]
                pub const $constant: Self = Self($name);
            )*
            /// Every name in the list.
            const ALL: &[&'static str] = &[$($name),*];

            fn find(name: &str) -> Option<Self> {
                Self::ALL.iter().find(|known| **known == name).map(|known| Self(known))
            }

            /// Returns the name.
            pub fn as_str(self) -> &'static str {
                self.0
            }
        }
    };
}

names! {
    /// The name of an element that a view can have: elements of HTML (§4.3 to §4.11) and SVG 2 that hold
    /// content, and none that run something. Of those that load something before a reader asks for it, there
    /// are only pictures.
    ElementName {
        A "a"
        ASIDE "aside"
        AUDIO "audio"
        CAPTION "caption"
        CIRCLE "circle"
        DD "dd"
        DESC "desc"
        DETAILS "details"
        DIV "div"
        DL "dl"
        DT "dt"
        FIGCAPTION "figcaption"
        FIGURE "figure"
        G "g"
        H2 "h2"
        H3 "h3"
        IMG "img"
        LI "li"
        LINE "line"
        OL "ol"
        P "p"
        PATH "path"
        PICTURE "picture"
        POLYLINE "polyline"
        RECT "rect"
        SECTION "section"
        SOURCE "source"
        SPAN "span"
        STRONG "strong"
        SUMMARY "summary"
        SUP "sup"
        SVG "svg"
        TABLE "table"
        TBODY "tbody"
        TD "td"
        TEXT "text"
        TH "th"
        THEAD "thead"
        TIME "time"
        TITLE "title"
        TR "tr"
        TRACK "track"
        UL "ul"
        VIDEO "video"
    }
}

names! {
    /// The name of an attribute that an element of a view can have. None of them runs anything.
    AttributeName {
        ALT "alt"
        ARIA_HIDDEN "aria-hidden"
        ARIA_LABEL "aria-label"
        ARIA_LABELLEDBY "aria-labelledby"
        CLASS "class"
        COLSPAN "colspan"
        CONTROLS "controls"
        CX "cx"
        CY "cy"
        D "d"
        DATETIME "datetime"
        DEFAULT "default"
        DIR "dir"
        DURATION "data-duration"
        HEIGHT "height"
        HREF "href"
        ID "id"
        KIND "kind"
        LABEL "label"
        LANG "lang"
        LOADING "loading"
        MEDIA "media"
        PART "data-part"
        PLAYSINLINE "playsinline"
        POINTS "points"
        POSTER "poster"
        PRELOAD "preload"
        R "r"
        REL "rel"
        ROLE "role"
        ROWSPAN "rowspan"
        SCOPE "scope"
        SRC "src"
        SRCLANG "srclang"
        SRCSET "srcset"
        TABINDEX "tabindex"
        TEXT_ANCHOR "text-anchor"
        TYPE "type"
        VIEW_BOX "viewBox"
        WIDTH "width"
        X "x"
        X1 "x1"
        X2 "x2"
        Y "y"
        Y1 "y1"
        Y2 "y2"
    }
}

impl ElementName {
    /// Returns the name if it is in the list.
    pub fn parse(name: &str) -> Option<Self> {
        Self::find(name)
    }
}

impl AttributeName {
    /// Returns the name if it is in the list and can have the value. A link of a view leads to a place in
    /// the same page: links to elsewhere are [`Inline::Link`], which checks their address. A file is one
    /// of this site, whose path begins with `/`, or comes from another host with HTTPS. A `srcset` is one
    /// such file.
    pub fn parse(name: &str, value: &str) -> Option<Self> {
        Self::find(name).filter(|found| match found.0 {
            "href" => value.starts_with('#'),
            "src" | "srcset" | "poster" => {
                let is_here = value.starts_with('/') && !value.starts_with("//");
                (is_here || value.starts_with("https://")) && !value.contains([' ', '\t', '\n'])
            }
            _ => true,
        })
    }
}

impl From<Element> for Inline {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_outside_of_the_lists_are_refused() {
        for name in ["script", "iframe", "style", "A", ""] {
            assert_eq!(ElementName::parse(name), None, "{name}");
        }
        for (name, value) in [
            ("onclick", "alert(1)"),
            ("style", "color: red"),
            ("href", "javascript:alert(1)"),
            ("href", "/world"),
            ("src", "//evil.example/a.mp4"),
            ("src", "http://evil.example/a.mp4"),
            ("poster", "data:image/png,"),
            ("srcset", "//evil.example/a.gif"),
            ("srcset", "/media/a.gif 1x, https://evil.example/a.gif 2x"),
            ("srcset", "/media/a.gif\n1x,//evil.example/a.gif"),
        ] {
            assert_eq!(AttributeName::parse(name, value), None, "{name}={value}");
        }
        assert!(AttributeName::parse("href", "#note-1").is_some());
        assert!(AttributeName::parse("src", "/media/a.mp4").is_some());
        assert!(AttributeName::parse("srcset", "/media/a.gif").is_some());
        assert!(AttributeName::parse("src", "https://media.example/a.mp4").is_some());
    }

    #[test]
    fn attributes_keep_their_order_in_json() {
        let element = Element::new(ElementName::ASIDE, vec![Inline::Text("a".into())])
            .with(AttributeName::ROLE, Some("note".to_owned()))
            .with(AttributeName::CLASS, Some("b".to_owned()))
            .with(AttributeName::ID, None);
        let json = r#"{"n":"aside","a":{"role":"note","class":"b"},"c":[{"t":"a"}]}"#;
        assert_eq!(serde_json::to_string(&element).unwrap(), json);
        assert_eq!(serde_json::from_str::<Element>(json).unwrap(), element);
    }
}
