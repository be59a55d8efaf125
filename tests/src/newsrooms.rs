//! The sample newsrooms in Spanish and Arabic (`samples/`), published and read as any other newspaper: what
//! is found by axe-core, what overflows, and what runs in which direction.

use crate::adoption::{serve_folder, url_of};
use crate::fixtures::group_findings;
use crate::harness::{Browser, TestContext, tests};
use crate::saved::{kept, press_save};
use crate::stability::overflowing_elements;
use anyhow::{Context, Result, ensure};
use frontpage_pipeline::{App, Options};
use frontpage_preview::BackgroundPreview;
use std::path::{Path, PathBuf};
use tokio::sync::OnceCell;

tests! {
    nothing_is_found_in_the_spanish_newsroom
    nothing_is_found_in_the_arabic_newsroom
    what_shows_the_reading_direction_is_mirrored
    what_shows_something_in_the_world_is_not_mirrored
    a_story_in_english_runs_from_left_to_right_in_the_arabic_newsroom
    joined_letters_are_not_spaced_and_their_lines_do_not_touch
    the_app_speaks_spanish
    the_app_speaks_arabic
    a_story_in_english_has_an_english_interface_in_the_arabic_newsroom
    parts_speak_the_language_of_the_story
    a_saved_story_keeps_its_language_without_a_connection
    numbers_have_the_digits_of_the_region
    the_days_of_a_calendar_fit_in_their_columns
}

/// A newsroom in `samples/`, with its pages of every kind.
pub struct Newsroom {
    /// Its folder in `samples/`.
    name: &'static str,
    /// The values of `lang` and `dir` on its pages.
    language: [&'static str; 2],
    pages: [&'static str; 12],
}

/// The newsroom in Spanish.
pub const SPANISH: Newsroom = Newsroom {
    name: "es",
    language: ["es-MX", "ltr"],
    pages: [
        "/",
        "/2025/03/28/chapala-nivel-del-lago",
        "/2025/02/20/paricutin-el-volcan-con-acta-de-nacimiento",
        "/2025/03/10/why-guadalajara-clocks-stay-put",
        "/cultura",
        "/tag/guadalajara",
        "/author/mesa-de-datos",
        "/edition/2025/03/10",
        "/edition/2025/03",
        "/404.html",
        "/search",
        "/saved",
    ],
};

/// The newsroom in Arabic.
pub const ARABIC: Newsroom = Newsroom {
    name: "ar",
    language: ["ar-JO", "rtl"],
    pages: [
        "/",
        "/2025/03/28/dead-sea-level",
        MIXED,
        ENGLISH,
        "/culture",
        "/tag/jordan",
        "/author/data-desk",
        "/edition/2025/03/14",
        "/edition/2025/03",
        "/404.html",
        "/search",
        "/saved",
    ],
};

/// The Arabic story about digits, with phone numbers, Latin names, a formula and code.
const MIXED: &str = "/2025/03/15/two-kinds-of-digits";

/// The English story in the Arabic newsroom.
const ENGLISH: &str = "/2025/03/27/sesame-light-english";

/// Publishes both newsrooms, once for all tests. Returns the folder of the sites.
async fn published(stage: &TestContext) -> Result<&'static Path> {
    static PUBLISHED: OnceCell<PathBuf> = OnceCell::const_new();
    let dist = stage.dist.folder().to_owned();
    let folder = PUBLISHED
        .get_or_try_init(|| async { tokio::task::spawn_blocking(move || publish(&dist)).await? })
        .await?;
    Ok(folder)
}

fn publish(dist: &Path) -> Result<PathBuf> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = home.join("target/browser-newsrooms");
    for newsroom in [SPANISH, ARABIC] {
        let content = home.join("samples").join(newsroom.name);
        let out = folder.join(newsroom.name);
        // The cache is kept between runs: scaling pictures takes a while.
        let cache = folder.join(format!("{}-cache", newsroom.name));
        frontpage_pipeline::run(&Options {
            app: Some(App {
                dist: dist.to_owned(),
                public: home.join("public"),
                prerender: frontpage_render::prerender,
            }),
            precompress: false,
            strict: true,
            ..Options::new(content, &out, cache, "2025-03-29T00:00:00Z".parse()?)
        })
        .with_context(|| format!("samples/{} cannot be published", newsroom.name))?;
    }
    Ok(folder)
}

/// Serves the published site of a newsroom.
pub async fn host(stage: &TestContext, newsroom: &Newsroom) -> Result<BackgroundPreview> {
    serve_folder(&published(stage).await?.join(newsroom.name), "").await
}

