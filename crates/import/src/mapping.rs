//! The mapping: which category is which section, and what becomes of tags and authors. It is a file that
//! `--plan` makes from the contents of a source, that a person edits, and that every import follows.

use crate::error::ImportError;
use crate::newspaper::Newspaper;
use frontpage_source::{Category, ImportedStory};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::Path;

/// The text at the start of the file.
const INTRODUCTION: &str = "\
# What press import makes of the categories, tags and authors of your archive. Edit it, and import again.
#
# [categories.X]  section: the section of stories in this category; without it, the category decides nothing
#                 tag: the tag that the category becomes in stories of other sections; without it, none
# [tags.X]        tag: the tag that it becomes; without it, it is dropped
# [authors.X]     name: the name in the byline; without it, it is left out
#
# The same tag or name in several places merges them. \"name\" of a category and \"stories\" only tell you
# what there is. press import --plan adds what is new and keeps what you wrote.

";

/// The mapping of a source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The section of stories without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_section: Option<String>,
    /// Rules by the names of categories in addresses.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    categories: BTreeMap<String, CategoryRule>,
    /// Rules by the names of tags.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    tags: BTreeMap<String, TagRule>,
    /// Rules by the names of authors.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    authors: BTreeMap<String, AuthorRule>,
}

/// What becomes of a category.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CategoryRule {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
    #[serde(default)]
    stories: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    section: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tag: Option<String>,
}

/// What becomes of a tag.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TagRule {
    #[serde(default)]
    stories: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tag: Option<String>,
}

/// What becomes of an author.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthorRule {
    #[serde(default)]
    stories: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

impl Mapping {
    /// Reads a mapping. A file that does not exist maps nothing.
    ///
    /// # Errors
    /// If the file cannot be read, or is not a mapping.
    pub fn read(path: &Path) -> Result<Self, ImportError> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(source) => {
                return Err(ImportError::Read {
                    path: path.to_owned(),
                    source,
                });
            }
        };
        toml::from_str(&text).map_err(|error| {
            let line = error.span().map_or(1, |span| {
                let before = text.get(..span.start).unwrap_or_default();
                before.matches('\n').count() + 1
            });
            ImportError::Mapping {
                path: path.to_owned(),
                place: format!("line {line}"),
                reason: error.message().to_owned(),
            }
        })
    }

    /// Returns the text of the file.
    ///
    /// # Errors
    /// If the rules cannot be written as TOML. The existing file must be kept then.
    pub fn to_text(&self) -> Result<String, toml::ser::Error> {
        Ok([INTRODUCTION, &toml::to_string(self)?].concat())
    }

    /// Checks that every section in the mapping exists.
    ///
    /// # Errors
    /// The first one that does not.
    pub fn check(&self, path: &Path, newspaper: &Newspaper<'_>) -> Result<(), ImportError> {
        let categories = self.categories.iter();
        let of_categories = categories.filter_map(|(slug, rule)| {
            let section = rule.section.as_ref()?;
            Some((format!("categories.{slug}.section"), section))
        });
        let default = self.default_section.iter();
        let default = default.map(|section| ("default_section".to_owned(), section));
        for (place, section) in default.chain(of_categories) {
            if !newspaper.has_section(section) {
                return Err(ImportError::Mapping {
                    path: path.to_owned(),
                    place,
                    reason: format!(
                        "{section:?} is not a section of this newspaper; use one of {}",
                        newspaper.section_slugs()
                    ),
                });
            }
        }
        Ok(())
    }

    /// Counts the categories, tags and authors of a story, and proposes a rule for each new one.
    pub fn count(&mut self, story: &ImportedStory, newspaper: &Newspaper<'_>) {
        for category in &story.categories {
            let rule = self.categories.entry(category.slug.clone());
            rule.or_insert_with(|| proposal(category, newspaper))
                .stories += 1;
        }
        for tag in &story.tags {
            let rule = self.tags.entry(tag.clone());
            let proposed = || TagRule {
                stories: 0,
                tag: Some(tag.clone()),
            };
            rule.or_insert_with(proposed).stories += 1;
        }
        for author in &story.authors {
            let rule = self.authors.entry(author.clone());
            let proposed = || AuthorRule {
                stories: 0,
                name: Some(author.clone()),
            };
            rule.or_insert_with(proposed).stories += 1;
        }
    }

    /// Sets all counts to zero, before a source is counted again.
    pub fn forget_counts(&mut self) {
        self.categories
            .values_mut()
            .for_each(|rule| rule.stories = 0);
        self.tags.values_mut().for_each(|rule| rule.stories = 0);
        self.authors.values_mut().for_each(|rule| rule.stories = 0);
    }

    /// Proposes to merge the tags that differ only in how they are written, into the spelling that most
    /// stories have.
    pub fn merge_spellings(&mut self) {
        let mut best: HashMap<String, (u64, String)> = HashMap::new();
        for (name, rule) in &self.tags {
            let is_renamed = rule.tag.as_ref() != Some(name);
            let spelling = best.entry(slug::slugify(name)).or_default();
            if rule.stories > spelling.0 && !is_renamed {
                *spelling = (rule.stories, name.clone());
            }
        }
        for (name, rule) in &mut self.tags {
            // What a person wrote stays.
            if rule.tag.as_ref() == Some(name)
                && let Some((_, spelling)) = best.get(&slug::slugify(name))
                && !spelling.is_empty()
            {
                rule.tag = Some(spelling.clone());
            }
        }
    }

    /// Applies the rules to a story. Categories, tags and authors without a rule stay. A category that is the
    /// story's section does not become a tag.
    pub fn apply(&self, story: &mut ImportedStory, newspaper: &Newspaper<'_>) {
        let categories = std::mem::take(&mut story.categories);
        let mut ruled = Vec::new();
        for category in categories {
            match self.categories.get(&category.slug) {
                None => story.categories.push(category),
                Some(rule) => {
                    story.section = story.section.take().or_else(|| rule.section.clone());
                    ruled.push((category, rule));
                }
            }
        }
        let section = newspaper.section(story);
        let as_tags = ruled
            .into_iter()
            .filter(|(category, _)| !newspaper.is(category, section));
        let mut tags: Vec<String> = as_tags.filter_map(|(_, rule)| rule.tag.clone()).collect();
        for tag in std::mem::take(&mut story.tags) {
            match self.tags.get(&tag) {
                None => tags.push(tag),
                Some(rule) => tags.extend(rule.tag.clone()),
            }
        }
        let authors = std::mem::take(&mut story.authors).into_iter();
        let authors = authors.filter_map(|author| match self.authors.get(&author) {
            None => Some(author),
            Some(rule) => rule.name.clone(),
        });
        story.tags = without_repeats(tags);
        story.authors = without_repeats(authors.collect());
    }
}

