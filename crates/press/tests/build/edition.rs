//! Fixtures: a newspaper with 45 stories and a stub of the app.

use super::newsroom::{Files, Newsroom, bytes, lead};
use frontpage_assets::tools::Tool;
use frontpage_pipeline::{App, Options, Outcome, run};
use serde_json::json;
use std::collections::BTreeSet;

const INDEX: &str = r#"<link rel="stylesheet" href="/main-1.css">
    <link rel="stylesheet" href="/story-1.css"><link rel="stylesheet" href="/blocks-1.css">
    <link rel="stylesheet" href="/laid_out-1.css">
    <link rel="stylesheet" href="/lists-1.css"><link rel="stylesheet" href="/editions-1.css">
    <link rel="stylesheet" href="/later-1.css"><link rel="stylesheet" href="/print-1.css">
    <link rel="modulepreload" href="/frontpage-2.js">
    <link rel="preload" href="/frontpage-2_bg.wasm" as="fetch" type="application/wasm">"#;

/// The style of the stub.
pub const STYLE: &str = ":root{--paper:light-dark(#ffffff,#14171a)}";

/// Writes a release of the app to a newsroom.
pub fn app(room: &Newsroom, color: &str) {
    room.write("dist/index.html", INDEX);
    room.write("dist/main-1.css", format!("{STYLE} a{{color:{color}}}"));
    for name in ["story", "blocks", "laid_out", "lists", "editions", "later"] {
        let css = format!(".{name}{{color:{color}}}");
        room.write(&format!("dist/{name}-1.css"), css);
    }
    room.write("dist/print-1.css", format!(".print{{color:{color}}}"));
    room.write("dist/frontpage-2.js", "export default 1".repeat(100));
    room.write("dist/frontpage-2_bg.wasm", "wasm".repeat(1000));
    room.write("dist/parts/pictures.js", "export default () => {}");
    room.write(
        "dist/parts/pictures.css",
        format!(".pictures{{color:{color}}}"),
    );
    for name in [
        "tools/sw.js",
        "tools/sw-off.js",
        "search_engine.js",
        "search_engine_bg.wasm",
    ] {
        room.write(&format!("dist/{name}"), name);
    }
    for tool in Tool::ALL.map(Tool::name) {
        room.write(&format!("dist/tools/{tool}.js"), tool);
        room.write(&format!("dist/tools/{tool}.css"), format!(".{tool}{{}}"));
    }
    let drawing = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="green"/></svg>"#;
    room.write("public/favicon.svg", drawing);
}

/// A newsroom with 45 stories and an app.
pub fn newsroom() -> Newsroom {
    let room = Newsroom::new();
    room.picture("a.png", [9, 9, 9]);
    app(&room, "red");
    let section = json!({"rel": "section", "literal": "world"});
    for n in 0..45 {
        let tag = if n < 30 { "Sea" } else { "Hills" };
        let subjects = json!([section, {"rel": "tag", "name": tag}]);
        let changes = json!({"subjects": subjects, "associations": lead("media/a.png")});
        room.story(&format!("s-{n}"), 1 + n % 28, changes);
    }
    room
}

pub fn options(room: &Newsroom) -> Options<'static> {
    Options {
        app: Some(App {
            dist: room.path("dist"),
            public: room.path("public"),
            prerender: frontpage_render::prerender,
        }),
        ..room.options()
    }
}

pub fn publish(room: &Newsroom) -> Outcome {
    run(&options(room)).unwrap()
}

/// Returns the files of the published site.
pub fn out(room: &Newsroom) -> Files {
    bytes(&room.path("out"))
}

/// Returns how many pages and other files a publish made only to find them unchanged. A page counts once with
/// its data, and a feed once in all its formats.
pub fn made_in_vain(outcome: &Outcome) -> usize {
    let written = outcome.changed.written.iter();
    let changed = written.map(|path| path.split_once('.').map_or(path, |(name, _)| name));
    outcome.produced - changed.collect::<BTreeSet<_>>().len()
}
