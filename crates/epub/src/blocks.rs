//! The blocks of a story as XHTML. Everything that a page does with a script is a list, a table or a link.

use crate::Context;
use crate::address::valid;
use crate::document::{Words, language_attributes, name_or};
use crate::pictures::Album;
use frontpage_model::{
    Block, Figure, Heading, HeadingLevel, Href, Image, ImageSource, Inline, LinkText, List,
    Paragraph, Quote, QuoteKind, Span, StaticBlock, messages,
};
use frontpage_output::markup::{Markup, ViewPlace, view_element};

/// Writes the blocks of a story.
pub struct Writer<'a> {
    context: &'a Context<'a>,
    pub words: Words<'a>,
    album: &'a mut dyn Album,
    /// Whether the text is inside a link. Links cannot contain links.
    is_in_link: bool,
}

impl<'a> Writer<'a> {
    pub fn new(context: &'a Context<'a>, words: Words<'a>, album: &'a mut dyn Album) -> Self {
        Self {
            context,
            words,
            album,
            is_in_link: false,
        }
    }

    pub fn block(&mut self, out: &mut Markup, block: &Block) {
        match block {
            Block::Paragraph(plain) => self.paragraph(out, plain, None),
            Block::Heading(Heading { level, text }) => {
                let name = match level {
                    HeadingLevel::Second => "h2",
                    HeadingLevel::Third => "h3",
                };
                out.element(name, &[], |out| self.text(out, text));
            }
            Block::Image(picture) => self.figure(out, picture),
            Block::Gallery(pictures) => out.element("section", &[], |out| {
                for picture in pictures {
                    self.figure(out, picture);
                }
            }),
            Block::Quote(quote) => self.quote(out, quote),
            Block::List(list) => self.list(out, list),
            Block::Related(story) => {
                out.element("p", &[("class", Some("related"))], |out| {
                    self.label(out, messages::RELATED.text());
                    self.link(out, &story.href, |_, out| {
                        out.text(name_or(&story.title, messages::STORIES.text()));
                    });
                });
            }
            Block::Rule => out.void("hr", &[]),
            Block::Preformatted(text) => out.element("pre", &[], |out| self.text(out, text)),
            Block::LaidOut(laid_out) => {
                if let Some(block) = laid_out.block.as_deref() {
                    self.recording(out, block);
                    if let Some(moving) = block.as_moving_picture() {
                        self.picture(out, &moving.still.image);
                    }
                }
                self.text(out, &laid_out.view);
            }
        }
    }

    /// Writes the link to a recording, if the block is one. Its caption and transcript are in its view.
    fn recording(&mut self, out: &mut Markup, block: &StaticBlock) {
        let word = if block.as_video().is_some() {
            messages::VIDEO.text()
        } else {
            messages::AUDIO.text()
        };
        let recording = block.recording();
        let Some((recording, file)) =
            recording.and_then(|recording| Some((recording, recording.files.first()?)))
        else {
            return;
        };
        let Some(address) = valid(&self.context.site_urls.file_url(&file.source)) else {
            return;
        };
        out.element("p", &[("class", Some("embed"))], |out| {
            let title = name_or(&recording.title, word);
            out.element("a", &[("href", Some(&address))], |out| out.text(title));
        });
    }

    pub fn paragraph(&mut self, out: &mut Markup, paragraph: &Paragraph, dateline: Option<&str>) {
        let attributes = language_attributes(paragraph.lang.as_deref(), paragraph.dir);
        out.element("p", &attributes, |out| {
            if let Some(place) = dateline {
                out.text(place);
                out.text(messages::AFTER_DATELINE.text());
            }
            self.text(out, &paragraph.text);
        });
    }

    pub fn figure(&mut self, out: &mut Markup, figure: &Figure) {
        let Figure {
            image,
            caption,
            credit,
        } = figure;
        out.element("figure", &[], |out| {
            self.picture(out, image);
            if caption.is_empty() && credit.is_none() {
                return;
            }
            out.element("figcaption", &[], |out| {
                self.text(out, caption);
                if let Some(credit) = credit {
                    if !caption.is_empty() {
                        out.text(" ");
                    }
                    out.text_element("small", credit);
                }
            });
        });
    }

