//! Finds and removes links to missing pages, so that no link reveals a story under embargo.

use frontpage_base::report::Finding;
use frontpage_model::{Article, Block, Href, Inline, Item, LinkText, List, Route, Text};

/// Returns every link to a page of the newspaper, with duplicates: first those in the body, then
/// those in the caption of the lead picture. Leaves the article unchanged.
pub fn page_links(article: &mut Article) -> Vec<Route> {
    let mut found = Vec::new();
    walk(article, &mut |route| {
        found.push(route.clone());
        false
    });
    found
}

/// Removes links to missing pages. The text of a link stays, but related links and link cards are
/// removed as a whole, because their title can be the other story's headline.
pub fn remove_dead_links(article: &mut Article, mut is_there: impl FnMut(&Route) -> bool) {
    walk(article, &mut |route| !is_there(route));
}

/// Returns the diagnostic about a dead link.
pub fn dead_link(field: &str, route: &Route) -> Finding {
    Finding::new(
        field,
        format!("links to {route}, which does not exist"),
        "correct or remove the link; until then it is left out",
    )
}

fn walk(article: &mut Article, dead: &mut dyn FnMut(&Route) -> bool) {
    let mut dead = Dead { dead };
    let body = std::mem::take(&mut article.body);
    article.body = body.into_iter().filter_map(|b| dead.block(b)).collect();
    if let Some(lead) = &mut article.lead {
        dead.text(&mut lead.caption);
    }
}

struct Dead<'a> {
    dead: &'a mut dyn FnMut(&Route) -> bool,
}

impl Dead<'_> {
    fn is_dead(&mut self, href: &Href) -> bool {
        match href {
            Href::Page(route) => (self.dead)(route),
            _ => false,
        }
    }

    fn block(&mut self, mut block: Block) -> Option<Block> {
        match &mut block {
            Block::Related(related) => {
                if self.is_dead(&related.href) {
                    return None;
                }
            }
            Block::Embed(embed) => {
                if self.is_dead(&embed.href) {
                    return None;
                }
                self.text(&mut embed.note);
            }
            Block::Paragraph(paragraph) => self.text(&mut paragraph.text),
            Block::Heading(heading) => self.text(&mut heading.text),
            Block::Image(figure) => self.text(&mut figure.caption),
            Block::Gallery(figures) => {
                for figure in figures {
                    self.text(&mut figure.caption);
                }
            }
            Block::Quote(quote) => {
                for paragraph in &mut quote.paragraphs {
                    self.text(&mut paragraph.text);
                }
                self.text(&mut quote.cite);
            }
            Block::List(list) => self.list(list),
            Block::Table(table) => {
                self.text(&mut table.caption);
                for cell in table.head.iter_mut().chain(&mut table.body).flatten() {
                    self.text(&mut cell.text);
                }
            }
            Block::Correction(correction) => self.text(&mut correction.text),
            Block::Preformatted(text) => self.text(text),
            Block::Rule => {}
        }
        Some(block)
    }

    fn list(&mut self, list: &mut List) {
        for Item { text, lists } in &mut list.items {
            self.text(text);
            for list in lists {
                self.list(list);
            }
        }
    }

    fn text(&mut self, text: &mut Text) {
        let taken = std::mem::take(text);
        for inline in taken {
            match inline {
                Inline::Link(LinkText { href, text: inside }) if self.is_dead(&href) => {
                    let mut inside = inside;
                    self.text(&mut inside);
                    text.append(&mut inside);
                }
                other => text.push(super::text::with_inside(other, |mut inside| {
                    self.text(&mut inside);
                    inside
                })),
            }
        }
    }
}
