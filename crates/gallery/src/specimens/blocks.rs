//! The blocks of a story's body.

use crate::fixtures::{
    LANDSCAPE, PORTRAIT, article, figure, formatted, heading, list, paragraph, plain, quote,
    related,
};
use crate::specimen::{Group, Place, Specimen};
use crate::words::Words;
use frontpage::components::body;
use frontpage::view::{StaticView, static_view};
use frontpage_model::{Article, Block, Direction, HeadingLevel, Paragraph, Quote, QuoteKind};

/// The file of all blocks.
const FILE: &str = "components/body";

/// The groups of this file.
pub const GROUPS: &[Group] = &[
    Group {
        name: "paragraph",
        file: FILE,
        place: Place::Column,
        specimens: &[
            Specimen {
                state: "plain",
                view: |words| block(words, Block::Paragraph(paragraph(words.sentence))),
            },
            Specimen {
                state: "with a dateline",
                view: |words| {
                    let dateline = Some(words.dateline.into());
                    let body = vec![Block::Paragraph(paragraph(words.sentence))];
                    blocks(words, body, dateline)
                },
            },
            Specimen {
                state: "all inline formatting",
                view: |words| {
                    let text = formatted(words);
                    let paragraph = Paragraph {
                        text,
                        ..Paragraph::default()
                    };
                    block(words, Block::Paragraph(paragraph))
                },
            },
            Specimen {
                state: "in another language",
                view: |words| block(words, Block::Paragraph(foreign(words))),
            },
            Specimen {
                state: "long words",
                view: |words| block(words, Block::Paragraph(paragraph(words.long_word))),
            },
        ],
    },
    Group {
        name: "heading",
        file: FILE,
        place: Place::Column,
        specimens: &[
            Specimen {
                state: "second level",
                view: |words| between(words, heading(words, HeadingLevel::Second)),
            },
            Specimen {
                state: "third level",
                view: |words| between(words, heading(words, HeadingLevel::Third)),
            },
        ],
    },
    Group {
        name: "image",
        file: FILE,
        place: Place::Column,
        specimens: &[Specimen {
            state: "between paragraphs",
            view: |words| between(words, Block::Image(figure(words, LANDSCAPE))),
        }],
    },
    Group {
        name: "gallery",
        file: FILE,
        place: Place::Column,
        specimens: &[
            Specimen {
                state: "two pictures",
                view: |words| block(words, gallery(words, &[LANDSCAPE, LANDSCAPE])),
            },
            Specimen {
                state: "three pictures of different formats",
                view: |words| block(words, gallery(words, &[LANDSCAPE, PORTRAIT, LANDSCAPE])),
            },
        ],
    },
    Group {
        name: "quote",
        file: FILE,
        place: Place::Column,
        specimens: &[
            Specimen {
                state: "with its source",
                view: |words| between(words, Block::Quote(quote(words, QuoteKind::Block))),
            },
            Specimen {
                state: "two paragraphs without a source",
                view: |words| {
                    let quote = Quote {
                        paragraphs: vec![paragraph(words.sentence), paragraph(words.summary)],
                        cite: vec![],
                        ..quote(words, QuoteKind::Block)
                    };
                    between(words, Block::Quote(quote))
                },
            },
            Specimen {
                state: "in another language",
                view: |words| {
                    let Paragraph { text, lang, dir } = foreign(words);
                    let quote = Quote {
                        paragraphs: vec![Paragraph {
                            text,
                            ..Paragraph::default()
                        }],
                        lang,
                        dir,
                        ..quote(words, QuoteKind::Block)
                    };
                    between(words, Block::Quote(quote))
                },
            },
            Specimen {
                state: "pull quote",
                view: |words| between(words, Block::Quote(quote(words, QuoteKind::Pull))),
            },
        ],
    },
    Group {
        name: "list",
        file: FILE,
        place: Place::Column,
        specimens: &[
            Specimen {
                state: "bullets",
                view: |words| between(words, Block::List(list(words, false))),
            },
            Specimen {
                state: "numbers",
                view: |words| between(words, Block::List(list(words, true))),
            },
        ],
    },
    Group {
        name: "related",
        file: FILE,
        place: Place::Column,
        specimens: &[Specimen {
            state: "between paragraphs",
            view: |words| between(words, Block::Related(related(words))),
        }],
    },
    Group {
        name: "rule",
        file: FILE,
        place: Place::Column,
        specimens: &[Specimen {
            state: "between paragraphs",
            view: |words| between(words, Block::Rule),
        }],
    },
    Group {
        name: "preformatted",
        file: FILE,
        place: Place::Column,
        specimens: &[
            Specimen {
                state: "short lines",
                view: |words| {
                    let lines = [words.phrase, words.source].join("\n    ");
                    between(words, Block::Preformatted(plain(&lines)))
                },
            },
            Specimen {
                state: "a line wider than a phone",
                view: |words| {
                    let line = [words.sentence, words.summary].join(" ");
                    between(words, Block::Preformatted(plain(&line)))
                },
            },
        ],
    },
];

