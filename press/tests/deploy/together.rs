//! Two deploys at a time.

use super::paper::{Paper, deploy, later, object};
use super::server::{Fault, Server};
use press::deploy::{DeployError, Options, run};
use std::cell::RefCell;

/// Runs the second deploy when the first one comes to its pages.
fn in_the_middle(
    first: &Options,
    second: &Options,
) -> (Result<(), DeployError>, Result<(), DeployError>) {
    let other = RefCell::new(None);
    let done = run(first, &|line| {
        if line.contains(" pages:") {
            let run = || deploy(second).map(drop);
            let result = std::thread::scope(|scope| scope.spawn(run).join().unwrap());
            *other.borrow_mut() = Some(result);
        }
    });
    (done.map(drop), other.into_inner().expect("pages were sent"))
}

#[test]
fn a_second_deploy_reports_that_another_one_is_running() {
    let (server, paper, other) = (Server::start(), Paper::new(), Paper::new());
    let (first, second) = in_the_middle(&paper.options(&server), &other.options(&server));
    assert!(first.is_ok());
    let said = second.unwrap_err();
    assert!(matches!(said, DeployError::Busy { .. }), "{said}");
    assert!(said.to_string().contains("--take-over"), "{said}");
    // and afterwards it may
    other.deploy(&server);
}

#[test]
fn a_deploy_that_is_taken_over_stops_and_the_other_one_wins() {
    let (server, paper, other) = (Server::start(), Paper::new(), Paper::new());
    other.change("world.html", "newer");
    let mut second = other.options(&server);
    second.take_over = true;
    let mut first = paper.options(&server);
    // the record is written after each upload: the first must notice at once
    (first.checkpoint, first.parallel) = (1, 1);
    let (first, second) = in_the_middle(&first, &second);
    assert!(second.is_ok());
    let said = first.unwrap_err().to_string();
    assert!(said.contains("somebody else has begun"), "{said}");
    // at most one upload of the first came after the second had finished
    assert_eq!(object(&server, "world").unwrap().body, "newer");
    assert!(other.deploy(&server).sent.is_empty());
}

#[test]
fn a_lost_response_for_the_record_is_not_taken_for_another_deploy() {
    let (server, paper) = (Server::start(), Paper::new());
    for _ in 0..2 {
        server.fault(Fault::LostAnswer("deployed.json"));
        paper.deploy(&server);
        paper.change("world.html", "news");
    }
}

#[test]
fn a_dead_deploy_blocks_others_for_two_minutes_at_most() {
    let (server, paper) = (Server::start(), Paper::new());
    let mut options = paper.options(&server);
    options.access.give_up_after = std::time::Duration::from_millis(300);
    // the claim is written, and then nothing is
    server.fault(Fault::DeadAfter(2));
    deploy(&options).unwrap_err();
    server.fault(Fault::None);
    let busy = deploy(&options).unwrap_err();
    assert!(matches!(busy, DeployError::Busy { .. }), "{busy}");
    options.now = later(&options);
    deploy(&options).unwrap();
}
