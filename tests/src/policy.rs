//! The published site's Content-Security-Policy and other security headers, in a browser: forbidden
//! scripts do not run and are reported, pages violate nothing, and every response has the headers.

use crate::adoption::{KINDS, serve_folder, serve_published, url_of};
use crate::budgets::texts_after;
use crate::fixtures::{LEAD, tour};
use crate::harness::{Browser, TestContext, tests};
use anyhow::{Context, Result, ensure};
use http_body_util::Empty;
use hyper::body::Bytes;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use std::path::Path;

tests! {
    scripts_that_the_policy_forbids_do_not_run
    no_page_violates_the_policy
    pages_have_the_configured_security_headers
    every_response_has_the_security_headers_and_no_cookie
}

/// Records violations of the policy in `window.refused`.
pub const RECORD_VIOLATIONS: &str = "window.refused = [];
    document.addEventListener('securitypolicyviolation', e => refused.push(
        `${e.effectiveDirective} ${e.blockedURI} ${e.sample ?? ''} ${e.sourceFile ?? ''}`.trim()));";

/// Ways to run a script, by name and markup. Each of them works on a page without a policy.
const WAYS: [(&str, &str); 10] = [
    ("script", "<script>ran()</script>"),
    ("module", "<script type=module>ran()</script>"),
    (
        "handler",
        "<p id=it onclick=ran()>x</p><script src=/assets/click.js></script>",
    ),
    ("error", "<img src=/none.png onerror=ran()>"),
    ("eval", "<script src=/assets/eval.js></script>"),
    ("function", "<script src=/assets/function.js></script>"),
    ("timer", "<script src=/assets/timer.js></script>"),
    (
        "link",
        "<a id=it href=javascript:ran()>x</a><script src=/assets/click.js></script>",
    ),
    ("data", "<script src=data:text/javascript,ran()></script>"),
    ("frame", "<iframe src=/framed></iframe>"),
];

/// Files that the markup in [`WAYS`] loads, by name and content.
const FILES: [(&str, &str); 5] = [
    ("assets/click.js", "document.querySelector('#it').click()"),
    ("assets/eval.js", "eval('ran()')"),
    ("assets/function.js", "new Function('ran()')()"),
    ("assets/timer.js", "setTimeout('ran()')"),
    (
        "framed.html",
        "<!doctype html><title>x</title><script>parent.ran()</script>",
    ),
];

/// Makes a site with one page for each of [`WAYS`], with the published site's headers or without.
fn ways(site: &Path, headers: bool) -> Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text);
    std::fs::create_dir(folder.path().join("assets"))?;
    put(
        "assets/watch.js",
        &format!("{RECORD_VIOLATIONS} window.ran = () => window.it_ran = true"),
    )?;
    for (name, text) in FILES {
        put(name, text)?;
    }
    for (name, markup) in WAYS {
        put(
            &format!("{name}.html"),
            &format!(
                "<!doctype html><html lang=en><head><meta charset=utf-8><title>{name}</title>\
                 <script src=/assets/watch.js></script></head><body><h1>{name}</h1>{markup}</body></html>"
            ),
        )?;
    }
    if headers {
        std::fs::copy(site.join("_headers"), folder.path().join("_headers"))?;
    }
    Ok(folder)
}

async fn scripts_that_the_policy_forbids_do_not_run(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    // Without the headers, each script runs.
    let open = ways(&stage.site, false)?;
    let host = serve_folder(open.path(), "").await?;
    for (name, _) in WAYS {
        paper.open_url(&url_of(&host, &format!("/{name}"))).await?;
        let runs = paper
            .wait_until("it to run", "window.it_ran === true")
            .await;
        runs.with_context(|| format!("{name} without a policy"))?;
        ensure!(
            paper.eval_strings("refused").await?.is_empty(),
            "{name} was refused although there is no policy"
        );
    }
    let shut = ways(&stage.site, true)?;
    let host = serve_folder(shut.path(), "").await?;
    for (name, _) in WAYS {
        paper.open_url(&url_of(&host, &format!("/{name}"))).await?;
        let reported = paper
            .wait_until("a violation of the policy", "refused.length > 0")
            .await;
        reported.with_context(|| name.to_owned())?;
        paper.wait_frames(5).await?;
        let ran = paper.eval_string("typeof it_ran").await?;
        ensure!(ran == "undefined", "{name} ran in spite of the policy");
        let refused = paper.eval_strings("refused").await?;
        println!("      {name}: {}", refused.join("; "));
    }
    Ok(())
}

/// The violations on the current page so far, each prefixed with `place`.
async fn refused(paper: &Browser, place: &str) -> Result<Vec<String>> {
    let refused = paper
        .eval_strings("window.refused ?? ['violations were not recorded']")
        .await?;
    Ok(refused
        .into_iter()
        .map(|refused| format!("{place}: {refused}"))
        .collect())
}