fn foreign(words: &Words) -> Paragraph {
    let (lang, text) = words.foreign;
    let dir = match words.dir {
        Direction::Ltr => Direction::Rtl,
        Direction::Rtl => Direction::Ltr,
    };
    Paragraph {
        text: plain(&[text, text].join(". ")),
        lang: Some(lang.into()),
        dir: Some(dir),
    }
}

fn gallery(words: &Words, sizes: &[(u32, u32)]) -> Block {
    Block::Gallery(sizes.iter().map(|&size| figure(words, size)).collect())
}

pub fn block(words: &Words, block: Block) -> StaticView {
    blocks(words, vec![block], None)
}

/// Shows a block between two paragraphs, so that the space around it can be seen.
pub fn between(words: &Words, block: Block) -> StaticView {
    let paragraph = || Block::Paragraph(paragraph(words.sentence));
    blocks(words, vec![paragraph(), block, paragraph()], None)
}

fn blocks(words: &Words, blocks: Vec<Block>, dateline: Option<String>) -> StaticView {
    let story = Article {
        body: blocks,
        dateline,
        ..article(words)
    };
    static_view! {
        <div class="article">
            <div class="article__part">
                <div class="article__body article-text">{body(&story, words.interface())}</div>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::site;
    use crate::words::ENGLISH;
    use frontpage::data::Newspaper;
    use leptos::prelude::*;
    use std::sync::Arc;

    /// Returns the name of the group that shows a block, and what its sample becomes in HTML. The
    /// compiler asks for a new kind of block here; then it also needs a group above.
    fn expected(block: &Block) -> (&'static str, &'static [&'static str]) {
        match block {
            Block::Paragraph(_) => ("paragraph", &["<p>"]),
            Block::Heading(_) => ("heading", &["<h3>"]),
            Block::Image(_) => (
                "image",
                &["<figure", "<img", "alt=\"text\"", "<figcaption>"],
            ),
            Block::Gallery(_) => ("gallery", &["class=\"gallery\"", "<img", "<figcaption>"]),
            Block::Quote(_) => ("quote", &["<blockquote", "<cite>"]),
            Block::List(_) => ("list", &["<ol>", "<li>"]),
            Block::Related(_) => ("related", &["Related", "<a href=\"/\""]),
            Block::Rule => ("rule", &["<hr>"]),
            Block::Preformatted(_) => ("preformatted", &["<pre", "tabindex=\"0\""]),
            // Each kind of these has its group in `laid_out.rs`.
            Block::LaidOut(_) => ("", &["<aside>text</aside>"]),
        }
    }

    #[test]
    fn every_kind_of_block_has_a_group_and_its_elements() {
        let owner = Owner::new();
        owner.set();
        let newspaper = RwSignal::new(Arc::new(site(&ENGLISH)));
        provide_context(Newspaper { site: newspaper });
        let samples = Block::samples("text");
        for sample in &samples {
            let (group, elements) = expected(sample);
            let html = block(&ENGLISH, sample.clone()).to_html();
            for element in elements {
                assert!(html.contains(element), "{group}: no {element} in {html}");
            }
        }
        let shown: Vec<&str> = GROUPS.iter().map(|group| group.name).collect();
        let groups = samples.iter().map(|sample| expected(sample).0);
        let groups = groups.filter(|name| !name.is_empty());
        assert_eq!(shown, groups.collect::<Vec<_>>());
        owner.unset();
    }
}
