//! The body of a story.

use super::{Interface, PictureLayout, figure, text, text::link_attributes};
use crate::{
    messages,
    view::{StaticView, static_view},
};
use frontpage_model::{
    Article, Block, Figure, Heading, HeadingLevel, Item, List, Paragraph, Quote, QuoteKind, Related,
};

/// How a picture in the body is shown.
const IN_BODY: PictureLayout = PictureLayout {
    class: None,
    sizes: "(min-width: 48rem) 42rem, 100vw",
    widths: 3,
    is_eager: false,
};

/// How a picture in a gallery is shown.
const IN_GALLERY: PictureLayout = PictureLayout {
    class: None,
    sizes: "(min-width: 48rem) 21rem, 50vw",
    widths: 3,
    is_eager: false,
};

/// Renders the blocks of a story. The dateline starts the first paragraph.
pub fn body(article: &Article, interface: Interface) -> StaticView {
    let mut dateline = article.dateline.clone();
    article
        .body
        .iter()
        .map(|item| match item {
            Block::Paragraph(first) if dateline.is_some() => paragraph(first, dateline.take()),
            other => block(other, interface),
        })
        .collect::<StaticView>()
}

/// Renders the blocks of an edition.
pub fn blocks(blocks: &[Block]) -> StaticView {
    let (lang, dir) = (None, None);
    let interface = Interface { lang, dir };
    blocks.iter().map(|item| block(item, interface)).collect()
}

fn block(block: &Block, interface: Interface) -> StaticView {
    match block {
        Block::Paragraph(plain) => paragraph(plain, None),
        Block::Heading(Heading {
            level: HeadingLevel::Second,
            text: words,
        }) => static_view! { <h2>{text(words)}</h2> },
        Block::Heading(Heading {
            level: HeadingLevel::Third,
            text: words,
        }) => static_view! { <h3>{text(words)}</h3> },
        Block::Image(picture) => figure(picture, "body-picture", IN_BODY, interface),
        Block::Gallery(pictures) => gallery(pictures, interface),
        Block::Quote(words) => quote(words),
        Block::List(entries) => list(entries),
        Block::Related(story) => related(story, interface),
        Block::Rule => static_view! { <hr/> },
        Block::Preformatted(words) => {
            // It scrolls sideways, so it must be reachable by keyboard. Code runs from left to right in every
            // newspaper, and verses run as their letters do.
            static_view! { <pre tabindex="0" dir="auto">{text(words)}</pre> }
        }
        Block::LaidOut(laid_out) => text(&laid_out.view),
    }
}

fn paragraph(paragraph: &Paragraph, dateline: Option<String>) -> StaticView {
    let dateline = dateline.map(|place| {
        static_view! { <span class="article__dateline">{place}</span> {messages::AFTER_DATELINE} }
    });
    let (lang, dir) = (
        paragraph.lang.clone(),
        paragraph.dir.map(|dir| dir.as_str()),
    );
    static_view! { <p lang=lang dir=dir>{dateline} {text(&paragraph.text)}</p> }
}

fn gallery(pictures: &[Figure], interface: Interface) -> StaticView {
    let pictures = pictures
        .iter()
        .map(|picture| figure(picture, "gallery__picture", IN_GALLERY, interface))
        .collect::<StaticView>();
    // A gallery is a figure of figures: reader views drop a `div` with hardly any text.
    static_view! { <figure class="gallery" aria-label=messages::PICTURES>{pictures}</figure> }
}

fn quote(quote: &Quote) -> StaticView {
    let paragraphs = quote
        .paragraphs
        .iter()
        .map(|words| paragraph(words, None))
        .collect::<StaticView>();
    let (lang, dir) = (quote.lang.clone(), quote.dir.map(|dir| dir.as_str()));
    if quote.kind == QuoteKind::Pull {
        // This is not a landmark: an aside inside a story is one only if it has a name.
        return static_view! { <aside class="pull-quote" lang=lang dir=dir>{paragraphs}</aside> };
    }
    // The source is not in a `footer`, because reader views drop footers.
    let cite = (!quote.cite.is_empty()).then(|| static_view! { <cite>{text(&quote.cite)}</cite> });
    static_view! { <blockquote lang=lang dir=dir>{paragraphs} {cite}</blockquote> }
}

fn list(entries: &List) -> StaticView {
    let items = entries
        .items
        .iter()
        .map(|Item { text: words, lists }| {
            static_view! { <li>{text(words)} {lists.iter().map(list).collect::<StaticView>()}</li> }
        })
        .collect::<StaticView>();
    if entries.ordered {
        static_view! { <ol>{items}</ol> }
    } else {
        static_view! { <ul>{items}</ul> }
    }
}

fn related(related: &Related, interface: Interface) -> StaticView {
    let (href, rel) = link_attributes(&related.href);
    static_view! {
        <div class="related">
            <p><span class="related__name" lang=interface.lang dir=interface.dir>{messages::RELATED}</span> " " <a href=href rel=rel>{related.title.clone()}</a></p>
        </div>
    }
}
