//! The stage of an object, for cases in which only its key is known.

pub use frontpage_store::order::Stage;

/// Returns the stage of an object by its key. A key without an extension is a page.
pub fn of_key(key: &str) -> Stage {
    let name = key.rsplit_once('/').map_or(key, |(_, name)| name);
    match name.contains('.') {
        true => Stage::of(key),
        false => Stage::Pages,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_without_an_extension_is_a_page() {
        for key in ["world", "world/2", "2025/02/18/a-story", "world.html"] {
            assert_eq!(of_key(key), Stage::Pages, "{key}");
        }
        for key in ["world.json", "world/feed.xml", "assets/app-0123.wasm"] {
            assert_eq!(of_key(key), Stage::of(key), "{key}");
        }
    }
}
