//! The newspaper under a sub-path of its host, `https://…/paper`: the same app, published for
//! another address.

use crate::adoption::{serve_folder, url_of};
use crate::fixtures::LEAD;
use crate::harness::{Browser, TestContext, tests};
use anyhow::{Context, Result, ensure};
use frontpage_pipeline::App;
use frontpage_preview::BackgroundPreview;
use std::path::{Path, PathBuf};
use tokio::sync::OnceCell;

tests! {
    pages_and_navigation_work_under_a_sub_path
    rails_and_pictures_load_under_a_sub_path
    the_not_found_page_links_within_the_sub_path
    feeds_and_sitemaps_use_addresses_under_the_sub_path
}

/// The sub-path that is appended to the sample newspaper's address.
const PATH: &str = "/paper";

/// The sample newspaper, published under a sub-path.
struct SubPathSite {
    /// The folder with the published site.
    site: PathBuf,
    /// The public address: `https://…/paper`.
    url: String,
    /// The path of `url`, without a slash at its end.
    base: String,
}

/// Publishes the newspaper under the sub-path, once for all tests.
async fn published_below(stage: &TestContext) -> Result<&'static SubPathSite> {
    static PUBLISHED: OnceCell<SubPathSite> = OnceCell::const_new();
    let from = stage.dist.site()?.url;
    let dist = stage.dist.folder().to_owned();
    PUBLISHED
        .get_or_try_init(|| async {
            tokio::task::spawn_blocking(move || publish(&from, dist)).await?
        })
        .await
}

fn publish(from: &str, dist: PathBuf) -> Result<SubPathSite> {
    let url = format!("{from}{PATH}");
    let base = url::Url::parse(&url)?.path().to_owned();
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let content = tempfile::tempdir()?;
    // The address stands in site.toml and in stories that link to each other.
    copy(&home.join("content"), content.path(), &|text| {
        text.replace(from, &url)
    })?;
    let site = home.join("target/browser-below-a-path/site");
    // Reuse the cache of the real publish: encoding the pictures is what takes time.
    let cache = home.join("target/press");
    let now = std::time::SystemTime::now().try_into()?;
    frontpage_pipeline::run(&frontpage_pipeline::Options {
        app: Some(App {
            dist,
            public: home.join("public"),
            prerender: frontpage_render::prerender,
        }),
        precompress: false,
        // Do not overwrite the real publish's list of changes, which is in the cache.
        changed: Some(home.join("target/browser-below-a-path/changed.txt")),
        ..frontpage_pipeline::Options::new(content.path(), &site, cache, now)
    })?;
    Ok(SubPathSite { site, url, base })
}

/// Copies a folder and passes the text of its JSON and TOML files through `edit`.
fn copy(from: &Path, to: &Path, edit: &impl Fn(&str) -> String) -> Result<()> {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            std::fs::create_dir(&to)?;
            copy(&from, &to, edit)?;
        } else if from.extension().is_some_and(|e| e == "json" || e == "toml") {
            std::fs::write(&to, edit(&std::fs::read_to_string(&from)?))?;
        } else {
            std::fs::copy(&from, &to)?;
        }
    }
    Ok(())
}

async fn host(stage: &TestContext) -> Result<(BackgroundPreview, &'static SubPathSite)> {
    let published = published_below(stage).await?;
    Ok((
        serve_folder(&published.site, &published.base).await?,
        published,
    ))
}

async fn open(paper: &Browser, host: &BackgroundPreview, path: &str) -> Result<()> {
    paper.open_url(&url_of(host, path)).await?;
    paper.wait_for_app().await
}

/// Checks that the page is styled, that the app started, and that all its links to the newspaper
/// stay under the sub-path.
async fn expect_whole_page(paper: &Browser, base: &str) -> Result<()> {
    let styled = "getComputedStyle(document.querySelector('.masthead__sections ul')).listStyleType";
    ensure!(
        paper.eval_string(styled).await? == "none",
        "the page has no style"
    );
    ensure!(!paper.has(".boot-note").await?, "the app did not start");
    let links = paper.attributes("a[href], link[href]", "href").await?;
    let own = links.iter().filter(|link| link.starts_with('/'));
    let (inside, outside): (Vec<_>, Vec<_>) =
        own.partition(|link| link.starts_with(&format!("{base}/")));
    ensure!(
        inside.len() > 8,
        "the page has only {} links under {base}",
        inside.len()
    );
    ensure!(
        outside.is_empty(),
        "these links lead out of {base}: {outside:?}"
    );
    Ok(())
}

