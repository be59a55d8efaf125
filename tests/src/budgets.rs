//! Budgets for the size of the app and its pages, and checks of what the site must not contain.

use crate::adoption::{serve_published, url_of};
use crate::fixtures::LEAD;
use crate::harness::{TestContext, tests};
use anyhow::{Context, Result, ensure};
use frontpage_assets::limits::APP_BYTES;
use frontpage_compression::{Effort, brotli_size};
use std::collections::BTreeSet;
use std::path::Path;

tests! {
    the_app_is_small
    every_kind_of_page_is_small
    pages_make_few_requests
    pages_set_no_cookies_and_log_no_errors
    deferred_stylesheets_are_small
    every_part_is_small
    every_tool_is_small
    embargoed_and_withdrawn_stories_leave_no_trace
    every_file_named_in_the_page_data_exists
    the_hand_written_page_of_the_benchmarks_shows_published_pictures
}

/// The limit for WebAssembly alone, in bytes with Brotli, so that savings in JavaScript cannot hide
/// its growth.
const WASM_BYTES: usize = 89_500;

/// The limit for JavaScript alone, in bytes with Brotli.
const JS_BYTES: usize = 6_500;

/// The limit for stylesheets that the first paint does not need, in bytes with Brotli: the stylesheet with
/// the rules that the page of a story leaves out, and the one for print. In the first, 340 bytes are for
/// editions and their calendars. The style of charts, timelines, footnotes and players is not included: it
/// comes with the stories that have one.
const LATE_CSS_BYTES: usize = 2_725;

/// The limits for parts that load when they are used, in bytes with Brotli: the name of the part, then the
/// limit for its script and stylesheet together. In parts that are used inside a story, about 190 bytes load
/// words in other languages.
const PARTS: [(&str, usize); 11] = [
    ("code", 3_050),
    ("device", 3_600),
    ("follow", 2_550),
    ("keys", 1_320),
    ("listen", 3_600),
    ("ondemand", 1_300),
    ("pictures", 2_750),
    ("quote", 2_100),
    ("reading", 2_150),
    ("recording", 1_000),
    ("saved", 1_900),
];

/// The limit for the script and the stylesheet of a tool together, in bytes with Brotli.
const TOOLS: [(&str, usize); 6] = [
    ("following", 5_600),
    ("privacy", 1_600),
    ("saved", 3_300),
    ("search", 4_480),
    ("settings", 4_000),
    ("tag", 5_100),
];

/// The limits for one kind of page.
struct Budget {
    /// The page's path.
    path: &'static str,
    /// Bytes of its HTML without the styles in it, with Brotli.
    html: usize,
    /// Bytes of the styles in the page, with Brotli.
    css: usize,
    /// Elements in the document.
    elements: u64,
    /// Requests until the page is idle, without the page itself. Lazy pictures do not count, nor do
    /// the icon and the manifest, because browsers request these at their own discretion.
    requests: u64,
    /// Bytes of page data in these requests, with Brotli.
    data: usize,
    /// Bytes of pictures in these requests.
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

const BUDGETS: [Budget; 10] = [
    budget("/", [5_625, 2_650], 550, 6, [0, 21_500]),
    budget("/world", [4_275, 2_650], 340, 6, [0, 38_000]),
    budget(LEAD, [4_775, 2_850], 320, 8, [1_050, 21_500]),
    budget("/tag/mideast", [3_600, 2_650], 290, 5, [0, 0]),
    budget("/author/world-desk", [4_075, 2_650], 325, 5, [0, 0]),
    budget("/edition/2025/02/18", [6_060, 2_950], 560, 6, [0, 21_500]),
    budget("/edition/2025/02", [2_425, 2_950], 220, 5, [0, 0]),
    budget("/edition/2025", [2_310, 2_950], 325, 5, [0, 0]),
    budget("/world/2025/02", [2_000, 2_950], 120, 5, [0, 0]),
    budget("/404.html", [925, 2_600], 85, 5, [0, 0]),
];

/// The published file of a path, relative to the site's folder.
fn file(path: &str) -> String {
    match path {
        "/" => "index.html".into(),
        path if path.ends_with(".html") => path[1..].into(),
        path => format!("{}.html", &path[1..]),
    }
}

/// The texts in `html` that follow `before`, each up to the next quotation mark.
pub fn texts_after<'a>(html: &'a str, before: &str) -> Vec<&'a str> {
    let parts = html.split(before).skip(1);
    parts.filter_map(|part| part.split('"').next()).collect()
}

