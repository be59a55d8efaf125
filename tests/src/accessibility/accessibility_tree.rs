//! The accessibility tree: roles and names as the browser computes them, and announcements.

use crate::fixtures::{LEAD, one_of_every_kind};
use crate::harness::{Browser, Fault, TestContext, TimeApi, fixed_clock_script, tests};
use anyhow::{Result, ensure};

tests! {
    a_screen_reader_gets_the_expected_outline_of_an_article
    a_click_is_announced
    a_click_that_fails_is_announced
    every_link_and_button_says_what_it_does
    every_page_has_its_landmarks
}

/// The expected outline of the lead story: one line for each element, indented by its depth.
/// Articles and captions have no names of their own. Decorative elements, such as the pictures of
/// cards, are left out.
const OUTLINE: &str = r#"
link "Skip to the news"
banner
  link "The Los Angeles Post"
  navigation "Sections"
    link "U.S."
    link "World"
    link "Business"
    link "Lifestyle"
  link "Today: March 28, 2025"
    time "March 28, 2025"
main
  article
    link "MidEast"
    link "Political"
    link "US"
    link "World"
    heading 1 "U.S. and Russia agree to restore normal work of their embassies"
    figure
      link "Drawing of a dark hall with a long table under a lamp, blue chairs on one side and red chairs on the other, and tall double doors opening onto bright desert light."
        image "Drawing of a dark hall with a long table under a lamp, blue chairs on one side and red chairs on the other, and tall double doors opening onto bright desert light."
      caption "A long table, two rows of chairs and a door ajar: the two governments say their missions are to work normally again. Illustration: The Los Angeles Post"
    time "February 18, 2025, 1:40 p.m. PT"
    link "World desk"
    heading 2 "A decade of closed doors"
    heading 2 "What is not yet known"
    link "Baltic states cut last power ties to Russia and join Europe’s grid"
    region "Share This"
      heading 2 "Share This"
      link "Email"
      link "Facebook"
      link "X"
      link "LinkedIn"
      link "WhatsApp"
      link "Reddit"
      link "Bluesky"
      link "Save"
      link "Listen"
      link "QR code"
      button "Copy link"
      button "Print"
  complementary "Popular"
    heading 2 "Popular"
    article
      heading 3 "Lawyer for Istanbul’s jailed mayor is detained, mayor’s office says"
        link "Lawyer for Istanbul’s jailed mayor is detained, mayor’s office says"
    article
      heading 3 "Rubio says he raised arrest of Istanbul’s mayor with Turkey"
        link "Rubio says he raised arrest of Istanbul’s mayor with Turkey"
    article
      heading 3 "In Newark, a hearing on which court may decide Khalil’s case"
        link "In Newark, a hearing on which court may decide Khalil’s case"
    article
      heading 3 "Aid workers killed or missing in Gaza as blockade nears a month"
        link "Aid workers killed or missing in Gaza as blockade nears a month"
  complementary "MidEast"
    heading 2 "MidEast"
      link "MidEast"
    article
      heading 3 "Suspected U.S. airstrikes hit Houthi-held areas of Yemen"
        link "Suspected U.S. airstrikes hit Houthi-held areas of Yemen"
    article
      heading 3 "Judge bars removal of Turkish student at Tufts for now"
        link "Judge bars removal of Turkish student at Tufts for now"
    article
      heading 3 "Who has been detained or deported in the campus crackdown"
        link "Who has been detained or deported in the campus crackdown"
    article
      heading 3 "Sanders plans to force Senate votes on arms sales to Israel"
        link "Sanders plans to force Senate votes on arms sales to Israel"
contentinfo
  link "The Los Angeles Post"
  link "U.S."
  link "World"
  link "Business"
  link "Lifestyle"
status
"#;

/// Selects the elements in the outline. Paragraphs and lists are left out.
const IN_OUTLINE: &str = "body > :is(header, footer), nav, main, aside, section, article, h1, h2, h3, a[href], \
                    button, figure, figcaption, img, time, [role]";

/// An element in the outline.
struct Node {
    /// The number of elements in the outline that contain it.
    depth: usize,
    /// The tag name.
    tag: String,
    /// The text, with white space collapsed.
    text: String,
}

