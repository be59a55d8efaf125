//! What the built site weighs, and what must not be in it.

use crate::harness::{Stage, tests};
use crate::hydration::{at, host};
use crate::places::LEAD;
use anyhow::{Context, Result, ensure};
use std::io::Write;
use std::path::Path;

tests! {
    the_app_is_small
    every_kind_of_page_is_small
    pages_ask_for_little
    what_is_held_back_leaves_no_byte
    every_address_in_the_data_is_there
}

/// WebAssembly and JavaScript together, compressed as a CDN compresses them.
const APP_BYTES: usize = 150_000;

/// What a page of each kind may be at most.
struct Budget {
    path: &'static str,
    /// Bytes of its HTML, with brotli.
    html: usize,
    /// Bytes of the style sheets that it is painted with, with brotli.
    css: usize,
    /// Elements in the document.
    elements: u64,
    /// Requests until the app is there, the page itself not counted. Pictures that come only when
    /// they are scrolled to are not among them, nor the icon and the manifest, which browsers ask
    /// for as they like.
    requests: u64,
}

const fn budget(
    path: &'static str,
    html: usize,
    css: usize,
    elements: u64,
    requests: u64,
) -> Budget {
    Budget {
        path,
        html,
        css,
        elements,
        requests,
    }
}

const BUDGETS: [Budget; 6] = [
    budget("/", 6_300, 4_300, 550, 6),
    budget("/world", 4_600, 4_300, 340, 6),
    budget(LEAD, 5_100, 3_000, 310, 8),
    budget("/tag/mideast", 3_800, 4_300, 290, 6),
    budget("/author/world-desk", 4_400, 4_300, 320, 6),
    budget("/404.html", 1_000, 4_300, 80, 6),
];

/// The file behind an address.
fn file(path: &str) -> String {
    match path {
        "/" => "index.html".into(),
        path if path.ends_with(".html") => path[1..].into(),
        path => format!("{}.html", &path[1..]),
    }
}

/// The addresses between `before` and the next quotation mark.
fn named<'a>(html: &'a str, before: &str) -> Vec<&'a str> {
    let parts = html.split(before).skip(1);
    parts.filter_map(|part| part.split('"').next()).collect()
}

async fn every_kind_of_page_is_small(Stage { site, .. }: &Stage) -> Result<()> {
    let read = |path: &Path| std::fs::read(path).with_context(|| path.display().to_string());
    let mut over = vec![];
    for budget in &BUDGETS {
        let page = read(&site.join(file(budget.path)))?;
        let html = brotli(&page)?;
        let text = String::from_utf8(page)?;
        let sheets = named(&text, "<link rel=\"stylesheet\" href=\"");
        ensure!(!sheets.is_empty(), "{}: no style sheet", budget.path);
        let mut css = 0;
        for sheet in sheets {
            css += brotli(&read(&site.join(&sheet[1..]))?)?;
        }
        println!("      {}: HTML {html}, CSS {css}", budget.path);
        if html > budget.html || css > budget.css {
            let Budget { html, css, .. } = budget;
            over.push(format!("{}: more than {html} and {css}", budget.path));
        }
    }
    ensure!(over.is_empty(), "{}", over.join("\n"));
    Ok(())
}

async fn pages_ask_for_little(stage: &Stage) -> Result<()> {
    let host = host(stage).await?;
    let paper = &stage.paper;
    let mut over = vec![];
    for budget in &BUDGETS {
        paper.visit(&at(&host, budget.path)).await?;
        paper.ready().await?;
        let asked = paper
            .list(
                "performance.getEntriesByType('resource')
                   .filter(e => !/media|favicon|manifest/.test(e.name)).map(e => e.name)",
            )
            .await?;
        let foreign: Vec<_> = asked
            .iter()
            .filter(|url| !url.starts_with(&host.url))
            .collect();
        ensure!(foreign.is_empty(), "{}: asked {foreign:?}", budget.path);
        ensure!(paper.say("document.cookie").await?.is_empty(), "a cookie");
        let requests = asked.len() as u64;
        let elements = paper.count("*").await?;
        println!(
            "      {}: {elements} elements, {requests} requests",
            budget.path
        );
        if requests > budget.requests {
            over.push(format!("{}: {requests} requests: {asked:?}", budget.path));
        }
        if elements > budget.elements {
            over.push(format!("{}: {elements} elements", budget.path));
        }
    }
    let mut errors = paper.console_errors().await?;
    // the browser says of the page that is not there that it is not there
    errors.retain(|error| !error.contains("404"));
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    ensure!(over.is_empty(), "{}", over.join("\n"));
    Ok(())
}

