//! Tests of the client against a server on this machine.

use super::*;
use crate::request::Validators;
use std::io::{Cursor, Write};
use std::sync::Mutex;
use std::thread;
use tiny_http::{Header, Response, Server, StatusCode};

/// A server, and the requests that it has seen: each with its path and its headers.
struct Host {
    url: Url,
    server: Arc<Server>,
    seen: Arc<Mutex<Vec<String>>>,
}

type Reply = Response<Box<dyn Read + Send>>;

fn reply(status: u16, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> Reply {
    let headers = headers.iter().map(|(name, value)| {
        Header::from_bytes(name.as_bytes(), value.as_bytes()).expect("a header")
    });
    let body: Box<dyn Read + Send> = Box::new(Cursor::new(body.into()));
    Response::new(StatusCode(status), headers.collect(), body, None, None)
}

impl Host {
    /// Starts a server. `answer` is called with the number of the request, from 1, and its path.
    fn new(answer: impl Fn(usize, &str) -> Reply + Send + 'static) -> Self {
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a free port"));
        let port = server.server_addr().to_ip().expect("an address").port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (listener, log) = (server.clone(), seen.clone());
        thread::spawn(move || {
            for request in listener.incoming_requests() {
                let mut log = log.lock().unwrap();
                let headers = request.headers().iter().map(|header| header.to_string());
                let headers: Vec<String> = headers.collect();
                log.push(format!("{} {}", request.url(), headers.join("; ")));
                let number = log.len();
                drop(log);
                let reply = answer(number, request.url());
                // The client may have hung up, which some tests want.
                drop(request.respond(reply));
            }
        });
        Self {
            url: format!("http://127.0.0.1:{port}/").parse().unwrap(),
            server,
            seen,
        }
    }

    fn client(&self) -> Client {
        let patience = Patience {
            pause: Duration::from_millis(1),
            longest_pause: Duration::from_secs(2),
            idle: Duration::from_millis(300),
            ..PATIENCE
        };
        Client::with(Some(&self.url), patience).unwrap()
    }

    fn fetch(&self, path: &str) -> Result<Answer, FetchError> {
        fetch(&self.client(), &self.url.join(path).unwrap())
    }

    fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.server.unblock();
    }
}

fn request<'a>(url: &'a Url, validators: &'a Validators) -> Request<'a> {
    Request {
        url,
        accept: "*/*",
        max_bytes: 1000,
        validators,
        authorization: None,
    }
}

fn fetch(client: &Client, url: &Url) -> Result<Answer, FetchError> {
    client.fetch(&request(url, &Validators::default()))
}

fn bytes(answer: Result<Answer, FetchError>) -> Vec<u8> {
    match answer.expect("an answer") {
        Answer::Fetched(fetched) => fetched.bytes,
        Answer::NotModified => panic!("not modified"),
    }
}

#[test]
fn validators_make_the_next_request_conditional() {
    let host = Host::new(|number, _| match number {
        1 => reply(200, &[("ETag", "\"a\""), ("Last-Modified", "then")], "x"),
        _ => reply(304, &[], ""),
    });
    let client = host.client();
    let Ok(Answer::Fetched(first)) = fetch(&client, &host.url) else {
        panic!("no answer");
    };
    let second = client.fetch(&request(&host.url, &first.validators));
    assert!(matches!(second, Ok(Answer::NotModified)));
    let seen = host.seen().remove(1).to_lowercase();
    assert!(seen.contains("if-none-match: \"a\""), "{seen}");
    assert!(seen.contains("if-modified-since: then"), "{seen}");
    assert!(seen.contains("user-agent: frontpage/"), "{seen}");
}

#[test]
fn an_overloaded_host_is_asked_again_when_it_says_so() {
    let host = Host::new(|number, _| match number {
        1 => reply(429, &[("Retry-After", "1")], ""),
        2 => reply(503, &[], ""),
        _ => reply(200, &[], "here"),
    });
    let started = std::time::Instant::now();
    assert_eq!(bytes(host.fetch("a")), b"here");
    assert!(started.elapsed() >= Duration::from_millis(900));
    assert_eq!(host.seen().len(), 3);
}

#[test]
fn a_host_that_stays_overloaded_is_given_up() {
    let host = Host::new(|_, _| reply(500, &[], "no luck"));
    let error = host.fetch("a").unwrap_err();
    assert!(
        matches!(&error, FetchError::Status { status: 500, body } if body == b"no luck"),
        "{error}"
    );
    assert_eq!(host.seen().len(), PATIENCE.attempts as usize);
    let host = Host::new(|_, _| reply(429, &[("Retry-After", "86400")], ""));
    let error = host.fetch("a").unwrap_err();
    assert!(matches!(error, FetchError::Wait(_)), "{error}");
    assert_eq!(host.seen().len(), 1);
}

#[test]
fn what_is_not_there_is_asked_for_once() {
    let host = Host::new(|_, _| reply(404, &[], ""));
    let error = host.fetch("a").unwrap_err();
    assert!(matches!(error, FetchError::Status { status: 404, .. }));
    assert_eq!(host.seen().len(), 1);
}

