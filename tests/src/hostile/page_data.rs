//! Tests of hostile page data: what the app does with content that got past the publisher.

use super::PAYLOADS;
use super::harm::expect_no_harm;
use crate::harness::{Fault, Notice, TestContext, article, page_data_json, tests};
use anyhow::{Context, Result, ensure};
use frontpage_model::{
    Block, BylinePart, Figure, Href, Image, ImageSource, Inline, LinkText, Page, Paragraph, Quote,
    QuoteKind, Route, Span, TagRef,
};

tests! {
    hostile_text_stays_text
    hostile_links_are_rejected
    a_hostile_address_stays_text
}

const PATH: &str = "/2025/03/01/hostile";

async fn hostile_text_stays_text(TestContext { server, paper, .. }: &TestContext) -> Result<()> {
    for shape in PAYLOADS {
        let text = || vec![Inline::Text(shape.into())];
        let words = || shape.to_owned();
        let image = || Image {
            source: ImageSource::Renditions("0\" onerror=\"window.__pwned=1".into()),
            width: 960,
            height: 640,
            alt: words(),
        };
        let figure = || Figure {
            image: image(),
            caption: text(),
            credit: Some(words()),
        };
        let href = Href::Internal(Route::Front);
        let mut story = article(PATH, shape)?;
        story.summary = words();
        story.lead = Some(figure());
        story.dateline = Some(words());
        story.origin = Some(words());
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
            Block::Image(figure()),
            Block::Quote(Quote {
                kind: QuoteKind::Block,
                paragraphs: vec![],
                cite: text(),
                lang: Some(words()),
                dir: None,
            }),
        ];
        story.body.extend(Block::samples(shape));
        let json = page_data_json(Page::Article(story))?;
        server.inject_fault(&format!("{PATH}.json"), Fault::body(json));
        paper.open(PATH).await?;
        paper.wait_for_element("h1.article__headline").await?;
        let seen = paper
            .eval_string("document.querySelector('h1').textContent")
            .await?;
        // No HTML parser is involved, so every character is kept, even U+0000.
        ensure!(seen == shape, "the headline {shape:?} became {seen:?}");
        let times = paper
            .eval(&format!(
                "document.querySelector('.article').textContent.split({shape:?}).length - 1"
            ))
            .await?;
        ensure!(
            times.as_u64().unwrap_or_default() >= 20,
            "{shape:?} is on the page only {times} times"
        );
        expect_no_harm(paper).await?;
    }
    Ok(())
}

async fn hostile_links_are_rejected(TestContext { server, paper, .. }: &TestContext) -> Result<()> {
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
    let valid = page_data_json(Page::Article(story))?;
    server.inject_fault(&format!("{path}.json"), Fault::body(valid.as_str()));
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
        let json = valid.replace("https://example.org/here", hostile);
        server.inject_fault(&format!("{path}.json"), Fault::body(json));
        paper.open(path).await?;
        paper
            .expect_notice(Notice::Unreadable)
            .await
            .with_context(|| format!("a link to {hostile:?}"))?;
        let console = paper.console_errors().await?;
        let last = console.last().cloned().unwrap_or_default();
        ensure!(
            last.contains("page.article.body[0].p.text[0].a.href"),
            "the console does not name the field: {last:?}"
        );
        expect_no_harm(paper).await?;
    }
    Ok(())
}

async fn a_hostile_address_stays_text(TestContext { paper, .. }: &TestContext) -> Result<()> {
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
        paper.wait_for_element("h1").await?;
        expect_no_harm(paper)
            .await
            .with_context(|| address.to_owned())?;
    }
    Ok(())
}
