//! Feeds and sitemaps: which ones the newspaper has, and what each is made from.

use frontpage_base::config::Config;
use frontpage_base::fingerprint::{Fingerprint, FingerprintBuilder};
use frontpage_catalog::Archive;
use frontpage_media::ImageRef;
use frontpage_model::{ListingKind, LocalTime, TagRef};
use frontpage_output::feeds::{Channel, EPISODES, Format, ITEMS, sitemap};
use frontpage_output::site_urls::SiteUrls;
use jiff::Timestamp;
use rayon::prelude::*;

/// A feed, in all its formats.
#[derive(Debug)]
pub struct Feed {
    /// The channel: whose stories the feed holds.
    pub channel: Channel,
    /// Its newest stories, as indices into the archive.
    pub stories: Vec<u32>,
    /// The fingerprint of its inputs.
    pub key: Fingerprint,
    /// The formats in which it is published.
    pub formats: &'static [Format],
}

/// Returns the feeds of the newspaper, of each section and of each tag, and the podcast.
pub fn feeds(archive: &Archive<'_>, config: &Config) -> Vec<Feed> {
    let feed = |channel: Channel, stories: Vec<u32>| {
        let mut mix = FingerprintBuilder::new("feed")
            .bytes(&config.fingerprint())
            .text(&channel.page.to_string())
            .text(&channel.title)
            .text(&channel.description);
        for place in &stories {
            mix = mix.bytes(&archive.story_fingerprint(*place));
        }
        Feed {
            key: mix.key(),
            channel,
            stories,
            formats: &Format::ALL,
        }
    };
    let places = (0..).zip(archive.stories()).map(|(place, _)| place);
    let mut feeds = vec![feed(
        Channel::newspaper(config),
        places.take(ITEMS).collect(),
    )];
    for list in archive.lists() {
        let channel = match list.kind {
            ListingKind::Section => {
                let section = config.section(list.slug.as_str());
                section.map(|section| Channel::section(section, config))
            }
            ListingKind::Tag => {
                let tag = TagRef {
                    slug: list.slug.clone(),
                    name: list.name.into(),
                };
                Some(Channel::tag(&tag, config))
            }
            ListingKind::Author => None,
        };
        let newest = list.stories.iter().copied().take(ITEMS);
        feeds.extend(channel.map(|channel| feed(channel, newest.collect())));
    }
    if let Some(podcast) = &config.podcast {
        let page = podcast.page();
        let lists = archive.lists().iter();
        let list = lists.filter(|list| list.route(None) == page);
        let episodes = list
            .flat_map(|list| &list.stories)
            .filter(|place| archive.stories()[**place as usize].has_audio);
        let episodes = episodes.copied().take(EPISODES).collect();
        feeds.push(Feed {
            formats: &[Format::Podcast],
            ..feed(Channel::podcast(podcast), episodes)
        });
    }
    feeds
}

impl Feed {
    /// Returns its files by format, as paths from the site's root without a leading slash.
    pub fn files(&self) -> Vec<(Format, String)> {
        let path = |format| super::relative(&self.channel.path(format)).to_owned();
        let formats = self.formats.iter();
        formats.map(|format| (*format, path(*format))).collect()
    }
}

/// The URL of each story's lead image, kept here for [`sitemap::Story`] to borrow.
#[derive(Debug)]
pub struct LeadImages(Vec<Option<String>>);

impl LeadImages {
    /// Collects the URLs of the stories' lead images.
    pub fn of(archive: &Archive<'_>, config: &Config) -> Self {
        let site_urls = SiteUrls::new(config);
        let stories = archive.stories().par_iter();
        let images = stories.map(|story| {
            let lead = story.lead.as_ref().map(ImageRef::image);
            lead.map(|image| site_urls.largest_picture(&image))
        });
        Self(images.collect())
    }

