//! A bridge between a current chromedriver and Chromium 109, of January 2023.
//!
//! Both use the Chrome DevTools Protocol over a WebSocket, but chromedriver uses two features of it
//! that are newer than Chromium 109. The bridge translates them:
//!
//! | chromedriver | Chromium 109 |
//! |---|---|
//! | `Runtime.callFunctionOn` in the context `uniqueContextId` | … `executionContextId`, a number |
//! | `serializationOptions: deep`, answered by `deepSerializedValue` with `backendNodeId` and `loaderId` of each element | `generateWebDriverValue`, answered by `webDriverValue` without them |

use anyhow::{Context, Result, ensure};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::Message;

/// A server to which chromedriver connects instead of to the browser.
pub(super) struct Bridge {
    port: u16,
    accepting: JoinHandle<()>,
}

impl Bridge {
    /// Starts a bridge to the browser with DevTools on the port `browser`.
    pub(super) async fn start(browser: u16) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let port = listener.local_addr()?.port();
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(async move {
                    // Ignore errors: the browser or the driver has closed the connection.
                    let _ = serve(stream, port, browser).await;
                });
            }
        });
        Ok(Self { port, accepting })
    }

    /// Returns the port to which chromedriver connects.
    pub(super) fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Bridge {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// Serves a connection, which is either an HTTP request for the list of pages or a WebSocket.
async fn serve(mut stream: TcpStream, port: u16, browser: u16) -> Result<()> {
    let mut start = [0; 1024];
    let length = stream.peek(&mut start).await?;
    let start = String::from_utf8_lossy(&start[..length]).into_owned();
    let path = start.split(' ').nth(1).context("not an HTTP request")?;
    if !path.starts_with("/json") {
        return Connection::between(stream, browser, path).await;
    }
    // Read what was only peeked at so far: closing a connection with unread bytes resets it.
    let mut request = vec![0; length];
    stream.read_exact(&mut request).await?;
    let body = pages(browser, path).await?;
    let body = body.replace(&format!(":{browser}/"), &format!(":{port}/"));
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all((head + &body).as_bytes()).await?;
    Ok(())
}

/// Returns the body of the browser's response about its pages.
async fn pages(browser: u16, path: &str) -> Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", browser)).await?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{browser}\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = vec![];
    loop {
        let text = String::from_utf8_lossy(&answer);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let lines = head.to_ascii_lowercase();
            let length = lines
                .lines()
                .find_map(|line| line.strip_prefix("content-length:"));
            let length: usize = length.context("no Content-Length")?.trim().parse()?;
            if body.len() >= length {
                return Ok(body.to_owned());
            }
        }
        ensure!(
            stream.read_buf(&mut answer).await? > 0,
            "the browser's response is incomplete"
        );
    }
}

/// The state of a WebSocket connection between driver and browser.
struct Connection {
    /// The id of each execution context, by its session and its unique id.
    contexts: Mutex<HashMap<(String, String), Value>>,
    /// The session of each command of the driver whose answer has to be translated, by its id.
    deep: Mutex<HashMap<u64, String>>,
    /// The bridge's own commands that are not answered yet, by their ids.
    asked: Mutex<HashMap<u64, oneshot::Sender<Value>>>,
    last: AtomicU64,
    to_browser: mpsc::UnboundedSender<Value>,
    to_driver: mpsc::UnboundedSender<Value>,
}

/// The first id of the bridge's own commands. The driver counts from 1 and never gets that far.
const OWN: u64 = 1_000_000_000;

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn session_of(message: &Value) -> String {
    message["sessionId"].as_str().unwrap_or_default().to_owned()
}

impl Connection {
    /// Passes messages between driver and browser until one of them closes the connection.
    async fn between(driver: TcpStream, browser: u16, path: &str) -> Result<()> {
        let mut driver = tokio_tungstenite::accept_async(driver).await?;
        let address = format!("ws://127.0.0.1:{browser}{path}");
        let (mut browser, _) = tokio_tungstenite::connect_async(&address).await?;
        let (to_browser, mut for_browser) = mpsc::unbounded_channel::<Value>();
        let (to_driver, mut for_driver) = mpsc::unbounded_channel::<Value>();
        let talk = Arc::new(Self {
            contexts: Mutex::default(),
            deep: Mutex::default(),
            asked: Mutex::default(),
            last: AtomicU64::new(OWN),
            to_browser,
            to_driver,
        });
        loop {
            tokio::select! {
                frame = driver.next() => {
                    let Message::Text(text) = frame.context("the driver has disconnected")?? else { continue };
                    talk.driver_says(serde_json::from_str(&text)?);
                }
                frame = browser.next() => {
                    let Message::Text(text) = frame.context("the browser has disconnected")?? else { continue };
                    talk.browser_says(serde_json::from_str(&text)?);
                }
                Some(message) = for_browser.recv() => {
                    browser.send(Message::text(message.to_string())).await?;
                }
                Some(message) = for_driver.recv() => {
                    driver.send(Message::text(message.to_string())).await?;
                }
            }
        }
    }

