//! The settings of the engines: which fields are searched, which are filters, and which give the order.

use serde_json::{Value, json};

/// Returns the settings of all engines, each with the name of its file.
///
/// - OpenSearch: the body of `PUT /INDEX` (<https://docs.opensearch.org/latest/api-reference/index-apis/create-index/>).
/// - Meilisearch: the body of `PATCH /indexes/INDEX/settings` (<https://www.meilisearch.com/docs/reference/api/settings>).
/// - Typesense: the body of `POST /collections` (<https://typesense.org/docs/latest/api/collections.html>).
pub fn all() -> [(&'static str, Value); 3] {
    [
        ("opensearch-index.json", opensearch()),
        ("meilisearch-settings.json", meilisearch()),
        ("typesense-schema.json", typesense()),
    ]
}

fn opensearch() -> Value {
    let (text, word) = (json!({ "type": "text" }), json!({ "type": "keyword" }));
    let time = json!({ "type": "date", "format": "epoch_second" });
    json!({ "mappings": { "dynamic": "strict", "properties": {
        "id": word, "url": { "type": "keyword", "index": false },
        "headline": text, "summary": text, "body": text, "byline": text,
        "section": word, "tags": word, "authors": word, "lang": word,
        "published": time, "updated": time,
    } } })
}

fn meilisearch() -> Value {
    json!({
        "searchableAttributes": ["headline", "summary", "byline", "tags", "body"],
        "filterableAttributes": ["section", "tags", "authors", "lang", "published"],
        "sortableAttributes": ["published", "updated"],
    })
}

fn typesense() -> Value {
    let field = |name: &str, kind: &str| json!({ "name": name, "type": kind });
    let facet = |name: &str, kind: &str| json!({ "name": name, "type": kind, "facet": true });
    json!({
        "name": "stories",
        "fields": [
            { "name": "url", "type": "string", "index": false, "optional": true },
            field("headline", "string"), field("summary", "string"), field("body", "string"),
            field("byline", "string"),
            facet("section", "string"), facet("tags", "string[]"), facet("authors", "string[]"),
            facet("lang", "string"),
            field("published", "int64"), field("updated", "int64"),
        ],
        "default_sorting_field": "published",
    })
}