fn brotli(bytes: &[u8]) -> Result<usize> {
    let mut out = vec![];
    // quality 11, window 22: what the command line tool does by default
    brotli::CompressorWriter::new(&mut out, 1 << 16, 11, 22).write_all(bytes)?;
    Ok(out.len())
}

async fn the_app_is_small(Stage { site, .. }: &Stage) -> Result<()> {
    // assets of releases before are kept there too: what this release's pages name counts
    let page = std::fs::read_to_string(site.join(file(LEAD)))?;
    let start = named(&page, "<script type=\"module\" src=\"");
    ensure!(start.len() == 1, "{start:?}");
    let starts = std::fs::read_to_string(site.join(&start[0][1..]))?;
    let parts = starts
        .split('\'')
        .filter(|part| part.starts_with("/assets/"));
    let parts: Vec<&str> = parts.chain(start).collect();
    let mut total = 0;
    for file in parts.iter().map(|part| Path::new(&part[1..])) {
        let extension = file.extension().unwrap_or_default();
        if extension == "wasm" || extension == "js" {
            let bytes = std::fs::read(site.join(file))?;
            let raw = bytes.len();
            let small = tokio::task::spawn_blocking(move || brotli(&bytes)).await??;
            println!("      {}: {raw} bytes, {small} with brotli", file.display());
            total += small;
        }
    }
    println!("      together {total} bytes with brotli, of {APP_BYTES}");
    ensure!(total > 0, "there is no app");
    ensure!(
        total <= APP_BYTES,
        "{total} bytes with brotli: more than {APP_BYTES}"
    );
    Ok(())
}

async fn what_is_held_back_leaves_no_byte(Stage { dist, .. }: &Stage) -> Result<()> {
    // the sample newsroom's embargoed and withdrawn stories say these words
    for word in ["zephyrglass", "quillwater"] {
        for file in dist.files()? {
            let name = file.to_string_lossy().to_lowercase();
            let bytes = dist.bytes(&file)?.to_ascii_lowercase();
            let found = bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes());
            ensure!(!found && !name.contains(word), "{word} is in {name}");
        }
    }
    Ok(())
}

async fn every_address_in_the_data_is_there(Stage { dist, .. }: &Stage) -> Result<()> {
    use frontpage_model::{Format, Image, Route, media_path};
    let files: std::collections::HashSet<_> = dist.files()?.into_iter().collect();
    let missing =
        |path: String| (!files.contains(std::path::Path::new(&path[1..]))).then_some(path);
    let mut lost = vec![];
    let mut image = |image: &Image| {
        for width in Image::widths(image.width) {
            for format in [Format::Webp, Format::Jpeg] {
                lost.extend(missing(media_path(&image.key, width, format)));
            }
        }
    };
    let mut routes = vec![Route::Front];
    for story in dist.articles()? {
        story.lead.iter().for_each(|lead| image(&lead.image));
        routes.extend(
            story
                .tags
                .iter()
                .map(|tag| Route::Tag(tag.slug.clone(), None)),
        );
        let authors = story.byline.iter().filter_map(|part| part.author.clone());
        routes.extend(authors.map(|author| Route::Author(author, None)));
        routes.push(Route::Section(story.section.slug, None));
    }
    let front = dist.front()?;
    let strips = front.strips.iter().flat_map(|strip| &strip.cards);
    let popular = dist.rail("/popular.json")?;
    for card in front.top.iter().chain(strips).chain(&popular.cards) {
        card.image.iter().for_each(&mut image);
        routes.push(card.url.clone());
    }
    lost.extend(routes.iter().filter_map(|route| missing(route.twin())));
    lost.sort();
    lost.dedup();
    ensure!(lost.is_empty(), "not there: {}", lost.join(" "));
    Ok(())
}
