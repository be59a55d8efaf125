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
    pages_make_few_requests
    pages_set_no_cookies_and_log_no_errors
    deferred_stylesheets_are_small
    embargoed_and_withdrawn_stories_leave_no_trace
    every_file_named_in_the_page_data_exists
}

/// WebAssembly and JavaScript together, compressed as a CDN compresses them.
const APP_BYTES: usize = 150_000;

/// Of which WebAssembly may be this much: one kind does not live off the other.
const WASM_BYTES: usize = 142_500;

/// And JavaScript this much.
const JS_BYTES: usize = 7_500;

/// What a page is not painted with, with brotli: the sheet that an article waits for, and the one
/// for paper.
const LATE_CSS_BYTES: usize = 1_800;

/// What a page of each kind may be at most.
struct Budget {
    path: &'static str,
    /// Bytes of its HTML without the style in it, with brotli.
    html: usize,
    /// Bytes of the style that it is painted with, with brotli.
    css: usize,
    /// Elements in the document.
    elements: u64,
    /// Requests until nothing is asked for any more, the page itself not counted. Pictures that come
    /// only when they are near are not among them, nor the icon and the manifest, which browsers ask
    /// for as they like.
    requests: u64,
    /// Bytes of the data among them, with brotli.
    data: usize,
    /// Bytes of the pictures among them.
    pictures: usize,
}

const fn budget(
    path: &'static str,
    [html, css]: [usize; 2],
    elements: u64,
    requests: u64,
    [data, pictures]: [usize; 2],
) -> Budget {
    Budget {
        path,
        html,
        css,
        elements,
        requests,
        data,
        pictures,
    }
}

const BUDGETS: [Budget; 6] = [
    budget("/", [6_300, 4_300], 550, 5, [0, 21_500]),
    budget("/world", [4_600, 4_300], 340, 5, [0, 38_000]),
    budget(LEAD, [4_950, 3_000], 310, 8, [1_050, 21_500]),
    budget("/tag/mideast", [3_800, 4_300], 290, 4, [0, 0]),
    budget("/author/world-desk", [4_400, 4_300], 320, 4, [0, 0]),
    budget("/404.html", [1_000, 4_300], 80, 4, [0, 0]),
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
pub fn named<'a>(html: &'a str, before: &str) -> Vec<&'a str> {
    let parts = html.split(before).skip(1);
    parts.filter_map(|part| part.split('"').next()).collect()
}

async fn every_kind_of_page_is_small(Stage { site, .. }: &Stage) -> Result<()> {
    let read = |path: &Path| std::fs::read(path).with_context(|| path.display().to_string());
    let mut over = vec![];
    for budget in &BUDGETS {
        let text = String::from_utf8(read(&site.join(file(budget.path)))?)?;
        ensure!(!text.contains("<link rel=\"stylesheet\" href"), "it waits");
        let (mut css, mut bare) = (0, text.clone());
        for sheet in sheets(&text) {
            css += brotli(sheet.as_bytes())?;
            bare = bare.replace(sheet, "");
        }
        ensure!(css > 0, "{}: no style", budget.path);
        let (html, whole) = (brotli(bare.as_bytes())?, brotli(text.as_bytes())?);
        println!(
            "      {}: HTML {html}, CSS {css}, in one file {whole}",
            budget.path
        );
        let most = budget.html + budget.css;
        if html > budget.html || css > budget.css || whole > most {
            let Budget { html, css, .. } = budget;
            over.push(format!("{}: more than {html} and {css}", budget.path));
        }
    }
    ensure!(over.is_empty(), "{}", over.join("\n"));
    Ok(())
}

/// The style that stands in a page.
fn sheets(html: &str) -> Vec<&str> {
    let parts = html.split("<style data-href=\"").skip(1);
    parts
        .filter_map(|part| part.split_once("\">")?.1.split("</style>").next())
        .collect()
}

/// Bytes of data, with brotli, and of pictures, behind these addresses of the site.
fn weights(site: &Path, origin: &str, asked: &[String]) -> Result<[usize; 2]> {
    let [mut data, mut pictures] = [0, 0];
    for url in asked {
        let path = url.strip_prefix(origin).unwrap_or_default();
        let read = || std::fs::read(site.join(path.trim_start_matches('/')));
        if path.ends_with(".json") {
            data += brotli(&read().with_context(|| url.clone())?)?;
        } else if path.starts_with("/media/") {
            pictures += read().with_context(|| url.clone())?.len();
        }
    }
    Ok([data, pictures])
}

/// The pictures of the page that come only when they are near.
const LAZY: &str = "[...document.images].filter(i => i.loading === 'lazy').map(i => i.currentSrc)";

