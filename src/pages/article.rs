//! The page of a story.

use crate::{
    components::{
        Interface, PictureLayout, RailData, ShareBarState, body, byline, date_and_time, figure,
        interface_lang, rail, share_bar,
    },
    data::Newspaper,
    messages, route,
    view::{StaticView, static_view},
};
use frontpage_model::{Article, Route, messages::Words};
use leptos::prelude::*;

/// How the lead picture is shown.
const LEAD: PictureLayout = PictureLayout {
    class: None,
    sizes: "(min-width: 64rem) 46rem, 100vw",
    widths: 3,
    is_eager: true,
};

/// The rails beside a story.
#[derive(Clone, Debug, Default)]
pub struct Rails {
    /// The rail of *Popular* stories.
    pub popular: RailData,
    /// The rail of the story's tag, if it has one.
    pub tag: RailData,
}

/// Renders a story with its rails. The rails and the names of tags are in the newspaper's language, and the
/// interface inside the story in the story's own.
pub fn article(article: &Article, rails: &Rails) -> StaticView {
    let tag_rail = article
        .rail
        .as_ref()
        .map(|tag| rail(Some(tag), &rails.tag, &article.url));
    let popular = rail(None, &rails.popular, &article.url);
    let topics = messages::TOPICS.text();
    let words = article.words.unwrap_or_else(Words::current);
    let story = words.speak(|| story(article, topics));
    static_view! {
        <div class="spread">
            {story}
            <div class="spread__rails">
                {popular}
                {tag_rail}
            </div>
        </div>
    }
}

/// Renders a story in the current language. `topics` is the name of its tags.
fn story(article: &Article, topics: &'static str) -> StaticView {
    let Newspaper { site } = expect_context();
    let (zone, address, can_save, interface, tags_lang, tags_dir) = site.with_untracked(|site| {
        let zone = site.time_zone_label.clone();
        let address = site.page_url(&article.url);
        let around = article.lang.as_ref().unwrap_or(&site.lang);
        let turns = article.dir.is_some() && article.words.is_none();
        let interface = Interface {
            lang: interface_lang(around),
            dir: turns.then(|| messages::DIRECTION.text()),
        };
        let tags_lang = article.lang.as_ref().map(|_| site.lang.clone());
        let tags_dir = article.dir.map(|_| site.dir.as_str());
        (zone, address, site.offline, interface, tags_lang, tags_dir)
    });
    let summary = (!article.summary.is_empty())
        .then(|| static_view! { <p class="article__summary">{article.summary.clone()}</p> });
    let updated = article.updated.map(|time| {
        static_view! { <span class="article__updated">{messages::around(messages::UPDATED, date_and_time(time, &zone))}</span> }
    });
    let origin = article.origin.as_ref().map(|origin| {
        static_view! { <p class="article__dates" lang=interface.lang dir=interface.dir>{origin.clone()}</p> }
    });
    let credit = article
        .credit
        .as_ref()
        .map(|credit| static_view! { <p class="article__credit">{credit.clone()}</p> });
    let share_bar = share_bar(
        &address,
        &article.headline,
        can_save,
        ShareBarState {
            has_words: article.words.is_some(),
            ..ShareBarState::default()
        },
    );
    static_view! {
        <article
            class="article"
            lang=article.lang.clone()
            dir=article.dir.map(|dir| dir.as_str())
        >
            // Reader views look for the element with the most text, which is the body. They
            // keep a sibling only if it scores a fifth as much or has the same class. That is
            // why the header, which holds the lead picture, and the wrapper of the body have the
            // same class. The credit and the address are inside the body, and the body has the
            // class article-text, because newspaper4k otherwise takes those two and the summary
            // for the story.
            <header class="article__part">
                {tags(article, topics, tags_lang, tags_dir)}
                <h1 class="article__headline" tabindex="-1">{article.headline.clone()}</h1>
                {summary}
                {article.lead.as_ref().map(|lead| figure(lead, "lead-picture", LEAD, interface))}
                <div class="article__facts">
                    <p class="article__dates" lang=interface.lang dir=interface.dir>{date_and_time(article.published, &zone)} {updated}</p>
                    {byline(&article.byline)}
                    {origin}
                </div>
            </header>
            <div class="article__part">
                <div class="article__body article-text">
                    {body(article, interface)}
                    {credit}
                    <p class="article__address">{address}</p>
                </div>
            </div>
            <div lang=interface.lang dir=interface.dir>{share_bar}</div>
        </article>
    }
}

/// Renders the story's tags. They are in the newspaper's language even if the story is not.
fn tags(
    article: &Article,
    name: &'static str,
    lang: Option<String>,
    dir: Option<&'static str>,
) -> StaticView {
    if article.tags.is_empty() {
        return StaticView::default();
    }
    let tags = article
        .tags
        .iter()
        .map(|tag| {
            let href = route::href(&Route::Tag(tag.slug.clone(), None));
            static_view! { <li><a href=href rel="tag">{tag.name.clone()}</a></li> }
        })
        .collect::<StaticView>();
    static_view! { <ul class="article__tags" aria-label=name lang=lang dir=dir>{tags}</ul> }
}
