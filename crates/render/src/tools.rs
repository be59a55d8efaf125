//! The pages of the tools.

use crate::Renderer;
use frontpage::{
    components::interface_lang_of_page,
    messages,
    pages::{self, ToolPage},
    view::{StaticView, static_view},
};
use frontpage_assets::tools::Tool;
use frontpage_base::config::Config;
use frontpage_base::json;
use frontpage_hosting::page_script;
use frontpage_output::SiteUrls;
use frontpage_output::head::{HeadTarget, StoryDetails, ToolHead};
use frontpage_search::MANIFEST_PATH;
use std::collections::BTreeMap;

/// Returns whether a newspaper has a tool.
pub fn has_tool(config: &Config, tool: Tool) -> bool {
    match tool {
        Tool::Search => config.search,
        Tool::Saved => config.offline,
    }
}

/// Returns the name of a tool in the footer, or `None` for the search, which is in the masthead.
fn name_in_footer(tool: Tool) -> Option<&'static str> {
    match tool {
        Tool::Search => None,
        Tool::Saved => Some(messages::ON_THIS_DEVICE),
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
    /// Returns the page of a tool.
    pub(crate) fn tool_page(&self, tool: Tool) -> Vec<u8> {
        match tool {
            Tool::Search => self.search_page(),
            Tool::Saved => self.saved_page(),
        }
    }

    fn search_page(&self) -> Vec<u8> {
        let engine = &self.release.engine;
        let index = format!("/{MANIFEST_PATH}");
        let settings = Texts::from([
            ("engine", self.site_urls.file(&engine.script)),
            ("wasm", self.site_urls.file(&engine.wasm)),
            ("index", self.site_urls.file(&index)),
        ]);
        let files = ToolHead {
            name: messages::SEARCH,
            files: &self.release.tools[&Tool::Search],
            modules: &[&engine.script],
            fetches: &[&engine.wasm, &index],
        };
        let page = ToolPage {
            name: Tool::Search.name(),
            headline: messages::SEARCH,
            without_script: messages::SEARCH_NEEDS_SCRIPT,
            settings: &json::to_string(&settings),
            words: &words(&messages::SEARCH_WORDS),
        };
        self.tool_document(files, page, || pages::archive(&self.site))
    }

    fn saved_page(&self) -> Vec<u8> {
        let [device, part] = ["device", "saved"].map(|name| self.part(name));
        let mut settings = Texts::from([("device", device), ("part", part)]);
        if self.config.epub {
            settings.insert("book", self.site_urls.file("/edition.epub"));
        }
        let files = ToolHead {
            name: messages::ON_THIS_DEVICE,
            files: &self.release.tools[&Tool::Saved],
            modules: &[],
            fetches: &[],
        };
        let page = ToolPage {
            name: Tool::Saved.name(),
            headline: messages::ON_THIS_DEVICE,
            without_script: messages::SAVED_NEEDS_SCRIPT,
            settings: &json::to_string(&settings),
            words: &words(&messages::SAVED_WORDS),
        };
        self.tool_document(files, page, StaticView::default)
    }

    /// Returns the address of a part's script, with the base path.
    fn part(&self, name: &str) -> String {
        let files = self.release.parts.get(name);
        files
            .and_then(|files| files.first().cloned())
            .unwrap_or_default()
    }

    /// Renders the document of a tool. The app does not run there, so the script of the page writes the
    /// date alone.
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
        let [beginning, head] = self.head(HeadTarget::Tool(head), StoryDetails::default());
        format!(
            r#"{beginning}{head}</head><body>{body}<script type="module" src="{script}"></script></body></html>"#
        )
        .into_bytes()
    }
}

/// Returns the words of a tool's interface as a JSON object.
fn words(words: &[(&str, &str)]) -> String {
    let words: BTreeMap<&str, &str> = words.iter().copied().collect();
    json::to_string(&words)
}
