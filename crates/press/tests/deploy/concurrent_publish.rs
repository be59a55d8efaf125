//! Tests of a deploy and a publish of the same site at the same time.

use super::server::Server;
use super::site::{Paper, deploy, object};
use frontpage_base::step::{Step, StepHook};
use frontpage_deploy::run;
use frontpage_store::{Changed, Publish, PublishSettings, WriteError, lock_exclusive};
use std::sync::mpsc;
use std::time::Duration;

/// Publishes a page and a feed into the site, adopting the files that are there.
fn publish(paper: &Paper, step: Option<&StepHook<'_>>) -> Result<Changed, WriteError> {
    let settings = PublishSettings {
        waiting: None,
        adopt: true,
        verify_all: false,
        compress: None,
        now: 0,
        step,
    };
    let mut publish = Publish::open(&paper.site(), settings, None)?;
    for (path, key) in [("feed.xml", [1; 16]), ("world.html", [2; 16])] {
        publish.is_stale(path, &key);
        let staged = publish.stage(path, key, b"news")?;
        publish.add([staged]);
    }
    Ok(publish.commit(|_| Ok(()))?.changed)
}

#[test]
fn a_half_published_site_is_not_deployed() {
    let (server, paper) = (Server::start(), Paper::new());
    paper.deploy(&server);
    server.take_requests();
    let stopped = publish(
        &paper,
        Some(&|step| match step {
            Step::Place => Err(std::io::ErrorKind::StorageFull.into()),
            _ => Ok(()),
        }),
    );
    assert!(matches!(stopped, Err(WriteError::PartlyPlaced { .. })));

    for dry_run in [false, true] {
        let mut options = paper.options(&server);
        options.dry_run = dry_run;
        let message = deploy(&options).unwrap_err().to_string();
        assert!(message.contains("publish again"), "{message}");
    }
    assert!(server.take_requests().is_empty());

    publish(&paper, None).unwrap();
    let mut sent = deploy(&paper.options(&server)).unwrap().sent;
    sent.sort_by(|a, b| a.key.cmp(&b.key));
    let keys: Vec<&str> = sent.iter().map(|sent| sent.key.as_str()).collect();
    assert_eq!(keys, ["feed.xml", "world"]);
}

#[test]
fn a_publish_cannot_change_the_site_during_a_deploy() {
    let (server, paper) = (Server::start(), Paper::new());
    publish(&paper, None).unwrap();
    let asked = std::cell::Cell::new(0);
    run(&paper.options(&server), &|line| {
        if line.contains(" pages:") || line.contains(" feeds") {
            let busy = publish(&paper, None).unwrap_err();
            assert!(matches!(busy, WriteError::Busy { .. }), "{busy}");
            assert!(busy.to_string().contains("deploy"), "{busy}");
            asked.set(asked.get() + 1);
        }
    })
    .unwrap();
    assert_eq!(asked.get(), 2);
    publish(&paper, None).unwrap();
}

#[test]
fn a_deploy_waits_for_a_running_publish() {
    let (server, paper) = (Server::start(), Paper::new());
    let lock = lock_exclusive(&paper.state(), None).unwrap();
    let (sender, receiver) = mpsc::channel();
    std::thread::scope(|scope| {
        let (server, paper) = (&server, &paper);
        let deploy = scope.spawn(move || {
            run(&paper.options(server), &|line| {
                sender.send(line.to_owned()).unwrap();
            })
        });
        let line = receiver.recv_timeout(Duration::from_secs(60)).unwrap();
        assert!(line.contains("a publish is under way"), "{line}");
        // The deploy uploads the site as the publish leaves it.
        paper.change("world.html", "news");
        drop(lock);
        deploy.join().unwrap().unwrap();
    });
    assert_eq!(object(&server, "world").unwrap().body, "news");
}
