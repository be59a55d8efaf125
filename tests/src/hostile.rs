//! Texts and links that would like to be scripts.

use crate::harness::{Fault, Notice, Paper, Stage, article, tests, twin_json};
use crate::hydration::{at, host_of};
use crate::places::LEAD;
use crate::policy::WATCH;
use anyhow::{Context, Result, ensure};
use frontpage_model::{
    Block, BylinePart, Cell, Correction, Embed, Figure, Heading, Href, Image, Inline, Item,
    LinkText, List, Page, Paragraph, Quote, Related, Route, Span, Table, TagRef,
};
use press::build;
use press::host::preview::Running;
use press::release::App;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use tokio::sync::OnceCell;

tests! {
    hostile_texts_stay_texts
    hostile_links_are_no_links
    a_hostile_address_stays_text
    hostile_stories_are_harmless_as_published
    other_hostile_stories_are_harmless_as_published
    hostile_stories_are_harmless_after_a_click
    other_hostile_stories_are_harmless_after_a_click
    what_would_be_harm_is_seen
}

const PATH: &str = "/2025/03/01/hostile";

const SHAPES: [&str; 6] = [
    "<script>window.__pwned = 1</script>",
    "<img src=x onerror='window.__pwned = 1'>",
    "\"><svg onload=\"window.__pwned = 1\">",
    "'><iframe srcdoc='<script>parent.__pwned = 1</script>'></iframe>",
    "</title><style>*{display:none}</style><a href=javascript:window.__pwned=1>x</a>",
    "${window.__pwned=1}{{constructor.constructor('window.__pwned=1')()}}\u{0}\u{2028}--><!--",
];

/// What hostile content would like to call.
const CALLED: &str = "for (const name of ['alert', 'confirm', 'prompt'])
    window[name] = () => { window.__pwned = name; };";

/// Gives everything on the page the events that it may wait for, has every link that leads neither
/// to a page nor to a host do what it does, and tells of everything that runs or could run.
const HARM: &str = r"(async () => {
    const found = [], main = document.querySelectorAll('main *');
    const cut = text => text.slice(0, 120);
    const leads = /^(https?|mailto|tel):$/;
    // a link that leads somewhere is one like any other
    const stay = e => {
        if (!leads.test(e.target.closest?.('a')?.protocol)) return;
        e.preventDefault();
        e.stopImmediatePropagation();
    };
    addEventListener('click', stay, true);
    for (const e of main) {
        for (const name of ['mouseover', 'focus', 'load', 'error', 'toggle', 'animationend', 'pointerenter'])
            e.dispatchEvent(new Event(name));
        if (e.localName === 'a') e.click();
    }
    removeEventListener('click', stay, true);
    for (let n = 0; n < 3; n++) await new Promise(done => requestAnimationFrame(done));
    if (window.__pwned) found.push('ran: ' + window.__pwned);
    for (const refused of window.refused ?? []) found.push('refused by policy: ' + refused);
    const never = ['script', 'style', 'iframe', 'object', 'embed', 'svg', 'math', 'form', 'input',
        'base', 'meta', 'link', 'template', 'video', 'audio'];
    for (const e of main)
        if (never.includes(e.localName) || e.hasAttribute('style')) found.push(cut(e.outerHTML));
    for (const e of document.querySelectorAll('*'))
        for (const { name, value } of e.attributes)
            if (/^on/i.test(name) || /^\s*(javascript|data|vbscript|blob|file):/i.test(value)
                || ['srcdoc', 'formaction', 'xlink:href', 'http-equiv'].includes(name))
                found.push(name + ' of ' + cut(e.outerHTML));
    for (const a of document.links)
        if (!leads.test(a.protocol)) found.push('a link to ' + cut(a.href));
    if (document.documentElement.dataset.prerendered !== undefined || window.published) {
        const own = at => at.startsWith(location.origin + '/assets/');
        for (const e of document.scripts)
            if (e.src ? !own(e.src) : !['application/json', 'application/ld+json'].includes(e.type))
                found.push(cut(e.outerHTML));
        for (const e of document.querySelectorAll('link[rel~=stylesheet]'))
            if (!own(e.href)) found.push(cut(e.outerHTML));
        for (const e of document.querySelectorAll('style'))
            if (!e.dataset.href || !own(location.origin + e.dataset.href)) found.push(cut(e.outerHTML));
        for (const e of document.head.children)
            if (!['meta', 'title', 'link', 'script', 'style'].includes(e.localName)) found.push(cut(e.outerHTML));
    }
    return found;
})()";

