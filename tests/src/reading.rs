//! What a reader sees and does on a page: date, story, share bar, rails, pictures, print.

use crate::harness::{Asks, Dist, Fault, Paper, Server, Stage, article, clock, tests, twin_json};
use crate::places::{LEAD, every_kind};
use anyhow::{Context, Result, ensure};
use frontpage_model::{Block, Page};

tests! {
    the_date_bar_says_today
    the_story_has_all_its_parts
    every_block_is_there
    languages_and_directions_are_marked
    the_share_links_are_right
    difficult_headlines_survive_in_share_links
    print_opens_the_print_dialog
    the_lead_storys_rails
    a_rail_never_holds_the_story_being_read
    the_front_page_shows_each_story_once
    the_console_is_clean
    the_date_is_the_newspapers_wherever_the_reader_is
    the_date_turns_at_midnight
    copying_the_link
    the_device_share_sheet
    pictures_come_in_the_size_that_is_needed
    printed_pages_carry_the_story_only
}

/// Today in Los Angeles, as the bar prints it and as its `datetime`. Two answers around midnight.
fn today(zone: &str) -> Result<(String, String)> {
    let now = jiff::Timestamp::now().in_tz(zone)?;
    Ok((
        now.strftime("%B %-d, %Y").to_string(),
        now.strftime("%F").to_string(),
    ))
}

async fn date_bar_is_right(paper: &Paper, dist: &Dist) -> Result<()> {
    let zone = dist.site()?.time_zone;
    let before = today(&zone)?;
    paper.open("/").await?;
    paper.wait_for_one(".date-bar time").await?;
    paper.frames(5).await?;
    let seen = paper.text(".date-bar").await?;
    let datetime = paper.attributes(".date-bar time", "datetime").await?;
    let right = |(text, date): &(String, String)| {
        seen == format!("Today: {text}") && datetime == [date.as_str()]
    };
    ensure!(
        right(&before) || right(&today(&zone)?),
        "the bar says {seen:?} {datetime:?}, today is {before:?}"
    );
    Ok(())
}

async fn the_date_bar_says_today(Stage { paper, dist, .. }: &Stage) -> Result<()> {
    date_bar_is_right(paper, dist).await
}

async fn the_date_is_the_newspapers_wherever_the_reader_is(
    Stage { paper, dist, .. }: &Stage,
) -> Result<()> {
    // at any moment at least one of them has another day than Los Angeles
    for zone in [
        "Asia/Tokyo",
        "Pacific/Honolulu",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
    ] {
        paper.time_zone(zone).await?;
        let seen = paper
            .say("Intl.DateTimeFormat().resolvedOptions().timeZone")
            .await?;
        ensure!(seen == zone, "the browser is in {seen}");
        date_bar_is_right(paper, dist)
            .await
            .with_context(|| format!("read in {zone}"))?;
    }
    Ok(())
}

async fn the_date_turns_at_midnight(Stage { paper, dist, .. }: &Stage) -> Result<()> {
    let zone = dist.site()?.time_zone;
    // the app looks again when it is midnight, a few seconds after its start
    let evening: jiff::civil::DateTime = "2025-03-28T23:59:57".parse()?;
    let then = evening
        .to_zoned(jiff::tz::TimeZone::get(&zone)?)?
        .timestamp()
        .as_millisecond();
    paper
        .before_every_page(&clock(then, Asks::Anything))
        .await?;
    paper.open("/").await?;
    paper.wait_for(".date-bar", "Today: March 28, 2025").await?;
    paper
        .js(
            "void (window.bar = document.querySelector('.date-bar').getBoundingClientRect(),
               clock.now += 5000)",
        )
        .await?;
    paper.wait_for(".date-bar", "Today: March 29, 2025").await?;
    let datetime = paper.attributes(".date-bar time", "datetime").await?;
    ensure!(datetime == ["2025-03-29"], "datetime {datetime:?}");
    let still = paper
        .js("(b => b.top === bar.top && b.height === bar.height)
             (document.querySelector('.date-bar').getBoundingClientRect())")
        .await?;
    ensure!(still == true, "the bar moved");
    Ok(())
}

