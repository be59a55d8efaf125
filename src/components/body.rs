//! The body of a story.

use super::{Interface, PictureLayout, figure, text, text::link_attributes};
use crate::messages;
use frontpage_model::{
    Article, Block, Cell, Correction, Embed, Figure, Heading, HeadingLevel, Item, List, Paragraph,
    Quote, QuoteKind, Related, Row, Table,
};
use leptos::prelude::*;

/// How a picture in the body is shown.
const IN_BODY: PictureLayout = PictureLayout {
    sizes: "(min-width: 48rem) 42rem, 100vw",
    widths: 3,
    is_eager: false,
};

/// How a picture in a gallery is shown.
const IN_GALLERY: PictureLayout = PictureLayout {
    sizes: "(min-width: 48rem) 21rem, 50vw",
    widths: 3,
    is_eager: false,
};

/// Renders the blocks of a story. The dateline starts the first paragraph.
pub fn body(article: &Article, interface: Interface) -> AnyView {
    let mut dateline = article.dateline.clone();
    article
        .body
        .iter()
        .map(|item| match item {
            Block::Paragraph(first) if dateline.is_some() => paragraph(first, dateline.take()),
            other => block(other, interface),
        })
        .collect_view()
        .into_any()
}

fn block(block: &Block, interface: Interface) -> AnyView {
    match block {
        Block::Paragraph(plain) => paragraph(plain, None),
        Block::Heading(Heading {
            level: HeadingLevel::Second,
            text: words,
        }) => view! { <h2>{text(words)}</h2> }.into_any(),
        Block::Heading(Heading {
            level: HeadingLevel::Third,
            text: words,
        }) => view! { <h3>{text(words)}</h3> }.into_any(),
        Block::Image(picture) => figure(picture, "body-picture", IN_BODY),
        Block::Gallery(pictures) => gallery(pictures),
        Block::Quote(words) => quote(words),
        Block::List(entries) => list(entries),
        Block::Table(data) => table(data),
        Block::Embed(card) => embed(card),
        Block::Correction(correction) => self::correction(correction, interface),
        Block::Related(story) => related(story, interface),
        Block::Rule => view! { <hr/> }.into_any(),
        Block::Preformatted(words) => {
            // It scrolls sideways, so it must be reachable by keyboard.
            view! { <pre tabindex="0">{text(words)}</pre> }.into_any()
        }
    }
}

fn paragraph(paragraph: &Paragraph, dateline: Option<String>) -> AnyView {
    let dateline = dateline.map(|place| {
        view! { <span class="article__dateline">{place}</span> {messages::AFTER_DATELINE} }
    });
    let (lang, dir) = (
        paragraph.lang.clone(),
        paragraph.dir.map(|dir| dir.as_str()),
    );
    view! { <p lang=lang dir=dir>{dateline} {text(&paragraph.text)}</p> }.into_any()
}

fn gallery(pictures: &[Figure]) -> AnyView {
    let pictures = pictures
        .iter()
        .map(|picture| figure(picture, "gallery__picture", IN_GALLERY))
        .collect_view();
    // A gallery is a figure of figures: reader views drop a `div` with hardly any text.
    view! { <figure class="gallery" aria-label=messages::PICTURES>{pictures}</figure> }.into_any()
}

fn quote(quote: &Quote) -> AnyView {
    let paragraphs = quote
        .paragraphs
        .iter()
        .map(|words| paragraph(words, None))
        .collect_view();
    let (lang, dir) = (quote.lang.clone(), quote.dir.map(|dir| dir.as_str()));
    if quote.kind == QuoteKind::Pull {
        // This is not a landmark: an aside inside a story is one only if it has a name.
        return view! { <aside class="pull-quote" lang=lang dir=dir>{paragraphs}</aside> }
            .into_any();
    }
    // The source is not in a `footer`, because reader views drop footers.
    let cite = (!quote.cite.is_empty()).then(|| view! { <cite>{text(&quote.cite)}</cite> });
    view! { <blockquote lang=lang dir=dir>{paragraphs} {cite}</blockquote> }.into_any()
}

fn list(entries: &List) -> AnyView {
    let items = entries
        .items
        .iter()
        .map(|Item { text: words, lists }| {
            view! { <li>{text(words)} {lists.iter().map(list).collect_view()}</li> }
        })
        .collect_view();
    if entries.ordered {
        view! { <ol>{items}</ol> }.into_any()
    } else {
        view! { <ul>{items}</ul> }.into_any()
    }
}

fn table(table: &Table) -> AnyView {
    let caption =
        (!table.caption.is_empty()).then(|| view! { <caption>{text(&table.caption)}</caption> });
    let head = (!table.head.is_empty()).then(
        || view! { <thead>{table.head.iter().map(|r| row(r, "col")).collect_view()}</thead> },
    );
    let body = table.body.iter().map(|r| row(r, "row")).collect_view();
    view! {
        // A wide table scrolls inside this box, so the box must be reachable by keyboard.
        <div class="table-scroll" tabindex="0" role="group" aria-label=messages::TABLE>
            <table>{caption} {head} <tbody>{body}</tbody></table>
        </div>
    }
    .into_any()
}

fn row(row: &Row, scope: &'static str) -> AnyView {
    let cells = row
        .iter()
        .map(
            |Cell {
                 text: words,
                 header,
                 cols,
                 rows,
             }| {
                let cols = (*cols > 1).then_some(*cols);
                let rows = (*rows > 1).then_some(*rows);
                if *header {
                    view! { <th scope=scope colspan=cols rowspan=rows>{text(words)}</th> }
                        .into_any()
                } else {
                    view! { <td colspan=cols rowspan=rows>{text(words)}</td> }.into_any()
                }
            },
        )
        .collect_view();
    view! { <tr>{cells}</tr> }.into_any()
}

fn embed(embed: &Embed) -> AnyView {
    let (href, rel) = link_attributes(&embed.href);
    let host = embed.href.host().map(str::to_owned);
    let note = (!embed.note.is_empty())
        .then(|| view! { <p class="embed-card__note">{text(&embed.note)}</p> });
    view! {
        <div class="embed-card">
            <p class="embed-card__host">{host}</p>
            <p class="embed-card__title"><a href=href rel=rel>{embed.title.clone()}</a></p>
            {note}
        </div>
    }
    .into_any()
}

fn correction(correction: &Correction, interface: Interface) -> AnyView {
    let day = correction.day.map(|day| {
        view! { <time lang=interface.lang dir=interface.dir datetime=day.to_string()>{day.text()}</time> {messages::AFTER_CORRECTION_DATE} }
    });
    view! {
        <div class="correction" role="note">
            <p><strong class="correction__name" lang=interface.lang dir=interface.dir>{messages::CORRECTION}</strong> " " {day} {text(&correction.text)}</p>
        </div>
    }
    .into_any()
}

fn related(related: &Related, interface: Interface) -> AnyView {
    let (href, rel) = link_attributes(&related.href);
    view! {
        <div class="related">
            <p><span class="related__name" lang=interface.lang dir=interface.dir>{messages::RELATED}</span> " " <a href=href rel=rel>{related.title.clone()}</a></p>
        </div>
    }
    .into_any()
}