    fn picture(&mut self, out: &mut Markup, image: &Image) {
        match self.album.file(image) {
            Some(file) => {
                let attributes = [("src", Some(&*file)), ("alt", Some(&*image.alt))];
                out.void("img", &attributes);
            }
            None => self.picture_elsewhere(out, image),
        }
    }

    /// Writes the place of a picture that is not in the book: a link to it on the web.
    fn picture_elsewhere(&mut self, out: &mut Markup, image: &Image) {
        let (address, ..) = self.context.site_urls.picture(image, u32::MAX);
        let name = name_or(&image.alt, "");
        let address = match &image.source {
            ImageSource::Renditions(_) => Some(address),
            ImageSource::Hosted(url) => valid(url),
        };
        out.element("p", &[], |out| {
            let label = |out: &mut Markup| {
                self.words
                    .interface(out, messages::PICTURE_ON_THE_WEB.text());
                if !name.is_empty() {
                    out.text(": ");
                    out.text(name);
                }
            };
            match &address {
                Some(address) => out.element("a", &[("href", Some(address))], label),
                None => label(out),
            }
        });
    }

    fn quote(&mut self, out: &mut Markup, quote: &Quote) {
        let (name, kind) = match quote.kind {
            QuoteKind::Block => ("blockquote", None),
            QuoteKind::Pull => ("aside", Some("pullquote")),
        };
        let [lang, xml_lang, dir] = language_attributes(quote.lang.as_deref(), quote.dir);
        out.element(name, &[("epub:type", kind), lang, xml_lang, dir], |out| {
            for quoted in &quote.paragraphs {
                self.paragraph(out, quoted, None);
            }
            if quote.kind == QuoteKind::Block && !quote.cite.is_empty() {
                out.element("footer", &[], |out| {
                    out.element("cite", &[], |out| self.text(out, &quote.cite));
                });
            }
        });
    }

    fn list(&mut self, out: &mut Markup, list: &List) {
        let name = if list.ordered { "ol" } else { "ul" };
        out.element(name, &[], |out| {
            for item in &list.items {
                out.element("li", &[], |out| {
                    self.text(out, &item.text);
                    for inner in &item.lists {
                        self.list(out, inner);
                    }
                });
            }
        });
    }

    fn label(&self, out: &mut Markup, label: &str) {
        out.element("strong", &[], |out| self.words.interface(out, label));
        out.text(" ");
    }

    /// Writes a link: to the chapter of a story that is in the book, or to the web.
    fn link(&mut self, out: &mut Markup, href: &Href, inner: impl FnOnce(&mut Self, &mut Markup)) {
        let address = match href {
            Href::Internal(route) => Some(match self.context.chapters.get(route) {
                Some(chapter) => chapter.clone(),
                None => self.context.site_urls.page(route),
            }),
            Href::External(url) => valid(url),
        };
        match address {
            Some(address) if !self.is_in_link => {
                self.is_in_link = true;
                out.element("a", &[("href", Some(&address))], |out| inner(self, out));
                self.is_in_link = false;
            }
            Some(_) | None => inner(self, out),
        }
    }

    fn text(&mut self, out: &mut Markup, text: &[Inline]) {
        for piece in text {
            match piece {
                Inline::Text(plain) => out.text(plain),
                Inline::Strong(inner) => out.element("strong", &[], |out| self.text(out, inner)),
                Inline::Emphasis(inner) => out.element("em", &[], |out| self.text(out, inner)),
                Inline::Code(inner) => out.element("code", &[], |out| self.text(out, inner)),
                Inline::Subscript(inner) => out.element("sub", &[], |out| self.text(out, inner)),
                Inline::Superscript(inner) => out.element("sup", &[], |out| self.text(out, inner)),
                Inline::Link(LinkText { href, text }) => {
                    self.link(out, href, |writer, out| writer.text(out, text));
                }
                Inline::Span(Span { lang, dir, text }) => {
                    let attributes = language_attributes(lang.as_deref(), *dir);
                    out.element("span", &attributes, |out| self.text(out, text));
                }
                Inline::Break => out.void("br", &[]),
                Inline::Element(element) => {
                    let mut inner = |out: &mut Markup, text: &[Inline]| self.text(out, text);
                    view_element(out, element, ViewPlace::Book, &mut inner);
                }
            }
        }
    }
}
