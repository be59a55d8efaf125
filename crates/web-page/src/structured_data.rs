//! The structured data of a page: JSON-LD with the vocabulary of schema.org.

use frontpage_clean::plain;
use scraper::{Html, Selector};
use serde_json::Value;

/// The types that are articles (schema.org, `Article` and those below it that news sites use).
const ARTICLES: [&str; 8] = [
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "Article",
    "BlogPosting",
];

/// What structured data says of an article.
#[derive(Debug, Default)]
pub struct StructuredData {
    /// The headline.
    pub headline: Option<String>,
    /// The summary.
    pub description: Option<String>,
    /// The names of the authors.
    pub authors: Vec<String>,
    /// The time of publication, as the page has it.
    pub published: Option<String>,
    /// The time of the last change, as the page has it.
    pub modified: Option<String>,
    /// The section.
    pub section: Option<String>,
    /// The keywords.
    pub keywords: Vec<String>,
    /// The address of the picture.
    pub image: Option<String>,
}

impl StructuredData {
    /// Reads the first article in a page. Invalid data is ignored.
    pub fn read(page: &Html) -> Self {
        let Ok(selector) = Selector::parse("script[type=\"application/ld+json\"]") else {
            return Self::default();
        };
        let scripts = page.select(&selector);
        let documents = scripts.filter_map(|script| {
            let text: String = script.text().collect();
            // Sites that were XHTML once mark the data as text.
            let text = text.trim();
            let text = text.strip_prefix("<![CDATA[").unwrap_or(text);
            let text = text.strip_suffix("]]>").unwrap_or(text);
            serde_json::from_str::<Value>(text.trim()).ok()
        });
        let mut articles = documents.filter_map(|document| article(&document).cloned());
        let Some(article) = articles.next() else {
            return Self::default();
        };
        let text = |key: &str| {
            let text = article.get(key).and_then(Value::as_str).map(plain);
            text.filter(|text| !text.is_empty())
        };
        Self {
            headline: text("headline").or_else(|| text("name")),
            description: text("description"),
            authors: texts(&article, "author", "name"),
            published: text("datePublished"),
            modified: text("dateModified"),
            section: texts(&article, "articleSection", "name").into_iter().next(),
            keywords: keywords(&article),
            image: image(article.get("image")),
        }
    }
}

/// Finds the first article in a document: itself, in a list, or in a graph.
fn article(document: &Value) -> Option<&Value> {
    match document {
        Value::Array(list) => list.iter().find_map(article),
        Value::Object(fields) => {
            let types: Vec<&str> = match fields.get("@type") {
                Some(Value::String(name)) => vec![name],
                Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
                _ => Vec::new(),
            };
            if types.iter().any(|name| ARTICLES.contains(name)) {
                return Some(document);
            }
            let inside = [fields.get("@graph"), fields.get("mainEntity")];
            inside.into_iter().flatten().find_map(article)
        }
        _ => None,
    }
}

/// Returns texts that are given as a text, as an object with a name, or as a list of these.
fn texts(article: &Value, key: &str, name: &str) -> Vec<String> {
    let one = |value: &Value| {
        let text = value.as_str().or_else(|| value.get(name)?.as_str());
        text.map(plain).filter(|text| !text.is_empty())
    };
    match article.get(key) {
        Some(Value::Array(list)) => list.iter().filter_map(one).collect(),
        Some(value) => one(value).into_iter().collect(),
        None => Vec::new(),
    }
}

/// Returns the keywords: a list, or a text with commas.
fn keywords(article: &Value) -> Vec<String> {
    let found = texts(article, "keywords", "name");
    let split = found.iter().flat_map(|text| text.split(','));
    let words = split.map(|word| word.trim().to_owned());
    words.filter(|word| !word.is_empty()).collect()
}

/// Returns the address of a picture that is given as a text, as an `ImageObject`, or as a list.
fn image(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(url) => Some(url.clone()),
        Value::Array(list) => list.iter().find_map(|value| image(Some(value))),
        Value::Object(fields) => {
            let url = fields.get("url").or_else(|| fields.get("contentUrl"));
            image(url)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> StructuredData {
        let page = format!("<script type='application/ld+json'>{json}</script>");
        StructuredData::read(&Html::parse_document(&page))
    }

    #[test]
    fn an_article_in_a_graph_is_found() {
        let found = read(
            r#"{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Paper"},
            {"@type": ["Thing", "NewsArticle"], "headline": "Rain &amp; more",
             "author": [{"@type": "Person", "name": "Jane Roe"}, "The desk"],
             "datePublished": "2019-03-11T10:00:00Z", "articleSection": ["World", "Asia"],
             "keywords": "Rain, Snow ,", "image": [{"@type": "ImageObject", "url": "/a.jpg"}, "/b.jpg"]}]}"#,
        );
        assert_eq!(found.headline.as_deref(), Some("Rain & more"));
        assert_eq!(found.authors, ["Jane Roe", "The desk"]);
        assert_eq!(found.published.as_deref(), Some("2019-03-11T10:00:00Z"));
        assert_eq!(found.section.as_deref(), Some("World"));
        assert_eq!(found.keywords, ["Rain", "Snow"]);
        assert_eq!(found.image.as_deref(), Some("/a.jpg"));
    }

    #[test]
    fn data_that_is_marked_as_text_is_read() {
        let found = read("\n<![CDATA[\n{\"@type\": \"Article\", \"headline\": \"Rain\"}\n]]>\n");
        assert_eq!(found.headline.as_deref(), Some("Rain"));
    }

    #[test]
    fn invalid_data_is_ignored() {
        let deep = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
        let other_types = r#"{"@type": 7, "headline": "a"}"#;
        let odd = r#"{"@type": "Article", "headline": 7, "author": {}, "image": {"url": {}}}"#;
        for json in ["", "{", "7", &deep, other_types, odd] {
            let found = read(json);
            assert_eq!(found.headline, None);
            assert_eq!((found.authors.len(), found.image), (0, None));
        }
    }
}
