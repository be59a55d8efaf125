//! The hosts whose addresses WordPress replaces by a player or a card when they stand alone in a line
//! ("Embeds", WordPress documentation).

use url::Url;

const HOSTS: [&str; 22] = [
    "bsky.app",
    "dailymotion.com",
    "facebook.com",
    "flickr.com",
    "imgur.com",
    "instagram.com",
    "issuu.com",
    "kickstarter.com",
    "mixcloud.com",
    "pinterest.com",
    "reddit.com",
    "scribd.com",
    "slideshare.net",
    "soundcloud.com",
    "spotify.com",
    "ted.com",
    "tiktok.com",
    "twitter.com",
    "vimeo.com",
    "x.com",
    "youtu.be",
    "youtube.com",
];

/// Returns whether a text is nothing but an address that WordPress embeds.
pub fn is_embedded(text: &str) -> bool {
    let text = text.trim();
    if text.contains(char::is_whitespace) {
        return false;
    }
    let Ok(url) = Url::parse(text) else {
        return false;
    };
    let Some(host) = url.host_str().filter(|_| url.scheme().starts_with("http")) else {
        return false;
    };
    let is_below = |known: &&str| {
        let above = host.strip_suffix(*known);
        above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
    };
    HOSTS.iter().any(is_below)
}

/// Returns the card of an address.
pub fn card(address: &str) -> String {
    let address = escape(address.trim());
    format!("<figure class=\"embed\"><a href=\"{address}\">{address}</a></figure>")
}

/// Returns a text for an attribute or an element.
pub fn escape(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_alone_is_embedded_if_wordpress_does() {
        for text in [
            "https://www.youtube.com/watch?v=1",
            " http://youtu.be/1 ",
            "https://x.com/a",
        ] {
            assert!(is_embedded(text), "{text}");
        }
        for text in [
            "https://notyoutube.com/1",
            "https://youtube.com/1 and",
            "javascript:x.com",
            "x.com/a",
            "",
        ] {
            assert!(!is_embedded(text), "{text}");
        }
        assert_eq!(
            card("https://x.com/?a=1&b=\""),
            "<figure class=\"embed\"><a href=\"https://x.com/?a=1&amp;b=&quot;\">\
             https://x.com/?a=1&amp;b=&quot;</a></figure>"
        );
    }
}
