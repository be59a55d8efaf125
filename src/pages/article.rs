//! A story.

use crate::{
    components::{Own, Picture, Rail, ShareBar, body, byline, figure, stamp},
    navigate::Navigator,
    route,
};
use frontpage_model::{Article, Route, popular_path, rail_path};
use leptos::prelude::*;

const LEAD: Picture = Picture {
    sizes: "(min-width: 64rem) 46rem, 100vw",
    widths: 3,
    first: true,
};

/// A story with its rails.
pub fn article(article: &Article) -> AnyView {
    let Navigator { site, .. } = expect_context();
    let (zone, address, lang, dir) = site.with_untracked(|site| {
        let zone = site.time_zone_label.clone();
        let address = site.address(&article.url);
        (zone, address, site.lang.clone(), site.dir.as_str())
    });
    let other = article.lang.is_some() || article.dir.is_some();
    let own = Own {
        lang: other.then_some(lang),
        dir: other.then_some(dir),
    };
    let summary = (!article.summary.is_empty())
        .then(|| view! { <p class="article__summary">{article.summary.clone()}</p> });
    let updated = article.updated.map(|time| {
        view! { <span class="article__updated">"Updated " {stamp(time, &zone)}</span> }
    });
    let credit = article
        .credit
        .as_ref()
        .map(|credit| view! { <p class="article__credit">{credit.clone()}</p> });
    let tag_rail = article.rail.as_ref().map(|tag| {
        view! {
            <Rail
                name=tag.name.clone()
                tag=Some(tag.slug.clone())
                file=rail_path(&tag.slug)
                reading=article.url.clone()
            />
        }
    });
    view! {
        <div class="spread">
            <article
                class="article"
                lang=article.lang.clone()
                dir=article.dir.map(|dir| dir.as_str())
            >
                <header class="article__head">
                    {tags(article, &own)}
                    <h1 class="article__headline" tabindex="-1">{article.headline.clone()}</h1>
                    {summary}
                </header>
                {article.lead.as_ref().map(|lead| figure(lead, "lead-picture", LEAD))}
                <div class="article__facts">
                    <p class="article__dates" lang=own.lang.clone() dir=own.dir>{stamp(article.published, &zone)} {updated}</p>
                    {byline(&article.byline)}
                </div>
                <div class="article__body">{body(article, &own)}</div>
                {credit}
                <p class="article__address">{address}</p>
                <div lang=own.lang dir=own.dir><ShareBar url=article.url.clone() headline=article.headline.clone()/></div>
            </article>
            <div class="spread__rails">
                <Rail
                    name="Popular".to_owned()
                    tag=None
                    file=popular_path()
                    reading=article.url.clone()
                />
                {tag_rail}
            </div>
        </div>
    }
    .into_any()
}

fn tags(article: &Article, own: &Own) -> AnyView {
    if article.tags.is_empty() {
        return ().into_any();
    }
    let tags = article
        .tags
        .iter()
        .map(|tag| {
            let href = route::href(&Route::Tag(tag.slug.clone(), None));
            view! { <li><a href=href rel="tag">{tag.name.clone()}</a></li> }
        })
        .collect_view();
    view! { <ul class="article__tags" aria-label="Topics" lang=own.lang.clone() dir=own.dir>{tags}</ul> }.into_any()
}
