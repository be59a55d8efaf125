//! The requests to all servers of a test.

use super::request::Request;
use super::state::{State, lock};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

/// The servers of a test, with their addresses.
pub type Known = Arc<Mutex<Vec<(SocketAddr, Arc<State>)>>>;

tokio::task_local! {
    /// Every server of the running test, including those that the test starts itself.
    pub static OF_THIS_TEST: Known;
}

/// The requests to all servers of one test.
#[derive(Clone, Default)]
pub struct RequestLog(Known);

impl RequestLog {
    /// Runs a test, and records the requests to the servers that it starts.
    pub async fn of<T>(&self, test: impl Future<Output = T>) -> T {
        OF_THIS_TEST.scope(self.0.clone(), test).await
    }

    /// Returns one line for each request, grouped by server.
    pub fn lines(&self) -> String {
        let mut lines = String::new();
        for (address, state) in lock(&self.0).iter() {
            lines += &format!("http://{address}\n");
            for Request { path, ended, .. } in lock(&state.record).iter() {
                lines += &format!("  {ended:?} {path}\n");
            }
        }
        lines
    }
}
