//! The lead picture, which many pages have in their text as well.

use frontpage_source::Picture;
use scraper::{ElementRef, Html, Selector};
use url::Url;

/// Returns the body and the lead picture. If the first picture in the body is the lead picture, it is removed
/// there, and the lead picture gets its text description and caption.
pub fn without_lead(body: &str, lead: Picture, base: &Url) -> (String, Option<Picture>) {
    let mut fragment = Html::parse_fragment(body);
    let Ok(selector) = Selector::parse("img[src]") else {
        return (body.to_owned(), Some(lead));
    };
    let first = fragment.select(&selector).next();
    let is_lead = |picture: &ElementRef<'_>| {
        let source = picture.attr("src").unwrap_or_default();
        is_same_picture(source, &lead.url, base)
    };
    let Some(picture) = first.filter(is_lead) else {
        return (body.to_owned(), Some(lead));
    };
    let ancestors = picture.ancestors().filter_map(ElementRef::wrap);
    let mut figures = ancestors.filter(|element| element.value().name() == "figure");
    let figure = figures.next();
    let caption = figure.and_then(|figure| {
        let selector = Selector::parse("figcaption").ok()?;
        Some(figure.select(&selector).next()?.inner_html())
    });
    let lead = Picture {
        alt: picture.attr("alt").unwrap_or_default().trim().to_owned(),
        caption: caption.unwrap_or(lead.caption),
        ..lead
    };
    let id = figure.unwrap_or(picture).id();
    if let Some(mut node) = fragment.tree.get_mut(id) {
        node.detach();
    }
    (fragment.root_element().inner_html(), Some(lead))
}

/// Returns whether two addresses are of the same picture. The query is ignored, because hosts of pictures put
/// the size there.
fn is_same_picture(a: &str, b: &str, base: &Url) -> bool {
    let path = |address: &str| {
        let url = base.join(address.trim()).ok()?;
        Some((url.host_str()?.to_owned(), url.path().to_owned()))
    };
    match (path(a), path(b)) {
        (Some(a), Some(b)) => a == b,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(body: &str) -> (String, Picture) {
        let base = "https://old.example/a/b".parse().unwrap();
        let lead = Picture {
            url: "https://old.example/l.jpg?w=1200".into(),
            ..Picture::default()
        };
        let (body, lead) = without_lead(body, lead, &base);
        (body, lead.unwrap())
    }

    #[test]
    fn the_lead_picture_is_not_in_the_text_as_well() {
        let (body, lead) = split(
            "<p>a</p><figure><img src='/l.jpg?w=600' alt='A lake'><figcaption>The <i>lake</i>.\
             </figcaption></figure><p>b</p>",
        );
        assert_eq!(body, "<p>a</p><p>b</p>");
        assert_eq!(lead.alt, "A lake");
        assert_eq!(lead.caption, "The <i>lake</i>.");
    }

    #[test]
    fn other_pictures_stay() {
        let text = "<p>a</p><img src=\"/other.jpg\">";
        let (body, lead) = split(text);
        assert_eq!((body.as_str(), lead.alt.as_str()), (text, ""));
    }
}
