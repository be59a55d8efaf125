//! Tests that after an import was killed, the next one continues where it stopped.

use super::export::{Newsroom, Post, export, summary};
use std::process::Stdio;
use std::time::Duration;

/// How many times an import is killed.
const KILLS: usize = 50;
const POSTS: u64 = 500;

#[test]
fn an_import_that_is_killed_50_times_ends_with_the_same_files() {
    let posts: Vec<Post> = (1..=POSTS).map(Post::new).collect();
    let export = export(&posts);
    let whole = Newsroom::new();
    whole.import(&export);

    let room = Newsroom::new();
    room.write("export.xml", &export);
    let mut interrupted = 0;
    for kill in 0..KILLS {
        let mut command = room.command("export.xml");
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut import = command.spawn().unwrap();
        // Kill it when it has written some more files than the one before.
        let enough = (kill + 1) * POSTS as usize / (KILLS + 2);
        while import.try_wait().unwrap().is_none() && room.imported().len() < enough {
            std::thread::sleep(Duration::from_millis(1));
        }
        if import.try_wait().unwrap().is_none() {
            interrupted += 1;
            import.kill().unwrap();
        }
        import.wait().unwrap();
        // Every file is whole at any time.
        for (name, bytes) in room.imported() {
            assert!(
                serde_json::from_slice::<serde_json::Value>(&bytes).is_ok(),
                "{name}"
            );
        }
    }
    assert!(interrupted > 0, "no import was interrupted");
    summary(&room.command("export.xml").output().unwrap());
    assert!(room.imported() == whole.imported(), "the files differ");
}
