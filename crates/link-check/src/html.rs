//! The addresses and ids in a page.

use crate::Addresses;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;

/// The attributes that hold an address, with their elements.
const ATTRIBUTES: [(&str, &str); 17] = [
    ("a", "href"),
    ("area", "href"),
    ("link", "href"),
    ("img", "src"),
    ("img", "srcset"),
    ("source", "src"),
    ("source", "srcset"),
    ("link", "imagesrcset"),
    ("script", "src"),
    ("iframe", "src"),
    ("video", "src"),
    ("video", "poster"),
    ("audio", "src"),
    ("track", "src"),
    ("embed", "src"),
    ("object", "data"),
    ("form", "action"),
];

/// The properties of `meta` elements whose content is an address.
const PROPERTIES: [&str; 4] = ["og:url", "og:image", "og:image:url", "twitter:image"];

/// Returns the addresses in a page. Bytes that are not UTF-8 are replaced.
pub fn addresses(bytes: &[u8]) -> Addresses {
    let text = String::from_utf8_lossy(bytes);
    let queue = BufferQueue::default();
    queue.push_back(text.as_ref().into());
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    // A script does not stop the tokenizer here, because the sink never asks for that.
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

#[derive(Default)]
struct Sink(RefCell<Addresses>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else {
            return TokenSinkResult::Continue;
        };
        if tag.kind != TagKind::StartTag {
            return TokenSinkResult::Continue;
        }
        self.element(&tag);
        // The tree builder of a browser would do the same.
        match &*tag.name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "iframe" | "noembed" | "xmp" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }
}

impl Sink {
    fn element(&self, tag: &Tag) {
        let mut addresses = self.0.borrow_mut();
        let value = |name: &str| {
            let attribute = tag.attrs.iter().find(|a| &*a.name.local == name);
            attribute.map(|attribute| attribute.value.trim())
        };
        addresses.ids.extend(value("id").map(String::from));
        let element = &*tag.name;
        if element == "a" {
            addresses.ids.extend(value("name").map(String::from));
        }
        if element == "base" && addresses.base.is_none() {
            addresses.base = value("href").map(String::from);
        }
        if element == "meta" {
            let property = value("property").or(value("name")).unwrap_or_default();
            let content = value("content").unwrap_or_default();
            let is_refresh = value("http-equiv").is_some_and(|v| v.eq_ignore_ascii_case("refresh"));
            if PROPERTIES.contains(&property) {
                let element = format!("meta {property}");
                addresses.found.push((element, content.into()));
            } else if is_refresh && let Some((_, url)) = content.split_once("url=") {
                addresses.found.push(("meta refresh".into(), url.into()));
            }
        }
        // These links name a host to connect to, not a page.
        let rel = value("rel").unwrap_or_default();
        if element == "link" && matches!(rel, "preconnect" | "dns-prefetch") {
            return;
        }
        for (of, attribute) in ATTRIBUTES {
            if of != element {
                continue;
            }
            let Some(value) = value(attribute) else {
                continue;
            };
            let name = format!("{element} {attribute}");
            if attribute.ends_with("srcset") {
                // https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute
                let candidates = value.split(", ").map(str::trim);
                let urls = candidates.filter_map(|one| one.split_whitespace().next());
                addresses
                    .found
                    .extend(urls.map(|url| (name.clone(), url.to_owned())));
            } else {
                addresses.found.push((name, value.to_owned()));
            }
        }
    }
}
