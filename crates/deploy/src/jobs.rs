//! Runs many requests at a time. Records each one when it is done, and sends heartbeats, until all
//! are done, one has failed, or the user presses Ctrl-C.

use super::DeployError;
use super::interrupt::Interrupt;
use super::record::Record;
use super::record_store::RecordStore;
use futures::{StreamExt, future, stream};
use std::cell::Cell;
use std::pin::pin;
use std::time::Duration;
use tokio::time::{Instant, MissedTickBehavior, interval_at};

/// How requests are run.
pub struct JobOptions<'a> {
    /// The number of requests at a time.
    pub parallel: usize,
    /// The number of finished requests after which the record is saved.
    pub checkpoint: usize,
    /// The interval between heartbeats, each of which saves the record.
    pub heartbeat: Duration,
    /// Stops the requests.
    pub interrupt: &'a Interrupt,
    /// Gets progress messages for the user.
    pub say: &'a dyn Fn(&str),
}

/// Runs a job for each item. `note` adds the result of a job to the record.
///
/// # Errors
/// Stops at the first job that still fails after retries. Jobs under way are finished and recorded
/// first.
pub async fn run_all<Item, Done, Job>(
    items: impl IntoIterator<Item = Item>,
    job: impl Fn(Item) -> Job,
    ledger: &mut RecordStore,
    pace: &JobOptions<'_>,
    mut note: impl FnMut(&mut Record, Done),
) -> Result<(), DeployError>
where
    Job: Future<Output = Result<Done, DeployError>> + Send + 'static,
    Done: Send + 'static,
{
    let stop = Cell::new(false);
    let jobs = stream::iter(items)
        .take_while(|_| future::ready(!stop.get()))
        // Jobs run as tasks of their own, so they continue while the record is saved.
        .map(|item| tokio::spawn(job(item)))
        .buffer_unordered(pace.parallel.max(1));
    let mut jobs = pin!(jobs);
    let mut beat = interval_at(Instant::now() + pace.heartbeat, pace.heartbeat);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut interrupt = pin!(pace.interrupt.pressed());
    let mut failure = None;
    let mut unsaved = 0;
    // Whether the record can be saved, and no other deploy has written it.
    let mut can_save = true;
    loop {
        let save = tokio::select! {
            biased;
            () = &mut interrupt, if failure.is_none() => {
                (pace.say)("press: stopping as soon as the requests under way have ended; press Ctrl-C again to stop at once");
                failure = Some(DeployError::Interrupted);
                false
            }
            _ = beat.tick(), if can_save => true,
            job = jobs.next() => match job {
                None => break,
                Some(Ok(Ok(done))) => {
                    note(&mut ledger.record, done);
                    unsaved += 1;
                    unsaved >= pace.checkpoint && failure.is_none()
                }
                Some(Ok(Err(error))) => { failure.get_or_insert(error); false }
                Some(Err(error)) => {
                    failure.get_or_insert(DeployError::Task(error));
                    false
                }
            },
        };
        if save {
            unsaved = 0;
            if let Err(error) = ledger.save().await {
                can_save = false;
                failure.get_or_insert(error);
            }
        }
        stop.set(failure.is_some());
    }
    match failure {
        Some(failure) => Err(failure),
        None if unsaved > 0 => ledger.save().await,
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::target::{Access, Target};
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_job_that_panics_is_not_reported_as_a_failure_to_start() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("file://{}", folder.path().display());
        let access = Access {
            variables: Vec::new(),
            endpoint: None,
            allow_http: false,
            region: None,
            retry_timeout: Duration::ZERO,
            timeout: Duration::from_secs(1),
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let error = runtime.block_on(async {
            let target = Arc::new(Target::open(&url, &access).await.unwrap());
            let mut store = RecordStore::load(target, "record", false).await.unwrap();
            let options = JobOptions {
                parallel: 1,
                checkpoint: 1,
                heartbeat: Duration::from_secs(1000),
                interrupt: &Interrupt::listen().await,
                say: &|_| {},
            };
            let job = async |number: u32| -> Result<u32, DeployError> {
                panic!("job {number}");
            };
            run_all([1], job, &mut store, &options, |_, _| {}).await
        });
        let message = error.unwrap_err().to_string();
        assert!(message.starts_with("a task failed: "), "{message}");
        assert!(message.contains("job 1"), "{message}");
        assert!(message.ends_with("report it"), "{message}");
    }
}
