//! The breaks, and the test that is to see each. The one list.

use crate::witness::Witness::{self, Browser, Cargo, Readers};
use anyhow::{Result, ensure};

/// A break of one behaviour.
pub struct Mutation {
    /// What a reader or a publisher would complain of.
    pub breaks: &'static str,
    /// Where, from the root of the tree.
    pub file: &'static str,
    /// What stands there once.
    pub from: &'static str,
    /// What stands there then.
    pub to: &'static str,
    /// The test that is to see it.
    pub seen_by: Witness,
}

/// All of them; docs/tests.md has the same table.
pub const MUTATIONS: &[Mutation] = &[
    Mutation {
        breaks: "after a click the focus is lost",
        file: "src/navigate.rs",
        from: "browser::document::focus_headline();",
        to: "",
        seen_by: Browser("navigation::a_click_updates_title_focus_and_announcement"),
    },
    Mutation {
        breaks: "*back* leads to the top of a page, wherever it was left",
        file: "src/reader/scroll.rs",
        from: ".map_or(0, |(_, top)| *top)",
        to: ".map_or(0, |_| 0)",
        seen_by: Browser("navigation::back_and_forward_restore_the_scroll"),
    },
    Mutation {
        breaks: "a published page that is loaded again is at its top",
        file: "src/navigate.rs",
        from: "history::hand_back_scrolling();",
        to: "",
        seen_by: Browser("coming_back::the_browser_restores_the_scroll_position_without_the_app"),
    },
    Mutation {
        breaks: "without a line a page read before does not open",
        file: "src/navigate.rs",
        from: "if error.is_of_the_line()",
        to: "if error.is_of_the_line() && false",
        seen_by: Browser("coming_back::a_page_read_before_opens_offline"),
    },
    Mutation {
        breaks: "an address with a doubled slash is no page",
        file: "src/route.rs",
        from: "|| letter != '/'",
        to: "|| letter == '/'",
        seen_by: Browser("addresses::a_page_is_kept_under_any_spelling_of_its_address"),
    },
    Mutation {
        breaks: "the address bar keeps another spelling of a page's address",
        file: "src/navigate.rs",
        from: "history::correct_path(&address);",
        to: "",
        seen_by: Browser("addresses::a_link_with_another_spelling_opens_in_the_app"),
    },
    Mutation {
        breaks: "after a click the head describes the first page",
        file: "src/browser/document.rs",
        from: "stale.remove();",
        to: "break;",
        seen_by: Browser("head::after_a_click_the_head_no_longer_describes_the_first_page"),
    },
    Mutation {
        breaks: "*Try again* joins a request that may read a damaged cache",
        file: "src/load/loader.rs",
        from: "known.bypass_cache >= bypass_cache",
        to: "true",
        seen_by: Cargo(
            "frontpage",
            None,
            "load::loader::tests::try_again_does_not_join_a_request_that_may_read_the_cache",
        ),
    },
    Mutation {
        breaks: "a host's HTML is taken for damaged data",
        file: "src/browser/network.rs",
        from: "kind.contains(\"text/html\")",
        to: "kind.contains(\"no such type\")",
        seen_by: Browser("drills::network::html_instead_of_data_shows_page_not_found"),
    },
    Mutation {
        breaks: "the app throws a prerendered page away and builds it anew",
        file: "src/opening.rs",
        from: "prerendered: shown.is_some(),",
        to: "prerendered: false,",
        seen_by: Browser("hydration::every_page_is_hydrated_without_replacing_nodes"),
    },
    Mutation {
        breaks: "a reader is not told that the app did not start",
        file: "press/src/start.js",
        from: "document.body.append(note);",
        to: "",
        seen_by: Browser("drills::app::a_missing_module_keeps_the_page_readable"),
    },
    Mutation {
        breaks: "an app that died while it took a page over tries it once more",
        file: "press/src/start.js",
        from: "if (dead(error)) delete document.body.dataset.prerendered;",
        to: "",
        seen_by: Browser("drills::app::a_crash_while_hydrating_rebuilds_the_page"),
    },
    Mutation {
        breaks: "what pages begin with is packed for each of them",
        file: "press/src/build/mod.rs",
        from: "Packing::new(edition.prerender.beginnings())",
        to: "Packing::new(&[])",
        seen_by: Cargo(
            "press",
            Some("build"),
            "edition::what_stories_begin_with_is_packed_once",
        ),
    },
    Mutation {
        breaks: "a host that stumbles is not asked again",
        file: "src/load/fetch.rs",
        from: "[u32; 2] = [300, 900]",
        to: "[u32; 0] = []",
        seen_by: Browser("loading::two_failures_are_retried"),
    },
    Mutation {
        breaks: "grey letters are too pale to read",
        file: "style/tokens.css",
        from: "--ink-soft: light-dark(#565b61,",
        to: "--ink-soft: light-dark(#9a9fa5,",
        seen_by: Browser("accessibility::axe::nothing_is_found_in_light"),
    },
    Mutation {
        breaks: "a story stands in the rail beside itself",
        file: "src/components/rail.rs",
        from: ".filter(|card| card.url != *reading)",
        to: ".filter(|card| card.url != *reading || true)",
        seen_by: Browser("rails::a_rail_never_holds_the_story_being_read"),
    },
    Mutation {
        breaks: "an embargo is passed over",
        file: "press/src/read/head.rs",
        from: "|until| until > now.as_nanosecond()",
        to: "|until| until > i128::MAX - now.as_nanosecond()",
        seen_by: Cargo(
            "press",
            Some("build"),
            "items::what_may_not_be_known_leaves_no_byte",
        ),
    },
    Mutation {
        breaks: "a link may run a script",
        file: "model/src/href.rs",
        from: "is(\"mailto\") || is(\"tel\")",
        to: "is(\"mailto\") || is(\"tel\") || is(\"javascript\")",
        seen_by: Cargo(
            "frontpage-model",
            None,
            "href::tests::stops_everything_else",
        ),
    },
    Mutation {
        breaks: "a link fakes the host on its card by a user's name",
        file: "model/src/href.rs",
        from: "host.is_empty() || host.contains('@')",
        to: "host.is_empty()",
        seen_by: Cargo(
            "frontpage-model",
            None,
            "href::tests::stops_everything_else",
        ),
    },
    Mutation {
        breaks: "what a killed publish left is not finished",
        file: "press/src/write/publish.rs",
        from: "if let Some(unfinished) = Journal::read(&journal)? {",
        to: "if let Some(unfinished) = Journal::read(&journal)?.filter(|_| false) {",
        seen_by: Cargo(
            "press",
            Some("build"),
            "killed::at_whatever_step_it_dies_no_reader_sees_half_and_the_next_run_finishes",
        ),
    },
    Mutation {
        breaks: "a new story renders every older one with its tag",
        file: "press/src/index/plan.rs",
        from: "mix = mix.text(tag.slug.as_str()).text(tag.name);",
        to: "mix = mix.text(tag.slug.as_str()).text(tag.name);
            for (_, rail) in self.rails_beside(story) {
                mix = mix.bytes(&key::of_json(&*rail));
            }",
        seen_by: Cargo(
            "press",
            Some("build"),
            "edition::a_change_of_a_rail_renders_no_article",
        ),
    },
    Mutation {
        breaks: "a deploy sends pages before what they name",
        file: "press/src/output.rs",
        from: "\"html\" => Self::Pages,",
        to: "\"html\" => Self::Assets,",
        seen_by: Cargo(
            "press",
            Some("deploy"),
            "uploads::each_stage_is_complete_before_the_next_begins",
        ),
    },
    Mutation {
        breaks: "reader views lose the lead pictures of long stories",
        file: "src/pages/article.rs",
        from: "<header class=\"article__part\">",
        to: "<header class=\"article__head\">",
        seen_by: Readers("articles::readability_takes_out_the_story"),
    },
    Mutation {
        breaks: "the data of a tag called `feed` goes up after its page",
        file: "press/src/output.rs",
        from: "\"json\" if is_json_feed(path) => Self::Rest,",
        to: "\"json\" if name == \"feed.json\" => Self::Rest,",
        seen_by: Cargo(
            "press",
            None,
            "output::tests::data_is_data_whatever_it_is_called",
        ),
    },
    Mutation {
        breaks: "the policy lets a page's own scripts run",
        file: "press/src/host/csp.rs",
        from: "script-src 'self' 'wasm-unsafe-eval'\",",
        to: "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'\",",
        seen_by: Cargo("press", None, "host::csp::tests::nothing_unsafe_is_allowed"),
    },
    Mutation {
        breaks: "on Cloudflare a section's feeds are plain JSON and XML",
        file: "press/src/host/headers_file.rs",
        from: "patterns.iter().chain(&feeds)",
        to: "patterns.iter().chain(feeds.iter().take(0))",
        seen_by: Cargo(
            "press",
            None,
            "host::headers_file::tests::feeds_say_their_type_since_their_ending_does_not",
        ),
    },
    Mutation {
        breaks: "a sitemap names pages that nothing links to",
        file: "press/src/index/paging.rs",
        from: "if last >= 3 {",
        to: "if last >= 2 {",
        seen_by: Cargo(
            "press",
            Some("build"),
            "linked::sitemaps_name_what_is_linked_and_nothing_else_whatever_a_listing_holds",
        ),
    },
    Mutation {
        breaks: "browsers of 2023 show no colours and no lines",
        file: "press/src/style.rs",
        from: "browsers: Some(browsers),",
        to: "browsers: None,",
        seen_by: Browser("supported_browsers::colours_and_lines_are_painted_in_light_and_dark"),
    },
    Mutation {
        breaks: "pages are published with buttons that do nothing",
        file: "press/src/render/mod.rs",
        from: "without_buttons(&html.replace(\"<!>\", \"<!---->\"))",
        to: "without_buttons(\"\") + &html.replace(\"<!>\", \"<!---->\")",
        seen_by: Cargo(
            "press",
            Some("build"),
            "edition::no_page_has_a_control_that_does_nothing_without_the_app",
        ),
    },
    Mutation {
        breaks: "a browser that is too old for the app is asked to start it",
        file: "press/src/start.js",
        from: "if (window.structuredClone)",
        to: "if (window)",
        seen_by: Browser("drills::app::a_browser_that_is_too_old_reads_the_page_without_the_app"),
    },
];

