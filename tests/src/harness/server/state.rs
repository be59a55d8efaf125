//! What the server serves, how tests have changed that, and what was requested.

use super::super::fault::Fault;
use super::request::Request;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

pub struct State {
    pub dist: PathBuf,
    /// Whether the site is prerendered, with an HTML file for each address.
    pub published: bool,
    /// Whether other spellings of an address are answered with the same file.
    pub any_spelling: AtomicBool,
    /// The name and value of a header to set on every response.
    pub header: Mutex<Option<(&'static str, &'static str)>>,
    /// A path, and the content type to send for it.
    pub retyped: Mutex<Option<(&'static str, &'static str)>>,
    /// Markup to add to the head of every document.
    pub head: Mutex<String>,
    pub rules: Mutex<Vec<Rule>>,
    pub last_rule: AtomicU64,
    pub record: Mutex<Vec<Request>>,
    /// Changes when a rule is removed, to wake the responses that it held back.
    pub released: watch::Sender<u64>,
    /// Changes when a page reports that it was painted.
    pub painted: watch::Sender<u64>,
}

/// The path that a page requests to report that it was painted.
pub const PAINTED: &str = "/painted";

/// A fault for the paths that match a pattern.
pub struct Rule {
    pub id: u64,
    pub path: String,
    pub fault: Fault,
    pub used: usize,
}

/// Returns the fault for a request, and the id of its rule, if there is one.
pub fn next_fault(state: &State, path: &str) -> (Option<u64>, Fault) {
    let mut rules = lock(&state.rules);
    let rule = rules.iter_mut().rev().find(|rule| {
        fits(&rule.path, path) && rule.fault.for_first.is_none_or(|times| rule.used < times)
    });
    match rule {
        Some(rule) => {
            rule.used += 1;
            (Some(rule.id), rule.fault.clone())
        }
        None => (None, Fault::normal()),
    }
}

/// Returns whether a path matches a pattern, in which one `*` stands for anything.
pub fn fits(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        Some((start, end)) => path
            .strip_prefix(start)
            .is_some_and(|rest| rest.ends_with(end)),
        None => pattern == path,
    }
}

pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Ignore poisoning: a panic in a test is reported elsewhere.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
