//! The pages of the tools.

use crate::Renderer;
use frontpage::{
    components::interface_lang_of_page,
    messages::{self, Message},
    pages::{self, PrivacyFacts, ToolPage},
    view::{StaticView, static_view},
};
use frontpage_assets::limits::APP_BYTES;
use frontpage_assets::tools::Tool;
use frontpage_base::config::Config;
use frontpage_base::json;
use frontpage_hosting::page_script;
use frontpage_output::SiteUrls;
use frontpage_output::head::{HeadTarget, StoryDetails, ToolHead};
use frontpage_pipeline::{
    FOLLOWING_PATH, Figures, SectionYears, TOPICS_PATH, Topic, TopicPair, TopicsView,
};
use frontpage_search::MANIFEST_PATH;
use std::collections::BTreeMap;

/// Returns whether a newspaper has a tool.
pub fn has_tool(config: &Config, tool: Tool) -> bool {
    match tool {
        Tool::Search => config.search,
        Tool::Topics | Tool::Following => true,
        Tool::Saved => config.offline,
        Tool::Settings => true,
        Tool::Privacy => config.privacy,
    }
}

/// Returns the name of a tool in the footer, or `None` for the search, which is in the masthead.
fn name_in_footer(tool: Tool) -> Option<Message> {
    match tool {
        Tool::Search => None,
        Tool::Topics => Some(messages::TOPICS),
        Tool::Following => Some(messages::FOLLOWING),
        Tool::Saved => Some(messages::ON_THIS_DEVICE),
        Tool::Settings => Some(messages::SETTINGS),
        Tool::Privacy => Some(messages::PRIVACY),
    }
}

/// Renders the footer's links to the tools of a newspaper, or `None` if there are none.
pub fn footer_links(config: &Config, site_urls: &SiteUrls) -> Option<StaticView> {
    let tools = Tool::ALL.into_iter().filter(|tool| has_tool(config, *tool));
    let links: Vec<StaticView> = tools
        .filter_map(|tool| {
            let name = name_in_footer(tool)?;
            let href = site_urls.file(&tool.address());
            Some(static_view! { <li><a href=href rel="external">{name}</a></li> })
        })
        .collect();
    let list = |links: StaticView| {
        static_view! { <ul class="colophon__sections" lang=interface_lang_of_page()>{links}</ul> }
    };
    (!links.is_empty()).then(|| list(links.into_iter().collect()))
}

/// A JSON object of texts.
type Texts<'a> = BTreeMap<&'a str, String>;

