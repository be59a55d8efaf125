//! The list of mutations: small breaks of the code, each with the test that has to catch it.

use crate::witness::ExpectedTest::{self, Browser, Cargo, Readers};
use anyhow::{Result, ensure};

/// A change of the source that breaks one behavior.
pub struct Mutation {
    /// The symptom, as a reader or a publisher would report it.
    pub description: &'static str,
    /// The file to change, relative to the root of the tree.
    pub file: &'static str,
    /// The text to replace; it occurs exactly once in the file.
    pub from: &'static str,
    /// The replacement.
    pub to: &'static str,
    /// The test that has to fail.
    pub test: ExpectedTest,
}

/// All mutations. docs/tests.md has the same table.
pub const MUTATIONS: &[Mutation] = &[
    Mutation {
        description: "the focus is lost after a click",
        file: "src/navigation/navigator.rs",
        from: "document::focus_headline();",
        to: "",
        test: Browser("navigation::clicks::a_click_updates_title_focus_and_announcement"),
    },
    Mutation {
        description: "*back* scrolls to the top of the page instead of the old position",
        file: "src/navigation/scroll_positions.rs",
        from: ".map_or(0, |(_, top)| *top)",
        to: ".map_or(0, |_| 0)",
        test: Browser("navigation::history::back_and_forward_restore_the_scroll"),
    },
    Mutation {
        description: "reloading a published page scrolls to its top",
        file: "src/navigation/navigator.rs",
        from: "history::enable_scroll_restoration();",
        to: "",
        test: Browser("returning::the_browser_restores_the_scroll_position_without_the_app"),
    },
    Mutation {
        description: "a page that was read before does not open offline",
        file: "src/navigation/loading.rs",
        from: "if error.is_connection_error()",
        to: "if error.is_connection_error() && false",
        test: Browser("returning::a_page_read_before_opens_offline"),
    },
    Mutation {
        description: "an address with a doubled slash is not found",
        file: "src/route.rs",
        from: "|| letter != '/'",
        to: "|| letter == '/'",
        test: Browser("addresses::a_page_is_kept_under_any_spelling_of_its_address"),
    },
    Mutation {
        description: "the address bar keeps a noncanonical spelling of the address",
        file: "src/navigation/screen.rs",
        from: "history::correct_path(&address);",
        to: "",
        test: Browser("addresses::a_link_with_another_spelling_opens_in_the_app"),
    },
    Mutation {
        description: "the head still describes the first page after a click",
        file: "src/browser/document.rs",
        from: "stale.remove();",
        to: "break;",
        test: Browser("head::after_a_click_the_head_no_longer_describes_the_first_page"),
    },
    Mutation {
        description: "*Try again* joins a pending request that may read a damaged cache",
        file: "src/data/loader.rs",
        from: "known.bypass_cache >= bypass_cache",
        to: "true",
        test: Cargo(
            "frontpage",
            None,
            "data::loader::tests::try_again_does_not_join_a_request_that_may_read_the_cache",
        ),
    },
    Mutation {
        description: "HTML in place of data is reported as damaged data",
        file: "src/browser/network.rs",
        from: "kind.starts_with(\"text/html\")",
        to: "kind.starts_with(\"no such type\")",
        test: Browser("drills::network::html_instead_of_data_shows_page_not_found"),
    },
    Mutation {
        description: "the app discards a prerendered page and renders it again",
        file: "src/adoption.rs",
        from: "_ if own_route.is_some() && own_route == route => true,",
        to: "_ if own_route.is_some() && own_route == route && false => true,",
        test: Browser("adoption::every_page_is_adopted_without_replacing_nodes"),
    },
    Mutation {
        description: "no message appears when the app cannot start",
        file: "crates/assets/src/start.js",
        from: "document.body.append(noteOf(",
        to: "void (noteOf(",
        test: Browser("drills::app::a_missing_module_keeps_the_page_readable"),
    },
    Mutation {
        description: "an app that crashed while it adopted a page tries to adopt it again",
        file: "crates/assets/src/start.js",
        from: "if (dead(error)) delete document.body.dataset.prerendered;",
        to: "",
        test: Browser("drills::app::a_crash_while_starting_rebuilds_the_page"),
    },
    Mutation {
        description: "the shared prefix of pages is compressed again for each page",
        file: "crates/pipeline/src/lib.rs",
        from: "Precompressor::new(edition.prerender.shared_prefixes())",
        to: "Precompressor::new(&[])",
        test: Cargo(
            "press",
            Some("build"),
            "precompressed::stories_share_a_compressed_prefix",
        ),
    },
    Mutation {
        description: "a failed request is not retried",
        file: "src/data/fetch.rs",
        from: "[u32; 2] = [300, 900]",
        to: "[u32; 0] = []",
        test: Browser("loading::two_failures_are_retried"),
    },
    Mutation {
        description: "gray text has too little contrast",
        file: "style/tokens.css",
        from: "--ink-soft: light-dark(#565b61,",
        to: "--ink-soft: light-dark(#9a9fa5,",
        test: Browser("accessibility::axe::nothing_is_found_in_light_and_dark"),
    },
    Mutation {
        description: "the bar between tags moves when its link arrives after a paint",
        file: "style/article.css",
        from: "  padding-block: var(--space-1);\n  padding-inline-end: var(--space-2);",
        to: "  padding-inline-end: var(--space-2);",
        test: Browser("stability::nothing_moves_wherever_parsing_pauses"),
    },
    Mutation {
        description: "a story appears in its own rail",
        file: "src/components/rail.rs",
        from: ".filter(|card| card.url != *current_story)",
        to: ".filter(|card| card.url != *current_story || true)",
        test: Browser("rails::a_rail_never_holds_the_story_being_read"),
    },
    Mutation {
        description: "an embargo is ignored",
        file: "crates/ingest/src/read/head.rs",
        from: "|until| until > now.as_nanosecond()",
        to: "|until| until > i128::MAX - now.as_nanosecond()",
        test: Cargo(
            "press",
            Some("build"),
            "items::withheld_content_leaves_no_byte_in_the_output",
        ),
    },
    Mutation {
        description: "the embargo of a Markdown story is ignored",
        file: "crates/ingest/src/read/markdown/story.rs",
        from: "head.embargoed_until = embargo.map(|time| time.to_string());",
        to: "",
        test: Cargo(
            "press",
            Some("build"),
            "markdown::nothing_of_a_draft_or_of_an_embargoed_story_is_published",
        ),
    },
    Mutation {
        description: "very large pictures are scaled at the same time",
        file: "crates/media/src/lib.rs",
        from: "let scaled = encode::scale(pixels)?;",
        to: "drop(large_lock); let large_lock = (); let scaled = encode::scale(pixels)?;",
        test: Cargo(
            "press",
            Some("hostile"),
            "large::several_huge_pictures_need_as_much_memory_as_one",
        ),
    },
    Mutation {
        description: "an import overwrites what an editor changed",
        file: "crates/import/src/files.rs",
        from: "Some(Existing::Edited(_)) => return Ok(Fate::Kept),",
        to: "Some(Existing::Edited(_)) => Fate::Updated,",
        test: Cargo(
            "press",
            Some("import"),
            "repeated::what_an_editor_changed_is_kept_and_named",
        ),
    },
    Mutation {
        description: "a link can run a script",
        file: "crates/model/src/href.rs",
        from: "is(\"mailto\") || is(\"tel\")",
        to: "is(\"mailto\") || is(\"tel\") || is(\"javascript\")",
        test: Cargo(
            "frontpage-model",
            None,
            "href::tests::stops_everything_else",
        ),
    },
    Mutation {
        description: "a link fakes the host on its card with a user name",
        file: "crates/model/src/href.rs",
        from: "host.is_empty() || host.contains('@')",
        to: "host.is_empty()",
        test: Cargo(
            "frontpage-model",
            None,
            "href::tests::stops_everything_else",
        ),
    },
    Mutation {
        description: "a publish that was killed is not completed by the next run",
        file: "crates/store/src/publish.rs",
        from: "if let Some(unfinished) = Journal::read(&journal)? {",
        to: "if let Some(unfinished) = Journal::read(&journal)?.filter(|_| false) {",
        test: Cargo(
            "press",
            Some("build"),
            "crashes::a_crash_at_any_step_leaves_a_working_site_and_the_next_run_finishes",
        ),
    },
    Mutation {
        description: "a new story renders every older story with its tag again",
        file: "crates/catalog/src/plan.rs",
        from: "mix = mix.text(tag.slug.as_str()).text(tag.name);",
        to: "mix = mix.text(tag.slug.as_str()).text(tag.name);
            for (_, rail) in self.rails_beside(story) {
                mix = mix.bytes(&fingerprint::of_json(&*rail));
            }",
        test: Cargo(
            "press",
            Some("build"),
            "incremental::changing_a_rail_renders_no_article",
        ),
    },
    Mutation {
        description: "a deploy uploads pages before the assets that they use",
        file: "crates/store/src/order.rs",
        from: "\"html\" => Self::Pages,",
        to: "\"html\" => Self::Assets,",
        test: Cargo(
            "press",
            Some("deploy"),
            "uploads::each_stage_is_complete_before_the_next_begins",
        ),
    },
    Mutation {
        description: "reader views lose the lead pictures of long stories",
        file: "src/pages/article.rs",
        from: "<header class=\"article__part\">",
        to: "<header class=\"article__head\">",
        test: Readers("articles::readability_extracts_the_story"),
    },
    Mutation {
        description: "the data of a tag called `feed` is uploaded after its page",
        file: "crates/store/src/order.rs",
        from: "\"json\" if is_json_feed(path) => Self::Rest,",
        to: "\"json\" if name == \"feed.json\" => Self::Rest,",
        test: Cargo(
            "frontpage-store",
            None,
            "order::tests::page_data_is_never_taken_for_a_feed",
        ),
    },
    Mutation {
        description: "the policy allows inline scripts",
        file: "crates/hosting/src/csp.rs",
        from: "&str = \"script-src 'self' 'wasm-unsafe-eval'\"",
        to: "&str = \"script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'\"",
        test: Cargo(
            "frontpage-hosting",
            None,
            "csp::tests::nothing_unsafe_is_allowed",
        ),
    },
    Mutation {
        description: "Cloudflare serves a section's feeds as plain JSON and XML",
        file: "crates/hosting/src/headers_file.rs",
        from: "patterns.iter().chain(&feeds)",
        to: "patterns.iter().chain(feeds.iter().take(0))",
        test: Cargo(
            "frontpage-hosting",
            None,
            "headers_file::tests::feeds_have_rules_for_their_content_type",
        ),
    },
    Mutation {
        description: "a sitemap lists pages that nothing links to",
        file: "crates/catalog/src/paging.rs",
        from: "if last >= 3 {",
        to: "if last >= 2 {",
        test: Cargo(
            "press",
            Some("build"),
            "linked::sitemaps_list_exactly_the_linked_pages_for_listings_of_any_length",
        ),
    },
    Mutation {
        description: "browsers of 2023 show no colors and no lines",
        file: "crates/assets/src/style.rs",
        from: "browsers: Some(browsers),",
        to: "browsers: None,",
        test: Browser("supported_browsers::colors_and_lines_are_painted_in_light_and_dark"),
    },
    Mutation {
        description: "pages are published with buttons that do nothing without the app",
        file: "src/components/share_bar.rs",
        from: "<li data-label=messages::PRINT></li>",
        to: "<li data-label=messages::PRINT>{messages::PRINT}</li>",
        test: Cargo(
            "press",
            Some("build"),
            "pages::no_page_has_a_control_that_does_nothing_without_the_app",
        ),
    },
    Mutation {
        description: "going back to the published page builds it again",
        file: "src/navigation/navigator.rs",
        from: "(is_named && published.content.is_found())",
        to: "(is_named && published.content.is_found() && false)",
        test: Browser("adoption::the_published_page_is_there_again_on_the_way_back"),
    },
    Mutation {
        description: "today's date waits for the app",
        file: "crates/hosting/src/page_script.js",
        from: "(link || bar).replaceChildren('Today: ', t);",
        to: "",
        test: Browser("date::the_date_does_not_wait_for_the_app"),
    },
    Mutation {
        description: "the WebAssembly waits for the start module on a slow connection",
        file: "crates/hosting/src/page_script.js",
        from: "self.wasm = fetch(wasm, { priority: 'low' })",
        to: "0",
        test: Browser("loading::the_app_does_not_wait_for_a_slow_start_module"),
    },
    Mutation {
        description: "the search keeps a manifest whose files a publish has replaced",
        file: "src/tools/search.js",
        from: "await renew(loaded).catch(() => false)",
        to: "false",
        test: Browser("drills::search::an_outdated_manifest_is_loaded_again"),
    },
    Mutation {
        description: "a withdrawn story stays on the device",
        file: "src/worker/worker.js",
        from: "await kept.forget(page)",
        to: "await 0",
        test: Browser("drills::saved::a_withdrawn_story_is_not_kept"),
    },
    Mutation {
        description: "the service worker answers with a kept page although the network answered",
        file: "src/worker/worker.js",
        from: "if (first && first.status < 500) return first;",
        to: "",
        test: Browser("drills::saved::a_clock_that_jumps_shows_the_current_page"),
    },
    Mutation {
        description: "the size of the edition does not count pictures",
        file: "crates/pipeline/src/today.rs",
        from: "let parts = [&pages, &pictures, &app]",
        to: "let parts = [&pages, &app]",
        test: Browser("saved::the_size_of_the_edition_is_told_before"),
    },
    Mutation {
        description: "the rails of a story load although the reader is not near them",
        file: "src/browser/elements.rs",
        from: ".top() > FAR",
        to: ".top() > FAR && false",
        test: Browser("rails::rails_far_below_are_refreshed_when_the_reader_comes_near"),
    },
    Mutation {
        description: "a browser without WebP has a small picture in full screen",
        file: "src/parts/pictures.js",
        from: "  image.src = link.href;\n",
        to: "",
        test: Browser(
            "pictures::a_browser_without_webp_shows_a_jpeg_and_its_largest_in_full_screen",
        ),
    },
    Mutation {
        description: "a refreshed rail replaces cards that are the same",
        file: "src/view/dom.rs",
        from: ".is_some_and(|node| is_equal(&view, node))",
        to: ".is_some_and(|node| is_equal(&view, node) && false)",
        test: Browser("adoption::every_page_is_adopted_without_replacing_nodes"),
    },
    Mutation {
        description: "the app waits without end for an idle moment",
        file: "crates/assets/src/parts.js",
        from: "(call, { timeout: 1000 })",
        to: "(call)",
        test: Browser("adoption::the_app_starts_on_a_page_that_is_never_idle"),
    },
    Mutation {
        description: "a browser that is too old for the app tries to start it",
        file: "crates/assets/src/start.js",
        from: "if (window.structuredClone)",
        to: "if (window)",
        test: Browser("drills::app::a_browser_that_is_too_old_reads_the_page_without_the_app"),
    },
    Mutation {
        description: "coming back to a tab hands scrolling to the browser until the next focus",
        file: "src/browser/intent.rs",
        from: "&[\"focus\", \"pageshow\", \"visibilitychange\"]",
        to: "&[\"focus\", \"pageshow\"]",
        test: Browser("returning::the_browser_restores_scrolling_only_while_the_tab_is_hidden"),
    },
    Mutation {
        description: "the interface's English in a German newspaper is marked as German",
        file: "crates/model/src/interface.rs",
        from: "(!is_own).then_some(own)",
        to: "(!is_own && own.is_empty()).then_some(own)",
        test: Browser("accessibility::language::a_german_newspaper_marks_the_interfaces_english"),
    },
    Mutation {
        description: "a step back leaves the page instead of closing a picture in full screen",
        file: "src/parts/pictures.js",
        from: "history.pushState({ part: 'pictures', index: links.indexOf(opener), key: history.state }, '');",
        to: ";",
        test: Browser("pictures::a_step_back_closes_the_pictures_and_one_forward_opens_them"),
    },
    Mutation {
        description: "nothing says that a part could not be loaded",
        file: "crates/assets/src/parts.js",
        from: "place.after(noteOf(",
        to: "void (noteOf(",
        test: Browser("drills::parts::a_missing_part_says_so_and_its_link_works"),
    },
    Mutation {
        description: "an edition shows stories of later days",
        file: "crates/catalog/src/editions.rs",
        from: "Some(last) if day <= last.day =>",
        to: "Some(last) if day <= day =>",
        test: Cargo(
            "press",
            Some("build"),
            "editions::an_edition_shows_the_front_page_as_it_was_at_the_end_of_the_day",
        ),
    },
    Mutation {
        description: "an old edition shows a headline that was corrected since",
        file: "crates/catalog/src/editions.rs",
        from: "mix = mix.bytes(&self.stories[*at].card);",
        to: "mix = mix.number(Some(*at as u64));",
        test: Cargo(
            "press",
            Some("build"),
            "editions::a_correction_changes_the_editions_that_show_the_story",
        ),
    },
    Mutation {
        description: "a new story makes every old edition again",
        file: "crates/catalog/src/editions.rs",
        from: "let mix = FingerprintBuilder::new(\"edition\")",
        to: "let mix = FingerprintBuilder::new(\"edition\").number(Some(self.stories.len() as u64))",
        test: Cargo(
            "press",
            Some("build"),
            "editions::a_new_story_leaves_old_editions_as_they_are",
        ),
    },
    Mutation {
        description: "each story is read again for the search index",
        file: "crates/pipeline/src/search.rs",
        from: "AfterUse::Keep)",
        to: "AfterUse::Forget)",
        test: Cargo(
            "press",
            Some("build"),
            "incremental::a_story_is_read_once_for_its_page_and_the_search",
        ),
    },
    Mutation {
        description: "today's picks lead the editions of past days",
        file: "crates/catalog/src/editions.rs",
        from: "self.front_places_from(start, Vec::new())",
        to: "self.front_places_from(start, crate::front::picked(&self.config.picks.front, &self.stories))",
        test: Cargo(
            "press",
            Some("build"),
            "editions::urgent_stories_lead_an_edition_while_they_are_news_and_picks_do_not",
        ),
    },
    Mutation {
        description: "sitemaps list editions",
        file: "crates/pipeline/src/plan.rs",
        from: "Some(Route::Edition(_)) => {}",
        to: "",
        test: Cargo(
            "press",
            Some("build"),
            "linked::sitemaps_of_the_sample_newsroom_list_exactly_the_linked_pages",
        ),
    },
    Mutation {
        description: "the date bar leads to the edition of a story until the app runs",
        file: "crates/hosting/src/page_script.js",
        from: "if (link) link.href = link.getAttribute('href').slice(0, -11);",
        to: "",
        test: Browser("date::the_date_does_not_wait_for_the_app"),
    },
    Mutation {
        description: "the date bar of the app does not lead to the editions",
        file: "src/components/date_bar.rs",
        from: "route::file(\"/edition\")",
        to: "route::file(\"/\")",
        test: Browser("editions::the_date_bar_leads_to_all_editions"),
    },
    Mutation {
        description: "the days of a calendar are no links",
        file: "crates/model/src/edition.rs",
        from: "let text = if has_edition(day) {",
        to: "let text = if has_edition(day) && false {",
        test: Browser("editions::a_calendar_leads_to_any_day_by_keyboard"),
    },
    Mutation {
        description: "a new story makes the months of its section again that it is not in",
        file: "crates/catalog/src/section_months.rs",
        from: "for at in &section.stories[own.stories.clone()] {",
        to: "for at in &section.stories {",
        test: Cargo(
            "press",
            Some("build"),
            "section_months::a_new_story_changes_the_page_of_its_month_alone",
        ),
    },
    Mutation {
        description: "parts speak the newspaper's language in a story in another one",
        file: "src/modules/speaker.js",
        from: "Object.assign(words, own, other?.default(lang)[part]);",
        to: "Object.assign(words, own);",
        test: Browser("newsrooms::parts_speak_the_language_of_the_story"),
    },
    Mutation {
        description: "a story's charts and timelines are shown before their style is there",
        file: "src/data/loader.rs",
        from: "transport.laid_out_style().await;",
        to: "",
        test: Browser("blocks::their_style_comes_with_the_first_story_that_has_one"),
    },
    Mutation {
        description: "a Spanish list has *y* before a name with *i*",
        file: "crates/languages/src/lists.rs",
        from: "other => crate::parse(other)",
        to: "_ => crate::parse(\"en-GB\")",
        test: Cargo(
            "frontpage-languages",
            None,
            "lists::tests::names_are_listed_as_in_the_language",
        ),
    },
    Mutation {
        description: "tags with an accent come after all others",
        file: "crates/languages/src/lists.rs",
        from: "Some(collator) => collator.compare(one, other),",
        to: "Some(_) => one.cmp(other),",
        test: Cargo(
            "frontpage-languages",
            None,
            "lists::tests::names_are_in_the_order_of_the_language",
        ),
    },
    Mutation {
        description: "numbers of lists in Arabic stories have digits of another region",
        file: "style/digits.css",
        from: "list-style-type: arabic-indic;",
        to: "list-style-type: decimal;",
        test: Browser("newsrooms::numbers_have_the_digits_of_the_region"),
    },
    Mutation {
        description: "combined topics show stories of a topic that is left out",
        file: "src/tools/tag.js",
        from: " && !lacking.some(({ places }) => places.has(id))",
        to: "",
        test: Browser("tags::a_topic_is_left_out_by_its_sign_and_by_a_click"),
    },
    Mutation {
        description: "a truncated list of a topic counts as the whole list",
        file: "src/tools/tag.js",
        from: "if (view.byteLength % ID_BYTES || ids.length !== Math.min(total, LONGEST))",
        to: "if (!total)",
        test: Browser("drills::following::a_truncated_list_of_a_topic_is_reported_and_recovers"),
    },
    Mutation {
        description: "a story that the search found by its topic does not say so",
        file: "src/tools/search.js",
        from: "if (texts.length) place.append(",
        to: "if (!texts.length) place.append(",
        test: Browser("search::a_word_of_a_topic_alone_is_shown_with_it"),
    },
    Mutation {
        description: "a passage is not found where the lists of its words were cut",
        file: "crates/search/src/find/ranking.rs",
        from: "if beside_others.iter().any(|(present, _)| present[n])",
        to: "if beside_others.len() > 99",
        test: Cargo(
            "frontpage-search",
            None,
            "find::ranking::tests::a_word_whose_list_was_cut_is_there_where_it_stands_beside_another",
        ),
    },
    Mutation {
        description: "*For you* repeats stories that are on the front page",
        file: "src/parts/follow.js",
        from: "if (names.length && there.has(base + story[0]))",
        to: "if (!names)",
        test: Browser("following::a_tag_is_followed_and_the_front_page_says_why"),
    },
    Mutation {
        description: "*For you* does not say that its stories are on the page already",
        file: "src/parts/follow.js",
        from: "isHere ? words.allHere : words.noneNew",
        to: "words.noneNew",
        test: Browser("following::for_you_says_why_it_has_no_stories"),
    },
    Mutation {
        description: "the look that a reader chose is not applied",
        file: "crates/hosting/src/look_script.js",
        from: "d.insertRule(localStorage.look);",
        to: "",
        test: Browser("comfort::settings_apply_to_every_page_before_its_first_paint"),
    },
    Mutation {
        description: "the color of the browser's interface ignores the settings",
        file: "crates/hosting/src/page_script.js",
        from: "if (localStorage.theme) d.querySelector",
        to: "if (!d) d.querySelector",
        test: Browser("comfort::the_color_of_the_browser_follows_the_setting"),
    },
    Mutation {
        description: "a picture moves for readers who want less motion",
        file: "crates/blocks/src/moving_picture.rs",
        from: "source(moving.clone()).with(AttributeName::MEDIA, MOTION.to_owned())",
        to: "source(moving.clone())",
        test: Browser("moving_pictures::nothing_that_moves_is_loaded_where_motion_is_not_wanted"),
    },
    Mutation {
        description: "a video is loaded before a reader presses play",
        file: "crates/blocks/src/recording.rs",
        from: r#"AttributeName::PRELOAD, "none""#,
        to: r#"AttributeName::PRELOAD, "auto""#,
        test: Browser("recordings::nothing_of_a_recording_is_loaded_before_it_is_played"),
    },
    Mutation {
        description: "the keys do nothing on the pages of tools",
        file: "crates/render/src/tools.rs",
        from: "let keys = self.keys();",
        to: "let keys = String::new();",
        test: Browser("extras::keys_work_on_the_pages_of_tools"),
    },
];

