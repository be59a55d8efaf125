//! Tests against a site that is made of a list of posts.

use super::*;
use frontpage_source::{Entry, StoryId};
use serde_json::json;
use std::io::Cursor;
use std::sync::Mutex;
use std::thread;
use tiny_http::{Header, Response, Server, StatusCode};

/// A post, as the site has it.
#[derive(Clone)]
struct Post {
    id: u64,
    modified: &'static str,
    /// Whether the site fails with every page that contains it.
    is_broken: bool,
}

impl Post {
    fn new(id: u64) -> Self {
        Self {
            id,
            modified: "2019-03-11T10:00:00",
            is_broken: false,
        }
    }

    fn json(&self) -> Value {
        json!({
            "id": self.id, "date_gmt": "2019-03-11T10:00:00", "modified_gmt": self.modified,
            "type": "post", "link": "https://old.example/a", "title": {"rendered": "Rain"},
            "content": {"rendered": "<p>It rains.</p>", "protected": false},
        })
    }
}

/// A site, whose posts can change, with the requests that it has seen.
struct Site {
    url: Url,
    server: Arc<Server>,
    posts: Arc<Mutex<Vec<Post>>>,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Site {
    fn new(posts: Vec<Post>) -> Self {
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a free port"));
        let port = server.server_addr().to_ip().expect("an address").port();
        let posts = Arc::new(Mutex::new(posts));
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (listener, list, log) = (server.clone(), posts.clone(), seen.clone());
        thread::spawn(move || {
            for request in listener.incoming_requests() {
                log.lock().unwrap().push(request.url().to_owned());
                let url = format!("http://site.example{}", request.url());
                let (status, total, body) = answer(&url.parse().unwrap(), &list.lock().unwrap());
                let total = Header::from_bytes("X-WP-Total", total.to_string()).unwrap();
                let response = Response::new(
                    StatusCode(status),
                    vec![total],
                    Cursor::new(body.to_string().into_bytes()),
                    None,
                    None,
                );
                drop(request.respond(response));
            }
        });
        Self {
            url: format!("http://127.0.0.1:{port}/wp-json/").parse().unwrap(),
            server,
            posts,
            seen,
        }
    }

    fn api(&self) -> RestApi {
        let client = Arc::new(Client::new(Some(&self.url)).unwrap());
        RestApi::new(client, &self.url, None, &TimeZone::UTC, None)
    }

    fn requests(&self) -> usize {
        self.seen.lock().unwrap().len()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.unblock();
    }
}

/// Answers as the API does.
fn answer(url: &Url, posts: &[Post]) -> (u16, usize, Value) {
    assert_eq!(url.path(), "/wp-json/wp/v2/posts");
    let value = |key: &str| {
        let mut pairs = url.query_pairs();
        let found = pairs.find(|(name, _)| name == key);
        found.map(|(_, value)| value.into_owned())
    };
    let number = |key: &str, other: usize| value(key).map_or(other, |text| text.parse().unwrap());
    let since = value("modified_after").map(|text| text.trim_end_matches('Z').to_owned());
    let include = value("include");
    let mut matching: Vec<&Post> = posts.iter().collect();
    matching.sort_by_key(|post| post.id);
    matching.retain(|post| {
        let is_newer = since.as_deref().is_none_or(|since| post.modified > since);
        is_newer
            && include
                .as_deref()
                .is_none_or(|id| id == post.id.to_string())
    });
    let total = matching.len();
    let page = matching
        .into_iter()
        .skip(number("offset", 0))
        .take(number("per_page", 10));
    let page: Vec<&Post> = page.collect();
    match page.iter().any(|post| post.is_broken) {
        true => (413, total, json!({"code": "broken"})),
        false => (200, total, page.iter().map(|post| post.json()).collect()),
    }
}

fn read(api: &mut RestApi) -> (Vec<u64>, Vec<String>) {
    let (mut ids, mut refused) = (Vec::new(), Vec::new());
    loop {
        let batch = api.next(64).unwrap();
        if batch.is_empty() {
            return (ids, refused);
        }
        for entry in batch {
            match api.converter().convert(entry) {
                Entry::Story(story) => match story.id {
                    StoryId::Number(id) => ids.push(id),
                    StoryId::Text(text) => panic!("{text} is no number"),
                },
                Entry::Refused(refusal) => refused.push(refusal.place),
                Entry::NoStory(kind) => panic!("{kind} is no story"),
            }
        }
    }
}

#[test]
fn all_posts_are_read_page_by_page() {
    let site = Site::new((1..=250).map(Post::new).collect());
    let mut api = site.api();
    let (ids, refused) = read(&mut api);
    assert_eq!(ids, (1..=250).collect::<Vec<u64>>());
    assert_eq!((refused.len(), api.total()), (0, Some(250)));
    assert_eq!(site.requests(), 3);
}

#[test]
fn a_later_round_reads_what_changed_and_finds_what_is_gone() {
    let site = Site::new((1..=150).map(Post::new).collect());
    let mut api = site.api();
    read(&mut api);
    assert_eq!(api.gone(&[]).unwrap(), Vec::<u64>::new());
    {
        let mut posts = site.posts.lock().unwrap();
        posts[6].modified = "2019-03-12T10:00:00";
        posts.remove(100);
        posts.push(Post {
            modified: "2019-03-13T10:00:00",
            ..Post::new(151)
        });
    }
    assert!(api.again().unwrap());
    // Posts of the very last second come again.
    let (ids, _) = read(&mut api);
    assert!(ids.contains(&7) && ids.contains(&151), "{ids:?}");
    // 101 was deleted; 999 was imported from there once.
    assert_eq!(api.gone(&[999]).unwrap(), [101, 999]);
    assert!(api.again().unwrap());
    assert_eq!(read(&mut api).0, [151]);
    let before = site.requests();
    assert_eq!(api.gone(&[]).unwrap(), Vec::<u64>::new());
    assert_eq!(site.requests() - before, 1);
}

#[test]
fn a_post_that_the_site_cannot_deliver_costs_no_other() {
    let mut posts: Vec<Post> = (1..=250).map(Post::new).collect();
    posts[119].is_broken = true;
    let site = Site::new(posts);
    let (ids, refused) = read(&mut site.api());
    let expected: Vec<u64> = (1..=250).filter(|id| *id != 120).collect();
    assert_eq!(ids, expected);
    assert_eq!(refused, ["post 120 of the list"]);
}

#[test]
fn a_deletion_while_reading_skips_no_post() {
    let site = Site::new((1..=250).map(Post::new).collect());
    let mut api = site.api();
    let first = api.next(64).unwrap();
    assert_eq!(first.len(), 64);
    site.posts.lock().unwrap().remove(0);
    let (ids, _) = read(&mut api);
    for id in 101..=250 {
        assert!(ids.contains(&id), "{id} is missing");
    }
}

#[test]
fn what_is_no_list_of_posts_is_an_error_with_the_address() {
    let server = Server::http("127.0.0.1:0").unwrap();
    let port = server.server_addr().to_ip().unwrap().port();
    thread::spawn(move || {
        for (number, request) in server.incoming_requests().enumerate() {
            let response = match number {
                0 => Response::from_string("<html>Log in</html>").with_status_code(200),
                1 => Response::from_string("{\"code\": \"forbidden\"}").with_status_code(401),
                _ => Response::from_string("{\"code\": \"none\"}").with_status_code(404),
            };
            drop(request.respond(response));
        }
    });
    let url: Url = format!("http://127.0.0.1:{port}/").parse().unwrap();
    let client = Arc::new(Client::new(Some(&url)).unwrap());
    let mut api = RestApi::new(client, &url, None, &TimeZone::UTC, None);
    for expected in [
        "not with a list of posts",
        "FRONTPAGE_IMPORT_USER",
        "switched off",
    ] {
        let error = api.next(1).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
        assert!(error.contains("/wp-json/wp/v2/posts"), "{error}");
    }
}

#[test]
fn the_address_of_the_posts_is_found() {
    let of = |address: &str| posts(&address.parse().unwrap()).to_string();
    let expected = "https://a.example/blog/wp-json/wp/v2/posts";
    assert_eq!(of("https://a.example/blog/"), expected);
    assert_eq!(of("https://a.example/blog/wp-json/"), expected);
    assert_eq!(
        of("https://a.example/blog/wp-json/wp/v2/posts?categories=7&page=3&_embed"),
        format!("{expected}?categories=7")
    );
    assert_eq!(
        of("https://a.example/?rest_route=/"),
        "https://a.example/?rest_route=%2Fwp%2Fv2%2Fposts"
    );
    let page = "https://a.example/".parse().unwrap();
    let link = "<https://a.example/wp-json/>; rel=\"https://api.w.org/\"";
    let found = |link: Option<&str>, html: &str| {
        RestApi::discover(&page, link.into_iter(), html).map(String::from)
    };
    let api = Some("https://a.example/wp-json/".to_owned());
    assert_eq!(found(Some(link), ""), api);
    let tag = "<link rel='https://api.w.org/' href='/wp-json/' />";
    assert_eq!(found(None, tag), api);
    assert_eq!(found(Some("<a>; rel=next"), "<link rel=icon>"), None);
}