/// Nothing of a script ran, and nothing that could run is in the document.
async fn unharmed(paper: &Paper) -> Result<()> {
    let found: Vec<String> = serde_json::from_value(paper.js_later(HARM).await?)?;
    ensure!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

async fn hostile_texts_stay_texts(Stage { server, paper, .. }: &Stage) -> Result<()> {
    for shape in SHAPES {
        let text = || vec![Inline::Text(shape.into())];
        let words = || shape.to_owned();
        let image = || Image {
            key: "0\" onerror=\"window.__pwned=1".into(),
            width: 960,
            height: 640,
            alt: words(),
        };
        let figure = || Figure {
            image: image(),
            caption: text(),
            credit: Some(words()),
        };
        let href = Href::Page(Route::Front);
        let mut story = article(PATH, shape)?;
        story.summary = words();
        story.lead = Some(figure());
        story.dateline = Some(words());
        story.credit = Some(words());
        story.lang = Some(words());
        story.byline = vec![BylinePart {
            text: words(),
            author: None,
        }];
        story.tags = vec![TagRef {
            slug: frontpage_model::Slug::parse("world").map_err(|e| anyhow::anyhow!("{e}"))?,
            name: words(),
        }];
        story.section.name = words();
        story.body = vec![
            Block::Paragraph(Paragraph {
                text: vec![
                    Inline::Text(words()),
                    Inline::Strong(text()),
                    Inline::Emphasis(text()),
                    Inline::Code(text()),
                    Inline::Subscript(text()),
                    Inline::Superscript(text()),
                    Inline::Link(LinkText {
                        href: href.clone(),
                        text: text(),
                    }),
                    Inline::Span(Span {
                        lang: Some(words()),
                        dir: None,
                        text: text(),
                    }),
                ],
                lang: Some(words()),
                dir: None,
            }),
            Block::Heading(Heading {
                minor: false,
                text: text(),
            }),
            Block::Image(figure()),
            Block::Gallery(vec![figure()]),
            Block::Quote(Quote {
                pull: false,
                paragraphs: vec![Paragraph {
                    text: text(),
                    ..Default::default()
                }],
                cite: text(),
                lang: Some(words()),
                dir: None,
            }),
            Block::List(List {
                ordered: false,
                items: vec![Item {
                    text: text(),
                    lists: vec![],
                }],
            }),
            Block::Table(Table {
                caption: text(),
                head: vec![],
                body: vec![vec![Cell {
                    text: text(),
                    header: false,
                    cols: 1,
                    rows: 1,
                }]],
            }),
            Block::Embed(Embed {
                href: href.clone(),
                title: words(),
                note: text(),
            }),
            Block::Correction(Correction {
                day: None,
                text: text(),
            }),
            Block::Related(Related {
                href,
                title: words(),
            }),
            Block::Preformatted(text()),
        ];
        let json = twin_json(Page::Article(story))?;
        server.fail(&format!("{PATH}.json"), Fault::body(json));
        paper.open(PATH).await?;
        paper.wait_for_one("h1.article__headline").await?;
        let seen = paper
            .say("document.querySelector('h1').textContent")
            .await?;
        // the parser of no document is involved, so that every character is kept
        ensure!(seen == shape, "the headline {shape:?} became {seen:?}");
        let times = paper
            .js(&format!(
                "document.querySelector('.article').textContent.split({shape:?}).length - 1"
            ))
            .await?;
        ensure!(
            times.as_u64().unwrap_or_default() >= 20,
            "{shape:?} is there {times} times"
        );
        unharmed(paper).await?;
    }
    Ok(())
}

async fn hostile_links_are_no_links(Stage { server, paper, .. }: &Stage) -> Result<()> {
    let path = "/2025/03/01/link";
    let mut story = article(path, "A link")?;
    let href = Href::parse("https://example.org/here").map_err(|e| anyhow::anyhow!("{e}"))?;
    story.body = vec![Block::Paragraph(Paragraph {
        text: vec![Inline::Link(LinkText {
            href,
            text: vec![Inline::Text("here".into())],
        })],
        ..Default::default()
    })];
    let well = twin_json(Page::Article(story))?;
    server.fail(&format!("{path}.json"), Fault::body(well.as_str()));
    paper.open(path).await?;
    let links = paper.attributes(".article__body a", "href").await?;
    ensure!(links == ["https://example.org/here"], "{links:?}");
    for hostile in [
        "javascript:window.__pwned=1",
        "JaVaScRiPt:window.__pwned=1",
        "java\\tscript:window.__pwned=1",
        " javascript:window.__pwned=1",
        "\\u0001javascript:window.__pwned=1",
        "data:text/html,<script>window.__pwned=1</script>",
        "vbscript:x",
        "//evil.example/",
        "/\\\\evil.example/",
        "blob:http://127.0.0.1/x",
        "file:///etc/passwd",
        "https:evil.example",
    ] {
        let json = well.replace("https://example.org/here", hostile);
        server.fail(&format!("{path}.json"), Fault::body(json));
        paper.open(path).await?;
        paper
            .told(Notice::Unreadable)
            .await
            .with_context(|| format!("a link to {hostile:?}"))?;
        let console = paper.console_errors().await?;
        let last = console.last().cloned().unwrap_or_default();
        ensure!(
            last.contains("page.article.body[0].p.text[0].a.href"),
            "the console does not name the field: {last:?}"
        );
        unharmed(paper).await?;
    }
    Ok(())
}

async fn a_hostile_address_stays_text(Stage { paper, .. }: &Stage) -> Result<()> {
    for address in [
        "/%3Cimg%20src=x%20onerror=window.__pwned=1%3E",
        "/world%22onmouseover=%22window.__pwned=1",
        "/tag/%3Cscript%3Ewindow.__pwned=1%3C%2Fscript%3E",
        "/..%2f..%2fetc/passwd",
        "/%00",
        "/%ff%fe",
        "//evil.example/x",
        "/world?next=javascript:window.__pwned=1#javascript:window.__pwned=1",
    ] {
        paper
            .open(address)
            .await
            .with_context(|| address.to_owned())?;
        paper.wait_for_one("h1").await?;
        unharmed(paper).await.with_context(|| address.to_owned())?;
    }
    Ok(())
}

/// A newspaper of hostile stories.
struct Hostile {
    site: PathBuf,
    /// What each has in every field, and in its body.
    shapes: Vec<String>,
}

impl Hostile {
    fn path(number: usize) -> String {
        format!("/2025/03/01/hostile-{number}")
    }
}

/// Published once for all tests, with the app, as `./dev build` does it.
async fn hostile(stage: &Stage) -> Result<&'static Hostile> {
    static HOSTILE: OnceCell<Hostile> = OnceCell::const_new();
    let dist = stage.dist.folder().to_owned();
    HOSTILE
        .get_or_try_init(|| async { tokio::task::spawn_blocking(move || publish(dist)).await? })
        .await
}

