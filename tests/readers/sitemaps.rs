//! A test that reads the sitemaps and robots.txt as search engines do.

use crate::run::{Stage, tests};
use crate::verdict::PlantedDefect;
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
        PlantedDefect {
            copy: index.with_defect(
                "an index that lists a missing file",
                "pages.xml",
                "page.xml",
            )?,
            reported: "which is not a sitemap",
        },
        PlantedDefect {
            copy: of_pages.with_defect("an invalid date", "<lastmod>2", "<lastmod>today 2")?,
            reported: "is not valid",
        },
        PlantedDefect {
            copy: of_pages
                .with_defect("an entry without an address", "<loc>", "<location>")?
                .with_defect("an entry without an address", "</loc>", "</location>")?,
            reported: "is not valid",
        },
        PlantedDefect {
            copy: robots.with_defect(
                "a robots.txt that blocks crawlers",
                "Allow: /",
                "Disallow: /",
            )?,
            reported: "blocks Googlebot from",
        },
    ];
    let entries = |documents: Vec<_>| site.script_input(documents)["pages"].take();
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