async fn pages_make_few_requests(stage: &Stage) -> Result<()> {
    let paper = &stage.paper;
    let (mut over, mut origins) = (vec![], vec![]);
    for budget in &BUDGETS {
        // what a browser remembers of the page before, some do not tell of
        let server = stage.published().await?;
        let origin = server.origin();
        paper.visit(&server.at(budget.path)).await?;
        paper.ready().await?;
        let mut asked = paper.settled(Some(&server)).await?;
        let beside = ["/favicon", "/apple-touch-icon", "/manifest"];
        let lazy = paper.list(LAZY).await?;
        asked.retain(|url| !beside.iter().any(|part| url.contains(part)) && !lazy.contains(url));
        let requests = asked.len() as u64;
        let elements = paper.count("*").await?;
        let [data, pictures] = weights(&stage.site, &origin, &asked)?;
        println!(
            "      {}: {elements} elements, {requests} requests, {data} bytes of data, \
             {pictures} of pictures",
            budget.path
        );
        if requests > budget.requests {
            over.push(format!("{}: {requests} requests: {asked:?}", budget.path));
        }
        if elements > budget.elements {
            over.push(format!("{}: {elements} elements", budget.path));
        }
        if data > budget.data || pictures > budget.pictures {
            let Budget { data, pictures, .. } = budget;
            over.push(format!(
                "{}: more than {data} bytes of data and {pictures} of pictures",
                budget.path
            ));
        }
        origins.push(origin);
    }
    ensure!(over.is_empty(), "{}", over.join("\n"));
    let own = |url: &String| origins.iter().any(|origin| url.starts_with(origin));
    let foreign = |url: &String| url.starts_with("http") && !own(url);
    let mut asked = paper.asked().await?;
    ensure!(!asked.is_empty(), "nobody wrote down what was asked for");
    asked.retain(foreign);
    ensure!(asked.is_empty(), "asked others: {}", asked.join(" "));
    Ok(())
}

async fn pages_set_no_cookies_and_log_no_errors(stage: &Stage) -> Result<()> {
    let (host, paper) = (host(stage).await?, &stage.paper);
    for budget in &BUDGETS {
        paper.visit(&at(&host, budget.path)).await?;
        paper.ready().await?;
        paper.frames(15).await?;
        ensure!(paper.say("document.cookie").await?.is_empty(), "a cookie");
    }
    let cookies = paper.cookies().await?;
    ensure!(cookies.is_empty(), "cookies: {}", cookies.join(" "));
    // the page that says so is not there itself, and leads to its address without an ending
    let errors = paper.errors_beside(&[at(&host, "/404")]).await?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

fn brotli(bytes: &[u8]) -> Result<usize> {
    let mut out = vec![];
    // quality 11, window 22: what the command line tool does by default
    brotli::CompressorWriter::new(&mut out, 1 << 16, 11, 22).write_all(bytes)?;
    Ok(out.len())
}

/// The file behind a page's start, and the files that it names.
fn parts(site: &Path) -> Result<Vec<String>> {
    // assets of releases before are kept there too: what this release's pages name counts
    let page = std::fs::read_to_string(site.join(file(LEAD)))?;
    let start = named(&page, "<script type=\"module\" src=\"");
    ensure!(start.len() == 1, "{start:?}");
    let starts = std::fs::read_to_string(site.join(&start[0][1..]))?;
    // in quotation marks of its own kind, or in a selector
    let words = starts.split(['\'', '"']);
    let mut parts: Vec<String> = words
        .filter(|word| word.starts_with("/assets/"))
        .chain(start)
        .map(String::from)
        .collect();
    parts.sort();
    parts.dedup();
    Ok(parts)
}

async fn weighed(site: &Path, file: &str) -> Result<usize> {
    let bytes = std::fs::read(site.join(&file[1..]))?;
    let raw = bytes.len();
    let small = tokio::task::spawn_blocking(move || brotli(&bytes)).await??;
    println!("      {file}: {raw} bytes, {small} with brotli");
    Ok(small)
}

async fn the_app_is_small(Stage { site, .. }: &Stage) -> Result<()> {
    let (mut wasm, mut js) = (0, 0);
    for part in parts(site)? {
        if part.ends_with(".wasm") {
            wasm += weighed(site, &part).await?;
        } else if part.ends_with(".js") {
            js += weighed(site, &part).await?;
        }
    }
    let total = wasm + js;
    println!("      together {total} bytes with brotli, of {APP_BYTES}");
    ensure!(wasm > 0 && js > 0, "there is no app");
    for (what, bytes, most) in [
        ("WebAssembly", wasm, WASM_BYTES),
        ("JavaScript", js, JS_BYTES),
        ("the app", total, APP_BYTES),
    ] {
        ensure!(
            bytes <= most,
            "{what}: {bytes} bytes with brotli, more than {most}"
        );
    }
    Ok(())
}

async fn deferred_stylesheets_are_small(Stage { site, .. }: &Stage) -> Result<()> {
    let page = std::fs::read_to_string(site.join(file(LEAD)))?;
    let paper = named(&page, "<link rel=\"stylesheet\" media=\"print\" href=\"");
    let parts = parts(site)?;
    let later: Vec<_> = parts.iter().filter(|part| part.ends_with(".css")).collect();
    ensure!(later.len() == 1 && paper.len() == 1, "{later:?} {paper:?}");
    let bytes = weighed(site, later[0]).await? + weighed(site, paper[0]).await?;
    ensure!(
        bytes <= LATE_CSS_BYTES,
        "{bytes} bytes with brotli, more than {LATE_CSS_BYTES}"
    );
    Ok(())
}

async fn embargoed_and_withdrawn_stories_leave_no_trace(Stage { dist, .. }: &Stage) -> Result<()> {
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

async fn every_file_named_in_the_page_data_exists(Stage { dist, .. }: &Stage) -> Result<()> {
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
