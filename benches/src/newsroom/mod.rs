//! Generates a newsroom of any size: stories of random words, the same ones for the same seed. Each
//! story is written as a ninjs item and, on request, as a page of a Hugo site.

mod hugo;
mod markdown;
mod ninjs;
mod picture;
mod prose;
mod story;
mod tags;
mod words;
pub mod wxr;

pub use prose::without_markup;
pub use story::{Newsroom, Story};

use rayon::prelude::*;
use std::{fs, io, path::Path};

/// The newspaper's `site.toml`, without the editors' picks.
pub const SITE: &str = include_str!("site.toml");

/// What to generate, and where.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// How many stories.
    pub stories: u32,
    /// The seed from which every word is generated.
    pub seed: u64,
    /// The content folder for press.
    pub content: &'a Path,
    /// The folder of the Hugo site.
    pub hugo: Option<&'a Path>,
}

/// Writes a newsroom.
///
/// # Errors
/// If a file cannot be written.
pub fn write(order: Order<'_>) -> io::Result<()> {
    let newsroom = Newsroom::new(order.stories, order.seed);
    write_pictures(order)?;
    write_site(order, &newsroom)?;
    // The stories of a day are written together, so that their folder is created only once.
    let days = newsroom.days();
    days.into_par_iter().try_for_each(|stories| {
        let mut made = false;
        for index in stories {
            let story = newsroom.story(index);
            let folder = order.content.join("stories").join(story.folder());
            let hugo_folder = order.hugo.map(|hugo| hugo.join(hugo::folder(&story)));
            if !made {
                fs::create_dir_all(&folder)?;
                made = true;
            }
            fs::write(
                folder.join(format!("{}.json", story.slug)),
                ninjs::item(&story),
            )?;
            if let Some(hugo_folder) = hugo_folder {
                fs::create_dir_all(&hugo_folder)?;
                fs::write(
                    hugo_folder.join(format!("{}.html", story.slug)),
                    hugo::page(&story),
                )?;
            }
        }
        Ok(())
    })
}

/// Writes a newsroom in Markdown.
///
/// # Errors
/// If a file cannot be written.
pub fn write_markdown(stories: u32, seed: u64, content: &Path) -> io::Result<()> {
    let order = Order {
        stories,
        seed,
        content,
        hugo: None,
    };
    let newsroom = Newsroom::new(stories, seed);
    write_pictures(order)?;
    write_site(order, &newsroom)?;
    newsroom.days().into_par_iter().try_for_each(|stories| {
        for index in stories {
            let story = newsroom.story(index);
            let folder = content.join("stories").join(story.folder());
            fs::create_dir_all(&folder)?;
            fs::write(
                folder.join(format!("{}.md", story.slug)),
                markdown::file(&story),
            )?;
        }
        Ok(())
    })
}

fn write_pictures(order: Order<'_>) -> io::Result<()> {
    let media = order.content.join("media");
    fs::create_dir_all(&media)?;
    let assets = order.hugo.map(|hugo| hugo.join("assets/media"));
    if let Some(assets) = &assets {
        fs::create_dir_all(assets)?;
    }
    (0..picture::COUNT).into_par_iter().try_for_each(|number| {
        let jpeg = picture::jpeg(number, order.seed).map_err(io::Error::other)?;
        let name = picture::name(number);
        fs::write(media.join(&name), &jpeg)?;
        match &assets {
            Some(assets) => fs::write(assets.join(&name), &jpeg),
            None => Ok(()),
        }
    })
}

fn write_site(order: Order<'_>, newsroom: &Newsroom) -> io::Result<()> {
    let picks = newsroom.popular();
    let list: Vec<String> = picks
        .iter()
        .map(|head| format!("{:?}", head.slug))
        .collect();
    let list = list.join(", ");
    fs::write(
        order.content.join("site.toml"),
        format!("{SITE}\n[picks]\npopular = [{list}]\n"),
    )?;
    match order.hugo {
        Some(hugo) => hugo::site(hugo, &picks),
        None => Ok(()),
    }
}
