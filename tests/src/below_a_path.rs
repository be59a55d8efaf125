//! The newspaper below a path of its host, `https://…/paper`: the same app, published for another
//! address.

use crate::harness::{Paper, Stage, tests};
use crate::hydration::{at, host_of};
use crate::places::LEAD;
use anyhow::{Context, Result, ensure};
use press::build;
use press::host::preview::Running;
use press::release::App;
use std::path::{Path, PathBuf};
use tokio::sync::OnceCell;

tests! {
    pages_and_navigation_work_under_a_sub_path
    rails_and_pictures_load_under_a_sub_path
    the_not_found_page_links_within_the_sub_path
    feeds_and_sitemaps_use_addresses_under_the_sub_path
}

/// Below this path of whatever address the newsroom has.
const PATH: &str = "/paper";

/// A newsroom with another address.
struct Moved {
    site: PathBuf,
    /// The public address: `https://…/paper`.
    url: String,
    /// Its path.
    base: String,
}

/// Published once for all tests.
async fn moved(stage: &Stage) -> Result<&'static Moved> {
    static MOVED: OnceCell<Moved> = OnceCell::const_new();
    let from = stage.dist.site()?.url;
    let dist = stage.dist.folder().to_owned();
    MOVED
        .get_or_try_init(|| async {
            tokio::task::spawn_blocking(move || publish(&from, dist)).await?
        })
        .await
}

fn publish(from: &str, dist: PathBuf) -> Result<Moved> {
    let url = format!("{from}{PATH}");
    let base = url::Url::parse(&url)?.path().to_owned();
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let content = tempfile::tempdir()?;
    // in site.toml, and where stories name each other
    copy(&home.join("content"), content.path(), &|text| {
        text.replace(from, &url)
    })?;
    let site = home.join("target/browser-below-a-path/site");
    // the pictures are there already: they are what takes time
    let cache = home.join("target/press");
    let now = std::time::SystemTime::now().try_into()?;
    build::run(&build::Options {
        app: Some(App {
            dist,
            public: home.join("public"),
        }),
        pack: false,
        // the list in the cache is the real publish's
        changed: Some(home.join("target/browser-below-a-path/changed.txt")),
        ..build::Options::new(content.path(), &site, cache, now)
    })?;
    Ok(Moved { site, url, base })
}

/// Copies a folder; `changed` makes other texts.
fn copy(from: &Path, to: &Path, changed: &impl Fn(&str) -> String) -> Result<()> {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            std::fs::create_dir(&to)?;
            copy(&from, &to, changed)?;
        } else if from.extension().is_some_and(|e| e == "json" || e == "toml") {
            std::fs::write(&to, changed(&std::fs::read_to_string(&from)?))?;
        } else {
            std::fs::copy(&from, &to)?;
        }
    }
    Ok(())
}

async fn host(stage: &Stage) -> Result<(Running, &'static Moved)> {
    let moved = moved(stage).await?;
    Ok((host_of(&moved.site, &moved.base).await?, moved))
}

async fn open(paper: &Paper, host: &Running, path: &str) -> Result<()> {
    paper.visit(&at(host, path)).await?;
    paper.ready().await
}

/// The page looks as it should, and no link of it leads out of the path.
async fn the_page_is_whole(paper: &Paper, base: &str) -> Result<()> {
    let styled = "getComputedStyle(document.querySelector('.masthead__sections ul')).listStyleType";
    ensure!(paper.say(styled).await? == "none", "no style");
    ensure!(!paper.has(".boot-note").await?, "the app did not start");
    let links = paper.attributes("a[href], link[href]", "href").await?;
    let own = links.iter().filter(|link| link.starts_with('/'));
    let (inside, outside): (Vec<_>, Vec<_>) =
        own.partition(|link| link.starts_with(&format!("{base}/")));
    ensure!(inside.len() > 8, "only {} links", inside.len());
    ensure!(outside.is_empty(), "lead out of {base}: {outside:?}");
    Ok(())
}

