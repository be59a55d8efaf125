//! Tests of `--delete`: which objects are deleted, and which ones never are.

use super::server::Server;
use super::site::{Paper, STYLE, deploy, object, put};
use jiff::ToSpan;

#[test]
fn only_deployed_objects_are_deleted_and_only_on_request() {
    let (server, paper) = (Server::start(), Paper::new());
    put(&server, "world/others.html", "somebody's");
    put(&server, "logs/today", "somebody's");
    paper.deploy(&server);
    paper.remove("world.html");
    paper.remove("world.json");
    paper.remove("media/fire-640.webp");

    let outcome = paper.deploy(&server);
    assert_eq!((outcome.not_deleted, outcome.deleted.len()), (3, 0));
    assert!(outcome.to_string().contains("--delete"), "{outcome}");
    assert!(object(&server, "world").is_some());

    let mut options = paper.options(&server);
    options.delete = true;
    let outcome = deploy(&options).unwrap();
    // Pages are deleted before the files that they refer to.
    assert_eq!(
        outcome.deleted,
        ["world", "world.json", "media/fire-640.webp"]
    );
    let purged = ["world", "world.json", "media/fire-640.webp"];
    for key in purged {
        assert_eq!(object(&server, key), None, "{key}");
        let address = format!("https://example.org/paper/{key}");
        assert!(outcome.purge.contains(&address), "{address}");
    }
    for key in ["world/others.html", "logs/today", "world/2", "index.html"] {
        assert!(object(&server, key).is_some(), "{key}");
    }
    server.take_requests();
    assert!(deploy(&options).unwrap().deleted.is_empty());
    assert!(
        server
            .take_requests()
            .iter()
            .all(|seen| seen.method == "GET")
    );
}

#[test]
fn an_old_asset_stays_for_thirty_days_after_it_leaves_the_site() {
    let (server, paper) = (Server::start(), Paper::new());
    paper.deploy(&server);
    paper.remove(STYLE);
    let mut options = paper.options(&server);
    let left = options.now;
    options.delete = true;
    for days in [0, 1, 29] {
        options.now = left + (days * 24).hours();
        let outcome = deploy(&options).unwrap();
        assert_eq!((outcome.too_young, outcome.deleted.len()), (1, 0), "{days}");
        assert!(object(&server, STYLE).is_some());
    }
    options.now = left + (31 * 24).hours();
    assert_eq!(deploy(&options).unwrap().deleted, [STYLE]);
    assert_eq!(object(&server, STYLE), None);
}

#[test]
fn a_recently_uploaded_asset_stays_whatever_the_record_says() {
    let (server, paper) = (Server::start(), Paper::new());
    let mut options = paper.options(&server);
    options.delete = true;
    let today = options.now;
    // The record dates from 90 days ago, but by the server's clock the object was written today.
    options.now = today - (90 * 24).hours();
    deploy(&options).unwrap();
    paper.remove(STYLE);
    deploy(&options).unwrap();
    options.now = today;
    let outcome = deploy(&options).unwrap();
    assert_eq!((outcome.too_young, outcome.deleted.len()), (1, 0));
    assert!(object(&server, STYLE).is_some());
}

#[test]
fn an_asset_that_comes_back_starts_its_thirty_days_again() {
    let (server, paper) = (Server::start(), Paper::new());
    let mut options = paper.options(&server);
    options.delete = true;
    let today = options.now;
    let css = std::fs::read_to_string(paper.site().join(format!("{STYLE}.br"))).unwrap();
    deploy(&options).unwrap();
    paper.remove(STYLE);
    deploy(&options).unwrap();
    paper.change(STYLE, "plain");
    paper.change(&format!("{STYLE}.br"), &css);
    options.now = today + (40 * 24).hours();
    assert_eq!(deploy(&options).unwrap().sent.len(), 0);
    paper.remove(STYLE);
    options.now = today + (41 * 24).hours();
    assert_eq!(deploy(&options).unwrap().too_young, 1);
    assert!(object(&server, STYLE).is_some());
}
