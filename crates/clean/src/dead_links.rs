//! Finds and removes links to missing pages, so that no link reveals a story under embargo.

use frontpage_base::diagnostic::FieldDiagnostic;
use frontpage_model::{Article, Block, Href, Inline, LinkText, Route, Text};

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
pub fn dead_link(field: &str, route: &Route) -> FieldDiagnostic {
    FieldDiagnostic::new(
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
            Href::Internal(route) => (self.dead)(route),
            Href::External(_) => false,
        }
    }

    fn block(&mut self, mut block: Block) -> Option<Block> {
        if block.href().is_some_and(|href| self.is_dead(href)) {
            return None;
        }
        block.each_text_mut(&mut |text| self.text(text));
        Some(block)
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
                mut other => {
                    if let Some(inside) = other.inside_mut() {
                        self.text(inside);
                    }
                    text.push(other);
                }
            }
        }
    }
}
