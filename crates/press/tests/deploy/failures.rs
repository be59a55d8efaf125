//! Deploys when the server, the publisher's process or the site's folder fails.

use super::server::{FailureMode, SECRET_KEY, Server};
use super::site::{Paper, STAGES, after_claim_expired, all_keys, command, deploy, object, put};
use frontpage_deploy::run;
use std::sync::mpsc;
use std::time::{Duration, Instant};

#[test]
fn a_deploy_succeeds_although_every_third_request_fails() {
    let (server, paper) = (Server::start(), Paper::new());
    server.set_failure(FailureMode::EveryThird);
    let outcome = paper.deploy(&server);
    server.set_failure(FailureMode::None);
    assert_eq!(outcome.sent.len(), all_keys().len());
    let refused = server
        .take_requests()
        .iter()
        .filter(|seen| seen.status == 503)
        .count();
    assert!(refused >= all_keys().len() / 3, "only {refused} failed");
    for key in all_keys() {
        assert!(object(&server, key).is_some(), "{key}");
    }
    assert_eq!(paper.deploy(&server).sent.len(), 0);
}

#[test]
fn a_server_that_dies_midway_is_an_error_and_the_next_run_sends_the_rest() {
    let (server, paper) = (Server::start(), Paper::new());
    let mut options = paper.options(&server);
    options.access.retry_timeout = Duration::from_millis(300);
    (options.checkpoint, options.parallel) = (3, 2);
    server.set_failure(FailureMode::FailAfter(14));
    let message = deploy(&options).unwrap_err().to_string();
    // The fifteenth request is an upload or a write of the record in between; which one is chance.
    for word in ["s3://paper: ", "503", "25 objects are up", "Run it again"] {
        assert!(message.contains(word), "{word:?} is not in: {message}");
    }
    server.set_failure(FailureMode::None);
    let up = server.uploaded_keys();
    assert!(up.len() > 5, "{up:?}");
    // No page is uploaded before the assets and data that it refers to.
    assert!(
        !up.iter()
            .any(|key| key == "world" || key.ends_with(".html")),
        "{up:?}"
    );

    options.now = after_claim_expired(&options);
    deploy(&options).unwrap();
    let again = server.uploaded_keys();
    let twice = up.iter().filter(|key| again.contains(key)).count();
    // Only objects that were uploaded but not yet in the record when the server died are sent
    // again.
    assert!(
        twice <= options.checkpoint + options.parallel,
        "{twice} objects were sent twice"
    );
    for key in all_keys() {
        assert!(object(&server, key).is_some(), "{key}");
    }
}

#[test]
fn a_killed_deploy_is_finished_by_the_next_one() {
    let (server, paper) = (Server::start(), Paper::new());
    let (sender, hung) = mpsc::channel();
    server.set_failure(FailureMode::Hang("index.html", sender));
    let mut press = command(&paper, &server)
        .args(["--checkpoint", "1"])
        .spawn()
        .unwrap();
    hung.recv_timeout(Duration::from_secs(60)).unwrap();
    press.kill().unwrap();
    press.wait().unwrap();
    server.set_failure(FailureMode::None);
    let up = server.uploaded_keys();
    assert!(up.len() >= 11, "{up:?}");

    let mut options = paper.options(&server);
    options.now = after_claim_expired(&options);
    deploy(&options).unwrap();
    let again = server.uploaded_keys();
    assert!(again.contains(&"index.html".to_owned()));
    // Assets and data were complete and in the record, so they are not sent again.
    assert!(
        again
            .iter()
            .all(|key| !key.contains(".json") || STAGES[3].contains(&key.as_str())),
        "{again:?}"
    );
    assert_eq!(deploy(&options).unwrap().sent.len(), 0);
}

#[test]
fn after_a_crash_objects_of_unknown_content_are_sent_again() {
    let (server, paper) = (Server::start(), Paper::new());
    paper.deploy(&server);
    let mut options = paper.options(&server);
    options.access.retry_timeout = Duration::from_millis(300);
    paper.change("world.html", "a mistake");
    // The record announces the upload and the page is written, but then the server dies before the
    // record can confirm it.
    server.set_failure(FailureMode::FailAfter(3));
    deploy(&options).unwrap_err();
    server.set_failure(FailureMode::None);
    assert_eq!(object(&server, "world").unwrap().body, "a mistake");
    paper.change("world.html", "the content of world.html");
    options.now = after_claim_expired(&options);
    deploy(&options).unwrap();
    assert_eq!(
        object(&server, "world").unwrap().body,
        "the content of world.html"
    );
}

#[test]
fn changes_of_a_failed_deploy_are_on_the_next_purge_list() {
    let (server, paper) = (Server::start(), Paper::new());
    paper.deploy(&server);
    let mut options = paper.options(&server);
    options.access.retry_timeout = Duration::from_millis(300);
    options.checkpoint = 1;
    paper.change("index.json", "news");
    paper.change("world.html", "news");
    server.set_failure(FailureMode::FailAfter(4));
    deploy(&options).unwrap_err();
    server.set_failure(FailureMode::None);
    options.now = after_claim_expired(&options);
    let outcome = deploy(&options).unwrap();
    assert_eq!(outcome.sent.len(), 1);
    let purge = ["index.json", "world"].map(|key| format!("https://example.org/paper/{key}"));
    assert_eq!(outcome.purge, purge);
}

