//! The stylesheets of pages, and which of them each kind of page contains.

use frontpage_base::stylesheet::Stylesheet;

/// The stylesheets of pages. A page contains the stylesheets that it needs. The start module loads the
/// others, because the app can show any page. The exception is the stylesheet of laid-out blocks, which is
/// loaded with the first story that has such a block.
///
/// The fields are in the order of the stylesheets: a later one can override an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Styles {
    /// For every page.
    pub main: Stylesheet,
    /// For stories.
    pub story: Stylesheet,
    /// For stories with blocks that few stories have.
    pub blocks: Stylesheet,
    /// For stories with blocks that the publisher lays out, such as charts and recordings.
    pub laid_out: Stylesheet,
    /// For the front page, listings and editions.
    pub lists: Stylesheet,
    /// For editions and their calendars.
    pub editions: Stylesheet,
    /// For notices, and for what only the app shows.
    pub later: Stylesheet,
}

/// The kinds of pages. All pages of a kind contain the same stylesheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// Stories with blocks that the publisher lays out, such as charts and recordings.
    StoryWithLaidOutBlocks,
    /// Stories with blocks that few stories have, such as tables.
    StoryWithRareBlocks,
    /// Other stories.
    Story,
    /// Editions and their calendars.
    Edition,
    /// The front page and listings.
    List,
    /// Notices, such as *Page not found*.
    Notice,
}

impl PageKind {
    /// All kinds.
    pub const ALL: [Self; 6] = [
        Self::StoryWithLaidOutBlocks,
        Self::StoryWithRareBlocks,
        Self::Story,
        Self::Edition,
        Self::List,
        Self::Notice,
    ];
}

impl Styles {
    /// Returns all stylesheets, in order.
    pub fn all(&self) -> [&Stylesheet; 7] {
        let Self {
            main,
            story,
            blocks,
            laid_out,
            lists,
            editions,
            later,
        } = self;
        [main, story, blocks, laid_out, lists, editions, later]
    }

    /// Returns the stylesheets that pages of a kind contain, in order.
    pub fn of(&self, kind: PageKind) -> Vec<&Stylesheet> {
        match kind {
            PageKind::StoryWithLaidOutBlocks => {
                vec![&self.main, &self.story, &self.blocks, &self.laid_out]
            }
            PageKind::StoryWithRareBlocks => vec![&self.main, &self.story, &self.blocks],
            PageKind::Story => vec![&self.main, &self.story],
            PageKind::Edition => vec![&self.main, &self.lists, &self.editions],
            PageKind::List => vec![&self.main, &self.lists],
            PageKind::Notice => vec![&self.main, &self.later],
        }
    }

    /// Returns the stylesheet by which the start module recognizes a kind of page, if it looks for the
    /// kinds in the order of [`PageKind::ALL`].
    pub fn mark(&self, kind: PageKind) -> &Stylesheet {
        match kind {
            PageKind::StoryWithLaidOutBlocks => &self.laid_out,
            PageKind::StoryWithRareBlocks => &self.blocks,
            PageKind::Story => &self.story,
            PageKind::Edition => &self.editions,
            PageKind::List => &self.lists,
            PageKind::Notice => &self.later,
        }
    }

    /// Returns the CSS that pages of a kind leave out, except the CSS of laid-out blocks.
    pub fn left_out(&self, kind: PageKind) -> String {
        let contained = self.of(kind);
        let rest = self.all().into_iter();
        rest.filter(|sheet| !contained.contains(sheet) && **sheet != self.laid_out)
            .map(Stylesheet::text)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles() -> Styles {
        let sheet = |name: &str| Stylesheet::new(format!("/assets/{name}.css"), name);
        Styles {
            main: sheet("main "),
            story: sheet("story "),
            blocks: sheet("blocks "),
            laid_out: sheet("laid out "),
            lists: sheet("lists "),
            editions: sheet("editions "),
            later: sheet("later "),
        }
    }

    #[test]
    fn a_page_and_the_rest_make_all_styles() {
        let styles = styles();
        for (kind, rest) in PageKind::ALL.into_iter().zip([
            "lists editions later ",
            "lists editions later ",
            "blocks lists editions later ",
            "story blocks later ",
            "story blocks editions later ",
            "story blocks lists editions ",
        ]) {
            assert_eq!(styles.left_out(kind), rest);
            let contained: String = styles.of(kind).into_iter().map(Stylesheet::text).collect();
            for sheet in styles.all() {
                if *sheet == styles.laid_out {
                    assert!(!rest.contains(sheet.text()));
                    continue;
                }
                assert!(contained.contains(sheet.text()) != rest.contains(sheet.text()));
            }
        }
    }

    #[test]
    fn the_first_mark_that_a_page_contains_tells_its_kind() {
        let styles = styles();
        for kind in PageKind::ALL {
            let contained = styles.of(kind);
            let mut known = PageKind::ALL.into_iter();
            let first = known.find(|known| contained.contains(&styles.mark(*known)));
            assert_eq!(first, Some(kind));
        }
    }
}