fn publish(dist: PathBuf) -> Result<Hostile> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let corpus = std::fs::read_to_string(home.join("press/corpus/cleaner/xss.txt"))?;
    let corpus = corpus.lines();
    let shapes = corpus.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let shapes: Vec<String> = shapes.chain(SHAPES).map(String::from).collect();
    ensure!(shapes.len() >= 100, "{} shapes", shapes.len());
    let content = tempfile::tempdir()?;
    let content = content.path();
    for folder in ["stories", "media"] {
        std::fs::create_dir(content.join(folder))?;
    }
    std::fs::copy(home.join("content/site.toml"), content.join("site.toml"))?;
    image::RgbImage::from_pixel(60, 40, image::Rgb([9, 9, 9])).save(content.join("media/a.png"))?;
    // each shape in a story of its own: an open tag in one must not hide the next
    for (number, shape) in shapes.iter().enumerate() {
        let story = serde_json::json!({
            "uri": format!("tag:example.org,2025:hostile-{number}"),
            "type": "text",
            "version": "1",
            "language": "en-US",
            "firstCreated": "2025-03-01T10:00:00-08:00",
            "versionCreated": "2025-03-01T10:00:00-08:00",
            "pubStatus": "usable",
            "altIds": [{ "role": "slug", "value": format!("hostile-{number}") }],
            "by": shape,
            "located": shape,
            "headlines": [{ "role": "main", "value": format!("Shape {number} {shape}") }],
            "descriptions": [{ "role": "summary", "value": shape }],
            "subjects": [
                { "rel": "section", "name": "World", "literal": "world" },
                { "rel": "tag", "name": format!("Tag {shape}"), "literal": format!("tag-{number}") },
            ],
            "infoSources": [{ "role": "reporting", "name": shape }],
            "associations": [{
                "name": "lead", "type": "picture", "by": shape,
                "descriptions": [
                    { "role": "caption", "value": shape }, { "role": "alt", "value": shape },
                ],
                "renditions": [{ "href": "media/a.png" }],
            }],
            "bodies": [{
                "role": "main",
                "contentType": "text/html",
                "value": format!("<p>before {number}</p>{shape}<p>after {number}</p>"),
            }],
        });
        let file = content.join(format!("stories/hostile-{number}.json"));
        std::fs::write(file, story.to_string())?;
    }
    let site = home.join("target/browser-hostile/site");
    let now = std::time::SystemTime::now().try_into()?;
    let outcome = build::run(&build::Options {
        app: Some(App {
            dist,
            public: home.join("public"),
        }),
        pack: false,
        ..build::Options::new(
            content,
            &site,
            home.join("target/browser-hostile/cache"),
            now,
        )
    })?;
    ensure!(
        outcome.stories == shapes.len(),
        "{} stories of {}: {:?}",
        outcome.stories,
        shapes.len(),
        outcome.report.problems
    );
    Ok(Hostile { site, shapes })
}