#[test]
fn an_unreachable_server_is_an_error_in_bounded_time() {
    let paper = Paper::new();
    let mut options = {
        let server = Server::start();
        paper.options(&server)
        // The server stops here.
    };
    options.access.retry_timeout = Duration::from_secs(1);
    let started = Instant::now();
    let message = deploy(&options).unwrap_err().to_string();
    assert!(
        started.elapsed() < Duration::from_secs(30),
        "{:?}",
        started.elapsed()
    );
    assert!(message.contains("check the network"), "{message}");
}

#[test]
fn a_server_that_never_answers_is_an_error_in_bounded_time() {
    let (server, paper) = (Server::start(), Paper::new());
    let (sender, _kept) = mpsc::channel();
    server.set_failure(FailureMode::Hang("popular.json", sender));
    let mut options = paper.options(&server);
    options.access.retry_timeout = Duration::from_secs(1);
    options.access.timeout = Duration::from_millis(500);
    let started = Instant::now();
    let message = deploy(&options).unwrap_err().to_string();
    assert!(
        started.elapsed() < Duration::from_secs(30),
        "{:?}",
        started.elapsed()
    );
    assert!(message.contains("uploading popular.json"), "{message}");
}

#[test]
fn wrong_credentials_and_a_missing_bucket_are_reported() {
    let (server, paper) = (Server::start(), Paper::new());
    let mut options = paper.options(&server);
    options.url = "s3://nobodys-bucket/x".into();
    for dry_run in [false, true] {
        options.dry_run = dry_run;
        let message = deploy(&options).unwrap_err().to_string();
        assert!(message.contains("Create it first"), "{message}");
    }
    for (name, value) in [
        ("AWS_SECRET_ACCESS_KEY", "wrong"),
        ("AWS_ACCESS_KEY_ID", "wrong"),
    ] {
        let mut options = paper.options(&server);
        options.access.variables.push((name.into(), value.into()));
        let message = deploy(&options).unwrap_err().to_string();
        assert!(message.contains("credentials"), "{message}");
        assert!(!message.contains(SECRET_KEY), "{message}");
    }
    assert!(server.uploaded_keys().is_empty());
}

#[test]
fn invalid_target_urls_are_refused() {
    let (server, paper) = (Server::start(), Paper::new());
    for url in [
        "paper",
        "ftp://paper/",
        "s3://",
        "s3://paper?x=1",
        "file://host/x",
    ] {
        let mut options = paper.options(&server);
        options.url = url.into();
        let message = deploy(&options).unwrap_err().to_string();
        assert!(message.contains("s3://BUCKET/PREFIX"), "{url}: {message}");
    }
}

#[test]
fn a_corrupt_record_stops_the_deploy() {
    let (server, paper) = (Server::start(), Paper::new());
    put(&server, ".press/deployed.json", "{\"version\":1,\"files\":");
    server.take_requests();
    let message = deploy(&paper.options(&server)).unwrap_err().to_string();
    assert!(message.contains(".press/deployed.json"), "{message}");
    assert!(
        server
            .take_requests()
            .iter()
            .all(|seen| seen.method == "GET")
    );
}

#[test]
fn a_site_that_changes_during_a_deploy_stops_it() {
    let (server, paper) = (Server::start(), Paper::new());
    let stopped = run(&paper.options(&server), &|line| {
        if line.contains(" pages:") {
            paper.change("world.html", "of another build");
        }
    });
    let message = stopped.unwrap_err().to_string();
    assert!(message.contains("world.html: changed since"), "{message}");
    assert_eq!(object(&server, "world"), None);
    assert_eq!(object(&server, "sitemap.xml"), None);
    paper.deploy(&server);
    assert_eq!(object(&server, "world").unwrap().body, "of another build");
}

#[test]
fn a_folder_that_is_not_a_site_is_not_deployed() {
    let (server, paper) = (Server::start(), Paper::new());
    paper.deploy(&server);
    server.take_requests();
    paper.remove("index.html");
    let mut options = paper.options(&server);
    options.delete = true;
    let message = deploy(&options).unwrap_err().to_string();
    assert!(message.contains("index.html"), "{message}");
    assert!(server.take_requests().is_empty());
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_out_of_the_site_is_not_followed() {
    let (server, paper) = (Server::start(), Paper::new());
    std::os::unix::fs::symlink("/etc/hostname", paper.site().join("name.txt")).unwrap();
    let message = deploy(&paper.options(&server)).unwrap_err().to_string();
    assert!(
        message.contains("name.txt: is not a plain file"),
        "{message}"
    );
    assert!(server.take_requests().is_empty());
}
