//! Tests of the mapping of categories, tags and authors.

use super::export::{Newsroom, Post, export, summary};

const MAPPING: &str = "content/import.toml";

fn plan(room: &Newsroom, posts: &[Post]) -> String {
    room.write("export.xml", export(posts));
    summary(&room.command("export.xml").arg("--plan").output().unwrap());
    room.read(MAPPING)
}

#[test]
fn a_plan_lists_what_there_is_and_imports_nothing() {
    let room = Newsroom::new();
    let mut posts: Vec<Post> = (1..=3).map(Post::new).collect();
    posts[1].category = ("lakes", "Lakes");
    posts[1].more = "<category domain=\"category\" nicename=\"us\"><![CDATA[US News]]></category>\
        <category domain=\"category\" nicename=\"world\"><![CDATA[World]]></category>"
        .into();
    posts[2].status = "draft";
    let text = plan(&room, &posts);
    for part in [
        "[categories.lakes]\nname = \"Lakes\"\nstories = 1\ntag = \"Lakes\"\n",
        "[categories.world]\nname = \"World\"\nstories = 2\nsection = \"world\"\n",
        "[tags.Rain]\nstories = 2\ntag = \"Rain\"\n",
        "[authors.\"Jane Roe\"]\nstories = 2\nname = \"Jane Roe\"\n",
    ] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
    assert!(!room.exists("content/imported"));
    // A plan that nobody edited changes nothing.
    let planned = room.import(&export(&posts));
    let other = Newsroom::new();
    assert_eq!(planned, other.import(&export(&posts)));
    assert_eq!(room.imported(), other.imported());
}

#[test]
fn an_edited_plan_is_obeyed_and_kept() {
    let room = Newsroom::new();
    let mut posts = vec![Post::new(1)];
    posts[0].category = ("lakes", "Lakes");
    let text = plan(&room, &posts);
    let edited = text
        .replace("tag = \"Lakes\"", "section = \"world\"")
        .replace("tag = \"Rain\"", "tag = \"Weather\"")
        .replace("name = \"Jane Roe\"", "name = \"The desk\"");
    room.write(MAPPING, edited);
    posts.push(Post::new(2));
    let again = plan(&room, &posts);
    for part in [
        "stories = 1\nsection = \"world\"",
        "stories = 2\ntag = \"Weather\"",
        "[categories.world]",
    ] {
        assert!(again.contains(part), "{part} is missing in {again}");
    }
    assert!(room.import(&export(&posts)).contains("sections: world 2"));
    let item = room.read("content/imported/old-example/0/1.json");
    for part in ["Weather", "The desk"] {
        assert!(item.contains(part), "{part} is missing in {item}");
    }
    for part in ["Lakes", "Rain", "Jane"] {
        assert!(!item.contains(part), "{part} is in {item}");
    }
}

#[test]
fn a_wrong_mapping_is_an_error_with_its_place() {
    let room = Newsroom::new();
    room.write("export.xml", export([&Post::new(1)]));
    for (text, expected) in [
        (
            "[tags.x]\ntga = \"y\"\n",
            "import.toml: line 2: unknown field `tga`",
        ),
        (
            "default_section = \"sports\"\n",
            "import.toml: default_section: \"sports\" is not a section of this newspaper; use one of us, world",
        ),
        (
            "[categories.a]\nsection = \"b\"\n",
            "import.toml: categories.a.section: \"b\" is not a section",
        ),
    ] {
        room.write(MAPPING, text);
        let output = room.command("export.xml").output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success());
        assert!(errors.contains(expected), "{errors}");
    }
}
