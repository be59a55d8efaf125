//! Sitemaps and robots.txt, read as search engines read them.

use crate::run::{Stage, tests};
use crate::verdict::Planted;
use anyhow::{Result, ensure};
use serde_json::{Value, json};

tests! {
    sitemaps_name_the_pages_there_are
}

async fn sitemaps_name_the_pages_there_are(Stage { site, programs }: &Stage) -> Result<String> {
    let mut sitemaps = site.documents("xml")?;
    sitemaps.retain(|file| file.path.starts_with("/sitemap"));
    ensure!(sitemaps.len() > 3, "only {} sitemaps", sitemaps.len());
    let index = site.file("/sitemap.xml")?;
    let of_pages = site.file("/sitemaps/pages.xml")?;
    let robots = site.file("/robots.txt")?;
    let planted = [
        Planted {
            copy: index.with(
                "an index that names a file that is not there",
                "pages.xml",
                "page.xml",
            )?,
            reported: "which is no sitemap",
        },
        Planted {
            copy: of_pages.with("a date that is none", "<lastmod>2", "<lastmod>today 2")?,
            reported: "is not valid",
        },
        Planted {
            copy: of_pages
                .with("an address without a name", "<loc>", "<location>")?
                .with("an address without a name", "</loc>", "</location>")?,
            reported: "is not valid",
        },
        Planted {
            copy: robots.with(
                "a robots.txt that shuts crawlers out",
                "Allow: /",
                "Disallow: /",
            )?,
            reported: "keeps Googlebot from",
        },
    ];
    let of = |documents: Vec<_>| site.input(documents)["pages"].take();
    let pages = site.pages()?;
    let [broken @ .., shut] = &planted;
    let input: Value = json!({
        "site": site.url,
        "pages": of(pages.iter().collect()),
        "sitemaps": of(sitemaps.iter().chain(broken.iter().map(|p| &p.copy)).collect()),
        "robots": of(vec![&robots, &shut.copy]),
    });
    // The schema comes from npm.
    programs.package("sitemap/schema/sitemap.xsd")?;
    let verdict = programs.python("sitemaps.py", &[], &input).await?;
    verdict.judge(&planted, &[])
}
