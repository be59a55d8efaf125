//! Agencies' profiles: how the items of an agency are recognized, and where it puts what. They are data,
//! a TOML file each; the code knows no agency.

use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// The profiles that come with the importer, the most specific first.
const OURS: [(&str, &str); 11] = [
    ("ap.toml", include_str!("../profiles/ap.toml")),
    ("dpa.toml", include_str!("../profiles/dpa.toml")),
    ("ntb.toml", include_str!("../profiles/ntb.toml")),
    ("tt.toml", include_str!("../profiles/tt.toml")),
    ("pa.toml", include_str!("../profiles/pa.toml")),
    ("afp.toml", include_str!("../profiles/afp.toml")),
    ("reuters.toml", include_str!("../profiles/reuters.toml")),
    ("ansa.toml", include_str!("../profiles/ansa.toml")),
    ("stt.toml", include_str!("../profiles/stt.toml")),
    ("efe.toml", include_str!("../profiles/efe.toml")),
    ("superdesk.toml", include_str!("../profiles/superdesk.toml")),
];

/// The defaults for everything that an agency's profile does not set.
const BASE: &str = include_str!("../profiles/base.toml");

/// How an agency delivers.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The name of the agency, for people.
    #[serde(default)]
    pub name: String,
    /// The name of the folder of its stories in `content/imported/`. Without it, the folder is named
    /// after the address in the items' URIs.
    #[serde(default)]
    pub folder: String,
    /// How its items are recognized: by one of these.
    #[serde(default)]
    pub recognized_by: Vec<Sign>,
    /// The time zone of times without one; without it, the newspaper's.
    pub time_zone: Option<String>,
    /// What stands between the identifier of a story and the number of its version, where an agency gives
    /// each version an identifier of its own.
    pub version_after: Option<String>,
    /// Where texts are.
    #[serde(default)]
    pub fields: Fields,
    /// What becomes of subjects.
    #[serde(default)]
    pub subjects: SubjectRules,
}

/// A sign of an agency: a field that an item has, and what it contains.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    /// The field. In XML it is one of `uri`, `provider`, `source`, `copyrightholder`.
    pub field: String,
    /// All of its text. Case makes no difference.
    pub is: Option<String>,
    /// The start of its text.
    pub starts_with: Option<String>,
}

/// Where texts are in JSON: for each text, the places in which to look, of which the first with a text
/// counts. A place is the name of a field (`headline`), the names of a field and one in it (`extra.lead`), or
/// the name of a list and the role of an entry in it (`headlines#main`); a star at the end stands for any
/// ending (`headline*`). Names are compared without case and underscores, so `body_xhtml` and `bodyXhtml` are
/// the same.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fields {
    /// The headline.
    pub headline: Option<Vec<String>>,
    /// The summary.
    pub summary: Option<Vec<String>>,
    /// The body. Of several texts in one place, HTML is taken before plain text.
    pub body: Option<Vec<String>>,
    /// CSS selectors of what is removed from HTML bodies.
    pub body_without: Option<Vec<String>>,
    /// The byline.
    pub byline: Option<Vec<String>>,
    /// The names of the authors.
    pub authors: Option<Vec<String>>,
    /// The place at the start of the story.
    pub dateline: Option<Vec<String>>,
    /// The last part of the address; without it, it is made from the headline.
    pub slug: Option<Vec<String>>,
    /// The credit line.
    pub credit: Option<Vec<String>>,
    /// The names of tags.
    pub tags: Option<Vec<String>>,
}

/// What becomes of the subjects of an item. Media topics and subject codes of the IPTC are always categories.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubjectRules {
    /// The fields in JSON whose entries are categories, such as `service`.
    #[serde(default)]
    pub category_fields: Vec<String>,
    /// The schemes whose subjects are categories: the start of a code or a scheme.
    #[serde(default)]
    pub category_schemes: Vec<String>,
    /// The relations to the item that make a subject a category.
    #[serde(default)]
    pub category_rels: Vec<String>,
    /// What becomes of all others.
    pub others: Option<Others>,
    /// The names of categories by their codes, where items have codes only.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
}

