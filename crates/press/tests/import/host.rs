//! A host that imports fetch from.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::{Arc, Mutex};
use std::thread;
use tiny_http::{Header, Response, Server, StatusCode};

/// The files of a host by path, each with its media type.
type Files = BTreeMap<String, (String, Vec<u8>)>;

/// A host with files that can change. Each has an entity tag.
pub struct Host {
    server: Arc<Server>,
    port: u16,
    files: Arc<Mutex<Files>>,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Host {
    pub fn new() -> Self {
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a free port"));
        let port = server.server_addr().to_ip().expect("an address").port();
        let files = Arc::new(Mutex::new(Files::new()));
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (listener, map, log) = (server.clone(), files.clone(), seen.clone());
        thread::spawn(move || {
            for request in listener.incoming_requests() {
                let path = request.url().split('?').next().unwrap().to_owned();
                let known = request.headers().iter();
                let mut known = known.filter(|header| header.field.equiv("If-None-Match"));
                let known = known.next().map(|header| header.value.to_string());
                let file = map.lock().unwrap().get(&path).cloned();
                let (status, kind, bytes) = match file {
                    None => (404, "text/plain".to_owned(), Vec::new()),
                    Some((kind, bytes)) if known == Some(tag(&bytes)) => (304, kind, Vec::new()),
                    Some((kind, bytes)) => (200, kind, bytes),
                };
                log.lock().unwrap().push(format!("{status} {path}"));
                let headers = [("Content-Type", kind), ("ETag", tag(&bytes))];
                let headers = headers.iter().map(|(name, value)| {
                    Header::from_bytes(name.as_bytes(), value.as_bytes()).expect("a header")
                });
                let response = Response::new(
                    StatusCode(status),
                    headers.collect(),
                    Cursor::new(bytes),
                    None,
                    None,
                );
                drop(request.respond(response));
            }
        });
        Self {
            server,
            port,
            files,
            seen,
        }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub fn put(&self, path: &str, kind: &str, bytes: impl Into<Vec<u8>>) {
        let file = (kind.to_owned(), bytes.into());
        self.files.lock().unwrap().insert(path.to_owned(), file);
    }

    /// Returns the requests since the last call: each with its status and path.
    pub fn requests(&self) -> Vec<String> {
        std::mem::take(&mut *self.seen.lock().unwrap())
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.server.unblock();
    }
}

fn tag(bytes: &[u8]) -> String {
    let sum = bytes.iter().fold(0u64, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(u64::from(*byte))
    });
    format!("\"{sum:x}\"")
}