/// Opens a page, and waits until it is complete.
pub async fn open(paper: &Browser, host: &BackgroundPreview, path: &str) -> Result<()> {
    paper.open_url(&url_of(host, path)).await?;
    paper.wait_for_element("h1").await?;
    paper.wait_for_network_idle(None).await?;
    paper.wait_frames(2).await
}

/// Opens every page, on a phone in the dark and on a wide screen in light.
async fn nothing_is_found_in(stage: &TestContext, newsroom: &Newsroom) -> Result<()> {
    let paper = &stage.paper;
    let host = host(stage, newsroom).await?;
    let mut found = vec![];
    for path in newsroom.pages {
        for (width, scheme) in [(360, "dark"), (1280, "light")] {
            let still = ("prefers-reduced-motion", "reduce");
            paper
                .media("screen", &[("prefers-color-scheme", scheme), still])
                .await?;
            paper.viewport(width, 900).await?;
            open(paper, &host, path).await?;
            let place = format!("{path}, {width} px, {scheme}");
            let wide = overflowing_elements(paper).await?.into_iter();
            let axe = paper.axe().await?.into_iter();
            // axe-core cannot determine the background of sections of the masthead that are out of view until
            // the masthead is scrolled.
            let axe = axe.filter(|line| !line.contains("partially obscured by another element"));
            found.extend(wide.chain(axe).map(|line| (place.clone(), line)));
        }
        let [lang, dir] = newsroom.language;
        let said = [
            paper.attributes("html", "lang").await?,
            paper.attributes("html", "dir").await?,
        ];
        ensure!(said == [[lang], [dir]], "{path}: {said:?}");
    }
    ensure!(found.is_empty(), "{}", group_findings(&found));
    let errors = paper
        .console_errors_except_404(&[url_of(&host, "/404")])
        .await?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

async fn nothing_is_found_in_the_spanish_newsroom(stage: &TestContext) -> Result<()> {
    nothing_is_found_in(stage, &SPANISH).await
}

async fn nothing_is_found_in_the_arabic_newsroom(stage: &TestContext) -> Result<()> {
    nothing_is_found_in(stage, &ARABIC).await
}

/// Follows a link from the front page to a story, so that the app renders the page. Expects `words` on it,
/// which are *Today*, *Copy link*, *Share This* and *Popular* in the newspaper's language.
async fn the_app_speaks(stage: &TestContext, newsroom: &Newsroom, words: [&str; 4]) -> Result<()> {
    let paper = &stage.paper;
    let host = host(stage, newsroom).await?;
    open(paper, &host, "/").await?;
    paper.wait_for_app().await?;
    let [today, copy, share, popular] = words;
    let bar = paper.text(".date-bar").await?;
    ensure!(bar.starts_with(today), "the date bar says {bar}");
    paper.click(".card--lead a").await?;
    paper.wait_for_element(".share-bar button").await?;
    let buttons = paper.texts(".share-bar button").await?;
    ensure!(
        buttons.first().is_some_and(|button| button == copy),
        "{buttons:?}"
    );
    let said = [
        paper.text(".share-bar__name").await?,
        paper.text(".rail--popular .rail__name").await?,
    ];
    ensure!(said == [share, popular], "{said:?}");
    // A card can be about a story in English.
    let marked = paper.texts("[lang=en]:not(.card *)").await?;
    ensure!(marked.is_empty(), "marked as English: {marked:?}");
    let errors = paper.console_errors_except_404(&[]).await?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

async fn the_app_speaks_spanish(stage: &TestContext) -> Result<()> {
    let words = ["Hoy: ", "Copiar enlace", "Compartir", "Lo más leído"];
    the_app_speaks(stage, &SPANISH, words).await
}

async fn the_app_speaks_arabic(stage: &TestContext) -> Result<()> {
    let words = ["اليوم: ", "نسخ الرابط", "شارك", "الأكثر قراءة"];
    the_app_speaks(stage, &ARABIC, words).await
}

async fn a_story_in_english_has_an_english_interface_in_the_arabic_newsroom(
    stage: &TestContext,
) -> Result<()> {
    let paper = &stage.paper;
    let host = host(stage, &ARABIC).await?;
    open(paper, &host, ENGLISH).await?;
    paper.wait_for_app().await?;
    let said = [
        paper.text(".share-bar__name").await?,
        paper.text(".share-bar button").await?,
        paper.text(".rail--popular .rail__name").await?,
    ];
    ensure!(
        said == ["Share This", "Copy link", "الأكثر قراءة"],
        "{said:?}"
    );
    let date = paper.text(".article__dates time").await?;
    ensure!(date.starts_with("March 27, 2025, "), "{date}");
    Ok(())
}

/// Defines `box(element)`, which returns the position of an element, and `part(element, text)`, which returns
/// the position of a text in it.
const PLACES: &str = "void (
    window.box = e => e.getBoundingClientRect(),
    window.part = (e, text) => {
      const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const at = walk.currentNode.data.indexOf(text);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(walk.currentNode, at);
        range.setEnd(walk.currentNode, at + text.length);
        return range.getBoundingClientRect();
      }
    })";

