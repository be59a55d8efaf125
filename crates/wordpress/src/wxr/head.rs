//! Reads the head of an export: the site, its authors and its categories.

use super::fields;
use frontpage_clean::plain;
use std::collections::HashMap;

/// How many categories can be above another one. Some exports have cycles.
const MAX_LEVELS: usize = 20;

/// What an export says before its first item.
#[derive(Debug, Default)]
pub struct Head {
    /// The address of the site.
    pub base: String,
    /// The names of the authors by their logins.
    authors: HashMap<String, String>,
    /// The category above each category, by their names in addresses.
    parents: HashMap<String, String>,
    /// The names of categories in addresses, by their numbers.
    pub category_slugs: HashMap<String, String>,
}

impl Head {
    /// Reads a head. One that is not valid XML is read up to the error.
    pub fn read(xml: &str) -> Self {
        let mut head = Self::default();
        // The elements are in `<rss><channel>`.
        let (fields, _) = fields::read_until_error(xml, 2);
        let mut link = String::new();
        for field in fields {
            let inner = |name: &str| field.inner(name).unwrap_or_default().trim().to_owned();
            match field.name.as_str() {
                "link" => link = field.text.trim().to_owned(),
                "wp:base_blog_url" => head.base = field.text.trim().to_owned(),
                "wp:author" => {
                    let name = plain(&inner("wp:author_display_name"));
                    head.authors.insert(inner("wp:author_login"), name);
                }
                "wp:category" => {
                    let slug = inner("wp:category_nicename");
                    head.category_slugs
                        .insert(inner("wp:term_id"), slug.clone());
                    head.parents.insert(slug, inner("wp:category_parent"));
                }
                _ => {}
            }
        }
        if head.base.is_empty() {
            head.base = link;
        }
        head
    }

    /// Returns the name of an author for readers.
    pub fn author(&self, login: &str) -> String {
        let login = login.trim();
        let name = self.authors.get(login).filter(|name| !name.is_empty());
        name.cloned().unwrap_or_else(|| plain(login))
    }

    /// Returns the names in addresses of the categories above one, the nearest first.
    pub fn above(&self, slug: &str) -> Vec<String> {
        let mut above: Vec<String> = Vec::new();
        let mut current = slug;
        while let Some(parent) = self
            .parents
            .get(current)
            .filter(|parent| !parent.is_empty())
        {
            if above.len() == MAX_LEVELS || above.contains(parent) {
                break;
            }
            above.push(parent.clone());
            current = parent;
        }
        above
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn category(slug: &str, parent: &str) -> String {
        format!(
            "<wp:category><wp:category_nicename>{slug}</wp:category_nicename>\
             <wp:category_parent>{parent}</wp:category_parent></wp:category>"
        )
    }

    #[test]
    fn categories_know_those_above_them_even_in_a_circle() {
        let categories = category("a", "b") + &category("b", "c") + &category("c", "b");
        let head = Head::read(&format!(
            "<rss><channel><link>https://x.example</link>{categories}"
        ));
        assert_eq!(head.above("a"), ["b", "c"]);
        assert_eq!(head.above("z"), [""; 0]);
        assert_eq!(head.base, "https://x.example");
        assert_eq!(head.author(" jane "), "jane");
    }
}
