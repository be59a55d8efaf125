//! Finds links to addresses that stories of this newspaper may have had before, and turns them into links
//! to the stories.

use frontpage_base::former_address::{FormerAddress, link_key_of_path};
use frontpage_model::{Article, Block, Href, Inline, LinkText, Route, Text};

/// Returns the numbers of the web addresses that an article links to, sorted and each once. Leaves the
/// article unchanged.
pub fn linked_addresses(article: &mut Article) -> Vec<u64> {
    let mut found = Vec::new();
    each_link(article, &mut |href| {
        if let Href::External(url) = href {
            found.extend(link_key(url));
        }
    });
    found.sort_unstable();
    found.dedup();
    found
}

/// Returns the number by which [`lead_to_stories`] asks for a path that no page has.
pub fn link_key_of_route(route: &Route) -> u64 {
    link_key_of_path(&route.to_string())
}

/// Turns links to former addresses into links to the stories. `story_at` returns the story whose former
/// address has a number; `is_there` says whether a page exists.
pub fn lead_to_stories(
    article: &mut Article,
    story_at: impl Fn(u64) -> Option<Route>,
    is_there: impl Fn(&Route) -> bool,
) {
    each_link(article, &mut |href| {
        let story = match href {
            Href::External(url) => link_key(url).and_then(&story_at),
            Href::Internal(route) if is_there(route) => None,
            Href::Internal(route) => story_at(link_key_of_route(route)),
        };
        if let Some(story) = story {
            *href = Href::Internal(story);
        }
    });
}

fn link_key(url: &str) -> Option<u64> {
    let address = FormerAddress::parse(url).ok()?;
    Some(address.link_key())
}

fn each_link(article: &mut Article, visit: &mut dyn FnMut(&mut Href)) {
    for block in &mut article.body {
        if let Block::Related(related) = block {
            visit(&mut related.href);
        }
        block.each_text_mut(&mut |text| each_link_of_text(text, visit));
    }
    if let Some(lead) = &mut article.lead {
        each_link_of_text(&mut lead.caption, visit);
    }
}

fn each_link_of_text(text: &mut Text, visit: &mut dyn FnMut(&mut Href)) {
    for inline in text {
        if let Inline::Link(LinkText { href, .. }) = inline {
            visit(href);
        }
        if let Some(inside) = inline.inside_mut() {
            each_link_of_text(inside, visit);
        }
    }
}