/// The outline of the current page: one line for each element, indented by its depth.
async fn outline(paper: &Browser) -> Result<Vec<String>> {
    // Hidden elements are left out.
    let nodes = paper
        .eval(&format!(
            "[...document.querySelectorAll({IN_OUTLINE:?})].filter(e =>
               e.toggleAttribute('data-exposed', e.checkVisibility({{ visibilityProperty: true }}))
             ).map(e => {{
               const text = e.textContent.trim().replace(/\\s+/g, ' '), tag = e.localName;
               let depth = 0;
               while (e = e.parentElement.closest('[data-exposed]')) depth++;
               return [depth, tag, text];
             }})"
        ))
        .await?;
    let nodes: Vec<(usize, String, String)> = serde_json::from_value(nodes)?;
    let nodes = nodes
        .into_iter()
        .map(|(depth, tag, text)| Node { depth, tag, text });
    let computed = paper.accessible_roles_and_names("[data-exposed]").await?;
    let lines = nodes
        .zip(computed)
        .filter_map(|(node, (role, name))| node.line(&role, &name));
    Ok(lines.collect())
}

impl Node {
    /// The node's line in the outline; `None` if it has no meaning for assistive technology.
    fn line(&self, role: &str, name: &str) -> Option<String> {
        let Self { depth, tag, text } = self;
        let description = match (tag.as_str(), role.to_lowercase().as_str()) {
            ("header" | "footer", role) if role != "banner" && role != "contentinfo" => {
                return None;
            }
            ("img", "none" | "presentation") => return None,
            // ARIA has two names for this role.
            ("img", "image" | "img") => format!("image \"{name}\""),
            ("h1" | "h2" | "h3", "heading") => format!("heading {} \"{name}\"", &tag[1..]),
            // Older versions of Chromium call a caption `figcaption`.
            ("figcaption", "caption" | "figcaption") => format!("caption \"{text}\""),
            ("time", "time") => format!("time \"{text}\""),
            // Some browsers compute a name for these from their content.
            ("article" | "figure", role) => role.into(),
            (_, role) if name.is_empty() => role.into(),
            (_, role) => format!("{role} \"{name}\""),
        };
        Some(format!("{}{description}", "  ".repeat(*depth)))
    }
}

/// Expects the page to have an outline: one line for each element, indented by its depth.
pub async fn expect_outline(paper: &Browser, wanted: &str) -> Result<()> {
    let seen = outline(paper).await?;
    let seen: Vec<_> = seen.iter().map(String::as_str).collect();
    let wanted: Vec<_> = wanted.trim().lines().collect();
    ensure!(
        seen == wanted,
        "the page's outline differs from the one in the test:\n{}",
        difference(&wanted, &seen)
    );
    Ok(())
}

/// A line-by-line diff: `-` marks lines that are missing, `+` lines that were not expected.
fn difference(wanted: &[&str], seen: &[&str]) -> String {
    match (wanted, seen) {
        ([], []) => String::new(),
        ([line, wanted @ ..], [other, seen @ ..]) if line == other => {
            format!("  {line}\n{}", difference(wanted, seen))
        }
        ([line, rest @ ..], seen) if !seen.contains(line) => {
            format!("- {line}\n{}", difference(rest, seen))
        }
        (wanted, [other, rest @ ..]) => format!("+ {other}\n{}", difference(wanted, rest)),
        ([line, rest @ ..], []) => format!("- {line}\n{}", difference(rest, seen)),
    }
}

async fn a_screen_reader_gets_the_expected_outline_of_an_article(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    let then: jiff::Timestamp = "2025-03-28T12:00:00-07:00".parse()?;
    paper
        .add_init_script(&fixed_clock_script(then.as_millisecond(), TimeApi::Native))
        .await?;
    paper.open(LEAD).await?;
    paper.wait_for_element(".rail--tag .rail__card a").await?;
    server.wait_until_idle().await?;
    expect_outline(paper, OUTLINE).await
}

/// Records all announcements from now on in `window.announcements`.
async fn listen(paper: &Browser) -> Result<()> {
    // Screen readers announce changes only of a live region that was there before.
    paper
        .eval(
            "void (window.announcements = [], window.announcer = document.querySelector('[role=status]'),
             new MutationObserver(() => announcements.push(announcer.textContent))
               .observe(announcer, { childList: true, characterData: true, subtree: true }))",
        )
        .await?;
    Ok(())
}

