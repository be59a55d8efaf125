//! Reads `_redirects`, for the preview.

use frontpage_base::former_address::FormerAddress;
use std::borrow::Cow;
use std::collections::HashMap;

/// The rules of a `_redirects` file that press wrote.
#[derive(Clone, Debug, Default)]
pub struct RedirectRules {
    by_path: HashMap<String, String>,
    /// By path: the target of each query that has a redirect.
    by_query: HashMap<String, HashMap<Vec<String>, String>>,
    /// Paths with `:x`, `:y` or a `*` at the end, and where they lead.
    patterns: Vec<(String, String)>,
}

impl RedirectRules {
    /// Parses the file. Lines of other forms, which a publisher can add, are skipped.
    pub fn parse(text: &str) -> Self {
        let mut rules = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let words: Vec<&str> = line.split_whitespace().collect();
            let [path, between @ .., to, status] = &words[..] else {
                continue;
            };
            if !status.starts_with("301") {
                continue;
            }
            // A target with `:splat` was not written by press.
            if to.contains(":splat") {
                continue;
            }
            if path.contains(['*', ':']) {
                rules.patterns.push(((*path).into(), (*to).into()));
                continue;
            }
            let Some(path) = key(path) else { continue };
            let to = (*to).to_owned();
            if between.is_empty() {
                rules.by_path.entry(path).or_insert(to);
            } else {
                let query = sorted(between.iter().copied());
                rules.by_query.entry(path).or_default().insert(query, to);
            }
        }
        rules
    }

    /// Returns each former address and where it leads.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        let paths = self.by_path.iter();
        let paths = paths.map(|(from, to)| (from.as_str(), to.as_str()));
        let queries = self.by_query.iter().flat_map(|(from, queries)| {
            let targets = queries.values();
            targets.map(|to| (from.as_str(), to.as_str()))
        });
        paths.chain(queries)
    }

    /// Returns where an address leads. Further parameters make no difference.
    pub fn target(&self, path: &str, query: Option<&str>) -> Option<Cow<'_, str>> {
        let path = key(path)?;
        if let (Some(queries), Some(query)) = (self.by_query.get(&path), query) {
            let asked = sorted(query.split('&'));
            let found = queries
                .iter()
                .find(|(wanted, _)| wanted.iter().all(|part| asked.contains(part)));
            if let Some((_, to)) = found {
                return Some(to.into());
            }
        }
        if let Some(to) = self.by_path.get(&path) {
            return Some(to.into());
        }
        let mut found = self.patterns.iter().filter_map(|(pattern, to)| {
            let slug = slug_in(pattern, &path)?;
            Some(to.replace(":x", slug).into())
        });
        found.next()
    }
}

/// Returns what `:x` stands for in `path`. Returns an empty text if the pattern has no `:x`, and `None` if
/// the path does not match.
fn slug_in<'a>(pattern: &str, path: &'a str) -> Option<&'a str> {
    let mut parts = path.split('/');
    let mut slug = "";
    for wanted in pattern.split('/') {
        match (wanted, parts.next()) {
            // A star also matches nothing.
            ("*", _) => return Some(slug),
            (":x", Some(part)) if !part.is_empty() => slug = part,
            (":y", Some(part)) if !part.is_empty() => {}
            (wanted, Some(part)) if wanted == part => {}
            _ => return None,
        }
    }
    parts.next().is_none().then_some(slug)
}

fn sorted<'a>(parameters: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut parameters: Vec<String> = parameters.map(str::to_owned).collect();
    parameters.sort();
    parameters
}

fn key(path: &str) -> Option<String> {
    let address = FormerAddress::parse(&format!("https://site.example{path}"));
    address.ok().map(|address| address.key())
}
