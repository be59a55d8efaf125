//! The card of a story in a list.

use super::{PictureLayout, date, kicker, picture};
use crate::{
    route,
    view::{StaticView, static_view},
};
use frontpage_model::Card;

/// The size of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardSize {
    /// The lead story of a page, set large.
    Lead,
    /// A story in a grid.
    Plain,
    /// A story in a rail: headline, kicker and a small picture.
    Rail,
}

/// Renders a card. The whole card is a single link, with the headline as its accessible name.
pub fn card(card: &Card, size: CardSize) -> StaticView {
    let picture_class = Some("card__picture");
    let (class, layout) = match size {
        CardSize::Lead => (
            "card card--lead lead-story",
            PictureLayout {
                class: picture_class,
                sizes: "(min-width: 64rem) 46rem, 100vw",
                widths: 3,
                is_eager: true,
            },
        ),
        CardSize::Plain => (
            "card",
            PictureLayout {
                class: picture_class,
                sizes: "(min-width: 64rem) 18rem, (min-width: 40rem) 45vw, 6.5rem",
                // The picture is at most 461 CSS px wide, which is 922 device pixels on the densest
                // tablets. The second rendition has 960.
                widths: 2,
                is_eager: false,
            },
        ),
        CardSize::Rail => (
            "card card--rail rail__card",
            PictureLayout {
                class: picture_class,
                sizes: "6rem",
                widths: 1,
                is_eager: false,
            },
        ),
    };
    let href = route::href(&card.url);
    let lang = card.lang.clone();
    // Text in another language can run the other way. The rest of the card is in the newspaper's
    // language.
    let dir = lang.is_some().then_some("auto");
    let image = card.image.as_ref().map(|image| picture(image, layout));
    let rail = size == CardSize::Rail;
    let summary = (!rail && !card.summary.is_empty()).then(
        || static_view! { <p class="card__summary" lang=lang.clone() dir=dir>{card.summary.clone()}</p> },
    );
    let time = (!rail).then(|| static_view! { <p class="card__time">{date(card.time)}</p> });
    let link = static_view! { <a href=href>{card.headline.clone()}</a> };
    let headline = if size == CardSize::Lead {
        static_view! { <h2 class="card__headline" lang=lang dir=dir>{link}</h2> }
    } else {
        static_view! { <h3 class="card__headline" lang=lang dir=dir>{link}</h3> }
    };
    static_view! {
        <article class=class>
            {image}
            <div class="card__words">{kicker(&card.kicker)} {headline} {summary} {time}</div>
        </article>
    }
}