async fn the_story_has_all_its_parts(Stage { paper, dist, .. }: &Stage) -> Result<()> {
    let story = dist.article(LEAD)?;
    paper.open(LEAD).await?;
    ensure!(paper.text("article.article h1.article__headline").await? == story.headline);
    let tags: Vec<_> = story.tags.iter().map(|tag| tag.name.clone()).collect();
    ensure!(paper.texts(".article__tags a").await? == tags);
    let links: Vec<_> = story
        .tags
        .iter()
        .map(|tag| format!("/tag/{}", tag.slug))
        .collect();
    ensure!(paper.attributes(".article__tags a", "href").await? == links);
    ensure!(paper.text(".article__summary").await? == story.summary);
    let lead = story.lead.context("the lead story has no picture")?;
    let picture = "figure.lead-picture img";
    ensure!(paper.attributes(picture, "width").await? == [lead.image.width.to_string()]);
    ensure!(paper.attributes(picture, "height").await? == [lead.image.height.to_string()]);
    ensure!(paper.attributes(picture, "fetchpriority").await? == ["high"]);
    ensure!(paper.attributes(picture, "alt").await? == [lead.image.alt]);
    let dates = paper.attributes(".article__dates time", "datetime").await?;
    let mut known = vec![story.published.to_string()];
    known.extend(story.updated.map(|time| time.to_string()));
    ensure!(dates == known, "dates {dates:?} instead of {known:?}");
    let seen = paper.text(".article__dates").await?;
    ensure!(
        seen.contains(&story.published.day().text()),
        "dates {seen:?}"
    );
    let byline: String = story.byline.iter().map(|part| part.text.as_str()).collect();
    ensure!(paper.text(".article__byline").await? == byline.trim());
    let authors = story.byline.iter().filter_map(|part| part.author.as_ref());
    let authors: Vec<_> = authors.map(|author| format!("/author/{author}")).collect();
    ensure!(paper.attributes(".article__byline a", "href").await? == authors);
    if let Some(credit) = story.credit {
        ensure!(paper.text(".article__credit").await? == credit);
    }
    let site = dist.site()?;
    ensure!(paper.title().await? == format!("{} — {}", story.headline, site.name));
    Ok(())
}

async fn every_block_is_there(Stage { paper, dist, .. }: &Stage) -> Result<()> {
    let story = dist.richest()?;
    paper.open(&story.url.to_string()).await?;
    for block in &story.body {
        let css = match block {
            Block::Paragraph(_) => "p",
            Block::Heading(heading) if heading.minor => "h3",
            Block::Heading(_) => "h2",
            Block::Image(_) => "figure img[width][height][srcset][sizes]",
            Block::Gallery(_) => ".gallery img[width][height][srcset][sizes]",
            Block::Quote(quote) if quote.pull => "aside.pull-quote",
            Block::Quote(_) => "blockquote",
            Block::List(list) if list.ordered => "ol li",
            Block::List(_) => "ul li",
            Block::Table(_) => ".table-scroll table td",
            Block::Embed(_) => ".embed-card a[href]",
            Block::Correction(_) => ".correction",
            Block::Related(_) => ".related a[href^='/']",
            Block::Rule => "hr",
            Block::Preformatted(_) => "pre",
        };
        let css = format!(".article__body {css}");
        ensure!(paper.has(&css).await?, "no {css} for {block:?}");
    }
    let kinds: std::collections::HashSet<_> =
        story.body.iter().map(std::mem::discriminant).collect();
    ensure!(
        kinds.len() == 12,
        "the story with the most blocks has {} kinds",
        kinds.len()
    );
    Ok(())
}

