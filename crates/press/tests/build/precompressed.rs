//! Tests of the precompressed copies of files.

use super::edition::{STYLE, newsroom, options, out, publish};
use frontpage_pipeline::{Options, run};
use std::collections::BTreeSet;
use std::io::Read;

#[test]
fn precompressed_copies_match_the_file() {
    let room = newsroom();
    publish(&room);
    let files = out(&room);
    let compressed = |ending: &str| -> BTreeSet<String> {
        let names = files.keys().filter_map(|name| name.strip_suffix(ending));
        names.map(str::to_owned).collect()
    };
    // Pages, data and feeds have copies; tiny files do not.
    assert!(compressed(".br").len() > 60, "{}", compressed(".br").len());
    assert_eq!(compressed(".br"), compressed(".gz"));
    for name in compressed(".br") {
        let mut plain = Vec::new();
        let br = &files[&format!("{name}.br")];
        brotli::BrotliDecompress(&mut br.as_slice(), &mut plain).unwrap();
        assert!(plain == files[&name], "{name}.br");
        plain.clear();
        let gz = &files[&format!("{name}.gz")];
        flate2::read::GzDecoder::new(gz.as_slice())
            .read_to_end(&mut plain)
            .unwrap();
        assert!(plain == files[&name], "{name}.gz");
    }
    // For a host that compresses files itself, the copies are removed and the files stay the same.
    let plain = Options {
        precompress: false,
        ..options(&room)
    };
    let outcome = run(&plain).unwrap();
    assert_eq!(outcome.changed.written, [""; 0]);
    let left = out(&room);
    assert!(
        left.keys()
            .all(|name| !name.ends_with(".br") && !name.ends_with(".gz"))
    );
    assert!(
        left.iter()
            .all(|(name, bytes)| files.get(name) == Some(bytes))
    );
    publish(&room);
    assert!(out(&room) == files);
}

#[test]
fn stories_share_a_compressed_prefix() {
    let room = newsroom();
    let rule = |n| {
        format!(
            ".rule-{n}{{margin-inline:{n}px;color:var(--ink-{})}}",
            n * 7 % 13
        )
    };
    let rules: String = (0..200).map(rule).collect();
    room.write("dist/main-1.css", format!("{STYLE}{rules}"));
    publish(&room);
    let files = out(&room);
    for (ending, long) in [(".html", 6000), (".html.br", 400), (".html.gz", 400)] {
        let story = |name: &String| name.starts_with("2025/") && name.ends_with(ending);
        let mut stories = files.iter().filter(|(name, _)| story(name));
        let (_, first) = stories.next().unwrap();
        for (name, other) in stories {
            let same = first
                .iter()
                .zip(other)
                .take_while(|(left, right)| left == right);
            assert!(same.count() > long, "{name} has a different prefix");
        }
    }
}
