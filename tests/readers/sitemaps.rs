//! A test that reads the sitemaps and robots.txt as search engines do.

use crate::run::{Stage, tests};
use crate::verdict::Planted;
use anyhow::{Result, ensure};
use serde_json::{Value, json};

tests! {
    sitemaps_list_exactly_the_pages_of_the_site
}

async fn sitemaps_list_exactly_the_pages_of_the_site(
    Stage { site, programs }: &Stage,
) -> Result<String> {
    let mut sitemaps = site.documents("xml")?;
    sitemaps.retain(|file| file.path.starts_with("/sitemap"));
    ensure!(sitemaps.len() > 3, "only {} sitemaps", sitemaps.len());
    let index = site.file("/sitemap.xml")?;
    let of_pages = site.file("/sitemaps/pages.xml")?;
    let robots = site.file("/robots.txt")?;
    let planted = [
        Planted {
            copy: index.with(
                "an index that lists a missing file",
                "pages.xml",
                "page.xml",
            )?,
            reported: "which is not a sitemap",
        },
        Planted {
            copy: of_pages.with("an invalid date", "<lastmod>2", "<lastmod>today 2")?,
            reported: "is not valid",
        },
        Planted {
            copy: of_pages
                .with("an entry without an address", "<loc>", "<location>")?
                .with("an entry without an address", "</loc>", "</location>")?,
            reported: "is not valid",
        },
        Planted {
            copy: robots.with(
                "a robots.txt that blocks crawlers",
                "Allow: /",
                "Disallow: /",
            )?,
            reported: "blocks Googlebot from",
        },
    ];
    let entries = |documents: Vec<_>| site.input(documents)["pages"].take();
    let pages = site.pages()?;
    let [broken @ .., shut] = &planted;
    let input: Value = json!({
        "site": site.url,
        "pages": entries(pages.iter().collect()),
        "sitemaps": entries(sitemaps.iter().chain(broken.iter().map(|p| &p.copy)).collect()),
        "robots": entries(vec![&robots, &shut.copy]),
    });
    // The script reads the schema from this npm package; skip the test if it is not installed.
    programs.package("sitemap/schema/sitemap.xsd")?;
    let verdict = programs.python("sitemaps.py", &[], &input).await?;
    verdict.judge(&planted, &[])
}