async fn every_kind_of_page_is_small(TestContext { site, .. }: &TestContext) -> Result<()> {
    let read = |path: &Path| std::fs::read(path).with_context(|| path.display().to_string());
    let mut too_large = vec![];
    for budget in &BUDGETS {
        let text = String::from_utf8(read(&site.join(file(budget.path)))?)?;
        ensure!(
            !text.contains("<link rel=\"stylesheet\" href"),
            "{}: a stylesheet blocks the first paint",
            budget.path
        );
        let sheets = sheets(&text);
        ensure!(!sheets.is_empty(), "{}: the page has no style", budget.path);
        let css = brotli(sheets.concat().as_bytes());
        let bare = sheets
            .iter()
            .fold(text.clone(), |bare, sheet| bare.replace(sheet, ""));
        let (html, whole) = (brotli(bare.as_bytes()), brotli(text.as_bytes()));
        println!(
            "      {}: HTML {html} bytes, CSS {css}, compressed together {whole}",
            budget.path
        );
        let limit = budget.html + budget.css;
        if html > budget.html || css > budget.css || whole > limit {
            too_large.push(format!(
                "{}: HTML {html} bytes, CSS {css}, together {whole}: the limits are {}, {} and {limit}",
                budget.path, budget.html, budget.css
            ));
        }
    }
    ensure!(too_large.is_empty(), "{}", too_large.join("\n"));
    Ok(())
}

/// The contents of the `<style>` elements of a page.
fn sheets(html: &str) -> Vec<&str> {
    let parts = html.split("<style data-href=\"").skip(1);
    parts
        .filter_map(|part| part.split_once("\">")?.1.split("</style>").next())
        .collect()
}

/// The bytes of page data, with Brotli, and of pictures behind these URLs of the site.
fn weights(site: &Path, origin: &str, urls: &[String]) -> Result<[usize; 2]> {
    let [mut data, mut pictures] = [0, 0];
    for url in urls {
        let path = url.strip_prefix(origin).unwrap_or_default();
        let read = || std::fs::read(site.join(path.trim_start_matches('/')));
        if path.ends_with(".json") {
            data += brotli(&read().with_context(|| url.clone())?);
        } else if path.starts_with("/media/") {
            pictures += read().with_context(|| url.clone())?.len();
        }
    }
    Ok([data, pictures])
}

/// JavaScript for the URLs of the page's lazy pictures.
const LAZY: &str = "[...document.images].filter(i => i.loading === 'lazy').map(i => i.currentSrc)";

async fn pages_make_few_requests(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let (mut too_much, mut origins) = (vec![], vec![]);
    for budget in &BUDGETS {
        // A new server for each page: some browsers do not report what they take from their cache.
        let server = stage.published().await?;
        let origin = server.origin();
        paper.open_url(&server.url(budget.path)).await?;
        paper.wait_for_app().await?;
        let mut asked = paper.wait_for_network_idle(Some(&server)).await?;
        let not_counted = ["/favicon", "/apple-touch-icon", "/manifest"];
        let lazy = paper.eval_strings(LAZY).await?;
        asked.retain(|url| {
            !not_counted.iter().any(|part| url.contains(part)) && !lazy.contains(url)
        });
        let requests = asked.len() as u64;
        let elements = paper.count("*").await?;
        let [data, pictures] = weights(&stage.site, &origin, &asked)?;
        println!(
            "      {}: {elements} elements, {requests} requests, {data} bytes of data, \
             {pictures} of pictures",
            budget.path
        );
        if requests > budget.requests {
            too_much.push(format!(
                "{}: {requests} requests, the limit is {}: {asked:?}",
                budget.path, budget.requests
            ));
        }
        if elements > budget.elements {
            too_much.push(format!(
                "{}: {elements} elements, the limit is {}",
                budget.path, budget.elements
            ));
        }
        if data > budget.data || pictures > budget.pictures {
            too_much.push(format!(
                "{}: {data} bytes of data and {pictures} of pictures, the limits are {} and {}",
                budget.path, budget.data, budget.pictures
            ));
        }
        origins.push(origin);
    }
    ensure!(too_much.is_empty(), "{}", too_much.join("\n"));
    let own = |url: &String| origins.iter().any(|origin| url.starts_with(origin));
    let foreign = |url: &String| url.starts_with("http") && !own(url);
    let mut asked = paper.asked().await?;
    ensure!(!asked.is_empty(), "the browser recorded no requests");
    asked.retain(foreign);
    ensure!(
        asked.is_empty(),
        "requests to other hosts: {}",
        asked.join(" ")
    );
    Ok(())
}