async fn host(stage: &Stage) -> Result<(Running, &'static Hostile)> {
    let hostile = hostile(stage).await?;
    stage.paper.before_every_page(WATCH).await?;
    stage.paper.before_every_page(CALLED).await?;
    Ok((host_of(&hostile.site, "").await?, hostile))
}

/// The story is there, and does no harm.
async fn harmless(paper: &Paper, number: usize, shape: &str) -> Result<()> {
    let context = || format!("shape {number}: {shape}");
    paper
        .wait_until(
            "the story",
            &format!(
                "((document.querySelector('h1.article__headline')?.textContent ?? '') + ' ')
                    .startsWith('Shape {number} ')"
            ),
        )
        .await
        .with_context(context)?;
    unharmed(paper).await.with_context(context)?;
    let text = paper.text(".article__body").await.with_context(context)?;
    ensure!(
        text.contains(&format!("before {number}")),
        "{}: {text:?}",
        context()
    );
    Ok(())
}

/// Nothing was asked for but the pages themselves and what every page has.
async fn asked_for_its_own(paper: &Paper, host: &Running) -> Result<()> {
    let known = |path: &str| {
        ["/assets/", "/media/", "/2025/03/01/hostile-", "/world"]
            .iter()
            .any(|start| path.starts_with(start))
            || path.ends_with(".json")
            || ["/favicon.svg", "/favicon.ico", "/manifest.webmanifest"].contains(&path)
            || path.starts_with("/icon-")
            || path.starts_with("/apple-touch-icon")
    };
    let mut asked = paper.asked().await?;
    ensure!(
        asked.iter().any(|url| url.starts_with(&host.url)),
        "{asked:?}"
    );
    asked.retain(|url| url.starts_with("http"));
    asked.retain(|url| {
        let path = url.strip_prefix(host.url.trim_end_matches('/'));
        !path.is_some_and(known)
    });
    ensure!(asked.is_empty(), "asked for {}", asked.join(" "));
    Ok(())
}

async fn hostile_stories_are_harmless_as_published(stage: &Stage) -> Result<()> {
    harmless_as_published(stage, 0).await
}

async fn other_hostile_stories_are_harmless_as_published(stage: &Stage) -> Result<()> {
    harmless_as_published(stage, 1).await
}