impl Renderer<'_> {
    /// Returns the page of a tool; `None` if it depends on the stories.
    pub(crate) fn tool_page(&self, tool: Tool, figures: Figures) -> Option<Vec<u8>> {
        match tool {
            Tool::Search => Some(self.search_page(&[])),
            Tool::Topics => None,
            Tool::Following => Some(self.following_page()),
            Tool::Saved => Some(self.saved_page()),
            Tool::Settings => Some(self.settings_page()),
            Tool::Privacy => Some(self.privacy_page(figures)),
        }
    }

    fn following_page(&self) -> Vec<u8> {
        let [newest, topics] = [FOLLOWING_PATH, TOPICS_PATH].map(|path| format!("/{path}"));
        let settings = Texts::from([
            ("newest", self.site_urls.file(&newest)),
            ("topics", self.site_urls.file(&topics)),
            ("base", self.config.base_path().to_owned()),
            ("url", self.site.url.clone()),
            ("newspaper", self.site.name.clone()),
        ]);
        let files = ToolHead {
            name: messages::FOLLOWING.text(),
            files: &self.release.tools[&Tool::Following],
            modules: &[],
            fetches: &[&newest],
        };
        let page = ToolPage {
            name: Tool::Following.name(),
            headline: messages::FOLLOWING.text(),
            without_script: messages::FOLLOWING_NEEDS_SCRIPT.text(),
            settings: &json::to_string(&settings),
            words: &words(&messages::FOLLOWING_WORDS),
        };
        self.tool_document(files, page, StaticView::default)
    }

    /// Returns the page on which tags are combined, or that of a pair of tags.
    pub(crate) fn topics_page(&self, view: &TopicsView<'_>) -> Vec<u8> {
        let topics = format!("/{TOPICS_PATH}");
        let (name, address, count) = match view.pair {
            None => (messages::TOPICS.text().to_owned(), "", 0),
            Some(pair) => {
                let [first, second] = pair.topics.map(|topic| topic.name);
                let name = frontpage_languages::list(&[first, second]);
                (name, &*pair.address(), pair.stories)
            }
        };
        let settings = Texts::from([
            ("topics", self.site_urls.file(&topics)),
            ("base", self.config.base_path().to_owned()),
            ("pair", address.to_owned()),
            ("count", count.to_string()),
        ]);
        let files = ToolHead {
            name: &name,
            files: &self.release.tools[&Tool::Topics],
            modules: &[],
            fetches: &[&topics],
        };
        let page = ToolPage {
            name: "topics",
            headline: &name,
            without_script: messages::TOPICS_NEED_SCRIPT.text(),
            settings: &json::to_string(&settings),
            words: &words(&messages::TOPICS_WORDS),
        };
        self.tool_document(files, page, || match view.pair {
            None => pages::topics(&topic_links(view.topics), &pair_links(view.pairs)),
            Some(pair) => pages::topic_pair(&pair.cards, &topic_links(&pair.topics)),
        })
    }

    /// Returns the page of the search, with links to the archive of each section.
    pub(crate) fn search_page(&self, sections: &[SectionYears<'_>]) -> Vec<u8> {
        let engine = &self.release.engine;
        let index = format!("/{MANIFEST_PATH}");
        let settings = Texts::from([
            ("engine", self.site_urls.file(&engine.script)),
            ("wasm", self.site_urls.file(&engine.wasm)),
            ("index", self.site_urls.file(&index)),
        ]);
        let files = ToolHead {
            name: messages::SEARCH.text(),
            files: &self.release.tools[&Tool::Search],
            modules: &[&engine.script],
            fetches: &[&engine.wasm, &index],
        };
        let page = ToolPage {
            name: Tool::Search.name(),
            headline: messages::SEARCH.text(),
            without_script: messages::SEARCH_NEEDS_SCRIPT.text(),
            settings: &json::to_string(&settings),
            words: &words(&messages::SEARCH_WORDS),
        };
        let sections = sections.iter();
        let years = sections.map(|section| (section.slug, section.years.clone()));
        let years = years.collect();
        self.tool_document(files, page, || pages::archive(&self.site, &years))
    }

    fn saved_page(&self) -> Vec<u8> {
        let mut settings = Texts::from([("device", self.part("device"))]);
        if self.config.epub {
            settings.insert("book", self.site_urls.file("/edition.epub"));
        }
        let files = ToolHead {
            name: messages::ON_THIS_DEVICE.text(),
            files: &self.release.tools[&Tool::Saved],
            modules: &[],
            fetches: &[],
        };
        let page = ToolPage {
            name: Tool::Saved.name(),
            headline: messages::ON_THIS_DEVICE.text(),
            without_script: messages::SAVED_NEEDS_SCRIPT.text(),
            settings: &json::to_string(&settings),
            words: &words(&messages::SAVED_WORDS),
        };
        self.tool_document(files, page, StaticView::default)
    }

    fn settings_page(&self) -> Vec<u8> {
        let files = ToolHead {
            name: messages::SETTINGS.text(),
            files: &self.release.tools[&Tool::Settings],
            modules: &[],
            fetches: &[],
        };
        let page = ToolPage {
            name: Tool::Settings.name(),
            headline: messages::SETTINGS.text(),
            without_script: messages::SETTINGS_NEED_SCRIPT.text(),
            settings: "{}",
            words: &words(&messages::SETTINGS_WORDS),
        };
        self.tool_document(files, page, StaticView::default)
    }

    fn privacy_page(&self, figures: Figures) -> Vec<u8> {
        let settings = Texts::from([("device", self.part("device"))]);
        let files = ToolHead {
            name: messages::PRIVACY.text(),
            files: &self.release.tools[&Tool::Privacy],
            modules: &[],
            fetches: &[],
        };
        let page = ToolPage {
            name: Tool::Privacy.name(),
            headline: messages::PRIVACY_HEADLINE.text(),
            without_script: messages::PRIVACY_WITHOUT_SCRIPT.text(),
            settings: &json::to_string(&settings),
            words: &words(&messages::PRIVACY_WORDS),
        };
        let Figures {
            front,
            app,
            app_files,
        } = figures;
        let list = |hosts: &[String]| {
            let hosts: Vec<&str> = hosts.iter().map(String::as_str).collect();
            frontpage_languages::list(&hosts)
        };
        let facts = PrivacyFacts {
            front,
            app,
            app_files,
            plural: frontpage_languages::plural(messages::language(), app_files as u64),
            app_limit: APP_BYTES,
            picture_hosts: &list(&self.config.picture_hosts),
            media_hosts: &list(&self.config.media_hosts),
        };
        self.tool_document(files, page, || pages::privacy(facts))
    }

    /// Returns the address of a part's script, with the base path.
    fn part(&self, name: &str) -> String {
        let files = self.release.parts.get(name);
        files
            .and_then(|files| files.first().cloned())
            .unwrap_or_default()
    }

    /// Returns the elements that load the part for the keys `/` and `?`. The page of a tool has no loader of
    /// parts, so the part is loaded with the page.
    fn keys(&self) -> String {
        match self.release.parts.get("keys").map(Vec::as_slice) {
            Some([script, style]) => format!(
                r#"<link rel="stylesheet" href="{style}"><script type="module" src="{script}" fetchpriority="low"></script>"#
            ),
            Some(_) | None => String::new(),
        }
    }

    /// Renders the document of a tool. The app does not run there, so the script of the page only writes the
    /// date.
    fn tool_document(
        &self,
        head: ToolHead<'_>,
        page: ToolPage<'_>,
        content: impl FnOnce() -> StaticView,
    ) -> Vec<u8> {
        let body = self.shell(None, None, None, || pages::tool(page, content()));
        let date = format!("</header><script>{}</script>", page_script());
        let body = body.replacen("</header>", &date, 1);
        let script = self.site_urls.file(&head.files.script);
        let keys = self.keys();
        let [beginning, head] = self.head(HeadTarget::Tool(head), StoryDetails::default());
        format!(
            r#"{beginning}{head}</head><body>{body}<script type="module" src="{script}"></script>{keys}</body></html>"#
        )
        .into_bytes()
    }
}

/// Returns the words of a tool's interface as a JSON object.
fn words(words: &[(&str, Message)]) -> String {
    json::to_string(&frontpage_languages::json_of_words(words))
}

/// The largest number of tags that the page links to without its script.
const LINKED_TOPICS: usize = 200;

/// Returns the addresses below the base and the names of tags.
fn topic_links(topics: &[Topic<'_>]) -> Vec<(String, String)> {
    let topics = topics.iter().take(LINKED_TOPICS);
    let link = |topic: &Topic<'_>| (format!("/tag/{}", topic.slug), topic.name.to_owned());
    topics.map(link).collect()
}

/// Returns the addresses below the base and the names of pairs of tags.
fn pair_links(pairs: &[TopicPair<'_>]) -> Vec<(String, String)> {
    let link = |pair: &TopicPair<'_>| {
        let [first, second] = pair.topics.map(|topic| topic.name);
        let name = frontpage_languages::list(&[first, second]);
        (format!("/tag/{}", pair.address()), name)
    };
    pairs.iter().map(link).collect()
}
