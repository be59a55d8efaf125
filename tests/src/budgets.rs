//! What the built site weighs, and what must not be in it.

use crate::harness::{Stage, tests};
use anyhow::{Result, ensure};
use std::io::Write;

tests! {
    the_app_is_small
    what_is_held_back_leaves_no_byte
    every_address_in_the_data_is_there
}

/// WebAssembly and JavaScript together, compressed as a CDN compresses them.
const APP_BYTES: usize = 150_000;

fn brotli(bytes: &[u8]) -> Result<usize> {
    let mut out = vec![];
    // quality 11, window 22: what the command line tool does by default
    brotli::CompressorWriter::new(&mut out, 1 << 16, 11, 22).write_all(bytes)?;
    Ok(out.len())
}

async fn the_app_is_small(Stage { dist, .. }: &Stage) -> Result<()> {
    let mut total = 0;
    for file in dist.files()? {
        let extension = file.extension().unwrap_or_default();
        if extension == "wasm" || extension == "js" {
            let bytes = dist.bytes(&file)?;
            let raw = bytes.len();
            let small = tokio::task::spawn_blocking(move || brotli(&bytes)).await??;
            println!("      {}: {raw} bytes, {small} with brotli", file.display());
            total += small;
        }
    }
    println!("      together {total} bytes with brotli, of {APP_BYTES}");
    ensure!(total > 0, "there is no app");
    ensure!(
        total <= APP_BYTES,
        "{total} bytes with brotli: more than {APP_BYTES}"
    );
    Ok(())
}

async fn what_is_held_back_leaves_no_byte(Stage { dist, .. }: &Stage) -> Result<()> {
    // the sample newsroom's embargoed and withdrawn stories say these words
    for word in ["zephyrglass", "quillwater"] {
        for file in dist.files()? {
            let name = file.to_string_lossy().to_lowercase();
            let bytes = dist.bytes(&file)?.to_ascii_lowercase();
            let found = bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes());
            ensure!(!found && !name.contains(word), "{word} is in {name}");
        }
    }
    Ok(())
}

async fn every_address_in_the_data_is_there(Stage { dist, .. }: &Stage) -> Result<()> {
    use frontpage_model::{Format, Image, Route, media_path};
    let files: std::collections::HashSet<_> = dist.files()?.into_iter().collect();
    let missing =
        |path: String| (!files.contains(std::path::Path::new(&path[1..]))).then_some(path);
    let mut lost = vec![];
    let mut image = |image: &Image| {
        for width in Image::widths(image.width) {
            for format in [Format::Webp, Format::Jpeg] {
                lost.extend(missing(media_path(&image.key, width, format)));
            }
        }
    };
    let mut routes = vec![Route::Front];
    for story in dist.articles()? {
        story.lead.iter().for_each(|lead| image(&lead.image));
        routes.extend(
            story
                .tags
                .iter()
                .map(|tag| Route::Tag(tag.slug.clone(), None)),
        );
        let authors = story.byline.iter().filter_map(|part| part.author.clone());
        routes.extend(authors.map(|author| Route::Author(author, None)));
        routes.push(Route::Section(story.section.slug, None));
    }
    let front = dist.front()?;
    let strips = front.strips.iter().flat_map(|strip| &strip.cards);
    let popular = dist.rail("/popular.json")?;
    for card in front.top.iter().chain(strips).chain(&popular.cards) {
        card.image.iter().for_each(&mut image);
        routes.push(card.url.clone());
    }
    lost.extend(routes.iter().filter_map(|route| missing(route.twin())));
    lost.sort();
    lost.dedup();
    ensure!(lost.is_empty(), "not there: {}", lost.join(" "));
    Ok(())
}
