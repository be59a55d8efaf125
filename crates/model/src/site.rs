//! The data of the newspaper itself.

use crate::{Direction, Route, Slug};
use serde::{Deserialize, Serialize};

/// What every page needs to know about the newspaper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// The name: `The Los Angeles Post`.
    pub name: String,
    /// The tagline under the name. Empty if there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tagline: String,
    /// A description in a sentence, for search engines.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The public address without a trailing slash: `https://losangelespost.example`.
    pub url: String,
    /// The language (BCP 47).
    pub lang: String,
    /// The direction of the language.
    pub dir: Direction,
    /// The time zone, as the IANA database names it: `America/Los_Angeles`.
    pub time_zone: String,
    /// The label of the time zone after a clock time: `PT`. Empty if there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub time_zone_label: String,
    /// The sections, in the order of the masthead.
    pub sections: Vec<SectionRef>,
    /// Whether readers can keep stories on their device.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub offline: bool,
    /// The copyright notice in the footer. Empty if there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub copyright: String,
}

impl Site {
    /// Returns the public address of a page.
    pub fn page_url(&self, route: &Route) -> String {
        format!("{}{route}", self.url)
    }
}

/// A reference to a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionRef {
    /// The slug in the URL.
    pub slug: Slug,
    /// The name in the masthead.
    pub name: String,
}
