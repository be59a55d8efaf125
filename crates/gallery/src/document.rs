//! The HTML document of a variant.

use crate::fixtures::{self, rail};
use crate::specimen::{Group, Specimen};
use crate::specimens::groups;
use crate::variant::Variant;
use crate::words::Words;
use frontpage::data::{Loader, Network, Newspaper, PageLoader};
use frontpage_model::{Page, popular_path, rail_path};
use leptos::prelude::*;
use std::sync::Arc;

/// Returns the document of a variant, which looks like a page whose app has started. `stylesheets` are the addresses of its stylesheets.
pub fn document(variant: &Variant, stylesheets: &[String]) -> String {
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(newspaper(variant.words));
        provide_context(loader(variant.words));
        let groups = groups()
            .map(|group| part(group, variant.words))
            .collect_view();
        view! { <main class="specimens">{groups}</main> }.to_html()
    });
    owner.unset();
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

fn newspaper(words: &Words) -> Newspaper {
    Newspaper {
        site: RwSignal::new(Arc::new(fixtures::site(words))),
    }
}

/// Creates a loader that has the rails of the lead story.
fn loader(words: &Words) -> PageLoader {
    let loader: PageLoader = Loader::new(Network::new());
    let tag = fixtures::tag(words, 2);
    let file = rail_path(&tag.slug);
    loader.seed(vec![
        (file, Arc::new(Page::Rail(rail(words, Some(tag))))),
        (popular_path(), Arc::new(Page::Rail(rail(words, None)))),
    ]);
    loader
}

fn part(group: &Group, words: &'static Words) -> impl IntoView + use<> {
    let class = group.place.class();
    let specimens = group
        .specimens
        .iter()
        .map(|&Specimen { state, view }| {
            view! {
                <div class=class>
                    <p class="specimens__state" lang="en" dir="ltr">{state}</p>
                    {view(words)}
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="specimens__group" id=group.name>
            <h2 class="specimens__name" lang="en" dir="ltr">
                {group.name} " " <span class="specimens__file">{format!("src/{}.rs", group.file)}</span>
            </h2>
            {specimens}
        </section>
    }
}
