//! NITF 3 (<https://iptc.org/standards/nitf/>): an article in XML, alone or in another format.

mod body;

pub use body::{Body, read as read_content};

use crate::item::{Embargo, Subject, WireItem};
use crate::profile::{Profile, Profiles};
use crate::xml::tree::{Element, parse};
use frontpage_source::Rights;

/// Returns the body of an article in NITF, or `None` if the text is not one.
pub fn body_of(xml: &str) -> Option<Body> {
    let root = parse(xml).ok()?;
    content(&root).map(body::read)
}

/// Returns the content of an article, which can be in another element.
pub fn content(root: &Element) -> Option<&Element> {
    let article = if root.name == "nitf" {
        root
    } else {
        root.find(&["nitf"])?
    };
    article.find(&["body", "body.content"])
}

/// Returns the profile of an article.
pub fn profile<'a>(profiles: &'a Profiles, root: &Element) -> &'a Profile {
    let docdata = root.find(&["head", "docdata"]);
    let attribute = |path: &[&str], name: &str| {
        let element = docdata?.find(path)?;
        element.attribute(name).map(str::to_owned)
    };
    let head = root.find(&["body", "body.head"]);
    let text = |path: &[&str]| {
        head.map(|head| head.text_at(path))
            .filter(|text| !text.is_empty())
    };
    profiles.of(|field| match field {
        "uri" => attribute(&["doc-id"], "id-string"),
        "source" => attribute(&["doc-id"], "regsrc")
            .or_else(|| attribute(&["del-list", "from-src"], "src-name")),
        "copyrightholder" => {
            attribute(&["doc.copyright"], "holder").or_else(|| text(&["rights", "rights.owner"]))
        }
        "provider" => text(&["distributor"]),
        _ => None,
    })
}

/// Reads an article.
pub fn item(root: &Element, profile: &Profile) -> WireItem {
    let empty = Element::default();
    let head = root.find(&["head"]).unwrap_or(&empty);
    let docdata = head.find(&["docdata"]).unwrap_or(&empty);
    let body_head = root.find(&["body", "body.head"]).unwrap_or(&empty);
    let of = |element: &Element, path: &[&str], name: &str| {
        let found = element
            .find(path)
            .and_then(|element| element.attribute(name));
        found.unwrap_or_default().trim().to_owned()
    };
    let body = content(root).map(body::read).unwrap_or_default();
    let source = of(docdata, &["doc-id"], "regsrc");
    let headlines = ["hl1", "hl2"].map(|name| body_head.text_at(&["hedline", name]));
    let headline = headlines.into_iter().find(|text| !text.is_empty());
    let issued = of(docdata, &["date.issue"], "norm");
    let published = match issued.is_empty() {
        true => of(head, &["pubdata"], "date.publication"),
        false => issued,
    };
    let released = of(docdata, &["date.release"], "norm");
    let notice = body_head.text_at(&["rights"]);
    // Some agencies put initials of editors into the byline. Their profiles have an empty list of places for
    // it.
    let has_byline = profile
        .fields
        .byline
        .as_ref()
        .is_none_or(|places| !places.is_empty());
    WireItem {
        id: profile.without_version(id(docdata, &source)),
        kind: "text".to_owned(),
        status: docdata
            .attribute("management-status")
            .unwrap_or_default()
            .to_owned(),
        // "Date/time document is available to be released" (NITF 3.6 DTD).
        embargo: match released.is_empty() {
            true => Embargo::None,
            false => Embargo::Until(released),
        },
        expires: of(docdata, &["date.expire"], "norm"),
        updated: revised(head).unwrap_or_else(|| published.clone()),
        published,
        headline: headline.unwrap_or_else(|| head.text_at(&["title"])),
        summary: body_head.text_at(&["abstract"]),
        byline: match has_byline {
            true => byline(body_head),
            false => String::new(),
        },
        dateline: dateline(body_head),
        language: root
            .attribute("baselang")
            .or_else(|| root.attribute("lang"))
            .unwrap_or_default()
            .to_owned(),
        urgency: of(docdata, &["urgency"], "ed-urg"),
        subjects: subjects(head),
        tags: tags(docdata),
        rights: Rights {
            holder: match of(docdata, &["doc.copyright"], "holder") {
                holder if holder.is_empty() => body_head.text_at(&["rights", "rights.owner"]),
                holder => holder,
            },
            notice,
            usage_terms: of(docdata, &["doc.rights"], "type"),
        },
        body: body.html,
        pictures: body.pictures,
        left_out: body.left_out,
        ..WireItem::default()
    }
}

