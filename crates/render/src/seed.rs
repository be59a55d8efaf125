//! The seed: the page data inside the HTML, from which the app starts.

/// The data files of a page as JSON, for a `<script type="application/json">`:
/// `[["/world.json",{"v":1,"page":…}],…]`.
#[derive(Debug)]
pub struct Seed(String);

impl Seed {
    /// Creates a seed with one data file: its path, and its content as published.
    pub fn new(path: &str, json: &str) -> Self {
        let mut seed = Self(String::with_capacity(json.len() + 4096));
        seed.pair('[', path, json);
        seed
    }

    /// Adds another data file.
    pub fn add(&mut self, path: &str, json: &str) {
        self.pair(',', path, json);
    }

    fn pair(&mut self, before: char, path: &str, json: &str) {
        self.0.push(before);
        // The paths of the site contain no characters that JSON escapes.
        self.0.push_str("[\"");
        self.0.push_str(path);
        self.0.push_str("\",");
        self.0.push_str(json);
        self.0.push(']');
    }

    /// Returns the content of the script element.
    pub fn json(mut self) -> String {
        self.0.push(']');
        // Escape `<`, because `</script>` and `<!--` would end or change the script element (HTML
        // §4.12.1.3). In JSON, `<` only occurs in strings.
        self.0.replace('<', "\\u003c")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seed_is_valid_json_and_cannot_end_the_script() {
        let mut seed = Seed::new("/a.json", r#"{"x":"</script><!--"}"#);
        seed.add("/site.json", r#"{"y":1}"#);
        let text = seed.json();
        assert!(!text.contains('<'), "{text}");
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        let expected = serde_json::json!([
            ["/a.json", {"x": "</script><!--"}],
            ["/site.json", {"y": 1}]
        ]);
        assert_eq!(read, expected);
    }
}
