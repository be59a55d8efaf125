//! Makes pictures, galleries, link cards, corrections and related links.

use super::block::{Node, Walker, find, has_class};
use super::recording::is_elsewhere;
use super::{PixelSize, address, inline, line, plain, text};
use frontpage_model::{
    Block, Correction, Day, Embed, Figure, Href, Inline, LaidOut, MovingPicture, Paragraph,
    Related, StaticBlock, Text, plain_text,
};
use scraper::node::Element;

/// Elements that embed content from elsewhere.
const EMBEDS: [&str; 6] = ["iframe", "video", "audio", "object", "embed", "applet"];

/// Classes of the quotations that the script of a social network turns into a post.
const SOCIAL: [&str; 10] = [
    "twitter-tweet",
    "twitter-video",
    "instagram-media",
    "tiktok-embed",
    "reddit-card",
    "reddit-embed-bq",
    "bluesky-embed",
    "fb-post",
    "mastodon-embed",
    "text-post-media",
];

impl Walker<'_> {
    pub(super) fn figure(&mut self, node: Node<'_>, element: &Element) {
        self.flush();
        let nested = find(node, &["figure"]).len() > 1;
        let pictures = find(node, &["img", "image"]);
        if !nested && pictures.is_empty() && self.recording_figure(node) {
            return;
        }
        if nested || pictures.len() > 1 {
            self.gallery(node);
        } else if let [(picture, img)] = pictures[..] {
            self.skip.insert(picture.id());
            let link = has_class(element, &["map"])
                .then(|| self.map_link(picture))
                .flatten();
            let mut caption = self.flat(node);
            if let Some(link) = link {
                if !caption.is_empty() {
                    caption.push(Inline::Text(" ".into()));
                }
                caption.push(link);
            }
            self.picture(img, caption);
        } else if self.is_card(node, element) {
            self.card(node);
        } else {
            // The figure is a table, a quotation or a poem with a caption.
            self.children(node);
            self.flush();
        }
    }

    /// Returns the link around the picture of a map. It is moved to the caption, because a click on the
    /// picture shows the picture in full screen.
    fn map_link(&self, picture: Node<'_>) -> Option<Inline> {
        let mut around = picture
            .ancestors()
            .filter_map(|node| node.value().as_element());
        let anchor = around.find(|element| element.name() == "a")?;
        let href = address::href(anchor.attr("href")?, self.desk.site_url).ok()?;
        let names = ["title", "aria-label"];
        let name = names.iter().find_map(|name| anchor.attr(name)).map(line);
        let name = name.filter(|name| !name.is_empty());
        let name = name.or_else(|| href.host().map(str::to_owned))?;
        Some(inline::link(href).with_inside(|_| vec![Inline::Text(name)]))
    }

    /// Makes a gallery from the pictures in a node. The other blocks in the node follow it.
    pub(super) fn gallery(&mut self, node: Node<'_>) {
        let mut figures = Vec::new();
        let mut others = Vec::new();
        for block in self.inner_blocks(node) {
            match block.into_figures() {
                Ok(mut more) => figures.append(&mut more),
                Err(other) => others.push(other),
            }
        }
        match figures.len() {
            0 => {}
            1 => figures
                .into_iter()
                .for_each(|figure| self.push(Block::Image(figure))),
            _ => self.push(Block::Gallery(figures)),
        }
        for block in others {
            self.push(block);
        }
    }

    pub(super) fn image(&mut self, element: &Element) {
        if !self.is_flat() {
            if self.in_link() {
                self.degrade("link around a picture");
            }
            self.flush();
            self.picture(element, Vec::new());
            return;
        }
        self.degrade("<img> within a text");
        let alt = line(element.attr("alt").unwrap_or_default());
        self.characters(alt);
    }

    fn picture(&mut self, element: &Element, caption: Text) {
        let alt = line(element.attr("alt").unwrap_or_default());
        let src = element
            .attr("src")
            .or_else(|| element.attr("href"))
            .or_else(|| element.attr("xlink:href"))
            .unwrap_or_default()
            .trim();
        if src.is_empty() || is_elsewhere(src) && !self.desk.pictures.is_hosted(src) {
            self.degrade(if src.is_empty() {
                "picture without an address"
            } else {
                "picture from elsewhere"
            });
            let caption = if caption.is_empty() {
                text::tidy(vec![Inline::Text(alt)])
            } else {
                caption
            };
            if !caption.is_empty() {
                self.push(Block::Paragraph(Paragraph {
                    text: caption,
                    ..Paragraph::default()
                }));
            }
            return;
        }
        let length = |name: &str| element.attr(name)?.trim().parse::<f64>().ok();
        let size = || PixelSize::new(length("width")?, length("height")?);
        match self.desk.pictures.picture(src, size()) {
            Ok(image) => {
                let figure = Figure {
                    image: frontpage_model::Image { alt, ..image },
                    caption,
                    credit: None,
                };
                let block = self.in_motion(src, figure);
                self.push(block);
            }
            Err(reason) => self.warn(
                format!("the picture {src:?} {reason}"),
                "put a valid picture in the content folder; until then the story is published \
                 without it",
            ),
        }
    }

    /// Returns the block of a picture, which can move.
    fn in_motion(&mut self, src: &str, still: Figure) -> Block {
        match self.desk.pictures.moving_picture(src) {
            Ok(Some(path)) => {
                static_block(StaticBlock::MovingPicture(MovingPicture { still, path }))
            }
            Ok(None) => Block::Image(still),
            Err(reason) => {
                self.warn(
                    format!("the picture {src:?} {reason}"),
                    "make it smaller, or make it a video; until then its first frame is shown",
                );
                Block::Image(still)
            }
        }
    }

    pub(super) fn embedded(&mut self, node: Node<'_>, element: &Element, name: &str) {
        let own_source = match name {
            "object" => element.attr("data"),
            _ => element.attr("src"),
        };
        let source = own_source.and_then(address::embed_address).or_else(|| {
            find(node, &["source", "embed", "iframe"])
                .iter()
                .find_map(|(_, inner)| inner.attr("src").and_then(address::embed_address))
        });
        let Some((href, host)) = source else {
            self.degrade_element(name);
            // Browsers never show the content of an `<iframe>`.
            if name != "iframe" {
                self.flush();
                self.children(node);
                self.flush();
            }
            return;
        };
        let title = ["title", "aria-label", "alt"]
            .iter()
            .map(|name| line(element.attr(name).unwrap_or_default()))
            .find(|title| !title.is_empty())
            .unwrap_or(host);
        if self.is_flat() {
            self.degrade_element(name);
            let link = inline::link(href);
            self.inline(link.with_inside(|_| vec![Inline::Text(title)]));
            return;
        }
        let note = if name == "iframe" {
            Vec::new()
        } else {
            self.flat(node)
        };
        self.push(embed(Embed { href, title, note }));
    }

    fn is_card(&self, node: Node<'_>, element: &Element) -> bool {
        has_class(element, &["embed", "wp-block-embed"])
            || !find(node, &EMBEDS).is_empty() && find(node, &["blockquote", "table"]).is_empty()
    }

    /// Makes a link card from a figure that contains a link or embedded content.
    fn card(&mut self, node: Node<'_>) {
        let linked = find(node, &["a"]).into_iter().find_map(|(a, element)| {
            let href = address::href(element.attr("href")?, self.desk.site_url).ok()?;
            Some((a, href, super::block::language(element)))
        });
        if let Some((a, href, _)) = linked {
            let mut title = String::new();
            plain::collect(a, &mut title);
            self.skip.insert(a.id());
            let note = self.flat(node);
            self.push_card(href, &title, note);
            return;
        }
        let source = find(node, &EMBEDS)
            .into_iter()
            .find_map(|(inner, element)| {
                let raw = element.attr("src").or_else(|| element.attr("data"))?;
                let (href, host) = address::embed_address(raw)?;
                let title = element.attr("title").map(line).filter(|t| !t.is_empty());
                Some((inner, href, title.unwrap_or(host)))
            });
        if let Some((inner, href, title)) = source {
            self.skip.insert(inner.id());
            let note = self.flat(node);
            self.push_card(href, &title, note);
            return;
        }
        // Some systems write only the address, in a line before the caption.
        let note = self.flat(node);
        let line_end = note.iter().position(|inline| *inline == Inline::Break);
        let (address, caption) = match line_end {
            Some(end) => (&note[..end], &note[end + 1..]),
            None => (&note[..], &note[..0]),
        };
        match address::embed_address(&plain_text(address)) {
            Some((href, host)) => self.push_card(href, &host, caption.to_vec()),
            None => {
                self.degrade("embed without an address");
                self.push_paragraph(note);
            }
        }
    }

    fn push_card(&mut self, href: Href, title: &str, note: Text) {
        let mut title = line(title);
        if title.is_empty() {
            let host = address::embed_address(&href.to_string()).map(|(_, host)| host);
            title = host.unwrap_or_else(|| href.to_string());
        }
        self.push(embed(Embed { href, title, note }));
    }

    fn push_paragraph(&mut self, text: Text) {
        if !text.is_empty() {
            self.push(Block::Paragraph(Paragraph {
                text,
                ..Paragraph::default()
            }));
        }
    }

    /// Makes a link card from a quoted post of a social network. Returns false if it has no link to
    /// the post.
    pub(super) fn social(&mut self, node: Node<'_>, element: &Element) -> bool {
        if !has_class(element, &SOCIAL) {
            return false;
        }
        let named = ["cite", "data-instgrm-permalink", "data-text-post-permalink"]
            .iter()
            .find_map(|name| element.attr(name).and_then(address::embed_address));
        // The last link leads to the post. The links before it are part of its text.
        let source = named.or_else(|| {
            find(node, &["a"])
                .iter()
                .rev()
                .find_map(|(_, a)| a.attr("href").and_then(address::embed_address))
        });
        let Some((href, host)) = source else {
            return false;
        };
        let note = self.flat(node);
        self.push(embed(Embed {
            href,
            title: host,
            note,
        }));
        true
    }

    pub(super) fn aside(&mut self, node: Node<'_>, element: &Element) {
        self.flush();
        if has_class(element, &["correction"]) {
            self.correction(node);
        } else if has_class(element, &["related"]) {
            self.related(node);
        } else {
            self.degrade_element("aside");
            self.children(node);
            self.flush();
        }
    }

    fn correction(&mut self, node: Node<'_>) {
        let time = find(node, &["time"]).into_iter().next();
        let day = time.and_then(|(_, element)| {
            let text = element.attr("datetime")?.trim();
            Day::parse(text.get(..10)?, '-').ok()
        });
        // The page prints the day, so leave it out of the text.
        if let (Some(_), Some((time, _))) = (day, time) {
            self.skip.insert(time.id());
        }
        let mut text = self.flat(node);
        if let (Some(_), Some(Inline::Text(first))) = (day, text.first_mut()) {
            let rest = first.trim_start_matches([':', '–', '—', ' ']);
            *first = rest.to_owned();
        }
        let text = text::tidy(text);
        if !text.is_empty() {
            self.push(static_block(StaticBlock::Correction(Correction {
                day,
                text,
            })));
        }
    }

    fn related(&mut self, node: Node<'_>) {
        let mut links = Vec::new();
        for (a, element) in find(node, &["a"]) {
            let Some(raw) = element.attr("href") else {
                continue;
            };
            let mut title = String::new();
            plain::collect(a, &mut title);
            let title = line(&title);
            match address::href(raw, self.desk.site_url) {
                Ok(href) if !title.is_empty() => {
                    self.skip.insert(a.id());
                    links.push((href, title));
                }
                // The text of any other link is kept below.
                _ => {}
            }
        }
        let rest = self.flat(node);
        if !rest.is_empty() {
            self.degrade("text around related links");
            self.push_paragraph(rest);
        }
        for (href, title) in links {
            self.push(match href {
                Href::Internal(_) => Block::Related(Related { href, title }),
                Href::External(_) => embed(Embed {
                    href,
                    title,
                    note: Vec::new(),
                }),
            });
        }
    }
}

/// Returns a block that is laid out later.
pub(super) fn static_block(block: StaticBlock) -> Block {
    Block::LaidOut(LaidOut::new(block))
}

fn embed(embed: Embed) -> Block {
    static_block(StaticBlock::Embed(embed))
}