async fn languages_and_directions_are_marked(Stage { paper, dist, .. }: &Stage) -> Result<()> {
    paper.open(&dist.spanish()?.url.to_string()).await?;
    let lang = paper
        .say("document.querySelector('h1').closest('[lang]').lang")
        .await?;
    ensure!(lang.starts_with("es"), "the headline's lang is {lang}");
    let around = paper
        .say("document.querySelector('.share-bar').closest('[lang]').lang")
        .await?;
    ensure!(
        around.starts_with("en"),
        "English words of the share bar are marked as {around}"
    );
    paper.open(&dist.reversed()?.url.to_string()).await?;
    let quote = ".article__body :is(blockquote, aside)[dir=rtl]";
    let direction = paper
        .say(&format!(
            "getComputedStyle(document.querySelector({quote:?})).direction"
        ))
        .await?;
    ensure!(direction == "rtl");
    let lang = paper
        .say(&format!(
            "document.querySelector({quote:?}).closest('[lang]').lang"
        ))
        .await?;
    ensure!(
        !lang.starts_with("en"),
        "a quotation from right to left in {lang}"
    );
    Ok(())
}

/// The query parameters of a link, decoded.
fn parameters(href: &str) -> Result<(url::Url, Vec<(String, String)>)> {
    let url = url::Url::parse(href).with_context(|| href.to_owned())?;
    let pairs = url.query_pairs().into_owned().collect();
    Ok((url, pairs))
}

/// Checks the share bar of the story on screen.
async fn share_bar_is_right(paper: &Paper, address: &str, headline: &str) -> Result<()> {
    ensure!(paper.text(".share-bar h2, .share-bar p").await? == "Share This");
    let names = paper.texts(".share-bar a").await?;
    let links = paper.attributes(".share-bar a", "href").await?;
    let rels = paper.attributes(".share-bar a", "rel").await?;
    let both = format!("{headline} {address}");
    for (name, host, expected) in [
        ("Email", "", vec![("subject", headline), ("body", address)]),
        ("Facebook", "www.facebook.com", vec![("u", address)]),
        ("X", "x.com", vec![("url", address), ("text", headline)]),
        ("LinkedIn", "www.linkedin.com", vec![("url", address)]),
        ("WhatsApp", "wa.me", vec![("text", both.as_str())]),
        (
            "Reddit",
            "www.reddit.com",
            vec![("url", address), ("title", headline)],
        ),
        ("Bluesky", "bsky.app", vec![("text", both.as_str())]),
    ] {
        let at = names.iter().position(|n| n == name);
        let at = at.with_context(|| format!("no link {name} among {names:?}"))?;
        let (url, seen) = parameters(&links[at])?;
        ensure!(
            url.host_str().unwrap_or_default() == host,
            "{name} leads to {url}"
        );
        ensure!(url.scheme() == if host.is_empty() { "mailto" } else { "https" });
        for (key, value) in expected {
            let given = seen.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str());
            ensure!(
                given == Some(value),
                "{name}: {key} is {given:?} instead of {value:?}"
            );
        }
        // a plus sign would arrive as it is in a mail
        ensure!(!links[at].contains('+'), "{name}: {}", links[at]);
        ensure!(
            host.is_empty() || rels[at].contains("noopener"),
            "{name}: rel {:?}",
            rels[at]
        );
    }
    let buttons = paper.texts(".share-bar button").await?;
    for button in ["Copy link", "Print"] {
        ensure!(
            buttons.iter().any(|b| b == button),
            "no {button} among {buttons:?}"
        );
    }
    Ok(())
}

async fn the_share_links_are_right(Stage { paper, dist, .. }: &Stage) -> Result<()> {
    let story = dist.article(LEAD)?;
    paper.open(LEAD).await?;
    let address = format!("{}{LEAD}", dist.site()?.url);
    share_bar_is_right(paper, &address, &story.headline).await
}

async fn difficult_headlines_survive_in_share_links(
    Stage {
        server,
        paper,
        dist,
        ..
    }: &Stage,
) -> Result<()> {
    let path = "/2025/03/01/difficult";
    let headline = "R&D: “50% + more”? #1 <b> ‘né’ مرحبا 🗞 a=b;c";
    let json = twin_json(Page::Article(article(path, headline)?))?;
    server.fail(&format!("{path}.json"), Fault::body(json));
    paper.open(path).await?;
    ensure!(paper.text("h1").await? == headline);
    share_bar_is_right(paper, &format!("{}{path}", dist.site()?.url), headline).await
}

