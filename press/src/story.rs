//! A story that will be published: its page, and what the lists need to know of it.

use frontpage_model::{Article, Block, Card, Figure, Image, Slug};

/// A story on its way to the pages.
#[derive(Clone, Debug)]
pub struct Story {
    /// The file it came from, relative to the content folder.
    pub file: String,
    /// Its page. The rail is still open: that depends on the other stories.
    pub article: Article,
    /// 1 (most) to 9 (least); 5 where it is not said.
    pub urgency: u8,
    /// The authors with a page of their own.
    pub authors: Vec<Slug>,
}

impl Story {
    /// What a list shows of it.
    pub fn card(&self) -> Card {
        let article = &self.article;
        Card {
            url: article.url.clone(),
            kicker: article.tags.iter().map(|tag| tag.name.clone()).collect(),
            headline: article.headline.clone(),
            summary: article.summary.clone(),
            time: article.published,
            image: self.figures().next().map(|figure| Image {
                alt: String::new(),
                ..figure.image.clone()
            }),
            lang: article.lang.clone(),
        }
    }

    /// The card without the summary, as a rail shows it.
    pub fn rail_card(&self) -> Card {
        Card {
            summary: String::new(),
            ..self.card()
        }
    }

    /// Its pictures, the lead first.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        let body = self.article.body.iter().flat_map(|block| match block {
            Block::Image(figure) => std::slice::from_ref(figure),
            Block::Gallery(figures) => figures,
            _ => &[],
        });
        self.article.lead.iter().chain(body)
    }
}