#[test]
fn large_answers_are_refused_in_every_form() {
    // With a length, without one, and packed.
    let packed = {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(&[b'a'; 500_000]).unwrap();
        encoder.finish().unwrap()
    };
    assert!(packed.len() < 1000, "{}", packed.len());
    let host = Host::new(move |_, path| match path {
        "/length" => reply(200, &[], vec![b'a'; 1001]).with_data(
            Box::new(Cursor::new(vec![b'a'; 1001])) as Box<dyn Read + Send>,
            Some(1001),
        ),
        "/endless" => {
            let endless: Box<dyn Read + Send> = Box::new(std::io::repeat(b'a'));
            reply(200, &[], "").with_data(endless, None)
        }
        "/packed" => reply(200, &[("Content-Encoding", "gzip")], packed.clone()),
        _ => reply(200, &[], vec![b'a'; 1000]),
    });
    for path in ["length", "endless", "packed"] {
        let error = host.fetch(path).unwrap_err();
        assert!(
            matches!(error, FetchError::TooLarge { limit: 1000 }),
            "{path}: {error}"
        );
    }
    assert_eq!(bytes(host.fetch("exact")).len(), 1000);
}

#[test]
fn gzip_is_unpacked_and_other_encodings_are_refused() {
    let host = Host::new(|_, path| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(b"text").unwrap();
        let packed = encoder.finish().unwrap();
        match path {
            "/gzip" => reply(200, &[("Content-Encoding", "gzip")], packed),
            "/damaged" => reply(200, &[("Content-Encoding", "gzip")], "text"),
            _ => reply(200, &[("Content-Encoding", "br")], packed),
        }
    });
    assert_eq!(bytes(host.fetch("gzip")), b"text");
    for path in ["damaged", "br"] {
        assert!(
            matches!(host.fetch(path), Err(FetchError::Encoding)),
            "{path}"
        );
    }
}

#[test]
fn a_host_that_stalls_is_given_up() {
    /// Yields one byte, and then nothing for longer than the client waits.
    struct Stalling(bool);
    impl Read for Stalling {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            if self.0 {
                thread::sleep(Duration::from_secs(2));
                return Ok(0);
            }
            self.0 = true;
            buffer[0] = b'a';
            Ok(1)
        }
    }
    let host = Host::new(|_, _| {
        let stalling: Box<dyn Read + Send> = Box::new(Stalling(false));
        reply(200, &[], "").with_data(stalling, Some(10))
    });
    let patience = Patience {
        attempts: 1,
        idle: Duration::from_millis(200),
        ..PATIENCE
    };
    let client = Client::with(Some(&host.url), patience).unwrap();
    let error = fetch(&client, &host.url).unwrap_err();
    assert!(matches!(error, FetchError::Timeout), "{error}");
}

#[test]
fn redirects_are_followed_to_an_end() {
    let host = Host::new(|_, path| match path {
        "/a" => reply(301, &[("Location", "b")], ""),
        "/b" => reply(200, &[], "here"),
        "/nowhere" => reply(302, &[], ""),
        "/scheme" => reply(302, &[("Location", "file:///etc/passwd")], ""),
        _ => reply(302, &[("Location", "/loop")], ""),
    });
    let Ok(Answer::Fetched(fetched)) = host.fetch("a") else {
        panic!("no answer");
    };
    assert_eq!((fetched.url.path(), &*fetched.bytes), ("/b", &b"here"[..]));
    for path in ["loop", "nowhere"] {
        let error = host.fetch(path).unwrap_err();
        assert!(
            matches!(error, FetchError::Redirects(MAX_REDIRECTS)),
            "{error}"
        );
    }
    assert!(matches!(host.fetch("scheme"), Err(FetchError::Scheme)));
}

#[test]
fn nothing_is_sent_into_a_private_network_that_the_source_is_not_in() {
    let host = Host::new(|_, _| reply(200, &[], "secret"));
    // There is no private source, so nothing is sent to this machine, whatever name is used for it.
    let client = Client::with(None, PATIENCE).unwrap();
    let port = host.url.port().unwrap();
    for name in ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1"] {
        let url = format!("http://{name}:{port}/").parse().unwrap();
        let error = fetch(&client, &url).unwrap_err();
        assert!(
            matches!(error, FetchError::Private { .. }),
            "{name}: {error}"
        );
    }
    assert_eq!(host.seen(), Vec::<String>::new());
    // The source is on this machine, but a redirect leads to another private address.
    let other = host.url.clone();
    let moving = Host::new(move |_, _| {
        let target = other.as_str().replace("127.0.0.1", "127.0.0.2");
        reply(302, &[("Location", &target)], "")
    });
    let error = moving.fetch("a").unwrap_err();
    assert!(matches!(error, FetchError::Private { .. }), "{error}");
}

#[test]
fn passwords_go_to_the_origin_alone_and_never_in_clear() {
    let elsewhere = Host::new(|_, _| reply(200, &[], "there"));
    let target = elsewhere.url.to_string();
    let host = Host::new(move |_, _| reply(302, &[("Location", &target)], ""));
    let none = Validators::default();
    let secret = Request {
        authorization: Some("Basic c2VjcmV0"),
        ..request(&host.url, &none)
    };
    assert_eq!(bytes(host.client().fetch(&secret)), b"there");
    assert!(host.seen()[0].contains("c2VjcmV0"));
    assert!(!elsewhere.seen()[0].contains("c2VjcmV0"));

    let url = "http://1.1.1.1/".parse().unwrap();
    let client = Client::with(Some(&url), PATIENCE).unwrap();
    let in_clear = Request {
        url: &url,
        ..secret
    };
    assert!(matches!(
        client.fetch(&in_clear),
        Err(FetchError::Unencrypted)
    ));
}

#[test]
fn a_host_without_an_address_is_named() {
    let url: Url = "https://nowhere.invalid/".parse().unwrap();
    let client = Client::with(Some(&url), PATIENCE).unwrap();
    let error = fetch(&client, &url).unwrap_err();
    assert!(matches!(error, FetchError::UnknownHost { .. }), "{error}");
}
