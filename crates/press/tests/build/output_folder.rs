//! Tests of the path of the output folder.

use super::edition::{newsroom, options, publish};
use super::newsroom::{Files, NOW, bytes};
use frontpage_pipeline::{Options, run};
use std::process::Command;

#[test]
fn server_configurations_are_written_beside_the_site_for_any_out_path() {
    let room = newsroom();
    publish(&room);
    let configs = |folder: &str| bytes(&room.path(folder));
    let expected = configs("out-config");
    assert_eq!(expected.len(), 2);
    let build = |folder: &str, out: &str| {
        std::fs::create_dir_all(room.path(folder)).unwrap();
        let press = Command::new(env!("CARGO_BIN_EXE_press"))
            .current_dir(room.path(folder))
            .args(["build", "--no-precompressed", "--now", NOW, "--out", out])
            .arg("--content")
            .arg(room.path("content"))
            .arg("--cache")
            .arg(room.path("cache"))
            .arg("--release-app")
            .arg(room.path("dist"))
            .arg("--public")
            .arg(room.path("public"))
            .output()
            .unwrap();
        assert!(press.status.success(), "{press:?}");
        String::from_utf8(press.stderr).unwrap()
    };
    let server = |folder: &str| {
        expected
            .iter()
            .map(|(name, text)| {
                let text = String::from_utf8(text.clone()).unwrap();
                (
                    name.clone(),
                    text.replace("/srv/www/out", &format!("/srv/www/{folder}"))
                        .into_bytes(),
                )
            })
            .collect::<Files>()
    };
    for (folder, out, site) in [
        ("dot", ".", "dot"),
        ("up/inner", "..", "up"),
        (".", "slash/", "slash"),
        (".", "down/../down", "down"),
        ("back/inner", "../inner/..", "back"),
    ] {
        let output = build(folder, out);
        assert!(room.path(site).join("index.html").exists(), "{out}");
        assert_eq!(configs(&format!("{site}-config")), server(site), "{out}");
        // The place of the configurations is printed if it cannot be seen from the path on the
        // command line.
        let is_printed = output.contains("nginx") && output.contains(&format!("{site}-config"));
        assert_eq!(is_printed, out.ends_with('.'), "{out}: {output}");
    }
}

#[cfg(unix)]
#[test]
fn publishing_to_the_file_system_root_is_refused() {
    let room = newsroom();
    let options = Options {
        out: "/".into(),
        ..options(&room)
    };
    let message = run(&options).unwrap_err().to_string();
    assert!(
        message.contains("is the root of the file system; choose a folder inside it"),
        "{message}"
    );
}