impl Mutation {
    /// Returns `text` with the mutation applied.
    ///
    /// # Errors
    /// Returns an error if the text to replace does not occur exactly once.
    pub fn apply(&self, text: &str) -> Result<String> {
        let times = text.matches(self.from).count();
        ensure!(
            times == 1,
            "{}: {:?} occurs {times} times instead of once; update tests/mutations/list.rs",
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
    fn each_text_to_replace_occurs_once() -> Result<()> {
        for mutation in MUTATIONS {
            assert_ne!(mutation.apply(&read(mutation.file))?, read(mutation.file));
        }
        Ok(())
    }

    #[test]
    fn each_expected_test_exists() {
        for mutation in MUTATIONS {
            let (folder, name) = match mutation.test {
                Browser(name) => ("tests/src".to_owned(), name),
                Readers(name) => ("tests/readers".into(), name),
                Cargo("press", Some(file), name) => (format!("crates/press/tests/{file}"), name),
                Cargo("frontpage", None, name) => ("src".into(), name),
                Cargo(package, None, name) => match package.strip_prefix("frontpage-") {
                    Some(name_of_crate) => (format!("crates/{name_of_crate}/src"), name),
                    None => panic!("{package}: which folder holds the tests of this package?"),
                },
                Cargo(package, Some(_), _) => panic!("{package}: only press has tests/"),
            };
            let mut path: Vec<&str> = name.split("::").filter(|part| *part != "tests").collect();
            let test = path.pop().unwrap_or_default();
            let file = format!("{folder}/{}", path.join("/"));
            // The unit tests of `a.rs` can be in `a/tests.rs`.
            let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
            let beside = std::fs::read_to_string(beside.join(format!("{file}/tests.rs")));
            let text = read(&format!("{file}.rs")) + &beside.unwrap_or_default();
            assert!(text.contains(&format!("fn {test}(")), "{name}");
        }
    }

    #[test]
    fn the_documentation_lists_the_same_mutations() {
        let mut table = String::from("| what breaks | where | what sees it |\n|---|---|---|\n");
        for Mutation {
            description: breaks,
            file,
            test: seen_by,
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
