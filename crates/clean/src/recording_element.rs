//! Makes videos and audio recordings from `<video>` and `<audio>`, alone or in a figure.

use super::PixelSize;
use super::block::{Node, Walker, find};
use super::figure::static_block;
use super::line;
use super::recording::{
    FileDraft, PosterDraft, RecordingDraft, TrackDraft, is_elsewhere, recording,
};
use scraper::node::Element;

impl Walker<'_> {
    /// Makes the block of a figure that holds one recording: the caption is in its `<figcaption>`, the
    /// credit in a `<small>` there, and the transcript in `<details>`. Returns false if the figure holds
    /// anything else.
    pub(super) fn recording_figure(&mut self, figure: Node<'_>) -> bool {
        let inside = find(figure, &["video", "audio"]);
        let [(node, element)] = inside[..] else {
            return false;
        };
        if !self.has_own_files(node, element) {
            return false;
        }
        self.skip.insert(node.id());
        let mut transcript = Vec::new();
        for (details, _) in find(figure, &["details"]) {
            for (summary, _) in find(details, &["summary"]) {
                self.skip.insert(summary.id());
            }
            transcript.extend(self.inner_blocks(details));
            self.skip.insert(details.id());
        }
        let mut credit = None;
        for (small, _) in find(figure, &["small"]) {
            let mut text = String::new();
            super::plain::collect(small, &mut text);
            credit = Some(line(&text)).filter(|text| !text.is_empty());
            self.skip.insert(small.id());
        }
        let caption = self.flat(figure);
        let draft = RecordingDraft {
            transcript,
            caption,
            credit,
            ..self.draft(node, element)
        };
        self.push_recording(draft);
        true
    }

    /// Makes the block of a recording outside of a figure. Returns false if none of its files is the
    /// newspaper's own.
    pub(super) fn recording(&mut self, node: Node<'_>, element: &Element) -> bool {
        if self.is_flat() || !self.has_own_files(node, element) {
            return false;
        }
        let draft = self.draft(node, element);
        self.push_recording(draft);
        true
    }

    fn push_recording(&mut self, draft: RecordingDraft) {
        let mut warnings = Vec::new();
        let made = recording(draft, self.desk, &mut warnings);
        for finding in warnings {
            self.warn(finding.reason, &finding.remedy);
        }
        if let Some(block) = made {
            self.push(static_block(block));
        }
    }

    /// Returns whether a recording has a file that is in the content folder, should be there, or is on one of
    /// the newspaper's hosts. Other recordings become link cards, and those on other hosts are reported.
    fn has_own_files(&mut self, node: Node<'_>, element: &Element) -> bool {
        let addresses = addresses(node, element);
        let is_own = |href: &str| {
            let is_web = ["https:", "http:", "//"].iter().any(|start| {
                href.get(..start.len())
                    .is_some_and(|head| head.eq_ignore_ascii_case(start))
            });
            !href.is_empty() && (!is_web || self.desk.pictures.hosted_recording(href).is_some())
        };
        let has_own = addresses.iter().any(|(href, _)| is_own(href));
        if let Some((href, _)) = addresses.first()
            && !has_own
            && is_elsewhere(href)
        {
            self.warn(
                format!(
                    "the {} {href:?} is on a host that media_hosts in site.toml does not name",
                    element.name()
                ),
                "put the file in the content folder, or name the host; until then it is a link",
            );
        }
        has_own
    }

    fn draft(&mut self, node: Node<'_>, element: &Element) -> RecordingDraft {
        let files = addresses(node, element).into_iter();
        let title = ["title", "aria-label"].into_iter();
        let title = title
            .map(|name| line(element.attr(name).unwrap_or_default()))
            .find(|title| !title.is_empty());
        RecordingDraft {
            is_video: element.name() == "video",
            title: title.unwrap_or_default(),
            size: self.size(element),
            files: files
                .map(|(href, media_type)| FileDraft {
                    href,
                    media_type,
                    ..FileDraft::default()
                })
                .collect(),
            tracks: find(node, &["track"])
                .into_iter()
                .map(|(_, track)| {
                    let attribute =
                        |name: &str| track.attr(name).unwrap_or_default().trim().to_owned();
                    TrackDraft {
                        field: String::new(),
                        href: attribute("src"),
                        kind: track.attr("kind").map(str::to_owned),
                        lang: attribute("srclang"),
                        label: attribute("label"),
                    }
                })
                .collect(),
            poster: element.attr("poster").map(|href| PosterDraft {
                href: href.trim().to_owned(),
                size: self.size(element),
                ..PosterDraft::default()
            }),
            ..RecordingDraft::default()
        }
    }

    /// Returns the size of a video that its attributes give.
    fn size(&mut self, element: &Element) -> Option<PixelSize> {
        let mut length = |name: &str| {
            let text = element.attr(name)?.trim();
            let length = text.trim_end_matches("px").parse::<f64>().ok();
            let length = length.filter(|length| PixelSize::new(*length, 1.0).is_some());
            if length.is_none() && !text.is_empty() && !text.ends_with('%') && text != "auto" {
                self.warn(
                    format!("the {name} {text:?} of a video is no number of pixels"),
                    "write a number such as 1280; until then the size in the file counts",
                );
            }
            length
        };
        let (width, height) = (length("width"), length("height"));
        PixelSize::new(width?, height?)
    }
}

/// Returns the addresses of the files of a recording, each with the type that the markup gives.
fn addresses(node: Node<'_>, element: &Element) -> Vec<(String, String)> {
    let sources = find(node, &["source"]).into_iter();
    let sources = sources.map(|(_, source)| source);
    [element]
        .into_iter()
        .chain(sources)
        .filter_map(|element| {
            let href = element.attr("src")?.trim();
            let media_type = element.attr("type").unwrap_or_default();
            (!href.is_empty()).then(|| (href.to_owned(), media_type.to_owned()))
        })
        .collect()
}
