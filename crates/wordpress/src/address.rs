//! Reads and makes the addresses of a WordPress site.

use url::Url;

/// Returns the host of an address, or `wordpress` if it has none.
pub fn host(address: &str) -> String {
    let host = Url::parse(address.trim()).ok();
    let host = host.and_then(|url| url.host_str().map(str::to_owned));
    host.unwrap_or_else(|| "wordpress".to_owned())
}

/// Returns the address that identifies a post for good, whatever its slug is.
pub fn permanent(base: &str, id: u64) -> String {
    format!("{}/?p={id}", base.trim().trim_end_matches('/'))
}

/// Returns the number of a post in its permanent address.
pub fn number(address: &str) -> Option<u64> {
    let url = Url::parse(address.trim()).ok()?;
    let (_, number) = url.query_pairs().find(|(key, _)| key == "p")?;
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_named_after_its_host() {
        assert_eq!(host("https://www.paper.example/news/"), "www.paper.example");
        assert_eq!(host("not an address"), "wordpress");
        assert_eq!(permanent("https://a.example/", 7), "https://a.example/?p=7");
        assert_eq!(number("https://a.example/?x=1&p=7"), Some(7));
        assert_eq!(number("https://a.example/p/7"), None);
    }
}