    /// Returns the stories as sitemaps list them, newest first.
    pub fn stories<'a>(&'a self, archive: &'a Archive<'a>) -> Vec<sitemap::Story<'a>> {
        let stories = archive.stories().iter().zip(archive.story_paths());
        let stories = stories.zip(&self.0);
        let stories = stories.map(|((story, path), image)| sitemap::Story {
            path,
            published: story.published,
            changed: story.last_changed(),
            image: image.as_deref(),
            videos: &story.videos,
            summary: &story.summary,
            headline: &story.headline,
            lang: story.lang.as_deref(),
        });
        stories.collect()
    }
}

/// A sitemap, either still to be made if its inputs have changed, or made already.
#[derive(Debug)]
pub enum Sitemap<'a> {
    /// The stories of a month that are sure to fit into one file.
    Month {
        /// The path of the file.
        path: String,
        /// The month.
        month: sitemap::Month,
        /// Its stories, oldest first.
        stories: &'a [sitemap::Story<'a>],
        /// The fingerprint of its inputs.
        key: Fingerprint,
    },
    /// Any other sitemap, already made: its path and content.
    Ready(String, Vec<u8>),
}

/// Returns all sitemaps and their index. `listings` are the listing pages, each with the time of
/// the newest change among the stories it shows.
pub fn sitemaps<'a>(
    stories: &'a mut [sitemap::Story<'a>],
    listings: &[(String, Option<LocalTime>)],
    now: Timestamp,
    config: &Config,
) -> Vec<Sitemap<'a>> {
    let news = sitemap::news(stories.iter().copied(), now, config);
    let mut maps = Vec::new();
    // The entries of the sitemap index.
    let mut named: Vec<(String, Option<LocalTime>)> = Vec::new();
    let listings: Vec<sitemap::Page<'_>> = listings
        .iter()
        .map(|(path, changed)| sitemap::Page {
            path,
            changed: *changed,
        })
        .collect();
    let mut add = |maps: &mut Vec<Sitemap<'a>>, file: sitemap::File| {
        named.push((file.path.clone(), file.changed));
        maps.push(Sitemap::Ready(file.path, file.bytes));
    };
    for file in sitemap::pages(&listings, config) {
        add(&mut maps, file);
    }
    let mut months = Vec::new();
    let by_month: Vec<_> = sitemap::months(stories).collect();
    let single = by_month.into_par_iter().map(|(month, stories)| {
        let single = sitemap::single_file_path(month, stories, config);
        let single = single.map(|(path, changed)| (path, changed, key_of_month(stories, config)));
        (month, stories, single)
    });
    for (month, stories, single) in single.collect::<Vec<_>>() {
        match single {
            Some((path, changed, key)) => {
                months.push((path.clone(), changed));
                maps.push(Sitemap::Month {
                    path,
                    month,
                    stories,
                    key,
                });
            }
            None => {
                for file in sitemap::stories(month, stories, config) {
                    months.push((file.path.clone(), file.changed));
                    maps.push(Sitemap::Ready(file.path, file.bytes));
                }
            }
        }
    }
    named.extend(months);
    let entries = named
        .iter()
        .map(|(path, changed)| (path.as_str(), *changed));
    maps.push(Sitemap::Ready(
        sitemap::INDEX.into(),
        sitemap::index(entries, config),
    ));
    maps.push(Sitemap::Ready(sitemap::NEWS.into(), news));
    maps
}

fn key_of_month(stories: &[sitemap::Story<'_>], config: &Config) -> Fingerprint {
    let mut mix = FingerprintBuilder::new("sitemap")
        .bytes(&frontpage_base::fingerprint::of_this_program())
        .text(&config.url);
    for story in stories {
        mix = mix
            .text(story.path)
            .text(&story.changed.to_string())
            .text(story.image.unwrap_or_default());
        if !story.videos.is_empty() {
            let words = [story.headline, story.summary];
            mix = mix.text(&format!("{words:?} {:?}", story.videos));
        }
    }
    mix.key()
}