/// Nothing was asked for that is not below the path, and all that was asked for is there.
async fn stayed_below(paper: &Paper, host: &Running, missing: &[&str]) -> Result<()> {
    let mut asked = paper.asked().await?;
    asked.retain(|url| url.starts_with("http") && !url.starts_with(&host.url));
    ensure!(asked.is_empty(), "asked outside: {}", asked.join(" "));
    let mut errors = paper.console_errors().await?;
    errors.retain(|error| !missing.iter().any(|path| error.contains(path)));
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

async fn pages_and_navigation_work_under_a_sub_path(stage: &Stage) -> Result<()> {
    let (host, Moved { base, .. }) = host(stage).await?;
    let paper = &stage.paper;
    open(paper, &host, LEAD).await?;
    the_page_is_whole(paper, base).await?;
    paper.js("window.same = true").await?;

    paper.click_link("World").await?;
    paper.wait_for(".listing__name", "World").await?;
    ensure!(paper.address().await? == format!("{base}/world"));
    the_page_is_whole(paper, base).await?;
    paper.back().await?;
    paper.wait_for_one(".article__headline").await?;
    ensure!(paper.address().await? == format!("{base}{LEAD}"));
    paper.forward().await?;
    paper.wait_for(".listing__name", "World").await?;
    paper.click(".listing__cards .card a").await?;
    paper.wait_for_one(".article__headline").await?;
    paper.click(".masthead__name").await?;
    paper.wait_for_one(".front").await?;
    ensure!(paper.address().await? == format!("{base}/"));
    the_page_is_whole(paper, base).await?;
    ensure!(paper.js("window.same").await? == true, "a new document");

    paper.click_link("Business").await?;
    paper.wait_for(".listing__name", "Business").await?;
    paper.reload().await?;
    paper.wait_for(".listing__name", "Business").await?;
    the_page_is_whole(paper, base).await?;
    // without the slash at its end, the path is the front page too
    paper.visit(host.url.trim_end_matches('/')).await?;
    paper.ready().await?;
    paper.wait_for_one(".front").await?;
    // that request itself is the only one that is not below the path
    let asked = paper.asked().await?;
    let outside = |url: &&String| !url.starts_with(&host.url) && url.starts_with("http");
    let outside: Vec<_> = asked.iter().filter(outside).collect();
    ensure!(
        outside
            .iter()
            .all(|url| **url == host.url.trim_end_matches('/')),
        "asked outside: {outside:?}"
    );
    let errors = paper.console_errors().await?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

async fn rails_and_pictures_load_under_a_sub_path(stage: &Stage) -> Result<()> {
    let (host, Moved { base, .. }) = host(stage).await?;
    let paper = &stage.paper;
    let tag = stage.dist.article(LEAD)?.rail.context("no second rail")?;
    let rails = [
        format!("{base}/popular.json"),
        format!("{base}{}", frontpage_model::rail_path(&tag.slug)),
    ];
    open(paper, &host, LEAD).await?;
    for rail in &rails {
        paper
            .wait_until(
                &format!("{rail} to be asked for again"),
                &format!("performance.getEntriesByName(location.origin + {rail:?}).length === 1"),
            )
            .await?;
    }
    let links = paper.attributes(".rail__card a", "href").await?;
    let years = format!("{base}/20");
    ensure!(
        links.len() >= 8 && links.iter().all(|link| link.starts_with(&years)),
        "{links:?}"
    );
    ensure!(!paper.has(".rail__missing").await?, "a rail is missing");
    let seen = "(picture => picture.complete && picture.naturalWidth > 0)
                (document.querySelector('.lead-picture img'))";
    paper.wait_until("the lead picture", seen).await?;
    // a rail's card is turned to in the app
    paper.js("window.same = true").await?;
    paper.click(".rail--popular .rail__card a").await?;
    paper
        .wait_until(
            "the rail's story",
            &format!("location.pathname === {:?}", links[0]),
        )
        .await?;
    paper.wait_until("the lead picture", seen).await?;
    ensure!(paper.js("window.same").await? == true, "a new document");
    stayed_below(paper, &host, &[]).await
}

async fn the_not_found_page_links_within_the_sub_path(stage: &Stage) -> Result<()> {
    let (host, Moved { base, .. }) = host(stage).await?;
    let paper = &stage.paper;
    open(paper, &host, "/no/such/page").await?;
    paper.wait_for("h1", "Page not found").await?;
    the_page_is_whole(paper, base).await?;
    paper.click_link("World").await?;
    paper.wait_for(".listing__name", "World").await?;
    ensure!(paper.address().await? == format!("{base}/world"));
    stayed_below(paper, &host, &["/no/such/page"]).await
}

async fn feeds_and_sitemaps_use_addresses_under_the_sub_path(stage: &Stage) -> Result<()> {
    let (host, Moved { base, url, .. }) = host(stage).await?;
    let paper = &stage.paper;
    open(paper, &host, "/").await?;
    let mut files = paper
        .attributes("link[rel=alternate], link[rel=manifest]", "href")
        .await?;
    ensure!(files.len() >= 4, "{files:?}");
    for sitemap in ["sitemap.xml", "sitemap-news.xml", "sitemaps/pages.xml"] {
        files.push(format!("{base}/{sitemap}"));
    }
    let canonical = paper.attributes("link[rel=canonical]", "href").await?;
    ensure!(canonical == [format!("{url}/")], "{canonical:?}");
    let own = url.strip_suffix(PATH).context("the path is at the end")?;
    // every address of the newspaper's host in these files; then whether each is there
    let found = paper
        .js_later(&format!(
            "Promise.all({files:?}.map(file => fetch(file).then(async answer => {{
               if (!answer.ok) return [`${{file}}: ${{answer.status}}`];
               const text = await answer.text();
               return file.endsWith('manifest')
                 ? [...text.matchAll(/\"(?:start_url|scope|id|src)\":\"([^\"]*)\"/g)].map(m => {own:?} + m[1])
                 : text.match(new RegExp({own:?}.replaceAll('.', '[.]') + '[^\"<&\\\\s\\\\\\\\]*', 'g')) ?? [];
             }}))).then(found => [...new Set(found.flat())])"
        ))
        .await?;
    let found: Vec<String> = serde_json::from_value(found)?;
    ensure!(found.len() > 60, "only {} addresses", found.len());
    let outside: Vec<_> = found
        .iter()
        .filter(|address| !address.starts_with(&format!("{url}/")) && *address != url)
        .collect();
    ensure!(outside.is_empty(), "not below {url}: {outside:?}");
    let lost = paper
        .js_later(&format!(
            "Promise.all({found:?}.map(address => address.replace({own:?}, location.origin))
               .map(address => fetch(address, {{ method: 'HEAD' }})
                 .then(answer => answer.ok ? '' : `${{address}}: ${{answer.status}}`)))
             .then(lost => lost.filter(Boolean))"
        ))
        .await?;
    ensure!(lost == serde_json::json!([]), "not there: {lost}");
    stayed_below(paper, &host, &[]).await
}