async fn print_opens_the_print_dialog(Stage { paper, .. }: &Stage) -> Result<()> {
    paper.open(LEAD).await?;
    paper
        .js("void (window.print = () => { window.printed = true })")
        .await?;
    let print = "[...document.querySelectorAll('.share-bar button')]
                   .find(b => b.textContent.trim() === 'Print')";
    paper.js(&format!("{print}.click()")).await?;
    ensure!(paper.js("window.printed").await? == true);
    Ok(())
}

async fn copying_the_link(Stage { paper, dist, .. }: &Stage) -> Result<()> {
    let copy = "[...document.querySelectorAll('.share-bar button')]
                  .find(b => b.textContent.trim() === 'Copy link')";
    paper.open(LEAD).await?;
    paper.js(&format!("{copy}.focus()")).await?;
    paper.press(crate::harness::Key::Enter).await?;
    paper
        .wait_until(
            "an announcement",
            "/copied/i.test(document.querySelector('.announcer').textContent)",
        )
        .await?;
    let copied = paper.pasted().await?;
    ensure!(
        copied == format!("{}{LEAD}", dist.site()?.url),
        "copied {copied}"
    );
    // where the browser refuses, the reader is told, with the link
    paper
        .js("void (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))")
        .await?;
    paper.js(&format!("{copy}.click()")).await?;
    paper
        .wait_until(
            "the link in words",
            &format!("document.querySelector('.announcer').textContent.includes({LEAD:?})"),
        )
        .await?;
    let said = paper.text(".announcer").await?;
    ensure!(!said.contains("Link copied"), "said {said:?}");
    Ok(())
}

async fn the_device_share_sheet(Stage { paper, dist, .. }: &Stage) -> Result<()> {
    paper
        .before_every_page("Object.defineProperty(Navigator.prototype, 'share', { value: undefined,
                              configurable: true, writable: true }); delete Navigator.prototype.share;")
        .await?;
    paper.open(LEAD).await?;
    // its space is kept, so that nothing moves; it is neither seen nor reached
    let seen = "String([...document.querySelectorAll('.share-bar button')]
                  .some(b => b.textContent.trim() === 'Share…'
                          && getComputedStyle(b).visibility === 'visible'))";
    ensure!(
        paper.say(seen).await? == "false",
        "a share sheet without a device that has one"
    );
    paper
        .before_every_page(
            "Navigator.prototype.share = data => {
               window.shared = data; return Promise.reject(new DOMException('', 'AbortError'));
             };",
        )
        .await?;
    paper.open(LEAD).await?;
    let sheet = "[...document.querySelectorAll('.share-bar button')]
                   .find(b => b.textContent.trim() === 'Share…')";
    paper.js(&format!("{sheet}.click()")).await?;
    let shared = paper.js("window.shared").await?;
    ensure!(
        shared["url"] == format!("{}{LEAD}", dist.site()?.url),
        "shared {shared}"
    );
    ensure!(
        shared["title"] == dist.article(LEAD)?.headline,
        "shared {shared}"
    );
    // the reader who closes the sheet again has done nothing wrong
    paper.frames(5).await?;
    let errors = paper.console_errors().await?;
    ensure!(errors.is_empty(), "told in the console: {errors:?}");
    Ok(())
}