/// Opens the QR code of the story on the page, and closes it again. Returns the language, the direction and
/// the text of its dialog.
async fn code(paper: &Browser) -> Result<[String; 3]> {
    paper.click("[data-part=code]").await?;
    paper.wait_for_element("dialog.code[open]").await?;
    let dialog = "document.querySelector('dialog.code')";
    let said = [
        paper.eval_string(&format!("{dialog}.lang")).await?,
        paper.eval_string(&format!("{dialog}.dir")).await?,
        paper.text("dialog.code p").await?,
    ];
    paper.eval(&format!("{dialog}.close()")).await?;
    paper.wait_until_gone("dialog.code").await?;
    Ok(said)
}

/// Selects the first paragraph of the story.
const SELECT: &str = "getSelection().selectAllChildren(document.querySelector('.article__body p'))";

async fn parts_speak_the_language_of_the_story(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let host = host(stage, &ARABIC).await?;
    let words = || async {
        let names = "performance.getEntriesByType('resource').map(e => e.name).filter(n => /\\/words-/.test(n))";
        paper.eval_strings(names).await
    };
    // A story in the language of the newspaper loads no words.
    open(paper, &host, MIXED).await?;
    paper.wait_for_app().await?;
    let arabic = [
        "ar",
        "rtl",
        "وجّه كاميرا هاتف إلى هذا الرمز لفتح المقال فيه.",
    ];
    ensure!(code(paper).await? == arabic, "{:?}", code(paper).await?);
    ensure!(words().await?.is_empty(), "{:?}", words().await?);

    open(paper, &host, ENGLISH).await?;
    paper.wait_for_app().await?;
    ensure!(words().await?.is_empty(), "{:?}", words().await?);
    let english = [
        "en",
        "ltr",
        "Point the camera of a phone at this code to open the story there.",
    ];
    ensure!(code(paper).await? == english, "{:?}", code(paper).await?);
    ensure!(words().await?.len() == 1, "{:?}", words().await?);
    paper.eval(SELECT).await?;
    paper
        .wait_for_text(".quote", "Copy link to this quotation")
        .await?;
    ensure!(paper.attributes(".quote", "lang").await? == ["en"]);
    ensure!(paper.attributes(".share-bar__told", "data-copied").await? == ["Link copied."]);
    // The list of keys is in the newspaper's language.
    paper
        .eval("getSelection().removeAllRanges(), document.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }))")
        .await?;
    paper.wait_for_element("dialog.keys[open]").await?;
    ensure!(paper.attributes("dialog.keys", "lang").await? == ["ar"]);
    paper
        .eval("document.querySelector('dialog.keys').close()")
        .await?;

    // The same parts speak Arabic again in the next story, which the app shows.
    paper
        .eval(&format!(
            "(link => {{ link.href = '{MIXED}'; link.click(); }})(document.querySelector('.spread__rails a[href^=\"/20\"]'))"
        ))
        .await?;
    paper
        .wait_until(
            "the story",
            "document.querySelector('.article')?.lang === ''",
        )
        .await?;
    paper.wait_for_element(".share-bar button").await?;
    ensure!(code(paper).await? == arabic, "{:?}", code(paper).await?);
    let errors = paper.console_errors_except_404(&[]).await?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

async fn a_saved_story_keeps_its_language_without_a_connection(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let host = host(stage, &ARABIC).await?;
    open(paper, &host, ENGLISH).await?;
    paper.wait_for_app().await?;
    press_save(paper).await?;
    let url = url_of(&host, ENGLISH);
    // The words have to be kept with the story. The browser's own cache has them now, but may drop them at any time.
    let files = kept(paper, "files").await?;
    ensure!(
        files.iter().any(|path| path.contains("/words-")),
        "{files:?}"
    );
    // Cut the connection.
    drop(host);
    paper.open_url(&url).await?;
    paper.wait_for_app().await?;
    let [language, direction, words] = code(paper).await?;
    ensure!([&*language, &*direction] == ["en", "ltr"]);
    ensure!(words.starts_with("Point the camera"), "{words:?}");
    Ok(())
}

async fn numbers_have_the_digits_of_the_region(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let host = host(stage, &ARABIC).await?;
    open(paper, &host, "/2025/03/01/hejaz-railway-in-amman").await?;
    let style = "getComputedStyle(document.querySelector('.article__body ol > li')).listStyleType";
    let own = paper.eval_string(style).await?;
    ensure!(own == "arabic-indic", "{own}");
    // An Arabic story without a region, and one in English.
    for lang in ["ar", "ar-MA", "en"] {
        paper
            .eval(&format!(
                "document.querySelector('.article').lang = '{lang}'"
            ))
            .await?;
        let own = paper.eval_string(style).await?;
        ensure!(own == "decimal", "{lang}: {own}");
    }
    // The speeds of the player.
    open(paper, &host, MIXED).await?;
    paper.wait_for_app().await?;
    paper.click("[data-part=listen]").await?;
    paper.wait_for_element(".listen__select option").await?;
    let speeds = "[...document.querySelector('.listen__select').options].map(e => e.textContent)";
    let speeds = paper.eval_strings(speeds).await?;
    ensure!(speeds.contains(&"١٫٥×".to_owned()), "{speeds:?}");
    // The numbers of stories beside the topics.
    open(paper, &host, "/tag").await?;
    paper.wait_for_element(".topics__suggestions small").await?;
    let numbers =
        "[...document.querySelectorAll('.topics__suggestions small')].map(e => e.textContent)";
    let numbers = paper.eval_strings(numbers).await?;
    let is_arabic = |text: &String| text.chars().all(|digit| ('٠'..='٩').contains(&digit));
    ensure!(numbers.iter().all(is_arabic), "{numbers:?}");
    Ok(())
}

async fn the_days_of_a_calendar_fit_in_their_columns(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    for newsroom in [&SPANISH, &ARABIC] {
        let host = host(stage, newsroom).await?;
        for width in [320, 360, 768, 1280] {
            paper.viewport(width, 900).await?;
            open(paper, &host, "/edition/2025/03").await?;
            let wide = paper
                .eval_strings(
                    "[...document.querySelectorAll('.edition th')].filter(e => {
                       const range = document.createRange();
                       range.selectNodeContents(e);
                       return range.getClientRects().length > 1 || range.getBoundingClientRect().width > e.clientWidth;
                     }).map(e => e.textContent)",
                )
                .await?;
            let count = paper.count(".edition th").await?;
            ensure!(
                count == 7 && wide.is_empty(),
                "{}, {width} px: {wide:?}",
                newsroom.name
            );
        }
    }
    Ok(())
}

