//! Redirects from the addresses that stories had before.

use foldhash::HashSet;
use frontpage_base::config::{Config, RedirectDelivery};
use frontpage_base::diagnostic::{Diagnostic, FieldDiagnostic, Severity};
use frontpage_base::fingerprint::{Fingerprint, FingerprintBuilder, StreamFingerprint};
use frontpage_base::former_address::{FormerAddress, key_of_path};
use frontpage_catalog::{Archive, former};
use frontpage_hosting::Redirect;
use frontpage_hosting::redirects::ListRedirect;
use frontpage_hosting::redirects::{APACHE_RULES, CLOUDFLARE_RULES};
use std::collections::BTreeSet;

/// The file for Netlify and Cloudflare Pages.
pub const REDIRECTS: &str = "_redirects";

/// The former addresses without a query, to find those at which the site has a file.
#[derive(Debug)]
pub struct FormerPaths {
    base: String,
    keys: HashSet<String>,
    /// The extensions of the addresses. Files with others need not be looked up.
    extensions: HashSet<String>,
}

impl FormerPaths {
    /// Returns the keys of the former addresses at which the host serves a file of the site.
    pub fn at_file(&self, path: &str) -> impl Iterator<Item = Box<str>> {
        let page = path.strip_suffix(".html");
        let page = page.map(|page| page.strip_suffix("index").unwrap_or(page));
        let extension = extension(path).to_ascii_lowercase();
        let can_be = extension.is_empty() || self.extensions.contains(&extension);
        let file = can_be.then_some(path);
        page.into_iter().chain(file).filter_map(|path| {
            let key = key_of_path(&format!("{}/{path}", self.base));
            self.keys.contains(&key).then(|| key.into())
        })
    }
}

fn extension(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// The redirects of a site.
#[derive(Debug, Default)]
pub struct Redirects {
    /// The redirects from the former addresses of stories.
    pub stories: Vec<Redirect>,
    /// The redirects from the lists and feeds of WordPress.
    pub lists: Vec<ListRedirect>,
}

impl Redirects {
    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.stories.is_empty() && self.lists.is_empty()
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.stories.len() + self.lists.len()
    }
}

/// The former addresses that become redirects, unless the site has a file there.
#[derive(Debug)]
pub struct Candidates<'a> {
    addresses: &'a [(&'a FormerAddress, u32)],
    /// Their paths.
    pub paths: FormerPaths,
}

impl<'a> Candidates<'a> {
    /// Returns the former addresses of the published stories; `None` if there are none, or if they are
    /// switched off.
    pub fn of(archive: &'a Archive<'_>, config: &Config) -> Option<Self> {
        let addresses = archive.former_addresses();
        if addresses.is_empty() || config.redirects == RedirectDelivery::Off {
            return None;
        }
        let paths = addresses.iter().map(|(address, _)| address);
        let paths = || paths.clone().filter(|address| address.query().is_empty());
        let endings = paths().map(|address| extension(address.path()).to_ascii_lowercase());
        let none = BTreeSet::new();
        let lists = lists(archive, config, &none);
        let exact = lists.iter().filter(|list| list.is_exact());
        let exact = exact.map(|list| key_of_path(&list.from));
        let keys = paths().map(|address| address.key());
        let paths = FormerPaths {
            base: config.base_path().to_owned(),
            keys: keys.chain(exact).collect(),
            extensions: endings.filter(|ending| !ending.is_empty()).collect(),
        };
        Some(Self { addresses, paths })
    }

