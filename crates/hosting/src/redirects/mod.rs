//! Redirects from the former addresses of stories, in the form that each host reads.
//!
//! A [`FormerAddress`] has no character that means something in any of these files, and the target
//! is a page of the newspaper, so nothing has to be escaped but the dots of regular expressions.

mod apache;
mod caddy;
mod cloudfront;
mod file;
mod lists;
mod nginx;
mod page;
mod rules;

pub use apache::{APACHE_RULES, apache_rules};
pub use caddy::{caddy_paths, caddy_queries};
pub use cloudfront::{CloudFrontStore, cloudfront_function, cloudfront_store};
pub use file::{CLOUDFLARE_RULES, redirects_file};
pub use lists::{
    ListRedirect, list_entries_of_caddy, list_entries_of_nginx, list_lines,
    list_patterns_of_cloudfront, list_rules_of_apache,
};
pub use nginx::nginx_map;
pub use page::{redirect_page, redirect_page_path};
pub use rules::RedirectRules;

use frontpage_base::former_address::FormerAddress;

/// A redirect from a former address to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The former address. Its host is ignored, because its domain now leads to this site.
    pub from: FormerAddress,
    /// The path of the page, with the base path.
    pub to: String,
}

impl Redirect {
    /// Returns the path without the slash at its end; empty for the root of the host.
    fn bare_path(&self) -> &str {
        let path = self.from.path();
        path.strip_suffix('/').unwrap_or(path)
    }

    /// Returns the path without the slash at its end, and the query with its question mark.
    fn bare_address(&self) -> String {
        match self.from.query() {
            "" => self.bare_path().to_owned(),
            query => format!("{}?{query}", self.bare_path()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub fn redirect(from: &str, to: &str) -> Redirect {
        Redirect {
            from: FormerAddress::parse(&format!("https://old.example{from}")).unwrap(),
            to: to.into(),
        }
    }

    fn redirects() -> [Redirect; 4] {
        [
            redirect("/?p=12", "/2019/03/11/falls"),
            redirect("/2019/03/falls/", "/2019/03/11/falls"),
            redirect("/%d0%bc%d0%b8%d1%80/a.b", "/2019/03/12/peace"),
            redirect("/index.php?id=5&lang=en", "/2019/03/13/lakes"),
        ]
    }

    #[test]
    fn hosts_of_folders_read_paths_and_queries() {
        assert_eq!(
            redirects_file(&redirects()),
            "/2019/03/falls/ /2019/03/11/falls 301\n\
             /%D0%BC%D0%B8%D1%80/a.b /2019/03/12/peace 301\n\
             /%d0%bc%d0%b8%d1%80/a.b /2019/03/12/peace 301\n\
             / p=12 /2019/03/11/falls 301!\n\
             /index.php id=5 lang=en /2019/03/13/lakes 301!\n"
        );
    }

    #[test]
    fn nginx_and_caddy_map_addresses_without_the_last_slash() {
        let lines = "\"?p=12\" \"/2019/03/11/falls\"\n\
             \"/2019/03/falls\" \"/2019/03/11/falls\"\n\
             \"/\u{43c}\u{438}\u{440}/a.b\" \"/2019/03/12/peace\"\n\
             \"/index.php?id=5&lang=en\" \"/2019/03/13/lakes\"\n";
        assert_eq!(nginx_map(&redirects()), lines.replace("\"\n", "\";\n"));
        let (queries, paths): (Vec<&str>, Vec<&str>) = lines
            .split_inclusive('\n')
            .partition(|line| line.contains('?'));
        assert_eq!(caddy_paths(&redirects()), paths.concat());
        assert_eq!(caddy_queries(&redirects()), queries.concat());
    }

    #[test]
    fn apache_reads_the_newest_addresses_below_the_base_path() {
        assert_eq!(
            apache_rules(&redirects(), ""),
            "RewriteCond %{QUERY_STRING} (?:^|&)p=12(?:&|$)\n\
             RewriteRule ^$ /2019/03/11/falls [R=301,L,QSD]\n\
             RewriteRule ^2019/03/falls/?$ /2019/03/11/falls [R=301,L]\n\
             RewriteRule ^\u{43c}\u{438}\u{440}/a\\.b/?$ /2019/03/12/peace [R=301,L]\n\
             RewriteCond %{QUERY_STRING} (?:^|&)id=5&lang=en(?:&|$)\n\
             RewriteRule ^index\\.php/?$ /2019/03/13/lakes [R=301,L,QSD]\n"
        );
        let below = [redirect("/paper/old/", "/paper/a"), redirect("/old/", "/b")];
        assert_eq!(
            apache_rules(&below, "/paper"),
            "RewriteRule ^old/?$ /paper/a [R=301,L]\n"
        );
    }

    #[test]
    fn cloudfront_finds_encoded_addresses_in_its_store() {
        let CloudFrontStore { json, omitted } = cloudfront_store(&redirects());
        assert_eq!(omitted, 0);
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read["data"][0]["key"], "?p=12");
        assert_eq!(read["data"][2]["key"], "/%D0%BC%D0%B8%D1%80/a.b");
        assert_eq!(read["data"][2]["value"], "/2019/03/12/peace");
        let many = vec![redirect(&format!("/{}", "a".repeat(390)), "/b"); 20_000];
        let store = cloudfront_store(&many);
        assert!(store.json.len() <= 5_000_000);
        assert_eq!(
            store.json.matches("\"key\"").count() + store.omitted,
            20_000
        );
    }

    #[test]
    fn a_page_stands_where_the_address_was() {
        let [query, slash, named, _] = redirects();
        let path = |redirect: &Redirect, base: &str| redirect_page_path(redirect, base);
        assert_eq!(path(&query, ""), None);
        assert_eq!(
            path(&slash, "").as_deref(),
            Some("2019/03/falls/index.html")
        );
        // A host would send this file with the type of its ending.
        assert_eq!(path(&named, ""), None);
        let html = redirect("/old/a.html", "/b");
        assert_eq!(path(&html, "").as_deref(), Some("old/a.html"));
        assert_eq!(path(&html, "/paper"), None);
        assert_eq!(path(&html, "/old").as_deref(), Some("a.html"));
        let bare = redirect("/old/a", "/b");
        assert_eq!(path(&bare, "").as_deref(), Some("old/a.html"));
    }

    #[test]
    fn the_preview_reads_what_hosts_read() {
        let text = redirects_file(&redirects())
            + "/category/us/page/* /us 301\n/tag/:x/feed/* /tag/:x/feed.xml 301\n";
        let rules = RedirectRules::parse(&text);
        for (path, query, to) in [
            ("/2019/03/falls/", None, Some("/2019/03/11/falls")),
            (
                "/2019/03/falls",
                Some("utm_source=x"),
                Some("/2019/03/11/falls"),
            ),
            ("/", Some("p=12"), Some("/2019/03/11/falls")),
            ("/", Some("x=1&p=12"), Some("/2019/03/11/falls")),
            ("/", Some("p=13"), None),
            ("/", None, None),
            ("/%d0%bc%d0%b8%d1%80/a.b", None, Some("/2019/03/12/peace")),
            (
                "/index.php",
                Some("lang=en&id=5"),
                Some("/2019/03/13/lakes"),
            ),
            ("/index.php", Some("id=5"), None),
            ("/category/us/page/2/", None, Some("/us")),
            ("/category/us", None, None),
            ("/tag/sea/feed/", None, Some("/tag/sea/feed.xml")),
            ("/tag/feed", None, None),
        ] {
            let found = rules.target(path, query);
            assert_eq!(found.as_deref(), to, "{path} {query:?}");
        }
    }
}
