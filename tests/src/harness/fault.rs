//! What the server can do wrong on purpose, so that every engine sees the same fault.

use std::time::Duration;

/// How a request is answered instead of well.
#[derive(Clone, Debug)]
pub struct Fault {
    pub(super) answer: Answer,
    pub(super) delay: Duration,
    pub(super) held: bool,
    pub(super) times: Option<usize>,
}

#[derive(Clone, Debug)]
pub(super) enum Answer {
    Well,
    Status(u16),
    NeverEnding,
    Truncated,
    Pieces,
    Bytes(&'static [u8]),
    Body {
        text: String,
        kind: Option<&'static str>,
    },
    Dropped,
}

impl Fault {
    fn new(answer: Answer) -> Self {
        Self {
            answer,
            delay: Duration::ZERO,
            held: false,
            times: None,
        }
    }

    /// The right answer: to be made late with [`Fault::late`].
    pub fn none() -> Self {
        Self::new(Answer::Well)
    }

    /// No answer before the test releases it.
    pub fn held() -> Self {
        Self {
            held: true,
            ..Self::none()
        }
    }

    /// The right answer, as over a slow line: a little, and a little later a little more.
    pub fn pieces() -> Self {
        Self::new(Answer::Pieces)
    }

    /// A status, with a short text instead of the file.
    pub fn status(code: u16) -> Self {
        Self::new(Answer::Status(code))
    }

    /// Headers and a first byte, then nothing more.
    pub fn never_ending() -> Self {
        Self::new(Answer::NeverEnding)
    }

    /// The first half of the file, as if it were all: what a broken upload leaves.
    pub fn truncated() -> Self {
        Self::new(Answer::Truncated)
    }

    /// Another body; the content type is that of the path.
    pub fn body(text: impl Into<String>) -> Self {
        Self::new(Answer::Body {
            text: text.into(),
            kind: None,
        })
    }

    /// Other bytes; the content type is that of the path.
    pub fn bytes(bytes: &'static [u8]) -> Self {
        Self::new(Answer::Bytes(bytes))
    }

    /// An HTML page with status 200: what some hosts answer to an unknown address.
    pub fn html() -> Self {
        Self::page("<!doctype html><title>Hello</title><p>Another page.")
    }

    /// Another page, with status 200.
    pub fn page(html: impl Into<String>) -> Self {
        Self::new(Answer::Body {
            text: html.into(),
            kind: Some("text/html; charset=utf-8"),
        })
    }

    /// The connection is closed without an answer.
    pub fn dropped() -> Self {
        Self::new(Answer::Dropped)
    }

    /// Only the first `n` requests; later ones are answered well.
    pub fn times(mut self, n: usize) -> Self {
        self.times = Some(n);
        self
    }

    /// Answered when the test releases it.
    pub fn when_released(mut self) -> Self {
        self.held = true;
        self
    }

    /// Answered that much later.
    pub fn late(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }
}