impl Mutation {
    /// The broken text.
    ///
    /// # Errors
    /// When what is to be broken does not stand there once.
    pub fn apply(&self, text: &str) -> Result<String> {
        let times = text.matches(self.from).count();
        ensure!(
            times == 1,
            "{}: {:?} stands there {times} times, not once",
            self.file,
            self.from
        );
        Ok(text.replacen(self.from, self.to, 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;
    use std::path::Path;

    fn read(path: &str) -> String {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    #[test]
    fn what_is_to_be_broken_is_there() -> Result<()> {
        for mutation in MUTATIONS {
            assert_ne!(mutation.apply(&read(mutation.file))?, read(mutation.file));
        }
        Ok(())
    }

    #[test]
    fn the_tests_that_are_to_see_it_are_there() {
        for mutation in MUTATIONS {
            let (folder, name) = match mutation.seen_by {
                Browser(name) => ("tests/src".to_owned(), name),
                Readers(name) => ("tests/readers".into(), name),
                Cargo("press", Some(file), name) => (format!("press/tests/{file}"), name),
                Cargo("press", None, name) => ("press/src".into(), name),
                Cargo("frontpage", None, name) => ("src".into(), name),
                Cargo("frontpage-model", None, name) => ("model/src".into(), name),
                Cargo(package, ..) => panic!("where do the tests of {package} lie?"),
            };
            let mut path: Vec<&str> = name.split("::").filter(|part| *part != "tests").collect();
            let test = path.pop().unwrap_or_default();
            let file = format!("{folder}/{}", path.join("/"));
            // Many tests of one file have a file of their own beside it.
            let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
            let beside = std::fs::read_to_string(beside.join(format!("{file}/tests.rs")));
            let text = read(&format!("{file}.rs")) + &beside.unwrap_or_default();
            assert!(text.contains(&format!("fn {test}(")), "{name}");
        }
    }

    #[test]
    fn the_documentation_has_the_same_breaks() {
        let mut table = String::from("| what breaks | where | what sees it |\n|---|---|---|\n");
        for Mutation {
            breaks,
            file,
            seen_by,
            ..
        } in MUTATIONS
        {
            let _ = writeln!(table, "| {breaks} | `{file}` | `{}` |", seen_by.name());
        }
        let docs = read("docs/tests.md");
        assert!(
            docs.contains(&format!("\n\n{table}\n")),
            "docs/tests.md should have this table:\n\n{table}"
        );
    }
}
