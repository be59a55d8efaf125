//! The data in the page, from which the app goes on where the HTML ends.

/// `[["/world.json",{"v":1,"page":…}],…]`, for a `<script type="application/json">`.
#[derive(Debug)]
pub struct Seed(String);

impl Seed {
    /// Begins with a file of data: its path, and the file as it is published.
    pub fn new(path: &str, json: &str) -> Self {
        let mut seed = Self(String::with_capacity(json.len() + 4096));
        seed.pair('[', path, json);
        seed
    }

    /// Adds another.
    pub fn add(&mut self, path: &str, json: &str) {
        self.pair(',', path, json);
    }

    fn pair(&mut self, before: char, path: &str, json: &str) {
        self.0.push(before);
        // a path of the site has nothing in it that JSON would escape
        self.0.push_str("[\"");
        self.0.push_str(path);
        self.0.push_str("\",");
        self.0.push_str(json);
        self.0.push(']');
    }

    /// The text between the tags.
    pub fn json(mut self) -> String {
        self.0.push(']');
        // `</script>` and `<!--` would end or change the script element (HTML §4.12.1.3); in JSON
        // a `<` stands only in strings
        self.0.replace('<', "\\u003c")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_is_json_and_ends_no_script() {
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