/// What becomes of subjects that no rule makes a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Others {
    /// Tags.
    Tags,
    /// Categories.
    Categories,
    /// Nothing.
    Nothing,
}

impl Profile {
    /// Sets what this profile does not say to what `base` says.
    fn on(mut self, base: &Self) -> Self {
        let own = &mut self.fields;
        let of_base = base.fields.clone();
        for (field, default) in [
            (&mut own.headline, of_base.headline),
            (&mut own.summary, of_base.summary),
            (&mut own.body, of_base.body),
            (&mut own.body_without, of_base.body_without),
            (&mut own.byline, of_base.byline),
            (&mut own.authors, of_base.authors),
            (&mut own.dateline, of_base.dateline),
            (&mut own.slug, of_base.slug),
            (&mut own.credit, of_base.credit),
            (&mut own.tags, of_base.tags),
        ] {
            if field.is_none() {
                *field = default;
            }
        }
        let base = &base.subjects;
        let own = &mut self.subjects;
        own.others = own.others.or(base.others);
        for (list, default) in [
            (&mut own.category_fields, &base.category_fields),
            (&mut own.category_schemes, &base.category_schemes),
            (&mut own.category_rels, &base.category_rels),
        ] {
            if list.is_empty() {
                list.clone_from(default);
            }
        }
        self
    }

    /// Returns an identifier without the number of the version.
    pub fn without_version(&self, id: String) -> String {
        let parts = self
            .version_after
            .as_ref()
            .and_then(|mark| id.rsplit_once(mark.as_str()));
        match parts {
            Some((story, version))
                if !story.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit()) =>
            {
                story.to_owned()
            }
            _ => id,
        }
    }

    /// Returns the time zone of times without one.
    pub fn zone<'a>(&self, default: &'a TimeZone) -> std::borrow::Cow<'a, TimeZone> {
        let named = self.time_zone.as_deref();
        match named.and_then(|name| TimeZoneDatabase::bundled().get(name).ok()) {
            Some(zone) => std::borrow::Cow::Owned(zone),
            None => std::borrow::Cow::Borrowed(default),
        }
    }
}

/// All profiles.
#[derive(Clone, Debug)]
pub struct Profiles {
    /// Shared, because every file of a folder is opened with them.
    agencies: Arc<Vec<Profile>>,
    base: Arc<Profile>,
}

impl Profiles {
    /// Returns the profiles that come with the importer.
    ///
    /// # Errors
    /// If one is not valid, which a test rules out.
    fn ours() -> io::Result<Self> {
        let base = parsed("base.toml", BASE)?;
        let mut agencies = Vec::new();
        for (name, text) in OURS {
            agencies.push(parsed(name, text)?.on(&base));
        }
        Ok(Self {
            agencies: Arc::new(agencies),
            base: Arc::new(base),
        })
    }

    /// Returns the profiles in a folder of the publisher, ordered by name, and after them those that come
    /// with the importer. A folder that does not exist has none.
    ///
    /// # Errors
    /// If the folder or a file in it cannot be read, or if a file is not a profile. The error names the file.
    pub fn with_folder(folder: &Path) -> io::Result<Self> {
        let mut profiles = Self::ours()?;
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(profiles),
            Err(error) => return Err(error),
        };
        let mut files = Vec::new();
        for entry in entries {
            let path = entry?.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "toml")
            {
                files.push(path);
            }
        }
        files.sort();
        let mut own = Vec::new();
        for path in files {
            let text = std::fs::read_to_string(&path)?;
            let profile = parsed(&path.display().to_string(), &text)?;
            own.push(profile.on(&profiles.base));
        }
        own.extend(profiles.agencies.iter().cloned());
        profiles.agencies = Arc::new(own);
        Ok(profiles)
    }

    /// Returns the profile of an item. `field` returns the text of a field of it.
    pub fn of(&self, field: impl Fn(&str) -> Option<String>) -> &Profile {
        let shows = |sign: &Sign| {
            let Some(text) = field(&sign.field) else {
                return false;
            };
            let text = text.trim();
            let starts = |start: &String| {
                text.get(..start.len())
                    .is_some_and(|own| own.eq_ignore_ascii_case(start))
            };
            sign.is
                .as_ref()
                .is_none_or(|all| text.eq_ignore_ascii_case(all))
                && sign.starts_with.as_ref().is_none_or(starts)
        };
        let mut agencies = self.agencies.iter();
        let found = agencies.find(|profile| profile.recognized_by.iter().any(shows));
        found.unwrap_or(&self.base)
    }
}