async fn pages_set_no_cookies_and_log_no_errors(stage: &TestContext) -> Result<()> {
    let (host, paper) = (serve_published(stage).await?, &stage.paper);
    for budget in &BUDGETS {
        paper.open_url(&url_of(&host, budget.path)).await?;
        paper.wait_for_app().await?;
        paper.wait_frames(15).await?;
        ensure!(
            paper.eval_string("document.cookie").await?.is_empty(),
            "{} sets a cookie",
            budget.path
        );
    }
    let cookies = paper.cookies().await?;
    ensure!(cookies.is_empty(), "cookies: {}", cookies.join(" "));
    // `/404.html` redirects to `/404`, which is answered with status 404 like any unknown address.
    let errors = paper
        .console_errors_except_404(&[url_of(&host, "/404")])
        .await?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

/// Returns how many bytes Brotli makes of a file of the release.
fn brotli(bytes: &[u8]) -> usize {
    brotli_size(bytes, &Effort::Asset.settings())
}

/// The start script of this release's pages: its address and its text.
fn start_script(site: &Path) -> Result<(String, String)> {
    // The assets folder also has files of earlier releases, so read what this release's pages name.
    let page = std::fs::read_to_string(site.join(file(LEAD)))?;
    let start = texts_after(&page, "<script type=\"module\" src=\"");
    ensure!(start.len() == 1, "{start:?}");
    let text = std::fs::read_to_string(site.join(&start[0][1..]))?;
    Ok((start[0].to_owned(), text))
}

/// Where the start script lists the parts that load when they are used.
const PARTS_LIST: &str = "const PARTS=";

/// The addresses of the start script, and of the files of the app that it refers to.
fn app_files(site: &Path) -> Result<Vec<String>> {
    let (address, text) = start_script(site)?;
    // The list of parts is a line of its own.
    let lines = text.lines().filter(|line| !line.contains(PARTS_LIST));
    // The names stand in single or double quotation marks.
    let words = lines.flat_map(|line| line.split(['\'', '"']));
    let mut files: Vec<String> = words
        .filter(|word| word.starts_with("/assets/"))
        .map(String::from)
        .chain([address])
        .collect();
    files.sort();
    files.dedup();
    Ok(files)
}

async fn every_part_is_small(TestContext { site, .. }: &TestContext) -> Result<()> {
    let (_, text) = start_script(site)?;
    let (_, list) = text.split_once(PARTS_LIST).context("no list of parts")?;
    let list = list.split(';').next().unwrap_or_default();
    let list: std::collections::BTreeMap<String, Vec<String>> = serde_json::from_str(list)?;
    let names: Vec<&String> = list.keys().collect();
    ensure!(
        names == PARTS.map(|(name, _)| name),
        "every part needs a limit in this file: {names:?}"
    );
    for (name, limit) in PARTS {
        let mut bytes = 0;
        for file in &list[name] {
            bytes += weighed(site, file).await?;
        }
        ensure!(
            bytes <= limit,
            "the part {name}: {bytes} bytes with Brotli, the limit is {limit}"
        );
    }
    Ok(())
}

/// The size of a published file in bytes with Brotli.
async fn weighed(site: &Path, file: &str) -> Result<usize> {
    let bytes = std::fs::read(site.join(&file[1..]))?;
    let raw = bytes.len();
    let compressed = tokio::task::spawn_blocking(move || brotli(&bytes)).await?;
    println!("      {file}: {raw} bytes, {compressed} with Brotli");
    Ok(compressed)
}

async fn every_tool_is_small(TestContext { site, .. }: &TestContext) -> Result<()> {
    for (name, limit) in TOOLS {
        let page = std::fs::read_to_string(site.join(format!("{name}.html")))?;
        let mut bytes = 0;
        for before in [
            "<link rel=\"stylesheet\" href=\"",
            "<script type=\"module\" src=\"",
        ] {
            let files = texts_after(&page, before);
            // Leave out the part `keys`, which has a limit of its own.
            let (keys, files): (Vec<&str>, Vec<&str>) = files
                .into_iter()
                .partition(|file| file.starts_with("/assets/keys-"));
            ensure!(
                files.len() == 1 && keys.len() == 1,
                "{name}: {files:?}, {keys:?}"
            );
            bytes += weighed(site, files[0]).await?;
        }
        ensure!(
            bytes <= limit,
            "the tool {name}: {bytes} bytes with Brotli, the limit is {limit}"
        );
    }
    Ok(())
}

async fn the_app_is_small(TestContext { site, .. }: &TestContext) -> Result<()> {
    let (mut wasm, mut js) = (0, 0);
    for part in app_files(site)? {
        if part.ends_with(".wasm") {
            wasm += weighed(site, &part).await?;
        } else if part.ends_with(".js") {
            js += weighed(site, &part).await?;
        }
    }
    let total = wasm + js;
    println!("      together {total} bytes with Brotli, the limit is {APP_BYTES}");
    ensure!(
        wasm > 0 && js > 0,
        "the page's start script names no WebAssembly or no JavaScript"
    );
    for (what, bytes, limit) in [
        ("WebAssembly", wasm, WASM_BYTES),
        ("JavaScript", js, JS_BYTES),
        ("the app", total, APP_BYTES),
    ] {
        ensure!(
            bytes <= limit,
            "{what}: {bytes} bytes with Brotli, the limit is {limit}"
        );
    }
    Ok(())
}

async fn deferred_stylesheets_are_small(TestContext { site, .. }: &TestContext) -> Result<()> {
    let page = std::fs::read_to_string(site.join(file(LEAD)))?;
    let print = texts_after(&page, "<link rel=\"stylesheet\" media=\"print\" href=\"");
    ensure!(print.len() == 1, "{print:?}");
    // The start script has pairs: a stylesheet that the page contains, and the one with the rest.
    let (_, start) = start_script(site)?;
    let late = ["blocks", "story"].into_iter().find_map(|name| {
        let (_, after) = page.split_once(&format!("<style data-href=\"/assets/{name}-"))?;
        let address = format!("/assets/{name}-{}", after.split('"').next()?);
        let (_, after) = start.split_once(&format!("\"{address}\",\""))?;
        Some(after.split('"').next()?.to_owned())
    });
    let late = late.context("the start script does not say what the page leaves out")?;
    let bytes = weighed(site, print[0]).await? + weighed(site, &late).await?;
    ensure!(
        bytes <= LATE_CSS_BYTES,
        "deferred stylesheets: {bytes} bytes with Brotli, the limit is {LATE_CSS_BYTES}"
    );
    Ok(())
}

async fn embargoed_and_withdrawn_stories_leave_no_trace(
    TestContext { dist, .. }: &TestContext,
) -> Result<()> {
    // These words occur only in the sample newsroom's embargoed and withdrawn stories.
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

async fn every_file_named_in_the_page_data_exists(
    TestContext { dist, .. }: &TestContext,
) -> Result<()> {
    use frontpage_model::{Format, Image, ImageSource, Route, media_path};
    let files: std::collections::HashSet<_> = dist.files()?.into_iter().collect();
    let missing =
        |path: String| (!files.contains(std::path::Path::new(&path[1..]))).then_some(path);
    let mut not_found = vec![];
    let mut image = |image: &Image| {
        let ImageSource::Renditions(fingerprint) = &image.source else {
            return;
        };
        for width in Image::widths(image.width) {
            for format in [Format::Webp, Format::Jpeg] {
                not_found.extend(missing(media_path(fingerprint, width, format)));
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
    not_found.extend(routes.iter().filter_map(|route| missing(route.data_path())));
    not_found.sort();
    not_found.dedup();
    ensure!(
        not_found.is_empty(),
        "the page data names files that do not exist: {}",
        not_found.join(" ")
    );
    Ok(())
}

/// The benchmarks compare the lead story with a hand-written page, which names the same pictures. These names
/// are hashes, and change with the way pictures are made. With outdated names, that page has no pictures, and the
/// comparison means nothing.
async fn the_hand_written_page_of_the_benchmarks_shows_published_pictures(
    TestContext { dist, .. }: &TestContext,
) -> Result<()> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../benches/hand-written/index.html");
    let page = std::fs::read_to_string(file)?;
    let pictures: BTreeSet<&str> = page
        .split("/media/")
        .skip(1)
        .map(|rest| rest.split(['"', ' ']).next().unwrap_or(rest))
        .collect();
    ensure!(
        pictures.len() > 8,
        "only {} pictures were found in it",
        pictures.len()
    );
    let media = dist.folder().join("media");
    let missing: Vec<&str> = pictures
        .into_iter()
        .filter(|name| !media.join(name).is_file())
        .collect();
    ensure!(
        missing.is_empty(),
        "benches/hand-written/index.html names pictures that the site does not have: {}; use the names in {LEAD}.html",
        missing.join(" ")
    );
    Ok(())
}
