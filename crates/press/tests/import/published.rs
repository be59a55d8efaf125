//! Tests that what is imported is published.

use super::export::{Newsroom, Post, export};
use frontpage_pipeline::{Options, run};
use serde_json::Value;

pub fn publish(room: &Newsroom) -> frontpage_pipeline::Outcome {
    let now = "2025-03-29T00:00:00Z".parse().unwrap();
    run(&Options::new(
        room.path("content"),
        room.path("out"),
        room.path("cache"),
        now,
    ))
    .unwrap()
}

pub fn page(room: &Newsroom, name: &str) -> Value {
    serde_json::from_str(&room.read(&format!("out/{name}.json"))).unwrap()
}

fn picture(room: &Newsroom, name: &str) {
    let mut file = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(60, 40, image::Rgb([0, 0, 255]))
        .write_to(&mut file, image::ImageFormat::Png)
        .unwrap();
    room.write(name, file.into_inner());
}

const FILE: &str = r#"<item><title>a</title><excerpt:encoded><![CDATA[The <i>lake</i>.]]>
</excerpt:encoded><wp:post_id>900</wp:post_id><wp:post_parent>7</wp:post_parent>
<wp:post_type>attachment</wp:post_type>
<wp:attachment_url>https://old.example/wp-content/uploads/2019/03/a.png</wp:attachment_url>
<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>Water</wp:meta_value>
</wp:postmeta></item>"#;

#[test]
fn an_imported_post_is_published_with_its_pictures() {
    let room = Newsroom::new();
    picture(&room, "uploads/2019/03/a.png");
    let post = Post {
        body:
            "First\nline.\n\n[caption id=\"x\"]<img src=\"https://old.example/wp-content/uploads/\
               2019/03/a-30x20.png\" alt=\"Poles\" /> In the water[/caption]\n\n<h2>More</h2>\n\
               https://www.youtube.com/watch?v=abc\n\n<ul>\n<li>One</li>\n</ul>\n[ad id=\"3\"]\n\
               <script>alert(1)</script>Last."
                .into(),
        more: "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key>\
               <wp:meta_value>900</wp:meta_value></wp:postmeta>"
            .into(),
        ..Post::new(7)
    };
    let text = export([&post]).replace("</channel>", &format!("{FILE}</channel>"));
    room.write("export.xml", text);
    let mut command = room.command("export.xml");
    let output = command
        .args(["--media".into(), room.path("uploads")])
        .output()
        .unwrap();
    let summary = super::export::summary(&output);
    assert!(summary.contains("not stories: attachment 1"), "{summary}");
    assert!(
        summary.contains("reduced to their text: [ad] 1"),
        "{summary}"
    );
    assert!(
        !summary.contains("pictures that were not found"),
        "{summary}"
    );
    assert!(room.exists("content/imported/old-example/media/2019/03/a.png"));

    let outcome = publish(&room);
    assert_eq!(outcome.report.diagnostics, []);
    // The newspaper's time zone decides the day.
    let page = page(&room, "2019/03/11/post-7").to_string();
    for part in [
        "Post 7",
        "Jane Roe",
        "jane-roe",
        "In the water",
        "Poles",
        "Water",
        "The lake.",
        "More",
        "https://www.youtube.com/watch?v=abc",
        "One",
        "Last.",
        "Rain",
        "World",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    for bad in ["alert", "[ad", "caption]", "wp-content"] {
        assert!(!page.contains(bad), "{bad} is in {page}");
    }
}

#[test]
fn blocks_of_the_editor_become_blocks_of_the_story() {
    let room = Newsroom::new();
    let post = Post {
        body: r#"<!-- wp:paragraph --><p>A <strong>b</strong></p><!-- /wp:paragraph -->
<!-- wp:heading --><h2 class="wp-block-heading">Head</h2><!-- /wp:heading -->
<!-- wp:list --><ul class="wp-block-list"><!-- wp:list-item --><li>One</li><!-- /wp:list-item --></ul><!-- /wp:list -->
<!-- wp:quote --><blockquote class="wp-block-quote"><p>Said</p><cite>Who</cite></blockquote><!-- /wp:quote -->
<!-- wp:pullquote --><figure class="wp-block-pullquote"><blockquote><p>Pulled</p></blockquote></figure><!-- /wp:pullquote -->
<!-- wp:table --><figure class="wp-block-table"><table><tbody><tr><td>1</td><td>2</td></tr></tbody></table></figure><!-- /wp:table -->
<!-- wp:separator --><hr class="wp-block-separator"/><!-- /wp:separator -->
<!-- wp:code --><pre class="wp-block-code"><code>let a = 1;</code></pre><!-- /wp:code -->
<!-- wp:embed {"url":"https://youtu.be/x"} --><figure class="wp-block-embed"><div class="wp-block-embed__wrapper">
https://youtu.be/x
</div></figure><!-- /wp:embed -->
<!-- wp:file --><div class="wp-block-file"><a href="https://old.example/a.pdf">The paper</a><a href="https://old.example/a.pdf" class="wp-block-file__button" download>Download</a></div><!-- /wp:file -->
<!-- wp:columns --><div class="wp-block-columns"><div class="wp-block-column"><!-- wp:paragraph --><p>Left</p><!-- /wp:paragraph --></div></div><!-- /wp:columns -->"#
            .into(),
        ..Post::new(7)
    };
    room.import(&export([&post]));
    let outcome = publish(&room);
    assert_eq!(outcome.report.diagnostics, []);
    let page = page(&room, "2019/03/11/post-7").to_string();
    for part in [
        "Head",
        "One",
        "Said",
        "Who",
        "Pulled",
        "let a = 1;",
        "https://youtu.be/x",
        "The paper",
        "Left",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    assert!(!page.contains("Download"), "{page}");
}

#[test]
fn the_section_is_a_category_one_above_it_or_the_default() {
    let room = Newsroom::new();
    let mut posts: Vec<Post> = (1..=3).map(Post::new).collect();
    posts[1].category = ("lakes", "Lakes");
    posts[2].category = ("sports", "Sports");
    let category = "<wp:category><wp:term_id>5</wp:term_id>\
        <wp:category_nicename>lakes</wp:category_nicename>\
        <wp:category_parent>world</wp:category_parent></wp:category><item>";
    let text = export(&posts).replacen("<item>", category, 1);
    let summary = room.import(&text);
    assert!(summary.contains("sections: us 1, world 2"), "{summary}");
    let tags = |id: u64| room.read(&format!("content/imported/old-example/0/{id}.json"));
    assert!(tags(2).contains("\"name\": \"Lakes\""));
    assert!(!tags(1).contains("\"name\": \"World\""));
}

#[test]
fn links_between_imported_posts_lead_to_their_stories() {
    let room = Newsroom::new();
    let mut posts: Vec<Post> = (7..=9).map(Post::new).collect();
    posts[0].body = "<a href=\"http://www.old.example/2019/03/post-8?utm_source=x\">a</a> \
                     <a href=\"https://old.example/?p=9\">b</a> \
                     <a href=\"https://old.example/2019/03/post-10/\">c</a>"
        .into();
    room.import(&export(&posts));
    let outcome = publish(&room);
    assert_eq!(outcome.report.diagnostics, []);
    let page = page(&room, "2019/03/11/post-7").to_string();
    for part in [
        "\"href\":\"/2019/03/11/post-8\"",
        "\"href\":\"/2019/03/11/post-9\"",
        "\"href\":\"https://old.example/2019/03/post-10/\"",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
}
