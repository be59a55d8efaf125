//! Many requests at a time: each written down when it is done, with a sign of life now and then,
//! until all are done, one has failed, or somebody presses Ctrl-C.

use super::DeployError;
use super::interrupt::Interrupt;
use super::ledger::Ledger;
use super::record::Record;
use futures::{StreamExt, future, stream};
use std::cell::Cell;
use std::pin::pin;
use std::time::Duration;
use tokio::time::{Instant, MissedTickBehavior, interval_at};

/// How requests go.
pub struct Pace<'a> {
    /// How many at a time.
    pub parallel: usize,
    /// After how many the record is written.
    pub checkpoint: usize,
    /// How often it is written while nothing else causes it.
    pub beat: Duration,
    /// Ends them.
    pub interrupt: &'a Interrupt,
    /// Told what somebody who waits should know.
    pub say: &'a dyn Fn(&str),
}

/// Does a job for each item; `note` writes down what is done.
///
/// # Errors
/// The first job that failed for good. What was under way is finished first and written down.
pub async fn each<Item, Done, Job>(
    items: impl IntoIterator<Item = Item>,
    job: impl Fn(Item) -> Job,
    ledger: &mut Ledger,
    pace: &Pace<'_>,
    mut note: impl FnMut(&mut Record, Done),
) -> Result<(), DeployError>
where
    Job: Future<Output = Result<Done, DeployError>> + Send + 'static,
    Done: Send + 'static,
{
    let stop = Cell::new(false);
    let jobs = stream::iter(items)
        .take_while(|_| future::ready(!stop.get()))
        // they go on while the record is written
        .map(|item| tokio::spawn(job(item)))
        .buffer_unordered(pace.parallel.max(1));
    let mut jobs = pin!(jobs);
    let mut beat = interval_at(Instant::now() + pace.beat, pace.beat);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut interrupt = pin!(pace.interrupt.asked());
    let mut failure = None;
    let mut unsaved = 0;
    // whether the record can be written, and is still ours
    let mut ours = true;
    loop {
        let save = tokio::select! {
            biased;
            () = &mut interrupt, if failure.is_none() => {
                (pace.say)("press: stopping as soon as what is under way has ended; Ctrl-C again stops at once");
                failure = Some(DeployError::Interrupted);
                false
            }
            _ = beat.tick(), if ours => true,
            job = jobs.next() => match job {
                None => break,
                Some(Ok(Ok(done))) => {
                    note(&mut ledger.record, done);
                    unsaved += 1;
                    unsaved >= pace.checkpoint && failure.is_none()
                }
                Some(Ok(Err(error))) => { failure.get_or_insert(error); false }
                Some(Err(error)) => {
                    failure.get_or_insert(DeployError::Start(error.into()));
                    false
                }
            },
        };
        if save {
            unsaved = 0;
            if let Err(error) = ledger.save().await {
                ours = false;
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