/// Checks that each of these expressions is true on the page.
async fn expect_all(paper: &Browser, expressions: &[&str]) -> Result<()> {
    paper.eval(PLACES).await?;
    let mut wrong = vec![];
    for expression in expressions {
        if paper.eval(expression).await? != true {
            wrong.push(*expression);
        }
    }
    ensure!(wrong.is_empty(), "not so:\n{}", wrong.join("\n"));
    Ok(())
}

async fn what_shows_the_reading_direction_is_mirrored(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    paper.viewport(1280, 900).await?;
    let host = host(stage, &ARABIC).await?;
    open(paper, &host, "/").await?;
    expect_all(
        paper,
        &[
            // The lead story and the first section of the masthead are on the right, where reading begins.
            "box(document.querySelector('.card--lead')).left > innerWidth / 3",
            "(([first, second]) => box(first).left > box(second).right)([...document.querySelectorAll('.masthead__sections li')])",
        ],
    )
    .await?;
    open(paper, &host, MIXED).await?;
    expect_all(
        paper,
        &[
            "(([first, second]) => box(first).left >= box(second).right - 1)([...document.querySelectorAll('thead th')])",
            "box(document.querySelector('.article')).left > box(document.querySelector('.spread__rails')).left",
            "getComputedStyle(document.querySelector('.article li')).direction === 'rtl'",
            // A list is indented on the right, where its lines begin.
            "(list => box(list).right - box(list.firstElementChild).right > 10)(document.querySelector('.article__body ul'))",
        ],
    )
    .await?;
    open(paper, &host, "/edition/2025/03").await?;
    expect_all(
        paper,
        &["(([first, second]) => box(first).left >= box(second).right - 1)([...document.querySelectorAll('main th')])"],
    )
    .await
}

