//! Tests of pictures on a media host that `site.toml` names.

use super::edition;
use super::newsroom::{Newsroom, SITE};
use serde_json::{Value, json};

/// A newsroom with a story whose pictures are on a media host.
fn newsroom(lead: &Value) -> Newsroom {
    let room = Newsroom::new();
    edition::app(&room, "red");
    let site = format!("picture_hosts = [\"media.example\"]\n{SITE}");
    room.write("content/site.toml", site);
    let body = "<p>Text.</p><img src='https://media.example/b.webp' width=640 height=480 alt=b>\
                <img src='https://elsewhere.example/c.webp' width=640 height=480 alt='Not ours'>";
    let body = json!([{"role": "main", "contentType": "text/html", "value": body}]);
    let lead = json!([{"name": "lead", "type": "picture", "renditions": lead}]);
    room.story("first", 5, json!({"bodies": body, "associations": lead}));
    room
}

#[test]
fn stories_refer_to_pictures_on_a_media_host() {
    let room = newsroom(&json!([
        {"href": "https://media.example/small.jpg", "width": 320, "height": 200},
        {"href": "https://media.example/a.jpg?w=1&x=\"2\"", "width": 1600, "height": 1000},
    ]));
    let outcome = edition::publish(&room);
    assert!(
        outcome.report.diagnostics.is_empty(),
        "{:?}",
        outcome.report
    );
    assert_eq!(outcome.images_made, 0);
    assert!(
        !edition::out(&room)
            .keys()
            .any(|name| name.starts_with("media/"))
    );

    let url = "https://media.example/a.jpg?w=1&x=%222%22";
    let article = &room.page("2025/01/05/first.json")["page"]["article"];
    assert_eq!(
        article["lead"]["image"],
        json!({"key": url, "w": 1600, "h": 1000})
    );
    assert_eq!(
        article["body"][1]["img"]["image"]["key"],
        "https://media.example/b.webp"
    );
    assert_eq!(article["body"][2]["p"]["text"][0]["t"], "Not ours");
    let front = &room.page("index.json")["page"]["front"];
    assert_eq!(front["top"][0]["image"]["key"], url);

    let text = |name: &str| String::from_utf8(std::fs::read(room.path(name)).unwrap()).unwrap();
    let page = text("out/2025/01/05/first.html");
    let escaped = url.replace('&', "&amp;");
    for part in [
        format!("<meta property=\"og:image\" content=\"{escaped}\">"),
        format!("src=\"{escaped}\" width=\"1600\" height=\"1000\""),
        format!("<a href=\"{escaped}\" rel=\"external\" data-part=\"pictures\""),
    ] {
        assert!(page.contains(&part), "{part} is not in {page}");
    }
    assert!(
        !page.contains("image/webp") && !page.contains("srcset"),
        "{page}"
    );
    let in_script = url.replace('&', "\\u0026");
    let graph = format!("\"url\":\"{in_script}\",\"width\":1600,\"height\":1000");
    assert!(page.contains(&graph), "{page}");
    let feed = text("out/feed.xml");
    assert!(feed.contains(&format!(
        "<media:content url=\"{escaped}\" medium=\"image\" width"
    )));
    let sitemap = text("out/sitemaps/2025-01.xml");
    assert!(
        sitemap.contains(&format!("<image:loc>{escaped}</image:loc>")),
        "{sitemap}"
    );
    let policy = "img-src 'self' https://media.example;";
    for name in ["_headers", ".htaccess"] {
        assert!(text(&format!("out/{name}")).contains(policy), "{name}");
    }
}

#[test]
fn a_picture_on_a_media_host_needs_a_size() {
    let room = newsroom(&json!([{"href": "https://media.example/a.jpg"}]));
    let outcome = edition::publish(&room);
    let [diagnostic] = &outcome.report.diagnostics[..] else {
        panic!("{:?}", outcome.report);
    };
    let text = diagnostic.to_string();
    assert!(
        text.contains("associations[0].renditions[0].href"),
        "{text}"
    );
    assert!(text.contains("has no width and height"), "{text}");
    let article = &room.page("2025/01/05/first.json")["page"]["article"];
    assert_eq!(article["lead"], Value::Null);
}
