//! The HTML of a story for feed readers: the lead picture and the body blocks, with absolute URLs
//! and nothing that needs a stylesheet or a script.

use crate::markup::{Markup, ViewPlace, view_element};
use crate::site_urls::SiteUrls;
use frontpage_base::config::{Config, direction};
use frontpage_model::{
    Article, Block, Direction, Figure, Heading, HeadingLevel, Href, Image, Inline, LinkText, List,
    Paragraph, Quote, QuoteKind, Span, StaticBlock, messages, messages::Words,
};

/// The maximum width of a picture, in pixels: a feed reader's column on a high-density screen.
const PICTURE: u32 = 960;

/// Returns the HTML of a story without its headline and byline, which are separate fields of a
/// feed.
pub fn html(article: &Article, config: &Config, at: &SiteUrls) -> String {
    let words = article.words.unwrap_or_else(Words::current);
    words.speak(|| html_in_language(article, config, at))
}

/// Returns the HTML of a story in the current language.
fn html_in_language(article: &Article, config: &Config, at: &SiteUrls) -> String {
    let mut out = Markup::for_feed();
    let dir = article.dir.unwrap_or_else(|| direction(&config.lang));
    if article.lang.is_none() && dir == Direction::Ltr {
        story(&mut out, article, at);
    } else {
        // Most feed readers ignore the language fields of feeds, and no format has one for the
        // direction.
        let lang = article.lang.as_deref().unwrap_or(&config.lang);
        let attributes = [("lang", Some(lang)), ("dir", Some(dir.as_str()))];
        out.element("div", &attributes, |out| story(out, article, at));
    }
    out.into_string()
}

fn story(out: &mut Markup, article: &Article, at: &SiteUrls) {
    if let Some(lead) = &article.lead {
        figure(out, lead, at);
    }
    if let Some(origin) = &article.origin {
        out.element("p", &[], |out| {
            out.element("em", &[], |out| out.text(origin));
        });
    }
    let mut dateline = article.dateline.as_deref();
    for element in &article.body {
        match element {
            // The dateline goes at the start of the first paragraph.
            Block::Paragraph(first) => paragraph(out, first, dateline.take(), at),
            other => block(out, other, at),
        }
    }
    if let Some(credit) = &article.credit {
        out.element("p", &[], |out| {
            out.element("em", &[], |out| out.text(credit));
        });
    }
}

fn block(out: &mut Markup, block: &Block, at: &SiteUrls) {
    match block {
        Block::Paragraph(plain) => paragraph(out, plain, None, at),
        Block::Heading(Heading { level, text: words }) => {
            let name = match level {
                HeadingLevel::Second => "h2",
                HeadingLevel::Third => "h3",
            };
            out.element(name, &[], |out| text(out, words, at));
        }
        Block::Image(picture) => figure(out, picture, at),
        Block::Gallery(pictures) => out.element("div", &[], |out| {
            for picture in pictures {
                figure(out, picture, at);
            }
        }),
        Block::Quote(words) => quote(out, words, at),
        Block::List(entries) => list(out, entries, at),
        Block::Related(story) => out.element("p", &[], |out| {
            out.text_element("strong", messages::RELATED.text());
            out.text(" ");
            link(out, &story.href, at, |out| out.text(&story.title));
        }),
        Block::Rule => out.void("hr", &[]),
        Block::Preformatted(words) => out.element("pre", &[], |out| text(out, words, at)),
        Block::LaidOut(laid_out) => {
            if let Some(block) = laid_out.block.as_deref() {
                player(out, block, at);
                if let Some(moving) = block.as_moving_picture() {
                    picture(out, &moving.still.image, at);
                }
            }
            text(out, &laid_out.view, at);
        }
    }
}

/// Writes the player of a recording, if the block is one: its caption and transcript are in its view. Readers
/// that drop players keep the links in them.
fn player(out: &mut Markup, block: &StaticBlock, at: &SiteUrls) {
    let Some(recording) = block.recording() else {
        return;
    };
    let video = block.as_video();
    let (name, word) = if video.is_some() {
        ("video", messages::VIDEO.text())
    } else {
        ("audio", messages::AUDIO.text())
    };
    let size = video.map(|video| (video.width.to_string(), video.height.to_string()));
    let poster = video.and_then(|video| video.poster.as_ref());
    let poster = poster.map(|poster| at.picture(poster, PICTURE).0);
    let attributes = [
        ("controls", Some("")),
        ("preload", Some("none")),
        ("poster", poster.as_deref()),
        ("width", size.as_ref().map(|(width, _)| width.as_str())),
        ("height", size.as_ref().map(|(_, height)| height.as_str())),
    ];
    out.element(name, &attributes, |out| {
        for file in &recording.files {
            let (url, media_type) = (at.file_url(&file.source), file.media_type());
            out.void(
                "source",
                &[("src", Some(&url)), ("type", Some(&media_type))],
            );
        }
        if let Some(file) = recording.files.first() {
            let url = at.file_url(&file.source);
            let title = match recording.title.as_str() {
                "" => word,
                title => title,
            };
            out.element("a", &[("href", Some(&url))], |out| out.text(title));
        }
    });
}