async fn the_lead_storys_rails(Stage { paper, dist, .. }: &Stage) -> Result<()> {
    paper.open(LEAD).await?;
    let (popular, tag) = ("aside.rail--popular", "aside.rail--tag");
    for rail in [popular, tag] {
        paper.wait_for_one(&format!("{rail} .rail__card a")).await?;
        let cards = paper.count(&format!("{rail} .rail__card")).await?;
        let links = paper.count(&format!("{rail} .rail__card a[href]")).await?;
        ensure!(
            cards == 4 && links == 4,
            "{rail}: {cards} cards, {links} links"
        );
        let names = paper.texts(&format!("{rail} .rail__card a")).await?;
        ensure!(
            names.iter().all(|name| !name.is_empty()),
            "{rail}: links without a name"
        );
        let alts = paper
            .list(&format!(
                "[...document.querySelectorAll('{rail} .rail__card img')]
                   .map(i => i.hasAttribute('alt') ? i.alt : 'none')"
            ))
            .await?;
        ensure!(
            alts.iter().all(String::is_empty),
            "{rail}: alternative texts {alts:?}"
        );
    }
    ensure!(paper.text(&format!("{popular} h2")).await? == "Popular");
    ensure!(
        paper
            .text(&format!("{tag} h2 a[href='/tag/mideast']"))
            .await?
            == "MidEast"
    );
    let kickers = paper.texts(&format!("{popular} .kicker")).await?;
    ensure!(
        kickers
            == [
                "Crime|Europe|MidEast|Political|World",
                "MidEast|Political|US|World",
                "Education|MidEast|Political|US",
                "Food|Health|MidEast|Political|World",
            ],
        "Popular: {kickers:?}"
    );
    let kickers = paper.texts(&format!("{tag} .kicker")).await?;
    ensure!(
        kickers
            == [
                "MidEast|Political|US|World",
                "Crime|Education|MidEast|Political|US|World",
                "MidEast|Political|US",
                "MidEast|Political|US|World",
            ],
        "MidEast: {kickers:?}"
    );
    // the whole card is the link: its middle, its corner, its picture
    for part in ["0.5, 0.5", "0.02, 0.05", "0.98, 0.95"] {
        let hit = paper
            .say(&format!(
                "((x, y) => {{
                   const card = document.querySelector('{popular} .rail__card');
                   card.scrollIntoView({{ block: 'center', behavior: 'instant' }});
                   const r = card.getBoundingClientRect();
                   const at = document.elementFromPoint(r.x + r.width * x, r.y + r.height * y);
                   return at.closest('a')?.getAttribute('href') ?? at.outerHTML;
                 }})({part})"
            ))
            .await?;
        let expected = &dist.rail("/popular.json")?.cards[0].url;
        ensure!(hit == expected.to_string(), "at {part} of the card: {hit}");
    }
    Ok(())
}

async fn a_rail_never_holds_the_story_being_read(Stage { paper, dist, .. }: &Stage) -> Result<()> {
    for card in dist.rail("/popular.json")?.cards.iter().take(2) {
        let path = card.url.to_string();
        paper.open(&path).await?;
        paper
            .wait_for_one("aside.rail--popular .rail__card a")
            .await?;
        let links = paper.attributes(".rail__card a", "href").await?;
        ensure!(!links.contains(&path), "{path} leads to itself: {links:?}");
        let cards = paper.count("aside.rail--popular .rail__card a").await?;
        ensure!(cards == 4, "Popular has {cards} cards");
    }
    // also after a click within the rail
    let first = paper
        .attributes("aside.rail--popular .rail__card a", "href")
        .await?
        .remove(0);
    paper.activate("aside.rail--popular .rail__card a").await?;
    paper
        .wait_until("the story", &format!("location.pathname === {first:?}"))
        .await?;
    paper
        .wait_for_one("aside.rail--popular .rail__card a")
        .await?;
    let links = paper.attributes(".rail__card a", "href").await?;
    ensure!(
        !links.contains(&first),
        "{first} leads to itself: {links:?}"
    );
    Ok(())
}

async fn the_front_page_shows_each_story_once(Stage { paper, .. }: &Stage) -> Result<()> {
    paper.open("/").await?;
    let mut links = paper.attributes(".front .card a", "href").await?;
    let all = links.len();
    links.sort();
    links.dedup();
    ensure!(
        all >= 10 && links.len() == all,
        "{all} cards lead to {} stories",
        links.len()
    );
    Ok(())
}

