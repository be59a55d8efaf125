//! WebDriver BiDi: commands by a socket, and events that come by themselves.

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

/// A connection to the browser of one session.
pub(super) struct Bidi {
    last: AtomicU64,
    orders: mpsc::UnboundedSender<Order>,
    events: Arc<Mutex<Vec<Value>>>,
    talking: JoinHandle<()>,
}

struct Order {
    id: u64,
    text: String,
    answer: oneshot::Sender<Value>,
}

impl Bidi {
    /// Connects to the address that the session's `webSocketUrl` names.
    pub(super) async fn connect(url: &str) -> Result<Self> {
        let (mut socket, _) = tokio_tungstenite::connect_async(url)
            .await
            .with_context(|| format!("no WebDriver BiDi at {url}"))?;
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
                        // without the socket every order is dropped, and whoever waits hears it
                        let Some(Ok(message)) = message else { break };
                        let Ok(text) = message.into_text() else { continue };
                        let Ok(said) = serde_json::from_str::<Value>(&text) else { continue };
                        let answered = said["id"].as_u64().and_then(|id| waiting.remove(&id));
                        if let Some(answer) = answered {
                            // whoever asked may have gone
                            let _ = answer.send(said);
                        } else {
                            heard.lock().unwrap_or_else(PoisonError::into_inner).push(said);
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

    /// A command, and its result.
    pub(super) async fn command(&self, method: &str, parameters: Value) -> Result<Value> {
        let id = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        let text = json!({ "id": id, "method": method, "params": parameters }).to_string();
        let (answer, answered) = oneshot::channel();
        let said = async {
            self.orders.send(Order { id, text, answer }).ok()?;
            answered.await.ok()
        };
        let said = tokio::time::timeout(Duration::from_secs(30), said).await;
        let mut said = said
            .with_context(|| format!("{method}: no answer"))?
            .with_context(|| format!("{method}: the browser has gone"))?;
        if said["type"] == "error" {
            bail!(
                "{method} {parameters}: {}: {}",
                said["error"],
                said["message"]
            );
        }
        Ok(said["result"].take())
    }

    /// Takes the events of `method` that have come so far.
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