/// Checks that all requests stayed under the sub-path, and that nothing but `missing` failed.
async fn expect_requests_below(
    paper: &Browser,
    host: &BackgroundPreview,
    missing: &[&str],
) -> Result<()> {
    let mut outside = paper.asked().await?;
    outside.retain(|url| url.starts_with("http") && !url.starts_with(&host.url));
    ensure!(
        outside.is_empty(),
        "requests outside the sub-path: {}",
        outside.join(" ")
    );
    let mut errors = paper.console_errors().await?;
    errors.retain(|error| !missing.iter().any(|path| error.contains(path)));
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

async fn pages_and_navigation_work_under_a_sub_path(stage: &TestContext) -> Result<()> {
    let (host, SubPathSite { base, .. }) = host(stage).await?;
    let paper = &stage.paper;
    open(paper, &host, LEAD).await?;
    expect_whole_page(paper, base).await?;
    paper.eval("window.same = true").await?;

    paper.click_link("World").await?;
    paper.wait_for_text(".listing__name", "World").await?;
    ensure!(paper.address().await? == format!("{base}/world"));
    expect_whole_page(paper, base).await?;
    paper.back().await?;
    paper.wait_for_element(".article__headline").await?;
    ensure!(paper.address().await? == format!("{base}{LEAD}"));
    paper.forward().await?;
    paper.wait_for_text(".listing__name", "World").await?;
    paper.click(".listing__cards .card a").await?;
    paper.wait_for_element(".article__headline").await?;
    paper.click(".masthead__name").await?;
    paper.wait_for_element(".front").await?;
    ensure!(paper.address().await? == format!("{base}/"));
    expect_whole_page(paper, base).await?;
    ensure!(
        paper.eval("window.same").await? == true,
        "the document was loaded again"
    );

    paper.click_link("Business").await?;
    paper.wait_for_text(".listing__name", "Business").await?;
    paper.reload().await?;
    paper.wait_for_text(".listing__name", "Business").await?;
    expect_whole_page(paper, base).await?;
    // The sub-path without a trailing slash is the front page too.
    paper.open_url(host.url.trim_end_matches('/')).await?;
    paper.wait_for_app().await?;
    paper.wait_for_element(".front").await?;
    // That request itself is the only one outside the sub-path.
    let asked = paper.asked().await?;
    let outside = |url: &&String| !url.starts_with(&host.url) && url.starts_with("http");
    let outside: Vec<_> = asked.iter().filter(outside).collect();
    ensure!(
        outside
            .iter()
            .all(|url| **url == host.url.trim_end_matches('/')),
        "requests outside the sub-path: {outside:?}"
    );
    let errors = paper.console_errors().await?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

async fn rails_and_pictures_load_under_a_sub_path(stage: &TestContext) -> Result<()> {
    let (host, SubPathSite { base, .. }) = host(stage).await?;
    let paper = &stage.paper;
    let lead = stage.dist.article(LEAD)?;
    let tag = lead.rail.context("the lead story has no tag rail")?;
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
    // A card of the rail opens within the app.
    paper.eval("window.same = true").await?;
    paper.click(".rail--popular .rail__card a").await?;
    paper
        .wait_until(
            "the rail's story",
            &format!("location.pathname === {:?}", links[0]),
        )
        .await?;
    paper.wait_until("the lead picture", seen).await?;
    ensure!(
        paper.eval("window.same").await? == true,
        "the document was loaded again"
    );
    expect_requests_below(paper, &host, &[]).await
}

async fn the_not_found_page_links_within_the_sub_path(stage: &TestContext) -> Result<()> {
    let (host, SubPathSite { base, .. }) = host(stage).await?;
    let paper = &stage.paper;
    open(paper, &host, "/no/such/page").await?;
    paper.wait_for_text("h1", "Page not found").await?;
    expect_whole_page(paper, base).await?;
    paper.click_link("World").await?;
    paper.wait_for_text(".listing__name", "World").await?;
    ensure!(paper.address().await? == format!("{base}/world"));
    expect_requests_below(paper, &host, &["/no/such/page"]).await
}

async fn feeds_and_sitemaps_use_addresses_under_the_sub_path(stage: &TestContext) -> Result<()> {
    let (host, SubPathSite { base, url, .. }) = host(stage).await?;
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
    let own = url
        .strip_suffix(PATH)
        .context("the address does not end in the sub-path")?;
    // Collect every address of the newspaper's host in these files, then request each of them.
    let found = paper
        .eval_async(&format!(
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
    ensure!(
        found.len() > 60,
        "feeds and sitemaps have only {} addresses",
        found.len()
    );
    let outside: Vec<_> = found
        .iter()
        .filter(|address| !address.starts_with(&format!("{url}/")) && *address != url)
        .collect();
    ensure!(
        outside.is_empty(),
        "these addresses are not under {url}: {outside:?}"
    );
    let lost = paper
        .eval_async(&format!(
            "Promise.all({found:?}.map(address => address.replace({own:?}, location.origin))
               .map(address => fetch(address, {{ method: 'HEAD' }})
                 .then(answer => answer.ok ? '' : `${{address}}: ${{answer.status}}`)))
             .then(lost => lost.filter(Boolean))"
        ))
        .await?;
    ensure!(
        lost == serde_json::json!([]),
        "these addresses do not exist: {lost}"
    );
    expect_requests_below(paper, &host, &[]).await
}