async fn what_shows_something_in_the_world_is_not_mirrored(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let host = host(stage, &ARABIC).await?;
    for width in [360, 1280] {
        paper.viewport(width, 900).await?;
        open(paper, &host, MIXED).await?;
        expect_all(
            paper,
            &[
                // A phone number is read as it is dialed, also in a link.
                "(e => part(e, '+').right <= part(e, '44').left + 1 && part(e, '44').right < part(e, '0958').left)(document.querySelector('a[href^=\"tel:\"]'))",
                "(e => part(e, '+').right <= part(e, '962').left + 1)([...document.querySelectorAll('.article__body span')].find(e => e.textContent === '+962'))",
                // Digits of both kinds run from left to right.
                "(e => part(e, '٠١').left < part(e, '٨٩').left && part(e, '01234').left < part(e, '6789').left)(document.querySelector('.article__body p:nth-of-type(2)'))",
                // A name and the text in parentheses after it keep their order.
                "(e => part(e, 'OpenStreetMap').right < part(e, '(OSM)').left)([...document.querySelectorAll('td')].find(e => e.textContent.includes('OSM')))",
                // A formula.
                "(e => part(e, 'E').right < part(e, 'mc').left && part(e, 'mc').right <= part(e, '2').left + 1)([...document.querySelectorAll('td')].find(e => e.textContent.includes('mc')))",
                // Code, whose lines begin on the left, and a quotation in English.
                "(e => part(e, 'price').left - box(e).left < 40 && part(e, 'price').right < part(e, '12.50').left && part(e, 'total').left - box(e).left < 40)(document.querySelector('pre'))",
                "(e => part(e, 'Digits').left - box(e).left < 40)(document.querySelector('blockquote'))",
            ],
        )
        .await?;
    }
    Ok(())
}

async fn a_story_in_english_runs_from_left_to_right_in_the_arabic_newsroom(
    stage: &TestContext,
) -> Result<()> {
    let paper = &stage.paper;
    paper.viewport(1280, 900).await?;
    let host = host(stage, &ARABIC).await?;
    open(paper, &host, ENGLISH).await?;
    let article = [
        paper.attributes(".article", "lang").await?,
        paper.attributes(".article", "dir").await?,
    ];
    ensure!(article == [["en"], ["ltr"]], "{article:?}");
    // Search engines learn that it is a translation.
    let versions = paper
        .attributes("link[rel=alternate][hreflang]", "hreflang")
        .await?;
    ensure!(versions == ["ar-JO", "en"], "{versions:?}");
    expect_all(
        paper,
        &[
            "(e => part(e, 'At').left - box(e).left < 4)(document.querySelector('h1'))",
            // The names of its topics are in the newspaper's language.
            "[...document.querySelectorAll('.article__tags a')].every(e => e.closest('[lang]').lang === 'ar-JO')",
            // An Arabic word in the story has its own direction.
            "getComputedStyle([...document.querySelectorAll('.article__body span')].find(e => e.textContent === 'حبر')).direction === 'rtl'",
        ],
    )
    .await
}

async fn joined_letters_are_not_spaced_and_their_lines_do_not_touch(
    stage: &TestContext,
) -> Result<()> {
    let paper = &stage.paper;
    let host = host(stage, &ARABIC).await?;
    for path in ["/", MIXED, "/culture", "/search"] {
        open(paper, &host, path).await?;
        let spaced = paper
            .eval_strings(
                "[...document.querySelectorAll('body *')].filter(e =>
                   e.checkVisibility() && /[\\u0620-\\u064a]/.test([...e.childNodes].map(n => n.nodeType === 3 ? n.data : '').join(''))
                   && !['0px', 'normal'].includes(getComputedStyle(e).letterSpacing))
                 .map(e => `${e.localName}.${e.className}: ${getComputedStyle(e).letterSpacing}`)",
            )
            .await?;
        ensure!(spaced.is_empty(), "{path}: {}", spaced.join("\n"));
    }
    open(paper, &host, MIXED).await?;
    let ratio = |part: &str| {
        format!(
            "(style => parseFloat(style.lineHeight) / parseFloat(style.fontSize))(getComputedStyle(document.querySelector('{part}')))"
        )
    };
    for (part, least) in [("h1", 1.3), (".article__body p", 1.7)] {
        let ratio = paper.eval(&ratio(part)).await?.as_f64();
        ensure!(
            ratio > Some(least),
            "the lines of {part} are {ratio:?} high"
        );
    }
    Ok(())
}
