//! Tests of several publishes into one folder.

use super::{Precompress, Publish, PublishSettings};
use crate::Compressed;
use frontpage_base::fingerprint::{Fingerprint, FingerprintBuilder};
use std::path::Path;

/// A fake compressor whose output is its own name.
struct Packer(&'static str);

impl Precompress for Packer {
    fn key(&self) -> Fingerprint {
        FingerprintBuilder::new(self.0).key()
    }

    fn compress(&self, _: &str, _: &[u8]) -> Compressed {
        let packed = Some(self.0.as_bytes().to_vec());
        Compressed {
            br: packed.clone(),
            gz: packed,
        }
    }
}

fn publish(out: &Path, packer: Option<&Packer>, name: &str) -> Vec<String> {
    let settings = PublishSettings {
        waiting: None,
        adopt: false,
        verify_all: false,
        compress: packer.map(|packer| packer as &dyn Precompress),
        now: 0,
        step: None,
    };
    let mut publish = Publish::open(out, settings, None).unwrap();
    let key = packer.map_or(Fingerprint::default(), Precompress::key);
    let key = FingerprintBuilder::new(name).bytes(&key).key();
    if publish.is_stale("a.txt", &key) {
        let staged = publish.stage("a.txt", key, b"the same").unwrap();
        publish.add([staged]);
    }
    let done = publish.commit(|_| Ok(())).unwrap();
    let written = done.changed.written.iter();
    written.map(str::to_owned).collect()
}

#[test]
fn other_settings_recompress_unchanged_files() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("site");
    let [weak, hard] = [Packer("weak"), Packer("hard")];
    let all = ["a.txt", "a.txt.br", "a.txt.gz"];
    assert_eq!(publish(&out, Some(&weak), "1"), all);
    // Other inputs, but the same bytes.
    assert_eq!(publish(&out, Some(&weak), "2"), [""; 0]);
    assert_eq!(publish(&out, Some(&hard), "2"), all[1..]);
    assert_eq!(std::fs::read(out.join("a.txt.br")).unwrap(), b"hard");
    assert_eq!(publish(&out, Some(&hard), "2"), [""; 0]);
    // Publish without compression, and then with it again.
    assert_eq!(publish(&out, None, "2"), [""; 0]);
    assert_eq!(publish(&out, Some(&weak), "2"), all[1..]);
    assert_eq!(std::fs::read(out.join("a.txt.gz")).unwrap(), b"weak");
}

#[test]
fn a_former_image_name_is_kept_for_30_days_unless_its_image_leaves_the_site() {
    const DAY: i64 = 24 * 60 * 60;
    let publish = |out: &Path, day: i64, paths: &[&str]| {
        let settings = PublishSettings {
            waiting: None,
            adopt: false,
            verify_all: false,
            compress: None,
            now: day * DAY,
            step: None,
        };
        let mut publish = Publish::open(out, settings, None).unwrap();
        for path in paths {
            let key = FingerprintBuilder::new(path).key();
            if publish.is_stale(path, &key) {
                let staged = publish.stage(path, key, path.as_bytes()).unwrap();
                publish.add([staged]);
            }
        }
        publish.commit(|_| Ok(())).unwrap();
    };
    let former = "media/ffffffffffffffff-480.webp";
    let new = "media/rb7f16q855gqwbnqzfnj-480.webp";
    let other = "media/00000000000000000001-480.webp";
    for (shown, days) in [
        (
            vec![new, other],
            &[(1, true), (2, true), (30, true), (31, false)][..],
        ),
        // The image's story is withdrawn with the next publish.
        (vec![other], &[(1, false)]),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("site");
        publish(&out, 0, &[former]);
        for (day, is_there) in days {
            publish(&out, *day, &shown);
            assert_eq!(
                out.join(former).exists(),
                *is_there,
                "{shown:?} on day {day}"
            );
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("site");
    publish(&out, 0, &[former]);
    publish(&out, 1, &[new]);
    assert!(out.join(former).exists());
    publish(&out, 2, &[other]);
    assert!(!out.join(former).exists());
}

#[test]
fn a_file_is_copied_without_being_read_twice_and_only_if_it_is_the_expected_one() {
    use frontpage_base::fingerprint::of_bytes;
    let folder = tempfile::tempdir().unwrap();
    let (out, original) = (folder.path().join("site"), folder.path().join("a.mp4"));
    std::fs::write(&original, "the film").unwrap();
    let settings = PublishSettings {
        waiting: None,
        adopt: false,
        verify_all: false,
        compress: None,
        now: 0,
        step: None,
    };
    let copy = |hash: &[u8], key: &str| {
        let mut publish = Publish::open(&out, settings, None).unwrap();
        let key = FingerprintBuilder::new(key).key();
        publish.is_stale("media/a.mp4", &key);
        let staged = publish.stage_copy("media/a.mp4", key, &original, of_bytes(hash));
        let staged = staged.unwrap();
        let is_there = staged.is_some();
        publish.add(staged);
        let done = publish.commit(|_| Ok(())).unwrap();
        (is_there, done.changed.written.iter().count())
    };
    assert_eq!(copy(b"another film", "1"), (false, 0));
    assert!(!out.join("media/a.mp4").exists());
    assert_eq!(copy(b"the film", "1"), (true, 1));
    let copied = out.join("media/a.mp4");
    assert_eq!(std::fs::read(&copied).unwrap(), b"the film");
    // With the same content, nothing is copied, even if the original is gone.
    std::fs::remove_file(&original).unwrap();
    assert_eq!(copy(b"the film", "2"), (true, 0));
    assert_eq!(std::fs::read(&copied).unwrap(), b"the film");
}
