//! Tests of two deploys to the same bucket at the same time.

use super::server::{FailureMode, Server};
use super::site::{Paper, after_claim_expired, deploy, object};
use frontpage_deploy::{DeployError, Options, run};
use std::cell::RefCell;

/// Runs the second deploy when the first one has come to its pages, and returns both results.
fn in_the_middle(
    first: &Options,
    second: &Options,
) -> (Result<(), DeployError>, Result<(), DeployError>) {
    let second_result = RefCell::new(None);
    let first_result = run(first, &|line| {
        if line.contains(" pages:") {
            let run = || deploy(second).map(drop);
            let result = std::thread::scope(|scope| scope.spawn(run).join().unwrap());
            *second_result.borrow_mut() = Some(result);
        }
    });
    (
        first_result.map(drop),
        second_result
            .into_inner()
            .expect("the first deploy should have sent pages"),
    )
}

#[test]
fn a_second_deploy_reports_that_another_one_is_running() {
    let (server, paper, other) = (Server::start(), Paper::new(), Paper::new());
    let (first, second) = in_the_middle(&paper.options(&server), &other.options(&server));
    assert!(first.is_ok());
    let error = second.unwrap_err();
    assert!(matches!(error, DeployError::Busy { .. }), "{error}");
    assert!(error.to_string().contains("--take-over"), "{error}");
    // When the first one has finished, the other one can deploy.
    other.deploy(&server);
}

#[test]
fn a_deploy_that_is_taken_over_stops_and_the_other_one_wins() {
    let (server, paper, other) = (Server::start(), Paper::new(), Paper::new());
    other.change("world.html", "newer");
    let mut second = other.options(&server);
    second.take_over = true;
    let mut first = paper.options(&server);
    // The record is written after each upload, so the first deploy must notice at once.
    (first.checkpoint, first.parallel) = (1, 1);
    let (first, second) = in_the_middle(&first, &second);
    assert!(second.is_ok());
    let error = first.unwrap_err().to_string();
    assert!(error.contains("another deploy has begun"), "{error}");
    // At most one upload of the first deploy came after the second one had finished.
    assert_eq!(object(&server, "world").unwrap().body, "newer");
    assert!(other.deploy(&server).sent.is_empty());
}

#[test]
fn a_lost_response_for_the_record_is_not_taken_for_another_deploy() {
    let (server, paper) = (Server::start(), Paper::new());
    for _ in 0..2 {
        server.set_failure(FailureMode::LostResponse("deployed.json"));
        paper.deploy(&server);
        paper.change("world.html", "news");
    }
}

#[test]
fn a_dead_deploy_blocks_others_for_two_minutes_at_most() {
    let (server, paper) = (Server::start(), Paper::new());
    let mut options = paper.options(&server);
    options.access.retry_timeout = std::time::Duration::from_millis(300);
    // The claim is written, and no request after it succeeds.
    server.set_failure(FailureMode::FailAfter(2));
    deploy(&options).unwrap_err();
    server.set_failure(FailureMode::None);
    let busy = deploy(&options).unwrap_err();
    assert!(matches!(busy, DeployError::Busy { .. }), "{busy}");
    options.now = after_claim_expired(&options);
    deploy(&options).unwrap();
}