async fn no_page_violates_the_policy(stage: &TestContext) -> Result<()> {
    let (host, paper) = (serve_published(stage).await?, &stage.paper);
    paper.add_init_script(RECORD_VIOLATIONS).await?;
    let mut wrong = vec![];
    for path in KINDS {
        paper.open_url(&url_of(&host, path)).await?;
        paper.wait_for_app().await?;
        paper.wait_for_network_idle(None).await?;
        wrong.extend(refused(paper, path).await?);
    }
    // Pages that the app renders itself.
    paper.open_url(&url_of(&host, "/")).await?;
    paper.wait_for_app().await?;
    for way in tour() {
        paper.follow_link(&way).await?;
        paper.wait_for_network_idle(None).await?;
        wrong.extend(refused(paper, &format!("{way} after a click")).await?);
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    // The recording works: a violation made on purpose is seen.
    paper
        .eval("document.querySelector('h1').setAttribute('style', 'color: red')")
        .await?;
    paper
        .wait_until("a violation made on purpose", "refused.length === 1")
        .await
}

async fn pages_have_the_configured_security_headers(stage: &TestContext) -> Result<()> {
    let (host, paper) = (serve_published(stage).await?, &stage.paper);
    let style = style(&stage.site)?;
    paper.open_url(&url_of(&host, LEAD)).await?;
    paper.wait_for_app().await?;
    let files = ["/popular.json", "/feed.xml", "/robots.txt", "/none.png"];
    for path in KINDS.into_iter().chain(files) {
        let seen = paper
            .eval_async(&format!(
                "fetch({path:?}).then(r => Object.fromEntries(r.headers))"
            ))
            .await?;
        let headers = frontpage_hosting::security_headers(&style, &[], &[]).into_iter();
        // Chromium hides this header from pages that were not loaded over TLS. The test of every
        // response checks it.
        for (name, value) in headers.filter(|(name, _)| *name != "Strict-Transport-Security") {
            let seen = seen[name.to_lowercase()].as_str().unwrap_or("nothing");
            ensure!(seen == value, "{path}: {name} is {seen:?}, not {value:?}");
        }
    }
    Ok(())
}

/// The published site's styles as its host configuration knows them: by the hashes of the
/// stylesheets in its pages, in the order in which pages have them.
fn style(site: &Path) -> Result<frontpage_hosting::HostedStyle> {
    let sheets_of = |file: &str| -> Result<Vec<String>> {
        let page = std::fs::read_to_string(site.join(file))?;
        let sheets = texts_after(&page, "<style data-href=\"");
        Ok(sheets.into_iter().map(String::from).collect())
    };
    let mut sheets = sheets_of(&format!("{}.html", &crate::pictures::STORY[1..]))?;
    ensure!(
        sheets.len() == 4,
        "a story with many blocks should have four stylesheets in it, it has {sheets:?}"
    );
    for (page, count) in [("index.html", 2), ("edition.html", 3), ("404.html", 2)] {
        let of_page = sheets_of(page)?;
        ensure!(
            of_page.len() == count && of_page[0] == sheets[0],
            "{page} should have {count} stylesheets in it, one of them that of all pages: {of_page:?}"
        );
        for sheet in of_page {
            if !sheets.contains(&sheet) {
                sheets.push(sheet);
            }
        }
    }
    let hashes = sheets.into_iter().map(|address| {
        let css = std::fs::read_to_string(site.join(&address[1..]))?;
        Ok(frontpage_base::stylesheet::Stylesheet::new(&*address, &css).csp_source())
    });
    Ok(frontpage_hosting::HostedStyle::InPage(
        hashes.collect::<Result<_>>()?,
    ))
}

/// Collects the addresses of all files below a folder, without precompressed copies.
fn addresses(folder: &Path, below: &str, found: &mut Vec<String>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let address = format!("{below}/{name}");
        if entry.file_type()?.is_dir() {
            addresses(&entry.path(), &address, found)?;
        } else if !name.ends_with(".br") && !name.ends_with(".gz") {
            found.push(address);
        }
    }
    Ok(())
}

async fn every_response_has_the_security_headers_and_no_cookie(stage: &TestContext) -> Result<()> {
    let (host, style) = (serve_published(stage).await?, style(&stage.site)?);
    let mut paths = vec![];
    addresses(&stage.site, "", &mut paths)?;
    ensure!(paths.len() > 300, "the site has only {} files", paths.len());
    paths.extend(KINDS.map(String::from));
    // Redirects, missing files and invalid addresses.
    paths.extend(["/world/", "/none.png", "/%00", "/_headers", "//x"].map(String::from));
    let client = Client::builder(TokioExecutor::new()).build_http::<Empty<Bytes>>();
    for path in &paths {
        let request = http::Request::head(url_of(&host, path)).body(Empty::new())?;
        let response = client.request(request).await;
        let response = response.with_context(|| path.clone())?;
        let headers = response.headers();
        ensure!(!headers.contains_key("set-cookie"), "{path} sets a cookie");
        for (name, value) in frontpage_hosting::security_headers(&style, &[], &[]) {
            let seen = headers.get_all(name).iter().collect::<Vec<_>>();
            ensure!(
                seen == [value.as_str()],
                "{path}: {name} is {seen:?}, not {value:?}"
            );
        }
    }
    println!("      {} responses", paths.len());
    Ok(())
}