fn paragraph(out: &mut Markup, paragraph: &Paragraph, dateline: Option<&str>, at: &SiteUrls) {
    let attributes = language(paragraph.lang.as_deref(), paragraph.dir);
    out.element("p", &attributes, |out| {
        if let Some(place) = dateline {
            out.text(place);
            out.text(messages::AFTER_DATELINE.text());
        }
        text(out, &paragraph.text, at);
    });
}

fn language(lang: Option<&str>, dir: Option<Direction>) -> [(&'static str, Option<&str>); 2] {
    [("lang", lang), ("dir", dir.map(Direction::as_str))]
}

fn figure(out: &mut Markup, figure: &Figure, at: &SiteUrls) {
    let Figure {
        image,
        caption,
        credit,
    } = figure;
    out.element("figure", &[], |out| {
        picture(out, image, at);
        if caption.is_empty() && credit.is_none() {
            return;
        }
        out.element("figcaption", &[], |out| {
            text(out, caption, at);
            if let Some(credit) = credit {
                if !caption.is_empty() {
                    out.text(" ");
                }
                out.text_element("small", credit);
            }
        });
    });
}

fn picture(out: &mut Markup, image: &Image, at: &SiteUrls) {
    let (src, width, height) = at.picture(image, PICTURE);
    let (width, height) = (width.to_string(), height.to_string());
    let attributes = [
        ("src", Some(src.as_str())),
        ("width", Some(&width)),
        ("height", Some(&height)),
        ("alt", Some(&image.alt)),
    ];
    out.void("img", &attributes);
}

fn quote(out: &mut Markup, quote: &Quote, at: &SiteUrls) {
    let name = match quote.kind {
        QuoteKind::Block => "blockquote",
        QuoteKind::Pull => "aside",
    };
    let attributes = language(quote.lang.as_deref(), quote.dir);
    out.element(name, &attributes, |out| {
        for quoted in &quote.paragraphs {
            paragraph(out, quoted, None, at);
        }
        if quote.kind == QuoteKind::Block && !quote.cite.is_empty() {
            out.element("footer", &[], |out| {
                out.element("cite", &[], |out| text(out, &quote.cite, at));
            });
        }
    });
}

fn list(out: &mut Markup, entries: &List, at: &SiteUrls) {
    let name = if entries.ordered { "ol" } else { "ul" };
    out.element(name, &[], |out| {
        for item in &entries.items {
            out.element("li", &[], |out| {
                text(out, &item.text, at);
                for inner in &item.lists {
                    list(out, inner, at);
                }
            });
        }
    });
}

fn link(out: &mut Markup, href: &Href, at: &SiteUrls, inner: impl FnOnce(&mut Markup)) {
    let page;
    let address = match href {
        Href::Internal(route) => {
            page = at.page(route);
            &page
        }
        Href::External(url) => url,
    };
    out.element("a", &[("href", Some(address))], inner);
}

fn text(out: &mut Markup, words: &[Inline], at: &SiteUrls) {
    for piece in words {
        match piece {
            Inline::Text(plain) => out.text(plain),
            Inline::Strong(inner) => out.element("strong", &[], |out| text(out, inner, at)),
            Inline::Emphasis(inner) => out.element("em", &[], |out| text(out, inner, at)),
            Inline::Code(inner) => out.element("code", &[], |out| text(out, inner, at)),
            Inline::Subscript(inner) => out.element("sub", &[], |out| text(out, inner, at)),
            Inline::Superscript(inner) => out.element("sup", &[], |out| text(out, inner, at)),
            Inline::Link(LinkText { href, text: inner }) => {
                link(out, href, at, |out| text(out, inner, at));
            }
            Inline::Span(Span {
                lang,
                dir,
                text: inner,
            }) => {
                let attributes = language(lang.as_deref(), *dir);
                out.element("span", &attributes, |out| text(out, inner, at));
            }
            Inline::Break => out.void("br", &[]),
            Inline::Element(element) => {
                view_element(out, element, ViewPlace::Feed, &mut |out, inner| {
                    text(out, inner, at)
                });
            }
        }
    }
}