fn proposal(category: &Category, newspaper: &Newspaper<'_>) -> CategoryRule {
    CategoryRule {
        name: category.name.clone(),
        stories: 0,
        section: newspaper.section_of(category).map(str::to_owned),
        tag: Some(category.name.clone()),
    }
}

fn without_repeats(list: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::with_capacity(list.len());
    for entry in list {
        if !kept.contains(&entry) {
            kept.push(entry);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story() -> ImportedStory {
        let category = |slug: &str| Category {
            name: slug.to_uppercase(),
            slug: slug.into(),
            above: Vec::new(),
        };
        ImportedStory {
            categories: vec![category("news"), category("lakes"), category("misc")],
            tags: vec!["rain".into(), "Rain".into(), "old".into(), "new".into()],
            authors: vec!["admin".into(), "Jane".into()],
            ..ImportedStory::default()
        }
    }

    #[test]
    fn rules_choose_rename_merge_and_drop() {
        let mapping: Mapping = toml::from_str(
            "[categories.news]\n[categories.lakes]\nsection = \"world\"\ntag = \"Water\"\n\
             [tags.rain]\ntag = \"Rain\"\n[tags.old]\n[authors.admin]\nname = \"The desk\"\n",
        )
        .unwrap();
        let mut story = story();
        mapping.apply(&mut story, &Newspaper::without_sections());
        assert_eq!(story.section.as_deref(), Some("world"));
        assert_eq!(story.categories.len(), 1);
        assert_eq!(story.tags, ["Water", "Rain", "new"]);
        assert_eq!(story.authors, ["The desk", "Jane"]);
    }

    #[test]
    fn spellings_are_merged_into_the_most_frequent_one() {
        let mut mapping: Mapping = toml::from_str(
            "[tags.rain]\nstories = 2\ntag = \"rain\"\n[tags.Rain]\nstories = 5\ntag = \"Rain\"\n\
             [tags.RAIN]\nstories = 9\ntag = \"Storm\"\n",
        )
        .unwrap();
        mapping.merge_spellings();
        let tag = |name: &str| mapping.tags[name].tag.clone().unwrap();
        // A person renamed the third, so its spelling is not a candidate.
        assert_eq!(
            [tag("rain"), tag("Rain"), tag("RAIN")],
            ["Rain", "Rain", "Storm"]
        );
    }

    #[test]
    fn a_mapping_survives_its_file() {
        let mut mapping = Mapping::default();
        mapping.tags.insert(
            "a \"b\".c".into(),
            TagRule {
                stories: 1,
                tag: Some("d".into()),
            },
        );
        let read: Mapping = toml::from_str(&mapping.to_text().unwrap()).unwrap();
        assert_eq!(read, mapping);
    }
}