async fn a_click_that_fails_is_announced(
    TestContext {
        server,
        paper,
        dist,
        ..
    }: &TestContext,
) -> Result<()> {
    paper.open(LEAD).await?;
    listen(paper).await?;
    let site = dist.site()?.name;
    let mut titles = vec![];
    for (section, fault, headline, name) in [
        (
            "world",
            Fault::status(500),
            "The newspaper cannot be reached",
            "Page not available",
        ),
        (
            "business",
            Fault::status(404),
            "Page not found",
            "Page not found",
        ),
        (
            "lifestyle",
            Fault::truncated(),
            "This page could not be read",
            "Page not available",
        ),
    ] {
        server.inject_fault(&format!("/{section}.json"), fault);
        paper
            .click_by_script(&format!("nav[aria-label=Sections] a[href='/{section}']"))
            .await?;
        paper.wait_for_text("h1", headline).await?;
        let title = format!("{name} — {site}");
        paper.wait_for_text("[role=status]", &title).await?;
        ensure!(paper.title().await? == title, "{:?}", paper.title().await?);
        let focus = paper.focused_element().await?;
        ensure!(focus == format!("h1 {headline}"), "focus on {focus}");
        titles.push(title);
    }
    let announced = paper.eval_strings("announcements").await?;
    ensure!(
        announced == titles,
        "announced were {announced:?}, not {titles:?}"
    );
    Ok(())
}

async fn a_click_is_announced(TestContext { paper, dist, .. }: &TestContext) -> Result<()> {
    paper.open(LEAD).await?;
    paper.wait_for_element(".rail__card a").await?;
    listen(paper).await?;
    let computed = paper.accessible_roles_and_names("[role=status]").await?;
    ensure!(
        computed.len() == 1 && computed[0].0 == "status",
        "the page should have one live region with the role status: {computed:?}"
    );
    let site = dist.site()?.name;
    for (link, title) in [("World", "World"), ("Business", "Business")] {
        paper.click_link(link).await?;
        paper.wait_for_text("h1", title).await?;
        paper
            .wait_for_text("[role=status]", &format!("{title} — {site}"))
            .await?;
    }
    let announced = paper.eval_strings("announcements").await?;
    ensure!(
        announced == [format!("World — {site}"), format!("Business — {site}")],
        "announced were {announced:?}"
    );
    ensure!(
        paper.eval("announcer.isConnected").await? == true,
        "the live region was replaced, so screen readers would not announce its changes"
    );
    Ok(())
}

async fn every_link_and_button_says_what_it_does(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let mut wrong = vec![];
    for place in one_of_every_kind(stage)? {
        // Cards and what is on every page are covered by the outline above.
        let css = "main :is(a[href], button):not(.card *)";
        place.open(stage).await?;
        let targets = paper
            .eval_strings(&format!(
                "[...document.querySelectorAll({css:?})].filter(e =>
                   e.toggleAttribute('data-exposed', e.checkVisibility({{ visibilityProperty: true }}))
                 ).map(e => e.getAttribute('href') ?? '')"
            ))
            .await?;
        let computed = paper.accessible_roles_and_names("[data-exposed]").await?;
        let mut known: std::collections::HashMap<&str, &str> = Default::default();
        for ((role, name), target) in computed.iter().zip(&targets) {
            if name.is_empty() {
                wrong.push(format!(
                    "{}: a {role} to {target:?} has no name",
                    place.name
                ));
            }
            // Links with the same name must have the same target.
            let other = known.entry(name).or_insert(target);
            if other != target {
                wrong.push(format!(
                    "{}: {name:?} leads to both {other} and {target}",
                    place.name
                ));
            }
        }
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

async fn every_page_has_its_landmarks(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    for place in one_of_every_kind(stage)? {
        place.open(stage).await?;
        let name = place.name;
        for css in [
            "header.masthead",
            "nav[aria-label=Sections]",
            "main#main",
            "footer.colophon",
        ] {
            ensure!(
                paper.count(css).await? == 1,
                "{name}: the page has {css} {} times, not once",
                paper.count(css).await?
            );
        }
        ensure!(
            paper.count("h1").await? == 1,
            "{name}: the page does not have exactly one h1"
        );
        let live = "[role=status][aria-live=polite]";
        ensure!(
            paper.count(live).await? == 1,
            "{name}: the page does not have exactly one live region"
        );
        let levels = paper
            .eval_strings(
                "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => h.localName)",
            )
            .await?;
        let jump = levels
            .windows(2)
            .find(|w| w[1].as_bytes()[1] > w[0].as_bytes()[1] + 1);
        ensure!(
            jump.is_none(),
            "{name}: the headings skip a level: {levels:?}"
        );
    }
    Ok(())
}
