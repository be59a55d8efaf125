//! The newspaper itself.

use crate::{Direction, Route, Slug};
use serde::{Deserialize, Serialize};

/// What every page of the newspaper needs to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Its name: `The Los Angeles Post`.
    pub name: String,
    /// A line under the name; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tagline: String,
    /// What it is, in a sentence, for search engines.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Its public address without a trailing slash: `https://losangelespost.example`.
    pub url: String,
    /// Its language, as in BCP 47.
    pub lang: String,
    /// Which way it runs.
    pub dir: Direction,
    /// Its time zone, as in the IANA database: `America/Los_Angeles`.
    pub time_zone: String,
    /// How the time zone is printed behind a clock time: `PT`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub time_zone_label: String,
    /// Its sections, in the masthead's order.
    pub sections: Vec<SectionRef>,
    /// Who holds the copyright, for the foot of the page; empty where it is not said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub copyright: String,
}

impl Site {
    /// The public address of a page.
    pub fn address(&self, route: &Route) -> String {
        format!("{}{route}", self.url)
    }
}

/// A section, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionRef {
    /// In the URL.
    pub slug: Slug,
    /// In the masthead.
    pub name: String,
}
