//! A response body that is sent at once, in pieces or never to the end, and records how it ended.

use super::request::RequestStatus;
use super::state::{State, lock};
use hyper::body::{Body, Bytes, Frame};
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task;
use std::time::Duration;
use tokio::sync::watch;

/// Records how a request ended when it is dropped. `ended` starts as [`RequestStatus::Aborted`], which is
/// right if the browser disconnects.
pub struct Note {
    pub state: Arc<State>,
    pub index: usize,
    pub ended: RequestStatus,
}

impl Drop for Note {
    fn drop(&mut self) {
        if let Some(request) = lock(&self.state.record).get_mut(self.index) {
            request.ended = self.ended;
        }
    }
}

/// How a response body is sent.
#[derive(Clone, Copy, PartialEq)]
pub enum Ends {
    Well,
    InPieces,
    Never,
}

/// The size of a piece, in bytes. The last pieces are smaller, so that even the shortest page can be
/// painted before it is complete. Each piece ends before a tag, since half a word at the end of a
/// line would cause a layout shift on any page.
const PIECE: usize = 1500;
/// The size from which on the rest is sent as one piece.
const LAST_PIECE: usize = 400;
/// The pause between pieces, in which a browser can paint.
const PAUSE: Duration = Duration::from_millis(40);
/// How long the last piece waits until the page reports that it was painted.
const PATIENCE: Duration = Duration::from_secs(5);

/// A response body that records whether the browser read it to the end.
pub struct Reply {
    pub data: Option<Bytes>,
    pub ends: Ends,
    pub pause: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
    /// Changes when the page reports that it was painted.
    pub painted: Option<watch::Receiver<u64>>,
    pub status: u16,
    pub note: Note,
}

async fn wait_for_paint(mut painted: watch::Receiver<u64>) {
    let _ = tokio::time::timeout(PATIENCE, painted.changed()).await;
}

impl Body for Reply {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut task::Context<'_>,
    ) -> task::Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if let Some(pause) = &mut self.pause {
            task::ready!(pause.as_mut().poll(context));
            self.pause = None;
        }
        match (self.data.take(), self.ends) {
            (Some(mut data), Ends::InPieces) if data.len() > LAST_PIECE => {
                let size = PIECE.min(data.len() / 2);
                let tag = data[size..].iter().position(|byte| *byte == b'<');
                let end = tag.map_or(data.len(), |tag| size + tag);
                self.data = Some(data.split_off(end));
                let is_last = self
                    .data
                    .as_ref()
                    .is_some_and(|rest| rest.len() <= LAST_PIECE);
                self.pause = Some(match self.painted.take_if(|_| is_last) {
                    Some(painted) => Box::pin(wait_for_paint(painted)),
                    None => Box::pin(tokio::time::sleep(PAUSE)),
                });
                task::Poll::Ready(Some(Ok(Frame::data(data))))
            }
            (Some(data), ends) => {
                if ends != Ends::Never {
                    self.note.ended = RequestStatus::Answered(self.status);
                }
                task::Poll::Ready(Some(Ok(Frame::data(data))))
            }
            (None, Ends::Well | Ends::InPieces) => task::Poll::Ready(None),
            // Pending forever; dropped when the browser disconnects.
            (None, Ends::Never) => task::Poll::Pending,
        }
    }

    fn size_hint(&self) -> hyper::body::SizeHint {
        match (&self.data, self.ends) {
            (Some(data), Ends::Well | Ends::InPieces) => {
                hyper::body::SizeHint::with_exact(data.len() as u64)
            }
            _ => hyper::body::SizeHint::default(),
        }
    }
}
