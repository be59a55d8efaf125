//! The tables of contents: one for EPUB 3 (§7), and one for older readers, which know only EPUB 2.

use crate::document::{document, language_attributes, name_or, xml};
use crate::{Book, Context, Group, Name};
use frontpage_model::{Article, Direction, messages};
use frontpage_output::markup::Markup;

/// Returns the navigation document.
pub fn page(book: &Book<'_>, context: &Context<'_>) -> String {
    let words = context.words;
    document(words, &context.title, |out| {
        let toc = [("epub:type", Some("toc")), ("role", Some("doc-toc"))];
        out.element("nav", &[toc[0], toc[1], ("id", Some("toc"))], |out| {
            out.element("h1", &[], |out| {
                words.interface(out, messages::CONTENTS.text())
            });
            out.element("ol", &[], |out| {
                out.element("li", &[], |out| {
                    link(out, "title.xhtml", |out| {
                        out.text(&context.config.name);
                    });
                });
                for group in filled(book) {
                    out.element("li", &[], |out| {
                        out.element("span", &[], |out| match &group.name {
                            Name::Top => words.interface(out, messages::TOP_STORIES.text()),
                            Name::Section(name) => {
                                out.text(name_or(name, messages::STORIES.text()))
                            }
                        });
                        out.element("ol", &[], |out| stories(out, group, context));
                    });
                }
            });
        });
        let landmarks = [("epub:type", Some("landmarks")), ("hidden", Some("hidden"))];
        out.element("nav", &landmarks, |out| {
            out.element("ol", &[], |out| {
                for (kind, href, name) in [
                    ("titlepage", "title.xhtml", messages::FRONT_PAGE.text()),
                    ("toc", "nav.xhtml", messages::CONTENTS.text()),
                    ("bodymatter", "story-001.xhtml", messages::STORIES.text()),
                ] {
                    let attributes = [("epub:type", Some(kind)), ("href", Some(href))];
                    out.element("li", &[], |out| {
                        out.element("a", &attributes, |out| words.interface(out, name));
                    });
                }
            });
        });
    })
}

/// The groups that have stories. A list of a table of contents must not be empty.
fn filled<'a>(book: &'a Book<'_>) -> impl Iterator<Item = &'a Group> {
    let groups = book.groups.iter();
    groups.filter(|group| !group.stories.is_empty())
}

fn stories(out: &mut Markup, group: &Group, context: &Context<'_>) {
    for story in &group.stories {
        out.element("li", &[], |out| {
            link(out, &context.chapters[&story.url], |out| {
                let dir = story.dir.filter(|dir| *dir != context.words.dir);
                if story.lang.is_none() && dir.is_none() {
                    return out.text(headline(story));
                }
                let attributes = language_attributes(story.lang.as_deref(), dir);
                out.element("span", &attributes, |out| out.text(headline(story)));
            });
        });
    }
}

fn link(out: &mut Markup, href: &str, inner: impl FnOnce(&mut Markup)) {
    out.element("a", &[("href", Some(href))], inner);
}

/// Returns the name of a story in the table of contents. A link without text could not be selected.
pub fn headline(story: &Article) -> &str {
    name_or(&story.headline, messages::STORIES.text())
}

/// Returns the table of contents of EPUB 2 (OPF 2.0.1 §2.4.1).
pub fn ncx(book: &Book<'_>, context: &Context<'_>, identifier: &str) -> String {
    let mut out = Markup::for_feed();
    let direction = context.words.dir.as_str();
    let attributes = [
        ("xmlns", Some("http://www.daisy.org/z3986/2005/ncx/")),
        ("version", Some("2005-1")),
        ("xml:lang", Some(context.words.lang)),
        (
            "dir",
            Some(direction).filter(|_| context.words.dir == Direction::Rtl),
        ),
    ];
    out.element("ncx", &attributes, |out| {
        out.element("head", &[], |out| {
            for (name, content) in [
                ("dtb:uid", identifier),
                ("dtb:depth", "2"),
                ("dtb:totalPageCount", "0"),
                ("dtb:maxPageNumber", "0"),
            ] {
                out.void("meta", &[("name", Some(name)), ("content", Some(content))]);
            }
        });
        out.element("docTitle", &[], |out| {
            out.text_element("text", &context.title)
        });
        out.element("navMap", &[], |out| {
            let mut number = 0;
            point(
                out,
                &mut number,
                &context.config.name,
                "title.xhtml",
                |_, _| {},
            );
            for group in filled(book) {
                let first = &context.chapters[&group.stories[0].url];
                let name = name_or(group.name.text(), messages::STORIES.text());
                point(out, &mut number, name, first, |out, number| {
                    for story in &group.stories {
                        let file = &context.chapters[&story.url];
                        point(out, number, headline(story), file, |_, _| {});
                    }
                });
            }
        });
    });
    xml(out)
}

fn point(
    out: &mut Markup,
    number: &mut usize,
    name: &str,
    file: &str,
    inner: impl FnOnce(&mut Markup, &mut usize),
) {
    *number += 1;
    let id = format!("point-{number}");
    out.element("navPoint", &[("id", Some(&id))], |out| {
        out.element("navLabel", &[], |out| out.text_element("text", name));
        out.void("content", &[("src", Some(file))]);
        inner(out, number);
    });
}
