//! The faults that the server can inject, so that every engine sees the same ones.

use std::time::Duration;

/// A fault: how a request is answered instead of normally.
#[derive(Clone, Debug)]
pub struct Fault {
    pub(super) answer: Answer,
    pub(super) delay: Duration,
    pub(super) held: bool,
    pub(super) for_first: Option<usize>,
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
            for_first: None,
        }
    }

    /// The normal response. Combine it with [`Fault::delayed`] to delay it.
    pub fn normal() -> Self {
        Self::new(Answer::Well)
    }

    /// The normal response, held back until the test calls `heal`.
    pub fn held() -> Self {
        Self {
            held: true,
            ..Self::normal()
        }
    }

    /// The normal response in small pieces with pauses, as over a slow connection. The last piece is sent
    /// when the page has requested `/painted`.
    pub fn slow_chunks() -> Self {
        Self::new(Answer::Pieces)
    }

    /// An HTTP status, with a short text instead of the file.
    pub fn status(code: u16) -> Self {
        Self::new(Answer::Status(code))
    }

    /// Headers and a first byte, and then nothing more.
    pub fn stalled() -> Self {
        Self::new(Answer::NeverEnding)
    }

    /// The first half of the file as if it were complete, as after a failed upload.
    pub fn truncated() -> Self {
        Self::new(Answer::Truncated)
    }

    /// Another body, with the content type of the path.
    pub fn body(text: impl Into<String>) -> Self {
        Self::new(Answer::Body {
            text: text.into(),
            kind: None,
        })
    }

    /// Other bytes, with the content type of the path.
    pub fn bytes(bytes: &'static [u8]) -> Self {
        Self::new(Answer::Bytes(bytes))
    }

    /// An HTML page with status 200, which is how some hosts answer an unknown address.
    pub fn html() -> Self {
        Self::page("<!doctype html><title>Hello</title><p>Another page.")
    }

    /// The given HTML page, with status 200.
    pub fn page(html: impl Into<String>) -> Self {
        Self::new(Answer::Body {
            text: html.into(),
            kind: Some("text/html; charset=utf-8"),
        })
    }

    /// No response: the connection is closed.
    pub fn dropped() -> Self {
        Self::new(Answer::Dropped)
    }

    /// Limits the fault to the first `n` requests.
    pub fn times(mut self, n: usize) -> Self {
        self.for_first = Some(n);
        self
    }

    /// Holds the response back until the test calls `heal`.
    pub fn when_released(mut self) -> Self {
        self.held = true;
        self
    }

    /// Delays the response.
    pub fn delayed(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }
}
