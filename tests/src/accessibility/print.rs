//! Printed pages: the story with its byline and address, without controls and rails.

use crate::fixtures::LEAD;
use crate::harness::{Browser, Fault, Pdf, Server, TestContext, article, page_data_json, tests};
use anyhow::{Context, Result, ensure};
use frontpage_blocks::laid_out;
use frontpage_model::{Article, Block, Cell, Href, Inline, Interface, Page, StaticBlock, Table};

tests! {
    a_printed_story_has_its_text_and_no_controls
    links_are_printed_with_their_addresses
    wide_content_is_not_cut_off_in_print
    print_styles_show_only_the_story
}

/// The text of a paragraph, without the contents of links and other markup.
fn words(text: &[Inline]) -> String {
    text.iter()
        .map(|inline| match inline {
            Inline::Text(text) => text.as_str(),
            _ => "",
        })
        .collect()
}

async fn printed(paper: &Browser) -> Result<Pdf> {
    Pdf::read(&paper.print().await?).await
}

async fn a_printed_story_has_its_text_and_no_controls(stage: &TestContext) -> Result<()> {
    let TestContext {
        paper, dist, site, ..
    } = stage;
    let story = dist.article(LEAD)?;
    let published = Server::published(site).await?;
    paper.open_url(&published.url(LEAD)).await?;
    paper.wait_for_app().await?;
    paper.wait_for_element(".rail__card a").await?;
    published.wait_until_idle().await?;
    let pdf = printed(paper).await?;
    // The size of A4 in points.
    let [width, height] = pdf.size;
    ensure!(
        (width - 595.0).abs() < 2.0 && (height - 842.0).abs() < 2.0,
        "the page is {width}×{height} points, not A4"
    );
    ensure!(
        (1..=3).contains(&pdf.pages.len()),
        "the story has {} printed pages, not 1 to 3",
        pdf.pages.len()
    );
    let empty = pdf.pages.iter().position(|page| page.is_empty());
    ensure!(empty.is_none(), "page {empty:?} is empty");

    let name = dist.site()?.name;
    let byline: String = story.byline.iter().map(|part| part.text.as_str()).collect();
    let address = format!("{}{LEAD}", dist.site()?.url);
    let credit = story.credit.as_deref();
    let credit = credit.context("the lead story has no credit")?;
    let mut wanted = vec![
        &name,
        &story.headline,
        &story.summary,
        byline.trim(),
        &address,
        credit,
    ];
    let day = story.published.day().text();
    wanted.push(&day);
    let paragraphs = story.body.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(words(&paragraph.text)),
        _ => None,
    });
    let paragraphs: Vec<_> = paragraphs.filter(|text| !text.is_empty()).collect();
    wanted.extend(paragraphs.iter().map(String::as_str));
    for text in wanted {
        ensure!(
            pdf.says(text),
            "{text:?} is not printed:\n{}",
            pdf.pages.join("\n")
        );
    }

    let mut unwanted = vec![
        "Skip to the news",
        "Share This",
        "Copy link",
        "Bluesky",
        "Today:",
        "Popular",
    ];
    let site = dist.site()?;
    unwanted.push(&site.tagline);
    unwanted.push(&site.copyright);
    unwanted.extend(site.sections.last().map(|section| section.name.as_str()));
    let rails = paper.texts(".rail .card__headline").await?;
    unwanted.extend(rails.iter().map(String::as_str));
    for text in unwanted {
        ensure!(!pdf.says(text), "{text:?} is printed");
    }
    Ok(())
}

/// The addresses of the links in a story's paragraphs that leave the newspaper.
fn addresses(story: &Article) -> Vec<&str> {
    let texts = story.body.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(&paragraph.text),
        _ => None,
    });
    let links = texts.flatten().filter_map(|inline| match inline {
        Inline::Link(link) => Some(&link.href),
        _ => None,
    });
    links
        .filter_map(|href| match href {
            Href::External(url) => Some(url.as_str()),
            Href::Internal(_) => None,
        })
        .collect()
}

async fn links_are_printed_with_their_addresses(
    TestContext { paper, dist, .. }: &TestContext,
) -> Result<()> {
    let stories = dist.articles()?;
    let story = stories.iter().max_by_key(|story| addresses(story).len());
    let story = story.context("no stories")?;
    let addresses = addresses(story);
    ensure!(
        !addresses.is_empty(),
        "no story has a link that leaves the newspaper"
    );
    paper.open(&story.url.to_string()).await?;
    let pdf = printed(paper).await?;
    for address in addresses {
        ensure!(
            pdf.says(&format!("({address})")),
            "{address} is not printed"
        );
    }
    Ok(())
}

/// Preformatted text and wide tables, which scroll sideways on a screen.
async fn wide_content_is_not_cut_off_in_print(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    let path = "/2025/03/01/a-story";
    let inline = |words: String| vec![Inline::Text(words)];
    let mut story = article(path, "A story")?;
    let code = (1..=40).map(|n| format!("word{n}. ")).collect();
    story.body.push(Block::Preformatted(inline(code)));
    let cells = (1..=14).map(|n| Cell {
        text: inline(format!("cell{n}.")),
        header: false,
        cols: 1,
        rows: 1,
    });
    let table = StaticBlock::Table(Table {
        caption: vec![],
        head: vec![],
        body: vec![cells.collect()],
    });
    story.body.push(laid_out(table, Interface::default()));
    let data = page_data_json(Page::Article(story))?;
    server.inject_fault(&format!("{path}.json"), Fault::body(data));
    paper.open(path).await?;
    let pdf = printed(paper).await?;
    let text = pdf.pages.join("\n");
    // A word in a table cell can be broken over lines.
    let joined: String = text.split_whitespace().collect();
    for n in 1..=40 {
        ensure!(
            text.contains(&format!("word{n}.")),
            "\"word{n}.\" is not printed:\n{text}"
        );
    }
    for n in 1..=14 {
        ensure!(
            joined.contains(&format!("cell{n}.")),
            "\"cell{n}.\" is not printed:\n{text}"
        );
    }
    Ok(())
}

async fn print_styles_show_only_the_story(TestContext { paper, .. }: &TestContext) -> Result<()> {
    paper.open(LEAD).await?;
    paper.wait_for_element(".rail__card a").await?;
    paper.media("print", &[]).await?;
    for css in [
        "aside.rail",
        ".share-bar",
        ".skip-link",
        "nav[aria-label=Sections]",
    ] {
        let shown = paper
            .eval(&format!(
                "[...document.querySelectorAll({css:?})].filter(e => e.checkVisibility()
                   && e.getBoundingClientRect().width > 1).length"
            ))
            .await?;
        ensure!(shown == 0, "{css} is printed");
    }
    for css in [
        "h1.article__headline",
        ".article__body p",
        ".masthead__name",
    ] {
        let shown = paper
            .eval(&format!(
                "document.querySelector({css:?}).checkVisibility()"
            ))
            .await?;
        ensure!(shown == true, "{css} is not printed");
    }
    let dark = paper
        .eval(
            "getComputedStyle(document.querySelector('.article__body p')).color
               .match(/\\d+/g).slice(0, 3).every(c => c < 64)",
        )
        .await?;
    ensure!(dark == true, "the text is printed in a light color");
    Ok(())
}
