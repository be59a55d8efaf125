//! Percent-decoding (RFC 3986 §2.1).

/// Decodes a percent-encoded text. `None` if a percent sign is not followed by two hexadecimal
/// digits, or if the decoded bytes are not UTF-8.
pub fn decode(text: &str) -> Option<String> {
    #[cfg(target_arch = "wasm32")]
    {
        // The browser's own decoder takes no bytes of WebAssembly.
        js_sys::decode_uri_component(text).ok().map(String::from)
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        // As in the browser's decoder, every percent sign must start a code.
        let mut codes = text.split('%').skip(1);
        let is_code = |rest: &str| {
            let digits = rest.as_bytes().iter().take(2);
            digits.filter(|digit| digit.is_ascii_hexdigit()).count() == 2
        };
        if !codes.all(is_code) {
            return None;
        }
        let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
        decoded.ok().map(std::borrow::Cow::into_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn decodes_as_the_browser_does() {
        assert_eq!(decode("/%77orld%2F%C3%A9").as_deref(), Some("/world/é"));
        for wrong in ["%", "%7", "%zz", "/100%/x", "%ff", "%C3"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }
}
