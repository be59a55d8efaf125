//! The title page: the newspaper's name and the date, with the picture of the cover.

use crate::document::document;
use crate::{Book, Context};

/// Returns the title page. `cover` is the name of the cover's file.
pub fn page(book: &Book<'_>, context: &Context<'_>, cover: Option<&str>) -> String {
    let Context { config, words, .. } = context;
    document(*words, &context.title, |out| {
        let attributes = [("class", Some("title")), ("epub:type", Some("titlepage"))];
        out.element("section", &attributes, |out| {
            out.text_element("h1", &config.name);
            out.element("p", &[], |out| {
                let day = book.day.to_string();
                out.element("time", &[("datetime", Some(&day))], |out| {
                    words.interface(out, &context.date);
                });
            });
            if !config.tagline.is_empty() {
                out.text_element("p", &config.tagline);
            }
            if let Some(cover) = cover {
                // Its story describes it.
                let picture = [("src", Some(cover)), ("alt", Some(""))];
                out.element("p", &[], |out| out.void("img", &picture));
            }
            out.element("p", &[], |out| {
                let address = context.site_urls.absolute("/");
                out.element("a", &[("href", Some(&address))], |out| {
                    out.text(&config.url);
                });
            });
            if !config.copyright.is_empty() {
                out.text_element("p", &config.copyright);
            }
        });
    })
}