fn parsed(name: &str, text: &str) -> io::Result<Profile> {
    let wrong = |reason: String| {
        let reason = format!("{name}: {reason}; see docs/guide/import.md, Profiles");
        io::Error::new(io::ErrorKind::InvalidData, reason)
    };
    let mut profile: Profile = toml::from_str(text).map_err(|error| wrong(error.to_string()))?;
    if let Some(zone) = &profile.time_zone
        && TimeZoneDatabase::bundled().get(zone).is_err()
    {
        return Err(wrong(format!(
            "time_zone: {zone:?} is no time zone; use one such as Europe/Oslo"
        )));
    }
    for sign in &mut profile.recognized_by {
        sign.field = sign.field.replace('_', "").to_ascii_lowercase();
        let is_blank =
            |text: &Option<String>| text.as_ref().is_some_and(|text| text.trim().is_empty());
        if is_blank(&sign.is) || is_blank(&sign.starts_with) {
            let reason = "recognized_by: \"is\" and \"starts_with\" need a text";
            return Err(wrong(reason.to_owned()));
        }
    }
    for selector in profile.fields.body_without.iter().flatten() {
        if selector.parse::<lol_html::Selector>().is_err() {
            return Err(wrong(format!(
                "body_without: {selector:?} is no CSS selector that can be used"
            )));
        }
    }
    Ok(profile)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_profiles_are_valid_and_each_has_a_folder_of_its_own() {
        let profiles = Profiles::ours().unwrap();
        let mut folders: Vec<&str> = profiles
            .agencies
            .iter()
            .map(|p| p.folder.as_str())
            .collect();
        folders.sort_unstable();
        folders.dedup();
        // Superdesk is a program that many newsrooms use, so it has no folder.
        assert_eq!(folders.len(), OURS.len());
        assert!(
            profiles
                .agencies
                .iter()
                .all(|p| !p.recognized_by.is_empty() && !p.name.is_empty())
        );
    }

    #[test]
    fn a_profile_of_the_publisher_comes_first_and_inherits_the_rest() {
        let folder = tempfile::tempdir().unwrap();
        let text = "name = \"Our AP\"\nfolder = \"our-ap\"\n[[recognized_by]]\nfield = \"provider\"\nis = \"AP\"\n\
                    [fields]\nheadline = [\"title\"]\n";
        std::fs::write(folder.path().join("ap.toml"), text).unwrap();
        let profiles = Profiles::with_folder(folder.path()).unwrap();
        let profile = profiles.of(|field| (field == "provider").then(|| "ap".to_owned()));
        assert_eq!(profile.folder, "our-ap");
        assert_eq!(
            profile.fields.headline.as_deref(),
            Some(&["title".to_owned()][..])
        );
        assert!(profile.fields.body.is_some());
        assert_eq!(profiles.of(|_| None).folder, "");
    }

    #[test]
    fn a_wrong_profile_is_an_error_that_names_the_file() {
        for (text, reason) in [
            ("folder = 7", "folder"),
            ("colour = \"red\"", "colour"),
            ("time_zone = \"Mars\"", "no time zone"),
            (
                "[[recognized_by]]\nfield = \"uri\"\nis = \" \"",
                "need a text",
            ),
            ("[fields]\nbody_without = [\"<\"]", "no CSS selector"),
        ] {
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join("x.toml"), text).unwrap();
            let error = Profiles::with_folder(folder.path())
                .unwrap_err()
                .to_string();
            assert!(
                error.contains("x.toml") && error.contains(reason),
                "{error}"
            );
        }
    }
}