/// Every other story, as a document: all of them take a test too long.
async fn harmless_as_published(stage: &Stage, odd: usize) -> Result<()> {
    let ((host, hostile), paper) = (host(stage).await?, &stage.paper);
    for (number, shape) in hostile.shapes.iter().enumerate() {
        if number % 2 != odd {
            continue;
        }
        paper.visit(&at(&host, &Hostile::path(number))).await?;
        paper.ready().await?;
        harmless(paper, number, shape).await?;
    }
    asked_for_its_own(paper, &host).await
}

async fn hostile_stories_are_harmless_after_a_click(stage: &Stage) -> Result<()> {
    harmless_after_a_click(stage, 0).await
}

async fn other_hostile_stories_are_harmless_after_a_click(stage: &Stage) -> Result<()> {
    harmless_after_a_click(stage, 1).await
}

/// Every other story, from its card and back again.
async fn harmless_after_a_click(stage: &Stage, odd: usize) -> Result<()> {
    let ((host, hostile), paper) = (host(stage).await?, &stage.paper);
    paper.visit(&at(&host, "/world")).await?;
    paper.ready().await?;
    paper.js("window.published = window.same = true").await?;
    paper.count_history().await?;
    // a listing begins with some of the page behind it
    let mut read = HashSet::new();
    loop {
        unharmed(paper).await.context("a listing")?;
        let cards = paper
            .attributes(".listing .card__headline a", "href")
            .await?;
        ensure!(!cards.is_empty(), "no cards");
        for card in cards {
            let number: usize = card.rsplit('-').next().unwrap_or_default().parse()?;
            if number % 2 != odd || !read.insert(number) {
                continue;
            }
            paper.room_in_history().await?;
            paper
                .click(&format!(".card__headline a[href='{card}']"))
                .await?;
            harmless(paper, number, &hostile.shapes[number]).await?;
            paper.back().await?;
            paper.wait_for_one(".listing__cards .card").await?;
        }
        if !paper.has("a[rel=next]").await? {
            break;
        }
        let next = paper.attributes("a[rel=next]", "href").await?;
        paper.click("a[rel=next]").await?;
        // the page before has a link to another one, or none
        let turned = format!(
            "location.pathname === {:?} && !document.querySelector('a[rel=next][href=\"{}\"]')",
            next[0], next[0]
        );
        paper.wait_until("older stories", &turned).await?;
    }
    let missed: Vec<_> = (0..hostile.shapes.len())
        .filter(|number| number % 2 == odd && !read.contains(number))
        .collect();
    ensure!(missed.is_empty(), "no card of {missed:?}");
    ensure!(paper.js("window.same").await? == true, "a new document");
    asked_for_its_own(paper, &host).await
}

/// Each way of harm that [`HARM`] looks for, made on purpose.
async fn what_would_be_harm_is_seen(stage: &Stage) -> Result<()> {
    // without a policy, which would keep most of it from being made
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.before_every_page(CALLED).await?;
    for (made, told) in [
        ("alert(1)", "ran: alert"),
        (
            "document.querySelector('main *').setAttribute('onfocus', 'alert(1)')",
            "onfocus of",
        ),
        (
            "document.querySelector('main a').setAttribute('href', 'javascript:alert(1)')",
            "a link to javascript:",
        ),
        (
            "document.querySelector('main *').setAttribute('style', 'color: red')",
            "color: red",
        ),
        (
            "document.querySelector('main').append(document.createElement('form'))",
            "<form",
        ),
        (
            "document.head.append(document.createElement('base'))",
            "<base",
        ),
        (
            "document.head.append(document.createElement('style'))",
            "<style",
        ),
        (
            "document.head.append(Object.assign(document.createElement('link'),
               { rel: 'stylesheet', href: 'http://127.0.0.1:9/x.css' }))",
            "x.css",
        ),
    ] {
        paper.visit(&server.at(LEAD)).await?;
        paper.ready().await?;
        unharmed(paper).await?;
        paper.js(&format!("void ({made})")).await?;
        let seen = unharmed(paper)
            .await
            .map_or_else(|e| e.to_string(), |()| "nothing".into());
        ensure!(seen.contains(told), "{made}: {seen}");
    }
    Ok(())
}
