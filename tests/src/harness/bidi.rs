//! A WebDriver BiDi client: sends commands over a WebSocket and collects events.

use anyhow::{Context, Result, bail};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::Message;

/// A connection to the browser of one WebDriver session.
pub(super) struct Bidi {
    /// The id of the last command.
    last: AtomicU64,
    orders: mpsc::UnboundedSender<Order>,
    /// Events that nobody has taken yet.
    events: Arc<Mutex<Vec<Value>>>,
    /// The task that reads and writes the socket.
    talking: JoinHandle<()>,
}

/// A command on its way to the socket, and where to send the answer.
struct Order {
    id: u64,
    text: String,
    answer: oneshot::Sender<Value>,
}

impl Bidi {
    /// Connects to the session's `webSocketUrl`.
    pub(super) async fn connect(url: &str) -> Result<Self> {
        let (mut socket, _) = tokio_tungstenite::connect_async(url)
            .await
            .with_context(|| format!("connecting to WebDriver BiDi at {url} failed"))?;
        let (orders, mut ordered) = mpsc::unbounded_channel::<Order>();
        let events: Arc<Mutex<Vec<Value>>> = Arc::default();
        let heard = events.clone();
        let talking = tokio::spawn(async move {
            let mut waiting = HashMap::new();
            loop {
                tokio::select! {
                    order = ordered.recv() => {
                        let Some(order) = order else { break };
                        waiting.insert(order.id, order.answer);
                        if socket.send(Message::text(order.text)).await.is_err() { break }
                    }
                    message = socket.next() => {
                        // When the socket closes, the pending answers are dropped, and their
                        // callers get an error.
                        let Some(Ok(message)) = message else { break };
                        let Ok(text) = message.into_text() else { continue };
                        let Ok(value) = serde_json::from_str::<Value>(&text) else { continue };
                        let answered = value["id"].as_u64().and_then(|id| waiting.remove(&id));
                        if let Some(answer) = answered {
                            // The caller may have stopped waiting.
                            let _ = answer.send(value);
                        } else {
                            heard.lock().unwrap_or_else(PoisonError::into_inner).push(value);
                        }
                    }
                }
            }
        });
        Ok(Self {
            last: AtomicU64::new(0),
            orders,
            events,
            talking,
        })
    }

    /// Sends a command and returns its result.
    pub(super) async fn command(&self, method: &str, parameters: Value) -> Result<Value> {
        let id = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        let text = json!({ "id": id, "method": method, "params": parameters }).to_string();
        let (answer, answered) = oneshot::channel();
        let response = async {
            self.orders.send(Order { id, text, answer }).ok()?;
            answered.await.ok()
        };
        let response = tokio::time::timeout(Duration::from_secs(30), response).await;
        let mut response = response
            .with_context(|| format!("{method}: no answer within 30 s"))?
            .with_context(|| format!("{method}: the connection to the browser is closed"))?;
        if response["type"] == "error" {
            bail!(
                "{method} {parameters}: {}: {}",
                response["error"],
                response["message"]
            );
        }
        Ok(response["result"].take())
    }

    /// Takes the events of these methods that have arrived and were not taken before.
    pub(super) fn events(&self, methods: &[&str]) -> Vec<Value> {
        let mut events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
        let (taken, left) = std::mem::take(&mut *events)
            .into_iter()
            .partition(|event| methods.iter().any(|method| event["method"] == *method));
        *events = left;
        taken
    }
}

impl Drop for Bidi {
    fn drop(&mut self) {
        self.talking.abort();
    }
}
