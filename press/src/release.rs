//! The app's release, as the pages name it.

/// The app's release as the pages name it: addresses below the site's root, without the base path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Release {
    /// The style sheet: `/assets/main-….css`.
    pub style: String,
    /// The app's script.
    pub script: String,
    /// The app's WebAssembly.
    pub wasm: String,
    /// The text of the inline module that starts the app.
    pub boot: String,
}
