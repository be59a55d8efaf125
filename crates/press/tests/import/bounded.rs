//! Tests that hostile and damaged exports do not exhaust memory, and that their other posts are imported.

use super::export::{HEAD, Newsroom, Post, summary};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::process::Command;

/// Imports with a limit on the address space, in MiB.
pub fn import_within(room: &Newsroom, source: &str, memory: u32) -> String {
    let import = room.command(source);
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!(
            "ulimit -v {}; exec timeout 120 \"$@\"",
            memory << 10
        ))
        .arg("sh")
        .arg(import.get_program())
        .args(import.get_args())
        .env("RAYON_NUM_THREADS", "2");
    summary(&command.output().unwrap())
}

#[test]
fn an_item_of_300_mib_is_refused_in_little_memory_and_the_next_is_read() {
    let room = Newsroom::new();
    let mut file = BufWriter::new(File::create(room.path("export.xml")).unwrap());
    let (start, end) = ("<item><title><![CDATA[", "]]></title></item>\n");
    write!(file, "{HEAD}{start}").unwrap();
    let filler = vec![b'x'; 1 << 20];
    for _ in 0..300 {
        file.write_all(&filler).unwrap();
    }
    write!(file, "{end}{}", Post::new(7).xml()).unwrap();
    drop(file);
    let summary = import_within(&room, "export.xml", 400);
    assert!(summary.starts_with("stories: 1 new"), "{summary}");
    assert!(summary.contains(" 1 refused"), "{summary}");
    assert!(room.read("report.txt").contains("it is larger than 32 MiB"));
}

#[test]
fn damaged_posts_are_refused_by_place_and_the_others_are_imported() {
    let room = Newsroom::new();
    let good = Post::new(7).xml();
    let no_title = Post {
        title: String::new(),
        body: String::new(),
        ..Post::new(8)
    };
    let deep = format!("<item>{}</item>", "<a>".repeat(100_000));
    let entities = "<item><title>&lol9;</title><wp:post_id>9</wp:post_id></item>";
    let controls = Post {
        title: "A \u{1}b\u{1b}[31m".into(),
        ..Post::new(10)
    };
    let no_date = Post::new(11).xml().replace("2019-03-11", "0000-00-00");
    let all = [
        no_title.xml(),
        Post::new(12).xml().replace("</wp:status>", ""),
        deep,
        entities.to_owned(),
        controls.xml(),
        no_date,
        good,
        Post::new(13).xml()[..200].to_owned(),
    ];
    let summary = room.import(&[HEAD, &all.concat()].concat());
    assert!(summary.starts_with("stories: 2 new"), "{summary}");
    let report = room.read("report.txt");
    for reason in [
        "post 8: is not imported: it has neither a title nor a text",
        "it is not valid XML",
        "post 11: is not imported: it has no valid date",
        "it does not end; the export may be cut off",
    ] {
        assert!(report.contains(reason), "{reason} is missing in {report}");
    }
    assert!(!report.contains('\u{1b}'));
    assert!(room.exists("content/imported/old-example/0/7.json"));
    assert!(room.exists("content/imported/old-example/0/10.json"));
}
