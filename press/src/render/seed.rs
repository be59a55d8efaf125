//! The data in the page, from which the app goes on where the HTML ends.

use super::File;
use frontpage_model::{DATA_VERSION, Page};
use serde::Serialize;

#[derive(Serialize)]
struct Twin<'a> {
    v: u32,
    page: &'a Page,
}

/// `[["/world.json",{"v":1,"page":…}],…]`, for a `<script type="application/json">`.
pub fn json(files: &[File]) -> String {
    let pairs: Vec<(&str, Twin<'_>)> = files
        .iter()
        .map(|(path, page)| {
            let twin = Twin {
                v: DATA_VERSION,
                page,
            };
            (path.as_str(), twin)
        })
        .collect();
    // page data is strings, numbers and lists of them: all of it can be JSON
    let json = serde_json::to_string(&pairs).unwrap_or_else(|_| "[]".into());
    // `</script>` and `<!--` would end or change the script element (HTML §4.12.1.3); in JSON a
    // `<` stands only in strings
    json.replace('<', "\\u003c")
}
