//! A post of WordPress, and the story that is made from it.

use super::attachments::Attachments;
use super::{address, body};
use frontpage_clean::plain;
use frontpage_source::{Category, ImportedStory, Picture, StoryId, Visibility, title_of};
use frontpage_source::{Entry, Refusal};
use jiff::Timestamp;

/// A post, whether it comes from an export or from the REST API.
#[derive(Debug, Default)]
pub struct Post {
    /// The number of the post.
    pub id: u64,
    /// The kind: `post`, `page`, `attachment` or one of a plugin.
    pub kind: String,
    /// The status: `publish`, `draft` and others.
    pub status: String,
    /// Whether a password is needed to read it.
    pub has_password: bool,
    /// The headline, which may contain HTML.
    pub title: String,
    /// The last part of the address, or empty.
    pub slug: String,
    /// The address.
    pub permalink: String,
    /// The time of publication.
    pub published: Option<Timestamp>,
    /// The time of the last change.
    pub updated: Option<Timestamp>,
    /// The names of the authors.
    pub authors: Vec<String>,
    /// The summary, which may contain HTML.
    pub excerpt: String,
    /// The body.
    pub content: Content,
    /// The categories.
    pub categories: Vec<Category>,
    /// The tags.
    pub tags: Vec<String>,
    /// The lead picture.
    pub lead: Option<Picture>,
}

/// The body of a post.
#[derive(Debug)]
pub enum Content {
    /// As an editor wrote it: with shortcodes, and line breaks for paragraphs.
    Raw(String),
    /// As WordPress shows it.
    Rendered(String),
}

impl Default for Content {
    fn default() -> Self {
        Self::Raw(String::new())
    }
}

/// The category of posts without one.
const NO_CATEGORY: &str = "uncategorized";

impl Post {
    /// Makes a story of the post. `base` is the address of the site.
    pub fn into_entry(self, base: &str, attachments: &Attachments) -> Entry {
        match self.kind.as_str() {
            "post" => {}
            "" => return Entry::NoStory("of no kind".into()),
            _ => return Entry::NoStory(self.kind),
        }
        let visibility = match self.status.as_str() {
            _ if self.has_password => Visibility::Hidden("password".into()),
            "publish" => Visibility::Public,
            status => Visibility::Hidden(status.into()),
        };
        let title = plain(&self.title);
        let is_public = visibility == Visibility::Public;
        let refused = |reason: &str| {
            Entry::Refused(Refusal {
                place: format!("post {}", self.id),
                reason: reason.into(),
            })
        };
        if self.id == 0 {
            return refused("it has no number");
        }
        if is_public && self.published.is_none() {
            return refused("it has no valid date");
        }
        let mut left_out = Vec::new();
        let html = match self.content {
            Content::Rendered(html) => html,
            Content::Raw(raw) => body::html(&raw, self.id, attachments, &mut left_out),
        };
        let title = match title.is_empty() && is_public {
            false => title,
            // Short notes often have none.
            true => {
                left_out.push("no title, which is the start of the text now".into());
                title_of(&plain(&html))
            }
        };
        if is_public && title.is_empty() {
            return refused("it has neither a title nor a text");
        }
        let categories = self.categories.into_iter();
        Entry::Story(Box::new(ImportedStory {
            id: StoryId::Number(self.id),
            uri: address::permanent(base, self.id),
            visibility,
            title,
            summary: plain(&self.excerpt),
            body: html,
            slug: self.slug,
            permalink: self.permalink,
            published: self.published,
            updated: self.updated,
            authors: self.authors,
            section: None,
            categories: categories
                .filter(|category| category.slug != NO_CATEGORY)
                .collect(),
            tags: self.tags,
            lead: self.lead,
            base: None,
            left_out,
            ..ImportedStory::default()
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post() -> Post {
        Post {
            id: 7,
            kind: "post".into(),
            status: "publish".into(),
            title: "A &amp; <b>B</b>".into(),
            published: Some(Timestamp::UNIX_EPOCH),
            content: Content::Raw("a\n\nb".into()),
            ..Post::default()
        }
    }

    fn entry(post: Post) -> Entry {
        post.into_entry("https://a.example", &Attachments::default())
    }

    #[test]
    fn a_published_post_is_a_story() {
        let Entry::Story(story) = entry(post()) else {
            panic!("no story");
        };
        assert_eq!(story.title, "A & B");
        assert_eq!(story.uri, "https://a.example/?p=7");
        assert_eq!(story.visibility, Visibility::Public);
        assert!(story.body.contains("<br><br>"));
    }

    #[test]
    fn a_post_without_a_title_has_the_start_of_its_text() {
        let words =
            "All the words of a note, which go on for a while and then even longer than that.";
        for (text, title) in [
            ("A <b>short</b> note", "A short note"),
            (
                words,
                "All the words of a note, which go on for a while and then even longer…",
            ),
        ] {
            let untitled = Post {
                title: String::new(),
                content: Content::Rendered(text.into()),
                ..post()
            };
            assert!(
                matches!(entry(untitled), Entry::Story(story) if story.title == title),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_not_public_is_hidden() {
        for status in ["draft", "private", "future", "trash", "pending", ""] {
            let hidden = Post {
                status: status.into(),
                ..post()
            };
            let Entry::Story(story) = entry(hidden) else {
                panic!("{status}: no story");
            };
            assert_eq!(story.visibility, Visibility::Hidden(status.into()));
        }
        let secret = Post {
            has_password: true,
            ..post()
        };
        assert!(
            matches!(entry(secret), Entry::Story(story) if story.visibility != Visibility::Public)
        );
    }

    #[test]
    fn other_kinds_are_no_stories_and_posts_without_the_necessary_are_refused() {
        let page = Post {
            kind: "page".into(),
            ..post()
        };
        assert!(matches!(entry(page), Entry::NoStory(kind) if kind == "page"));
        for refused in [
            Post {
                title: " <b></b>".into(),
                content: Content::default(),
                ..post()
            },
            Post {
                published: None,
                ..post()
            },
            Post { id: 0, ..post() },
        ] {
            assert!(matches!(entry(refused), Entry::Refused(_)));
        }
    }
}