async fn pictures_come_in_the_size_that_is_needed(stage: &Stage) -> Result<()> {
    let Stage { paper, dist, .. } = stage;
    let richest = dist.richest()?.url.to_string();
    let mut wrong = vec![];
    for width in [360, 768, 1280] {
        paper.viewport(width, 800).await?;
        for path in ["/", "/world", LEAD, &richest] {
            // a browser takes a larger picture where it has it already: of a host that it never
            // asked it has none
            let server = Server::start(dist.folder()).await?;
            paper.visit(&server.at(path)).await?;
            paper.ready().await?;
            // lazy pictures load as they come near
            paper
                .js_later(
                    "(async () => {
                       const late = () => new Promise(r => setTimeout(r, 3000));
                       for (const i of document.images) {
                         i.scrollIntoView({ block: 'center', behavior: 'instant' });
                         const there = new Promise(r => { i.onload = i.onerror = r });
                         if (!i.complete) await Promise.race([there, late()]);
                       }
                     })()",
                )
                .await?;
            server.wait_for_quiet().await?;
            paper
                .wait_until(
                    "every picture",
                    "[...document.images].every(i => i.complete)",
                )
                .await?;
            paper.frames(5).await?;
            let pictures = paper
                .list(
                    "[...document.images].flatMap(i => {
                       const wrong = [], r = i.getBoundingClientRect();
                       for (const name of ['width', 'height', 'srcset', 'sizes', 'alt'])
                         if (!i.hasAttribute(name)) wrong.push('no ' + name);
                       if (!i.complete || !i.currentSrc || !i.naturalWidth) wrong.push('not loaded');
                       else if (!i.currentSrc.endsWith('.webp')) wrong.push(i.currentSrc);
                       else {
                         const got = +/-(\\d+)\\.webp$/.exec(i.currentSrc)[1];
                         const widths = [...i.srcset.matchAll(/ (\\d+)w/g)].map(m => +m[1]);
                         const need = widths.find(w => w >= Math.floor(r.width)) ?? widths.at(-1);
                         if (got !== need)
                           wrong.push(`${got} px wide for ${Math.round(r.width)} px, ${need} fits `
                             + `(sizes ${i.sizes})`);
                       }
                       return wrong.length
                         ? [(i.closest('[class]')?.className ?? '') + ': ' + wrong.join(', ')] : [];
                     })",
                )
                .await?;
            let mut pictures = pictures;
            pictures.dedup();
            wrong.extend(
                pictures
                    .into_iter()
                    .map(|w| format!("{path} at {width}: {w}")),
            );
        }
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

async fn the_console_is_clean(stage: &Stage) -> Result<()> {
    let mut told = vec![];
    let mut before = 0;
    for place in every_kind(stage)? {
        place.open(stage).await?;
        let lines = stage.paper.console().await?;
        let new = lines[before..]
            .iter()
            .filter(|line| line.error || line.text.contains("panicked"));
        before = lines.len();
        if !place.fails {
            told.extend(new.map(|line| format!("{}: {}", place.name, line.text)));
        }
    }
    ensure!(told.is_empty(), "{}", told.join("\n"));
    Ok(())
}

async fn printed_pages_carry_the_story_only(Stage { paper, .. }: &Stage) -> Result<()> {
    paper.open(LEAD).await?;
    paper.wait_for_one(".rail__card a").await?;
    paper.media("print", &[]).await?;
    for css in [
        "aside.rail",
        ".share-bar",
        ".skip-link",
        "nav[aria-label=Sections]",
    ] {
        let shown = paper
            .js(&format!(
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
            .js(&format!(
                "document.querySelector({css:?}).checkVisibility()"
            ))
            .await?;
        ensure!(shown == true, "{css} is not printed");
    }
    let dark = paper
        .js(
            "getComputedStyle(document.querySelector('.article__body p')).color
               .match(/\\d+/g).slice(0, 3).every(c => c < 64)",
        )
        .await?;
    ensure!(dark == true, "printed in a light ink");
    Ok(())
}
