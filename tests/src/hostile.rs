//! Texts and links that would like to be scripts.

use crate::harness::{Fault, Paper, Stage, article, tests, twin_json};
use anyhow::{Context, Result, ensure};
use frontpage_model::{
    Block, BylinePart, Cell, Correction, Embed, Figure, Heading, Href, Image, Inline, Item,
    LinkText, List, Page, Paragraph, Quote, Related, Route, Span, Table, TagRef,
};
use std::path::{Path, PathBuf};

tests! {
    hostile_texts_stay_texts
    hostile_links_are_no_links
    a_hostile_address_stays_text
    a_hostile_body_comes_through_the_publisher_as_text
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

/// Nothing of a script ran, and nothing that could run is in the document.
async fn unharmed(paper: &Paper) -> Result<()> {
    // what waits for an event gets it now
    paper
        .js("void document.querySelectorAll('main *').forEach(e =>
               ['mouseover', 'focus', 'load', 'error', 'toggle', 'animationend', 'pointerenter']
                 .forEach(name => e.dispatchEvent(new Event(name))))")
        .await?;
    paper.frames(3).await?;
    let pwned = paper.js("typeof window.__pwned").await?;
    ensure!(pwned == "undefined", "a script ran");
    let found = paper
        .list(
            "[...document.querySelectorAll('main *')].filter(e =>
               ['script', 'style', 'iframe', 'object', 'embed', 'svg', 'math', 'form', 'input',
                'base', 'meta', 'link', 'template', 'video', 'audio'].includes(e.localName)
               || [...e.attributes].some(a => /^on/i.test(a.name)
                 || /^\\s*(javascript|data|vbscript):/i.test(a.value)
                 || ['srcdoc', 'style', 'formaction', 'xlink:href'].includes(a.name)))
               .map(e => e.outerHTML.slice(0, 120))",
        )
        .await?;
    ensure!(found.is_empty(), "in the document: {}", found.join("\n"));
    let schemes = paper
        .list("[...new Set([...document.links].map(a => a.protocol))]")
        .await?;
    let fine = ["http:", "https:", "mailto:", "tel:"];
    ensure!(
        schemes.iter().all(|s| fine.contains(&s.as_str())),
        "links with {schemes:?}"
    );
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
            .wait_for(".notice--error h1", "This page could not be read")
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

/// A newsroom with one story whose body is every shape of the publisher's own corpus, published
/// by the publisher itself.
async fn a_hostile_body_comes_through_the_publisher_as_text(
    Stage { server, paper, .. }: &Stage,
) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("no workspace")?;
    let corpus = root.join("press/corpus/cleaner/xss.txt");
    let shapes = std::fs::read_to_string(&corpus).with_context(|| corpus.display().to_string())?;
    let shapes: Vec<_> = shapes
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
        .collect();
    ensure!(shapes.len() >= 40, "{} shapes", shapes.len());
    let folder = tempfile::tempdir()?;
    let content = folder.path().join("content");
    std::fs::create_dir_all(content.join("stories"))?;
    std::fs::copy(root.join("content/site.toml"), content.join("site.toml"))?;
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
            "headlines": [{ "role": "main", "value": format!("Shape {number} {shape}") }],
            "descriptions": [{ "role": "summary", "value": shape }],
            "subjects": [{ "rel": "section", "name": "World", "literal": "world" }],
            "bodies": [{
                "role": "main",
                "contentType": "text/html",
                "value": format!("<p>before {number}</p>{shape}<p>after {number}</p>"),
            }],
        });
        let file = content.join(format!("stories/hostile-{number}.json"));
        std::fs::write(file, story.to_string())?;
    }
    let out = folder.path().join("site");
    let cargo = std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from);
    let run = tokio::process::Command::new(cargo)
        .args(["run", "--quiet", "--package", "press", "--", "build"])
        .arg("--content")
        .arg(&content)
        .arg("--out")
        .arg(&out)
        .arg("--cache")
        .arg(folder.path().join("cache"))
        .current_dir(root)
        .kill_on_drop(true)
        .output()
        .await?;
    let told = String::from_utf8_lossy(&run.stderr);
    ensure!(run.status.success(), "press build failed: {told}");
    for (number, shape) in shapes.iter().enumerate() {
        let path = format!("/2025/03/01/hostile-{number}");
        let twin = out.join(format!("{}.json", &path[1..]));
        let json = std::fs::read_to_string(&twin).with_context(|| format!("{shape}: {told}"))?;
        server.fail(&format!("{path}.json"), Fault::body(json));
        paper.open(&path).await?;
        paper.wait_for_one("h1").await?;
        let context = || format!("shape {number}: {shape}");
        ensure!(!paper.has(".notice").await?, "{}: not readable", context());
        unharmed(paper).await.with_context(context)?;
        let text = paper.text(".article__body").await?;
        ensure!(
            text.contains(&format!("before {number}")),
            "{}: {text:?}",
            context()
        );
    }
    Ok(())
}
