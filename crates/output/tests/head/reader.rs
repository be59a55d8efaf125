//! A reader of heads that is based on an independent HTML parser.

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

/// A parsed page.
pub struct Reader(Html);

impl Reader {
    pub fn new(head: &str) -> Self {
        let page = format!("<!doctype html><html lang=en><head>{head}</head><body></body></html>");
        Self(Html::parse_document(&page))
    }

    pub fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        self.0.select(&Selector::parse(selector).unwrap()).collect()
    }

    pub fn count(&self, selector: &str) -> usize {
        self.all(selector).len()
    }

    /// Returns an attribute of the only element that matches.
    pub fn attribute(&self, selector: &str, name: &str) -> &str {
        let found = self.all(selector);
        assert_eq!(found.len(), 1, "{selector}");
        found[0].attr(name).unwrap()
    }

    pub fn attributes(&self, selector: &str, name: &str) -> Vec<&str> {
        let found = self.all(selector).into_iter();
        found.map(|element| element.attr(name).unwrap()).collect()
    }

    pub fn title(&self) -> String {
        let found = self.all("title");
        assert_eq!(found.len(), 1);
        found[0].text().collect()
    }

    pub fn meta(&self, name: &str) -> Option<&str> {
        let found = self.all(&format!("meta[name='{name}']"));
        assert!(found.len() < 2, "{name}");
        found.first().and_then(|meta| meta.attr("content"))
    }

    pub fn properties(&self, name: &str) -> Vec<&str> {
        self.attributes(&format!("meta[property='{name}']"), "content")
    }

    /// Returns the nodes of the only JSON-LD graph.
    pub fn graph(&self) -> Vec<Value> {
        let found = self.all("script[type='application/ld+json']");
        assert_eq!(found.len(), 1);
        let text: String = found[0].text().collect();
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["@context"], "https://schema.org");
        value["@graph"].as_array().unwrap().clone()
    }

    /// Returns the only node of a type.
    pub fn node(&self, kind: &str) -> Value {
        let nodes = self.graph();
        let mut found = nodes.iter().filter(|node| node["@type"] == kind);
        let node = found
            .next()
            .unwrap_or_else(|| panic!("there is no node of type {kind}"));
        assert!(found.next().is_none(), "there are two nodes of type {kind}");
        node.clone()
    }
}