    /// Returns the redirects, without the addresses in `shadowing`, at which the site has a file. Those are
    /// reported, unless the page there is the story itself.
    pub fn redirects(
        &self,
        archive: &Archive<'_>,
        shadowing: &BTreeSet<Box<str>>,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<Redirect> {
        let base = &self.paths.base;
        let mut redirects = Vec::with_capacity(self.addresses.len());
        for (address, place) in self.addresses {
            let to = format!("{base}{}", archive.stories()[*place as usize].url);
            let key = (!shadowing.is_empty() && address.query().is_empty()).then(|| address.key());
            match key.filter(|key| shadowing.contains(key.as_str())) {
                None => redirects.push(Redirect {
                    from: (*address).clone(),
                    to,
                }),
                Some(key) if key == key_of_path(&to) => {}
                Some(_) => {
                    let finding = FieldDiagnostic::new(
                        former::FIELD,
                        format!("{} is the address of another page or file", address.path()),
                        "remove it, or rename the page; until then nothing leads from there to the \
                         story",
                    );
                    let file = &archive.source_file(*place).file;
                    problems.push(finding.in_file(file, Severity::Warning));
                }
            }
        }
        redirects
    }
}

/// Returns the redirects from the lists and feeds of WordPress, if a story comes from there. `shadowing`
/// has the keys of addresses at which the site has a file.
pub fn lists(
    archive: &Archive<'_>,
    config: &Config,
    shadowing: &BTreeSet<Box<str>>,
) -> Vec<ListRedirect> {
    // The folders in which WordPress was, each with a slash at the end.
    let numbers = archive.former_addresses().iter();
    let numbers = numbers.filter(|(address, _)| address.query().starts_with("p="));
    let folders: BTreeSet<&str> = numbers.map(|(address, _)| address.path()).collect();
    let mut lists = Vec::new();
    for folder in folders.into_iter().take(MOST_FOLDERS) {
        let mut add = |from: &str, to: String| {
            lists.push(ListRedirect {
                from: format!("{folder}{from}"),
                to: format!("{}{to}", config.base_path()),
            });
        };
        add("feed", "/feed.xml".into());
        add("feed/rss2", "/feed.xml".into());
        add("feed/atom", "/feed.atom".into());
        for section in &config.sections {
            let slug = &section.slug;
            add(&format!("category/{slug}"), format!("/{slug}"));
            add(
                &format!("category/{slug}/feed"),
                format!("/{slug}/feed.xml"),
            );
            add(&format!("category/{slug}/page/#"), format!("/{slug}"));
        }
        add("page/#", "/".into());
        add("tag/:x/feed", "/tag/:x/feed.xml".into());
        add("tag/:x/page/#", "/tag/:x".into());
        add("author/:x/page/#", "/author/:x".into());
        // A category that is no section is a tag. WordPress puts a category below the one that it is in.
        add("category/:x/feed", "/tag/:x/feed.xml".into());
        add("category/:x/page/#", "/tag/:x".into());
        for section in &config.sections {
            let slug = &section.slug;
            add(&format!("category/:y/{slug}/page/#"), format!("/{slug}"));
            add(&format!("category/:y/{slug}"), format!("/{slug}"));
        }
        add("category/:y/:x/feed", "/tag/:x/feed.xml".into());
        add("category/:y/:x/page/#", "/tag/:x".into());
        add("category/:y/:x", "/tag/:x".into());
        add("category/:x", "/tag/:x".into());
    }
    let is_free = |list: &ListRedirect| {
        // The pages of a section with that name have the same addresses.
        let of_section = |name: &str| {
            let start = format!("{}/{name}/", config.base_path());
            config.section(name).is_some() && list.from.starts_with(&start)
        };
        !shadowing.contains(key_of_path(&list.from).as_str())
            && !["category", "page"].into_iter().any(of_section)
    };
    lists.retain(is_free);
    lists
}

/// The largest number of folders in which WordPress was.
const MOST_FOLDERS: usize = 5;

/// Returns the fingerprint of the redirects.
pub fn fingerprint(redirects: &[Redirect]) -> Fingerprint {
    let mut stream = StreamFingerprint::default();
    for Redirect { from, to } in redirects {
        for part in [from.path(), "\n", from.query(), "\n", to, "\n"] {
            stream.add(part.as_bytes());
        }
    }
    FingerprintBuilder::new("redirects")
        .bytes(&frontpage_base::fingerprint::of_this_program())
        .bytes(&stream.key())
        .key()
}

/// Returns a note if there are more redirects than hosts read.
pub fn note(redirects: &[Redirect]) -> Option<String> {
    let paths = redirects.iter();
    let paths = paths.filter(|redirect| redirect.from.query().is_empty());
    let paths = paths.count();
    let most = CLOUDFLARE_RULES.min(APACHE_RULES);
    (paths > most).then(|| {
        format!(
            "{paths} former addresses: Cloudflare Pages and .htaccess have room for {most} of them, \
             those of the newest stories; if the paper is on one of these, write redirects = \"pages\" \
             into site.toml"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_found_by_its_address_and_a_file_by_its_name() {
        let keys = ["/paper/a/b", "/paper", "/paper/old.xml", "/paper/c.html"];
        let former = FormerPaths {
            base: "/paper".into(),
            keys: keys.map(String::from).into_iter().collect(),
            extensions: ["xml", "html"].map(String::from).into_iter().collect(),
        };
        let at = |path: &str| former.at_file(path).collect::<Vec<_>>().concat();
        assert_eq!(at("a/b.html"), "/paper/a/b");
        assert_eq!(at("A/B.html"), "/paper/a/b");
        assert_eq!(at("index.html"), "/paper");
        assert_eq!(at("old.xml"), "/paper/old.xml");
        // The host leads from here to the page.
        assert_eq!(at("c.html"), "/paper/c.html");
        assert_eq!(at("a/b"), "/paper/a/b");
        for other in ["a/b.json", "x.html", "old.atom"] {
            assert_eq!(at(other), "", "{other}");
        }
    }
}
