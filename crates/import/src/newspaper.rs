//! What site.toml says about a story: its section, which is found by its categories, and its authors.

use crate::error::ImportError;
use frontpage_base::config::{Config, SectionOrAuthor};
use frontpage_source::{Category, ImportedStory};

/// The sections and authors of the newspaper.
pub struct Newspaper<'a> {
    sections: &'a [SectionOrAuthor],
    authors: &'a [SectionOrAuthor],
    default: &'a str,
}

impl<'a> Newspaper<'a> {
    /// Takes the sections and authors from the configuration. `default` is the slug of the section for
    /// stories that belong to no other; without it, that is the first section.
    ///
    /// # Errors
    /// If `default` is not a section, or if there are no sections.
    pub fn new(config: &'a Config, default: Option<&str>) -> Result<Self, ImportError> {
        let sections = config.sections.as_slice();
        let first = sections.first().ok_or(ImportError::NoSections)?;
        let default = match default {
            None => first,
            Some(name) => sections
                .iter()
                .find(|section| section.slug.as_str() == name)
                .ok_or_else(|| {
                    let known: Vec<&str> = sections.iter().map(|s| s.slug.as_str()).collect();
                    ImportError::UnknownSection {
                        name: name.to_owned(),
                        known: known.join(", "),
                    }
                })?,
        };
        Ok(Self {
            sections,
            authors: &config.authors,
            default: default.slug.as_str(),
        })
    }

    /// A newspaper for tests that need no sections.
    #[cfg(test)]
    pub fn without_sections() -> Self {
        Self {
            sections: &[],
            authors: &[],
            default: "us",
        }
    }

    /// Returns the slug of a story's section: the one that a mapping has set, the first of its categories
    /// that is a section, the section above one of its categories, or else the default.
    pub fn section<'s>(&'s self, story: &'s ImportedStory) -> &'s str {
        if let Some(section) = &story.section {
            return section;
        }
        let mut categories = story.categories.iter();
        let itself = categories.find_map(|category| self.find(category));
        let above = || {
            let mut categories = story.categories.iter();
            categories.find_map(|category| self.section_of(category))
        };
        itself.or_else(above).unwrap_or(self.default)
    }

    /// Returns the section that a category is or is below.
    pub fn section_of(&self, category: &Category) -> Option<&'a str> {
        let above = || category.above.iter().find_map(|slug| self.by_slug(slug));
        self.find(category).or_else(above)
    }

    /// Returns whether there is a section with this slug.
    pub fn has_section(&self, slug: &str) -> bool {
        self.by_slug(slug).is_some()
    }

    /// Returns the slugs of all sections, for a message.
    pub fn section_slugs(&self) -> String {
        let slugs: Vec<&str> = self
            .sections
            .iter()
            .map(|section| section.slug.as_str())
            .collect();
        slugs.join(", ")
    }

    /// Returns the slug of an author by name, if site.toml has one.
    pub fn author(&self, name: &str) -> Option<&'a str> {
        let mut authors = self.authors.iter();
        let found = authors.find(|author| author.name.eq_ignore_ascii_case(name.trim()));
        found.map(|author| author.slug.as_str())
    }

    /// Returns whether a category is this section, so that it does not become a tag as well.
    pub fn is(&self, category: &Category, section: &str) -> bool {
        self.find(category) == Some(section)
    }

    fn find(&self, category: &Category) -> Option<&'a str> {
        let by_name = || {
            let mut sections = self.sections.iter();
            sections.find(|section| section.name.eq_ignore_ascii_case(&category.name))
        };
        self.by_slug(&category.slug)
            .or_else(|| by_name().map(|section| section.slug.as_str()))
    }

    fn by_slug(&self, slug: &str) -> Option<&'a str> {
        let mut sections = self.sections.iter();
        let found = sections.find(|section| section.slug.as_str() == slug);
        found.map(|section| section.slug.as_str())
    }
}
