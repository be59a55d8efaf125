//! The document: its head, the address, focus and scroll position.

use super::elements;

/// Returns the path below which the site is hosted, from `data-base` on `<html>`. Empty if the
/// attribute is missing.
pub fn base_path() -> String {
    elements::attribute("html", "data-base").unwrap_or_default()
}

/// Returns what the document was prerendered as, from `data-prerendered` on `<body>`.
pub fn prerendered() -> Option<String> {
    elements::attribute("body", "data-prerendered")
}

/// Returns the path in the address bar.
pub fn pathname() -> String {
    #[cfg(target_arch = "wasm32")]
    {
        web_sys::window()
            .and_then(|w| w.location().pathname().ok())
            .unwrap_or_default()
    }
    #[cfg(not(target_arch = "wasm32"))]
    String::new()
}

/// Whether the page is hidden: the reader is in another tab, or the screen is locked.
pub fn is_hidden() -> bool {
    #[cfg(target_arch = "wasm32")]
    {
        web_sys::window()
            .and_then(|w| w.document())
            .is_some_and(|document| document.hidden())
    }
    #[cfg(not(target_arch = "wasm32"))]
    false
}

/// Removes everything but scripts from the body, before the app mounts there.
pub fn remove_prerendered() {
    #[cfg(target_arch = "wasm32")]
    while let Some(element) = elements::find("body > :not(script)") {
        element.remove();
    }
}

/// Returns the content of the `<meta>` element with this name.
pub fn meta(name: &str) -> Option<String> {
    elements::attribute(&["meta[name=\"", name, "\"]"].concat(), "content")
}

/// Returns the title of the window and tab.
pub fn title() -> String {
    #[cfg(target_arch = "wasm32")]
    {
        web_sys::window()
            .and_then(|w| w.document())
            .map(|document| document.title())
            .unwrap_or_default()
    }
    #[cfg(not(target_arch = "wasm32"))]
    String::new()
}

/// Sets the title of the window and tab.
pub fn set_title(title: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Some(document) = web_sys::window().and_then(|w| w.document()) {
        document.set_title(title);
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = title;
}

/// Sets the canonical URL, and removes from the head what describes another page. `canonical` is
/// the public address of the page on screen; `None` if the address names no page.
///
/// The *Share* command of a phone's browser uses the canonical URL (RFC 6596), not the address bar. With
/// stale metadata, a reader view would show another page's headline over this page's text. In the head, all
/// such metadata comes after the title; see `crates/output/src/head/mod.rs`.
pub fn update_head(canonical: Option<&str>) {
    #[cfg(target_arch = "wasm32")]
    let _ = elements::find("head").and_then(|head| {
        const CANONICAL: &str = "[rel=canonical]";
        const OTHER_PAGE: &str = "[rel=canonical],title~:is([property],[name=description],\
            [name=robots],[name^=twitter],[rel=alternate],[type$=json])";
        let known = head.query_selector(CANONICAL).ok()?;
        if known.and_then(|link| link.get_attribute("href")).as_deref() == canonical {
            return None;
        }
        while let Some(stale) = head.query_selector(OTHER_PAGE).ok()? {
            stale.remove();
        }
        let link = head.owner_document()?.create_element("link").ok()?;
        link.set_attribute("rel", "canonical").ok()?;
        link.set_attribute("href", canonical?).ok()?;
        head.append_child(&link).ok().map(drop)
    });
    #[cfg(not(target_arch = "wasm32"))]
    let _ = canonical;
}

/// Sets the document's language (BCP 47) and direction.
pub fn set_language(lang: &str, dir: &str) {
    elements::set_attribute("html", "lang", Some(lang));
    elements::set_attribute("html", "dir", Some(dir));
}

/// Sets `data-ready` on `<html>`, once the first page is on screen.
pub fn set_ready() {
    elements::set_attribute("html", "data-ready", Some("true"));
}

/// Whether the first page is on screen.
pub fn is_ready() -> bool {
    elements::attribute("html", "data-ready").is_some()
}

/// Moves the focus to the page's headline, without scrolling.
pub fn focus_headline() {
    #[cfg(target_arch = "wasm32")]
    let _ = elements::find("#main h1").and_then(|headline| {
        use wasm_bindgen::JsCast;
        // Call `focus` by reflection: `FocusOptions` would need another feature of web-sys.
        let options = js_sys::Object::new();
        js_sys::Reflect::set(&options, &"preventScroll".into(), &true.into()).ok()?;
        js_sys::Reflect::get(&headline, &"focus".into())
            .ok()?
            .dyn_into::<js_sys::Function>()
            .ok()?
            .call1(&headline, &options)
            .ok()
            .map(drop)
    });
}

/// Returns how far the page is scrolled down, in CSS pixels.
pub fn scroll_top() -> u32 {
    #[cfg(target_arch = "wasm32")]
    {
        web_sys::window()
            .and_then(|w| w.scroll_y().ok())
            .unwrap_or_default() as u32
    }
    #[cfg(not(target_arch = "wasm32"))]
    0
}

/// Scrolls the page to a position, in CSS pixels from the top.
pub fn scroll_to(top: u32) {
    #[cfg(target_arch = "wasm32")]
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, f64::from(top));
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = top;
}

/// Loads another page as a new document, as a plain link does.
pub fn load(path: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_href(path);
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = path;
}

/// Reloads the document.
pub fn reload() {
    #[cfg(target_arch = "wasm32")]
    if let Some(window) = web_sys::window() {
        // This fails only in a sandbox that forbids navigation. The notice then stays on screen.
        let _ = window.location().reload();
    }
}
