//! Links to pages that are not there: a story under embargo must not be named before its time.

use crate::report::Finding;
use frontpage_model::{Article, Block, Href, Inline, Item, LinkText, List, Route, Slug, Text};
use std::collections::HashSet;

/// The pages that there will be.
#[derive(Debug, Default)]
pub struct Pages {
    /// Stories.
    pub articles: HashSet<Route>,
    /// Sections.
    pub sections: HashSet<Slug>,
    /// Tags.
    pub tags: HashSet<Slug>,
    /// Authors.
    pub authors: HashSet<Slug>,
}

impl Pages {
    fn has(&self, route: &Route) -> bool {
        match route {
            Route::Front => true,
            Route::Article(..) => self.articles.contains(route),
            Route::Section(slug, _) => self.sections.contains(slug),
            Route::Tag(slug, _) => self.tags.contains(slug),
            Route::Author(slug, _) => self.authors.contains(slug),
        }
    }
}

/// Takes links to missing pages out of a story: their text stays, but a related link goes as a
/// whole, since its title is the other story's headline.
pub fn remove_dead_links(article: &mut Article, field: &str, pages: &Pages) -> Vec<Finding> {
    let mut dead = Dead {
        pages,
        found: Vec::new(),
    };
    let body = std::mem::take(&mut article.body);
    article.body = body.into_iter().filter_map(|b| dead.block(b)).collect();
    if let Some(lead) = &mut article.lead {
        dead.text(&mut lead.caption);
    }
    dead.found
        .into_iter()
        .map(|route| {
            Finding::new(
                field,
                format!("links to {route}, and there is no such page"),
                "mend or remove the link; until then it is left out",
            )
        })
        .collect()
}

struct Dead<'a> {
    pages: &'a Pages,
    found: Vec<Route>,
}

impl Dead<'_> {
    fn is_dead(&mut self, href: &Href) -> bool {
        match href {
            Href::Page(route) if !self.pages.has(route) => {
                self.found.push(route.clone());
                true
            }
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
