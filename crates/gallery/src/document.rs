//! The HTML document of a variant.

use crate::fixtures;
use crate::specimen::{Group, Specimen};
use crate::specimens::groups;
use crate::variant::Variant;
use crate::words::Words;
use frontpage::data::Newspaper;
use frontpage::view::{StaticView, static_view};
use leptos::prelude::*;
use std::sync::Arc;

/// Returns the document of a variant, which looks like a page whose app has started. `stylesheets` are the addresses of its stylesheets.
pub fn document(variant: &Variant, stylesheets: &[String]) -> String {
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(newspaper(variant.words));
        let groups = groups()
            .map(|group| part(group, variant.words))
            .collect::<StaticView>();
        static_view! { <main class="specimens">{groups}</main> }.to_html()
    });
    owner.unset();
    let html = with_buttons(&html);
    let links: String = stylesheets
        .iter()
        .map(|address| format!("<link rel=\"stylesheet\" href=\"{address}\">"))
        .collect();
    let Words { lang, dir, .. } = variant.words;
    let (scheme, name) = (variant.scheme.name(), variant.name());
    format!(
        "<!doctype html><html lang=\"{lang}\" dir=\"{}\" data-scheme=\"{scheme}\" data-ready><head>\
         <meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, \
         initial-scale=1\"><title>Gallery: {name}</title>{links}</head><body>{html}</body></html>",
        dir.as_str()
    )
}

/// Puts buttons into their places, as the app does when it starts.
fn with_buttons(html: &str) -> String {
    let mut places = html.split(" data-label=\"");
    let mut filled = places.next().unwrap_or_default().to_owned();
    for place in places {
        let (label, rest) = place.split_once("\">").unwrap_or((place, ""));
        filled +=
            &format!(" data-label=\"{label}\"><button type=\"button\">{label}</button>{rest}");
    }
    filled
}

fn newspaper(words: &Words) -> Newspaper {
    Newspaper {
        site: RwSignal::new(Arc::new(fixtures::site(words))),
    }
}

fn part(group: &Group, words: &'static Words) -> StaticView {
    let class = group.place.class();
    let specimens = group
        .specimens
        .iter()
        .map(|&Specimen { state, view }| {
            static_view! {
                <div class=class>
                    <p class="specimens__state" lang="en" dir="ltr">{state}</p>
                    {view(words)}
                </div>
            }
        })
        .collect::<StaticView>();
    static_view! {
        <section class="specimens__group" id=group.name>
            <h2 class="specimens__name" lang="en" dir="ltr">
                {group.name} " " <span class="specimens__file">{format!("src/{}.rs", group.file)}</span>
            </h2>
            {specimens}
        </section>
    }
}