    /// Translates a message of the driver and passes it on.
    fn driver_says(&self, mut message: Value) {
        if message["method"] == "Runtime.callFunctionOn" {
            let session = session_of(&message);
            let id = message["id"].as_u64();
            if let Some(parameters) = message["params"].as_object_mut() {
                if let Some(Value::String(name)) = parameters.remove("uniqueContextId") {
                    let contexts = locked(&self.contexts);
                    let number = contexts.get(&(session.clone(), name)).cloned();
                    parameters.insert("executionContextId".into(), number.unwrap_or(json!(0)));
                }
                let deep = parameters
                    .get("serializationOptions")
                    .is_some_and(|options| options["serialization"] == "deep");
                if let Some(id) = id.filter(|_| deep) {
                    parameters.remove("serializationOptions");
                    parameters.insert("generateWebDriverValue".into(), json!(true));
                    locked(&self.deep).insert(id, session);
                }
            }
        }
        // This fails only if the socket has closed.
        let _ = self.to_browser.send(message);
    }

    /// Translates a message of the browser and passes it on, unless it answers a command of the
    /// bridge.
    fn browser_says(self: &Arc<Self>, mut message: Value) {
        if let Some(id) = message["id"].as_u64() {
            if let Some(answer) = locked(&self.asked).remove(&id) {
                // The caller may have stopped waiting.
                let _ = answer.send(message["result"].take());
                return;
            }
            if let Some(session) = locked(&self.deep).remove(&id) {
                let talk = self.clone();
                tokio::spawn(async move {
                    // If this fails, the driver reports what is missing.
                    let _ = talk.deepen(&mut message, &session).await;
                    let _ = talk.to_driver.send(message);
                });
                return;
            }
        }
        if message["method"] == "Runtime.executionContextCreated" {
            let context = &message["params"]["context"];
            let name = context["uniqueId"].as_str().unwrap_or_default().to_owned();
            locked(&self.contexts).insert((session_of(&message), name), context["id"].clone());
        }
        let _ = self.to_driver.send(message);
    }

    /// Sends a command of the bridge and returns its result.
    async fn ask(&self, session: &str, method: &str, parameters: Value) -> Result<Value> {
        let id = self.last.fetch_add(1, Ordering::Relaxed);
        let mut message = json!({ "id": id, "method": method, "params": parameters });
        if !session.is_empty() {
            message["sessionId"] = json!(session);
        }
        let (answer, answered) = oneshot::channel();
        locked(&self.asked).insert(id, answer);
        self.to_browser.send(message)?;
        Ok(answered.await?)
    }

    /// Replaces `webDriverValue`, which is a list, by `deepSerializedValue`, and adds the
    /// `backendNodeId` and `loaderId` of each element in it.
    async fn deepen(&self, message: &mut Value, session: &str) -> Result<()> {
        let result = &mut message["result"]["result"];
        let list = result["objectId"].clone();
        let mut value = result["webDriverValue"].take();
        let items = value["value"]
            .as_array_mut()
            .context("webDriverValue is not a list")?;
        if items.iter().any(|item| item["type"] == "node") {
            let parameters = json!({ "objectId": list, "ownProperties": true });
            let properties = self
                .ask(session, "Runtime.getProperties", parameters)
                .await?;
            let frames = self.ask(session, "Page.getFrameTree", json!({})).await?;
            for (index, item) in items.iter_mut().enumerate() {
                if item["type"] != "node" {
                    continue;
                }
                let mut entries = properties["result"].as_array().into_iter().flatten();
                let name = index.to_string();
                let property = entries.find(|property| property["name"] == name);
                let object = property.map(|property| property["value"]["objectId"].clone());
                let parameters = json!({ "objectId": object });
                let described = self.ask(session, "DOM.describeNode", parameters).await?;
                item["value"]["backendNodeId"] = described["node"]["backendNodeId"].clone();
                item["value"]["loaderId"] = frames["frameTree"]["frame"]["loaderId"].clone();
            }
        }
        result["deepSerializedValue"] = value;
        Ok(())
    }
}
