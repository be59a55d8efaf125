//! A test that follows every link of the site.

use crate::run::{Stage, tests};
use crate::site::Document;
use crate::verdict::PlantedDefect;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::path::Path;

tests! {
    every_link_leads_somewhere
}

/// A page that refers to a page, a fragment and a picture that do not exist.
const DEFECTS: &str = "<!doctype html><title>x</title><a href=\"/no/such/page\">1</a>
    <a href=\"/#no-such-part\">2</a>
    <img alt=\"\" src=\"/favicon.svg\" srcset=\"/media/no-such-picture.jpg 480w\">";

async fn every_link_leads_somewhere(Stage { site, programs }: &Stage) -> Result<String> {
    let planted: Vec<PlantedDefect> = [
        "/no/such/page",
        "/media/no-such-picture.jpg",
        "#no-such-part",
    ]
    .into_iter()
    .map(|reported| PlantedDefect {
        copy: Document {
            name: "planted: /planted".into(),
            path: "/planted".into(),
            text: DEFECTS.into(),
        },
        reported,
    })
    .collect();
    // Copy the site and replace its URL with the preview's, so that absolute links can be followed.
    let folder = tempfile::tempdir()?;
    let options = frontpage_preview::Options {
        site: folder.path().to_owned(),
        address: ([127, 0, 0, 1], 0).into(),
        base: String::new(),
        admin: None,
    };
    let running = tokio::task::spawn_blocking(|| frontpage_preview::start(options)).await?;
    let running = running.context("the preview server did not start")?;
    let origin = running.url.trim_end_matches('/').to_owned();
    let mut files = vec![];
    copy(
        &site.folder,
        folder.path(),
        "",
        &|text| text.replace(&site.url, &origin),
        &mut files,
    )?;
    std::fs::write(folder.path().join("planted.html"), DEFECTS)?;
    files.push(json!({ "path": "/planted.html", "text": DEFECTS }));
    let input = json!({ "origin": origin, "planted": ["/planted"], "files": files });
    let verdict = programs.node_online("links.mjs", &input).await?;
    drop(running);
    verdict.judge(&planted, &[])
}

/// Copies a folder, without precompressed files. Passes text files through `changed`, and appends
/// their path and new text to `texts`.
fn copy(
    from: &Path,
    to: &Path,
    path: &str,
    changed: &impl Fn(&str) -> String,
    texts: &mut Vec<Value>,
) -> Result<()> {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let (from, to) = (entry.path(), to.join(&name));
        let path = format!("{path}/{name}");
        let extension = from
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        match &*extension {
            _ if entry.file_type()?.is_dir() => {
                std::fs::create_dir(&to)?;
                copy(&from, &to, &path, changed, texts)?;
            }
            "br" | "gz" => {}
            "html" | "xml" | "atom" | "json" | "txt" | "webmanifest" => {
                let text = changed(&std::fs::read_to_string(&from)?);
                std::fs::write(&to, &text)?;
                texts.push(json!({ "path": path, "text": text }));
            }
            _ => {
                std::fs::copy(&from, &to)?;
            }
        }
    }
    Ok(())
}
