//! A chapter: one story with everything that its page shows of it.

use crate::Context;
use crate::blocks::Writer;
use crate::document::{Words, document};
use crate::navigation::headline;
use crate::pictures::Album;
use frontpage_base::config::direction;
use frontpage_model::{Article, Block, LocalTime, messages};
use frontpage_output::markup::Markup;

/// A story that becomes a chapter.
pub struct Chapter<'a> {
    pub article: &'a Article,
    pub context: &'a Context<'a>,
}

impl Chapter<'_> {
    /// Returns the document.
    pub fn document(&self, album: &mut dyn Album) -> String {
        let words = self.article.words;
        let words = words.unwrap_or_else(messages::Words::current);
        words.speak(|| self.in_language(album))
    }

    /// Returns the document, with the interface in the current language.
    fn in_language(&self, album: &mut dyn Album) -> String {
        let Self { article, context } = self;
        let words = match (&article.lang, article.dir) {
            (None, None) => context.words,
            (None, Some(dir)) => Words::new(context.words.lang, dir),
            (Some(lang), dir) => Words::new(lang, dir.unwrap_or_else(|| direction(lang))),
        };
        document(words, headline(article), |out| {
            out.element("article", &[], |out| {
                let mut writer = Writer::new(context, words, album);
                self.head(out, words);
                if let Some(lead) = &article.lead {
                    writer.figure(out, lead);
                }
                self.body(out, &mut writer);
                self.source(out, words);
            });
        })
    }

    fn head(&self, out: &mut Markup, words: Words<'_>) {
        let Self { article, context } = self;
        out.element("header", &[], |out| {
            let tags = article.tags.iter().map(|tag| &*tag.name);
            let kicker: Vec<&str> = [&*article.section.name].into_iter().chain(tags).collect();
            class(out, "kicker", |out| out.text(&kicker.join(" · ")));
            out.text_element("h1", headline(article));
            if !article.byline.is_empty() {
                class(out, "byline", |out| {
                    for part in &article.byline {
                        out.text(&part.text);
                    }
                });
            }
            class(out, "date", |out| {
                time(out, words, article.published, |text| text, context);
            });
            if let Some(updated) = article.updated {
                class(out, "date", |out| {
                    time(
                        out,
                        words,
                        updated,
                        |text| messages::UPDATED.fill(&[&text]),
                        context,
                    );
                });
            }
        });
    }

    fn body(&self, out: &mut Markup, writer: &mut Writer<'_>) {
        let article = self.article;
        if let Some(origin) = &article.origin {
            class(out, "credit", |out| writer.words.interface(out, origin));
        }
        // The dateline goes at the start of the first paragraph.
        let mut dateline = article.dateline.as_deref();
        for block in &article.body {
            match block {
                Block::Paragraph(first) => writer.paragraph(out, first, dateline.take()),
                other => writer.block(out, other),
            }
            out.line();
        }
        if let Some(credit) = &article.credit {
            class(out, "credit", |out| {
                out.element("em", &[], |out| out.text(credit));
            });
        }
    }

    /// Writes the address of the story's page.
    fn source(&self, out: &mut Markup, words: Words<'_>) {
        let address = self.context.site_urls.page(&self.article.url);
        out.element("footer", &[], |out| {
            class(out, "source", |out| {
                words.interface(out, messages::ON_THE_WEB.text());
                out.text(" ");
                let attributes = [("href", Some(&*address)), ("dir", Some("ltr"))];
                out.element("a", &attributes, |out| out.text(&address));
            });
        });
    }
}

fn class(out: &mut Markup, class: &str, inner: impl FnOnce(&mut Markup)) {
    out.element("p", &[("class", Some(class))], inner);
}

/// Writes a time; `say` puts it into words.
fn time(
    out: &mut Markup,
    words: Words<'_>,
    time: LocalTime,
    say: impl FnOnce(String) -> String,
    context: &Context<'_>,
) {
    let exact = time.to_string();
    let (date, clock) = (time.day().text(), time.time_text());
    let text = messages::date_and_time(&date, &clock, &context.config.time_zone_label);
    out.element("time", &[("datetime", Some(&exact))], |out| {
        words.interface(out, &say(text));
    });
}