/// Returns the identifier of the article: its number, which is unique within its source only. Some agencies
/// append the version to it, which their profile removes (`version_after`).
fn id(docdata: &Element, source: &str) -> String {
    let number = docdata
        .find(&["doc-id"])
        .and_then(|id| id.attribute("id-string"));
    let number = number.unwrap_or_default().trim();
    let is_address = number.contains(':');
    match (number.is_empty(), is_address || source.is_empty()) {
        (true, _) => String::new(),
        (false, true) => number.to_owned(),
        (false, false) => format!("{source}:{number}"),
    }
}

/// Returns the time of the last revision in the history.
fn revised(head: &Element) -> Option<String> {
    let revisions = head.all("revision-history");
    let last = revisions
        .filter_map(|revision| revision.attribute("norm"))
        .max();
    last.map(str::to_owned)
}

fn byline(head: &Element) -> String {
    let lines: Vec<String> = head
        .all("byline")
        .map(|line| {
            let parts = line.children.iter().map(|node| match node {
                crate::xml::tree::Node::Text(text) => text.clone(),
                // The title of an author stands after the name.
                crate::xml::tree::Node::Element(element) if element.name == "byttl" => {
                    format!(", {}", element.text())
                }
                crate::xml::tree::Node::Element(element) => element.text(),
            });
            let text: String = parts.collect();
            frontpage_clean::line(&text)
                .replace(" ,", ",")
                .trim_matches([',', ' '])
                .to_owned()
        })
        .filter(|line| !line.is_empty())
        .collect();
    lines.join(", ")
}

/// Returns the place of the dateline, without the date in it.
fn dateline(head: &Element) -> String {
    let Some(dateline) = head.find(&["dateline"]) else {
        return String::new();
    };
    let place = dateline.text_at(&["location"]);
    if !place.is_empty() {
        return place;
    }
    let texts = dateline.children.iter().filter_map(|node| match node {
        crate::xml::tree::Node::Text(text) => Some(text.clone()),
        crate::xml::tree::Node::Element(element) if element.name == "story.date" => None,
        crate::xml::tree::Node::Element(element) => Some(element.text()),
    });
    frontpage_clean::line(&texts.collect::<String>())
}

fn subjects(head: &Element) -> Vec<Subject> {
    let mut subjects = Vec::new();
    for object in head.all("tobject") {
        // The service or desk, such as domestic news; "news" says nothing.
        let kind = object.attribute("tobject.type").unwrap_or_default().trim();
        if !kind.is_empty() && !kind.eq_ignore_ascii_case("news") {
            subjects.push(Subject {
                name: kind.to_owned(),
                is_category: true,
                ..Subject::default()
            });
        }
        for subject in object.all("tobject.subject") {
            let text = |name: &str| {
                subject
                    .attribute(name)
                    .unwrap_or_default()
                    .trim()
                    .to_owned()
            };
            let names =
                ["detail", "matter", "type"].map(|part| text(&format!("tobject.subject.{part}")));
            let name = names.into_iter().find(|name| !name.is_empty());
            subjects.push(Subject {
                code: text("tobject.subject.refnum"),
                scheme: text("tobject.subject.ipr"),
                name: name.unwrap_or_default(),
                ..Subject::default()
            });
        }
    }
    subjects
}

fn tags(docdata: &Element) -> Vec<String> {
    let keywords = docdata.all("key-list").flat_map(|list| list.all("keyword"));
    let scopes = docdata
        .all("doc-scope")
        .filter_map(|scope| scope.attribute("scope"));
    let keywords = keywords.filter_map(|keyword| keyword.attribute("key"));
    keywords.chain(scopes).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
