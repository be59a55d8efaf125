//! The podcast of a newspaper: the table `podcast` in `site.toml`.

use frontpage_model::{Route, Slug};
use serde::Deserialize;

/// The podcast: the stories of a section or a tag that have an audio recording.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Podcast {
    /// The title.
    pub title: String,
    /// The section whose stories are its episodes.
    #[serde(default)]
    pub section: Option<Slug>,
    /// The tag whose stories are its episodes.
    #[serde(default)]
    pub tag: Option<Slug>,
    /// A description in one or two sentences.
    pub description: String,
    /// Who makes it. If it is empty, the newspaper's name is used.
    #[serde(default)]
    pub author: String,
    /// The address to which directories write to verify who owns it.
    pub email: String,
    /// The category, as Apple Podcasts names it.
    pub category: String,
    /// A category within that one.
    #[serde(default)]
    pub subcategory: String,
    /// Whether it has explicit content.
    #[serde(default)]
    pub explicit: bool,
    /// The cover: a path of the site, which is a file in the publisher's own folder, or an `https` URL. A
    /// square JPEG or PNG of 1400 to 3000 pixels.
    pub image: String,
}

impl Podcast {
    /// Returns the page that lists the same stories.
    pub fn page(&self) -> Route {
        match (&self.section, &self.tag) {
            (Some(section), _) => Route::Section(section.clone(), None),
            (None, Some(tag)) => Route::Tag(tag.clone(), None),
            // `check` has refused this.
            (None, None) => Route::Front,
        }
    }

    /// Checks the table. `is_section` says whether the newspaper has a section.
    ///
    /// # Errors
    /// The key, and what is wrong with its value.
    pub(crate) fn check(&self, is_section: impl Fn(&str) -> bool) -> Result<(), (String, String)> {
        let wrong = |key: &str, reason: String| Err((format!("podcast.{key}"), reason));
        let needed = [
            ("title", &self.title),
            ("description", &self.description),
            ("category", &self.category),
        ];
        for (key, value) in needed {
            if value.trim().is_empty() {
                return wrong(key, "is empty; podcast directories ask for it".into());
            }
        }
        match (&self.section, &self.tag) {
            (Some(_), Some(_)) => {
                let reason = "is given, and so is section; name one of them";
                return wrong("tag", reason.into());
            }
            (None, None) => {
                let reason = "is missing, and so is tag; name one of them";
                return wrong("section", reason.into());
            }
            (Some(section), None) if !is_section(section.as_str()) => {
                let reason = format!("{section:?} is not a section of this newspaper");
                return wrong("section", reason);
            }
            (Some(_), None) | (None, Some(_)) => {}
        }
        let is_address = self.email.split_once('@').is_some_and(|(name, host)| {
            let is_plain = |text: &str| {
                !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || "<>@".contains(c))
            };
            is_plain(name) && is_plain(host)
        });
        if !is_address {
            let reason = format!("{:?} is not a mail address", self.email);
            return wrong("email", reason);
        }
        let is_path = self.image.starts_with('/') && !self.image.starts_with("//");
        if !is_path && !self.image.starts_with("https://") {
            let reason = format!(
                "{:?} is neither a path such as /podcast.jpg, for a file in public/, nor an https \
                 address",
                self.image
            );
            return wrong("image", reason);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Podcast;

    const GOOD: &str = "title = 'Tides'\ntag = 'tides'\ndescription = 'On the sea.'\n\
        email = 'desk@post.example'\ncategory = 'News'\nimage = '/podcast.jpg'\n";

    fn check(text: &str) -> Result<Podcast, String> {
        let podcast: Podcast = toml::from_str(text).map_err(|error| error.to_string())?;
        let checked = podcast.check(|slug| slug == "world");
        let named = checked.map_err(|(key, reason)| format!("{key}: {reason}"));
        named.map(|()| podcast)
    }

    #[test]
    fn errors_name_the_key() {
        assert_eq!(check(GOOD).unwrap().page().to_string(), "/tag/tides");
        let section = GOOD.replace("tag = 'tides'", "section = 'world'");
        assert_eq!(check(&section).unwrap().page().to_string(), "/world");
        for (from, to, key) in [
            ("'Tides'", "' '", "podcast.title: "),
            ("'On the sea.'", "''", "podcast.description: "),
            ("'News'", "''", "podcast.category: "),
            ("tag = 'tides'", "", "podcast.section: "),
            ("tag = 'tides'", "section = 'sports'", "podcast.section: "),
            ("tag =", "section = 'world'\ntag =", "podcast.tag: "),
            ("'tides'", "'T T'", "slug"),
            ("desk@post.example", "post.example", "podcast.email: "),
            ("desk@post.example", "Desk <a@b.example>", "podcast.email: "),
            ("/podcast.jpg", "podcast.jpg", "podcast.image: "),
            ("/podcast.jpg", "http://a.example/a.jpg", "podcast.image: "),
            ("title", "name", "name"),
        ] {
            let error = check(&GOOD.replace(from, to)).unwrap_err();
            assert!(error.contains(key), "{error}");
        }
    }
}
