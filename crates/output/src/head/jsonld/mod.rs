//! Structured data: one JSON-LD graph for each page, in the terms of <https://schema.org/>.
//!
//! The types are those that search engines document. Each struct has the name of its type.

mod article;
mod breadcrumbs;
mod listing;
mod organization;
mod questions;
mod recordings;

use super::{HeadInput, tags::Json};
use crate::site_urls::SiteUrls;
use article::NewsArticle;
use breadcrumbs::BreadcrumbList;
use frontpage_model::{Page, Route};
use listing::{CollectionPage, WebSite};
use organization::NewsMediaOrganization;
use questions::FaqPage;
use serde::Serialize;

#[derive(Serialize)]
struct Graph<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Node<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Node<'a> {
    Article(Box<NewsArticle<'a>>),
    Collection(CollectionPage<'a>),
    WebSite(WebSite<'a>),
    Organization(NewsMediaOrganization<'a>),
    Breadcrumbs(BreadcrumbList<'a>),
    Faq(FaqPage<'a>),
}

/// A reference to another node of the graph, by its `@id`.
#[derive(Serialize)]
struct Reference {
    #[serde(rename = "@id")]
    id: String,
}

/// Returns the graph of a page; `None` for rails and the site's data, which are not pages.
pub fn graph(
    subject: &HeadInput<'_>,
    route: &Route,
    page: &Page,
    site_urls: &SiteUrls,
) -> Option<Json> {
    let (site, config) = (subject.site, subject.config);
    let graph = match page {
        Page::Article(article) => {
            let lang = article.lang.as_deref().unwrap_or(&site.lang);
            let url = site_urls.page(&article.url);
            let story = NewsArticle::new(article, subject, site_urls);
            let questions = FaqPage::new(article, &url, story.id().to_owned(), lang);
            let mut nodes = vec![
                Node::Article(Box::new(story)),
                Node::Breadcrumbs(breadcrumbs::of_article(article, site, site_urls)),
                Node::Organization(NewsMediaOrganization::brief(site, site_urls)),
            ];
            nodes.extend(questions.map(Node::Faq));
            nodes
        }
        Page::Listing(listing) => vec![
            Node::Collection(CollectionPage::new(listing, route, config, site, site_urls)),
            Node::Breadcrumbs(breadcrumbs::of_listing(listing, site, site_urls)),
            Node::Organization(NewsMediaOrganization::brief(site, site_urls)),
        ],
        Page::Front(edition) if !edition.name.is_empty() => vec![
            Node::Collection(CollectionPage::of_edition(edition, route, site, site_urls)),
            Node::Breadcrumbs(breadcrumbs::of_edition(edition, route, site, site_urls)),
            Node::Organization(NewsMediaOrganization::brief(site, site_urls)),
        ],
        Page::Front(_) => vec![
            Node::WebSite(WebSite::new(site, site_urls)),
            Node::Organization(NewsMediaOrganization::whole(site, site_urls)),
        ],
        Page::Rail(_) | Page::Site(_) => return None,
    };
    let graph = Graph {
        context: "https://schema.org",
        graph,
    };
    Some(Json::new(&frontpage_base::json::to_string(&graph)))
}
