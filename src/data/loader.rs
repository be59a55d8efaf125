//! The loader, through which all page data comes.

use super::{LoadError, PageCache, Retry, Transport, fetch};
use core::cell::Cell;
use frontpage_model::{Block, Page};
use futures::{
    FutureExt,
    future::{LocalBoxFuture, Shared, WeakShared, ready},
};
use send_wrapper::SendWrapper;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The result of a load.
pub type Loaded = Result<Arc<Page>, LoadError>;

/// A request under way. Concurrent requests for one file share this future; dropping its last
/// clone aborts the request.
pub type SharedRequest = Shared<LocalBoxFuture<'static, Loaded>>;

/// The loader's record of a request under way. The future is held weakly, so that the request
/// lives only as long as a caller waits for it.
struct PendingRequest {
    path: String,
    /// Whether the request bypasses the browser's HTTP cache.
    bypass_cache: bool,
    retry: Retry,
    request: WeakShared<LocalBoxFuture<'static, Loaded>>,
}

/// Loads page data: from memory first, then from the network.
pub struct Loader<T> {
    shared: Arc<State<T>>,
}

struct State<T> {
    transport: T,
    cache: Mutex<PageCache>,
    pending: Mutex<SendWrapper<Vec<PendingRequest>>>,
}

impl<T> Clone for Loader<T> {
    fn clone(&self) -> Self {
        Self {
            shared: self.shared.clone(),
        }
    }
}

impl<T: Transport> Loader<T> {
    /// Creates a loader with an empty cache.
    pub fn new(transport: T) -> Self {
        Self {
            shared: Arc::new(State {
                transport,
                cache: Mutex::default(),
                pending: Mutex::new(SendWrapper::new(Vec::new())),
            }),
        }
    }

    /// Returns a file from memory, however old it is.
    pub fn cached(&self, path: &str) -> Option<Arc<Page>> {
        self.cache().get(path)
    }

    /// Returns a file from memory if it is fresh.
    pub fn cached_if_fresh(&self, path: &str) -> Option<Arc<Page>> {
        self.cache().get_fresh(path, self.shared.transport.now_ms())
    }

    /// Loads a file: from memory if it is fresh there, otherwise over the network. Joins a request
    /// that is under way.
    pub fn load(&self, path: &str) -> SharedRequest {
        if let Some(page) = self.cached_if_fresh(path) {
            return ready(Ok(page)).boxed_local().shared();
        }
        self.request(path, false, true)
    }

    /// Loads a file that the reader may soon ask for.
    ///
    /// A prefetch is not retried, so that a host in trouble gets no extra requests for pages that
    /// may never be opened. If the reader asks for the file meanwhile, the request is retried like
    /// any other.
    pub fn prefetch(&self, path: &str) -> SharedRequest {
        match self.cached_if_fresh(path) {
            Some(page) => ready(Ok(page)).boxed_local().shared(),
            None => self.request(path, false, false),
        }
    }

    /// Loads a file bypassing memory and the browser's HTTP cache, for *Try again*.
    pub fn load_bypassing_cache(&self, path: &str) -> SharedRequest {
        self.request(path, true, true)
    }

    /// Joins a request for the same file that is under way, or starts one. A request that bypasses
    /// the browser's cache never joins one that can be answered from it.
    fn request(&self, path: &str, bypass_cache: bool, is_awaited: bool) -> SharedRequest {
        let mut pending = lock(&self.shared.pending);
        pending.retain(|known| known.request.upgrade().is_some_and(|f| f.peek().is_none()));
        let known = pending
            .iter()
            .find(|known| known.path == path && known.bypass_cache >= bypass_cache);
        if let Some(known) = known
            && let Some(request) = known.request.upgrade()
        {
            if is_awaited {
                known.retry.set(true);
            }
            return request;
        }
        let retry = Retry::new(Cell::new(is_awaited));
        let request = self
            .clone()
            .fetch_and_cache(path.into(), bypass_cache, retry.clone())
            .boxed_local()
            .shared();
        if let Some(weak) = request.downgrade() {
            pending.push(PendingRequest {
                path: path.into(),
                bypass_cache,
                retry,
                request: weak,
            });
        }
        request
    }

    async fn fetch_and_cache(self, path: String, bypass_cache: bool, retry: Retry) -> Loaded {
        let transport = self.shared.transport.clone();
        let fetched = fetch(transport.clone(), path.clone(), bypass_cache, retry).await;
        if bypass_cache && fetched == Err(LoadError::NotFound) {
            self.cache().remove(&path);
        }
        let page = Arc::new(fetched?);
        // Its style comes before it is shown, so that nothing flashes or moves.
        if has_laid_out_blocks(&page) {
            transport.laid_out_style().await;
        }
        let now = self.shared.transport.now_ms();
        self.cache().insert(&path, now, page.clone());
        Ok(page)
    }

    fn cache(&self) -> MutexGuard<'_, PageCache> {
        lock(&self.shared.cache)
    }
}

/// Returns whether a page is a story with blocks that the publisher laid out.
fn has_laid_out_blocks(page: &Page) -> bool {
    let Page::Article(article) = page else {
        return false;
    };
    let mut blocks = article.body.iter();
    blocks.any(|block| matches!(block, Block::LaidOut(_)))
}

/// Locks a mutex even if a panic has poisoned it: the data is consistent at every moment.
fn lock<V>(mutex: &Mutex<V>) -> MutexGuard<'_, V> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use super::*;
    use core::cell::RefCell;
    use frontpage_model::DATA_VERSION;
    use futures::executor::LocalPool;
    use futures::task::LocalSpawnExt;
    use std::rc::Rc;

    /// A fake network: each request takes the next answer of a script.
    #[derive(Clone, Default)]
    struct Stage(Rc<RefCell<Script>>);

    #[derive(Default)]
    struct Script {
        answers: Vec<Answer>,
        asked: Vec<String>,
        bypassed_cache: usize,
        waited: Vec<u32>,
        dropped: usize,
        styled: usize,
        now: f64,
    }

    enum Answer {
        Status(u16),
        Html,
        Json(&'static str),
        Broken,
        Never,
    }

    const FRONT: &str = r#"{"v":1,"page":{"front":{"top":[],"strips":[]}}}"#;
    const TIMEOUT: u32 = 10_000;

    struct Unfinished(Stage);
    impl Drop for Unfinished {
        fn drop(&mut self) {
            self.0.0.borrow_mut().dropped += 1;
        }
    }

    impl Stage {
        fn with(answers: Vec<Answer>) -> Self {
            let stage = Self::default();
            stage.0.borrow_mut().answers = answers;
            stage
        }
    }

    impl Transport for Stage {
        async fn get(self, path: String, bypass_cache: bool) -> Result<Response, TransportError> {
            let answer = {
                let mut script = self.0.borrow_mut();
                script.asked.push(path);
                script.bypassed_cache += usize::from(bypass_cache);
                script.answers.remove(0)
            };
            let reply = |status, is_html, text: &str| {
                Ok(Response {
                    status,
                    is_html,
                    text: text.into(),
                })
            };
            match answer {
                Answer::Status(status) => reply(status, false, ""),
                Answer::Html => reply(200, true, "<!doctype html>"),
                Answer::Json(text) => reply(200, false, text),
                Answer::Broken => Err(TransportError::Network),
                Answer::Never => {
                    let _unfinished = Unfinished(self.clone());
                    futures::future::pending().await
                }
            }
        }

        async fn wait(self, ms: u32) {
            if ms == TIMEOUT {
                // This is the time limit of an attempt. It passes only if the answer never comes.
                let never = self.0.borrow().answers.is_empty();
                if !never {
                    futures::future::pending::<()>().await;
                }
            } else {
                self.0.borrow_mut().waited.push(ms);
            }
        }

        async fn laid_out_style(self) {
            self.0.borrow_mut().styled += 1;
        }

        fn timeout_ms(&self) -> u32 {
            TIMEOUT
        }

        fn now_ms(&self) -> f64 {
            self.0.borrow().now
        }
    }

    fn load(stage: &Stage) -> Loaded {
        let loader = Loader::new(stage.clone());
        futures::executor::block_on(loader.load("/index.json"))
    }

    #[test]
    fn retries_after_5xx_and_broken_connections() {
        let stage = Stage::with(vec![
            Answer::Status(503),
            Answer::Broken,
            Answer::Json(FRONT),
        ]);
        assert!(load(&stage).is_ok());
        assert_eq!(stage.0.borrow().waited, BACKOFF_MS);
        assert_eq!(stage.0.borrow().asked.len(), ATTEMPTS);
    }

    #[test]
    fn a_story_with_a_laid_out_block_waits_for_its_style() {
        for (block, styled) in [
            (r#"{"p":{"text":[{"t":"a"}]}}"#, 0),
            (r#"{"view":[{"el":{"n":"div"}}]}"#, 1),
        ] {
            let story = format!(
                r#"{{"v":{DATA_VERSION},"page":{{"article":{{"url":"/2025/02/18/a","section":{{"slug":"world","name":"World"}},"headline":"A","published":"2025-02-18T08:00:00-08:00","body":[{block}]}}}}}}"#
            );
            let stage = Stage::with(vec![Answer::Json(story.leak())]);
            load(&stage).unwrap();
            assert_eq!(stage.0.borrow().styled, styled, "{block}");
        }
    }

    #[test]
    fn gives_up_after_three_attempts_with_the_last_error() {
        let stage = Stage::with(vec![Answer::Broken, Answer::Broken, Answer::Status(500)]);
        assert_eq!(load(&stage), Err(LoadError::Status(500)));
    }

    #[test]
    fn does_not_retry_when_that_cannot_help() {
        for (answer, error) in [
            (Answer::Status(404), LoadError::NotFound),
            (Answer::Status(410), LoadError::NotFound),
            (Answer::Html, LoadError::NotFound),
            (Answer::Status(403), LoadError::Status(403)),
            (Answer::Json(r#"{"v":9}"#), LoadError::Newer(9)),
        ] {
            let stage = Stage::with(vec![answer]);
            assert_eq!(load(&stage), Err(error));
            assert_eq!(stage.0.borrow().asked.len(), 1);
        }
    }

    #[test]
    fn an_attempt_without_a_response_times_out() {
        let stage = Stage::with(vec![Answer::Broken, Answer::Broken, Answer::Never]);
        assert_eq!(
            load(&stage),
            Err(LoadError::Unreachable(TransportError::Timeout))
        );
        assert_eq!(stage.0.borrow().dropped, 1);
    }

    #[test]
    fn concurrent_loads_share_a_request_until_the_last_is_dropped() {
        let stage = Stage::with(vec![Answer::Never, Answer::Json(FRONT)]);
        let loader = Loader::new(stage.clone());
        let mut pool = LocalPool::new();
        let (first, second) = (loader.load("/a.json"), loader.load("/a.json"));
        let first = pool.spawner().spawn_local_with_handle(first).unwrap();
        pool.run_until_stalled();
        assert_eq!(stage.0.borrow().asked.len(), 1);
        drop(first);
        pool.run_until_stalled();
        assert_eq!(stage.0.borrow().dropped, 0, "someone still waits");
        drop(second);
        assert_eq!(stage.0.borrow().dropped, 1);
        assert!(
            pool.run_until(loader.load("/a.json")).is_ok(),
            "a new request, not the ended one"
        );
    }

    #[test]
    fn memory_answers_while_it_is_fresh() {
        let stage = Stage::with(vec![Answer::Json(FRONT), Answer::Status(404)]);
        let loader = Loader::new(stage.clone());
        let load = || futures::executor::block_on(loader.load("/index.json"));
        assert!(load().is_ok());
        assert!(load().is_ok());
        assert_eq!(stage.0.borrow().asked.len(), 1);
        stage.0.borrow_mut().now = FRESH_MS;
        assert_eq!(load(), Err(LoadError::NotFound));
        assert!(loader.cached("/index.json").is_some());
    }

    #[test]
    fn try_again_bypasses_memory_and_the_browsers_cache() {
        let stage = Stage::with(vec![
            Answer::Json(FRONT),
            Answer::Status(403),
            Answer::Status(503),
            Answer::Status(404),
        ]);
        let loader = Loader::new(stage.clone());
        let try_again = || futures::executor::block_on(loader.load_bypassing_cache("/index.json"));
        assert!(futures::executor::block_on(loader.load("/index.json")).is_ok());
        assert_eq!(stage.0.borrow().bypassed_cache, 0);
        assert_eq!(try_again(), Err(LoadError::Status(403)));
        assert!(loader.cached("/index.json").is_some(), "not lost by asking");
        assert_eq!(try_again(), Err(LoadError::NotFound));
        assert_eq!(stage.0.borrow().bypassed_cache, 3, "each of its tries");
        assert!(loader.cached("/index.json").is_none());
    }

    #[test]
    fn try_again_does_not_join_a_request_that_may_read_the_cache() {
        let stage = Stage::with(vec![
            Answer::Never,
            Answer::Json(FRONT),
            Answer::Never,
            Answer::Status(404),
        ]);
        let loader = Loader::new(stage.clone());
        let mut pool = LocalPool::new();
        let first = loader.load("/index.json");
        let _first = pool.spawner().spawn_local_with_handle(first).unwrap();
        pool.run_until_stalled();
        // Don't wait for it: a request that joined the first one would never end.
        let second = loader.load_bypassing_cache("/index.json");
        let second = pool.spawner().spawn_local_with_handle(second).unwrap();
        pool.run_until_stalled();
        assert_eq!(stage.0.borrow().asked.len(), 2);
        assert!(second.now_or_never().is_some_and(|page| page.is_ok()));
        assert_eq!(stage.0.borrow().bypassed_cache, 1);

        // The other way around, a plain load does join.
        let again = loader.load_bypassing_cache("/a.json");
        let _again = pool.spawner().spawn_local_with_handle(again).unwrap();
        pool.run_until_stalled();
        let joined = loader.load("/a.json");
        let _joined = pool.spawner().spawn_local_with_handle(joined).unwrap();
        pool.run_until_stalled();
        assert_eq!(stage.0.borrow().asked.len(), 3);
    }

    #[test]
    fn a_prefetch_is_tried_once() {
        let stage = Stage::with(vec![Answer::Status(503), Answer::Json(FRONT)]);
        let loader = Loader::new(stage.clone());
        let prefetch = |path| futures::executor::block_on(loader.prefetch(path));
        assert_eq!(prefetch("/index.json"), Err(LoadError::Status(503)));
        assert_eq!(stage.0.borrow().asked.len(), 1);
        assert!(prefetch("/index.json").is_ok());
        assert!(prefetch("/index.json").is_ok(), "fresh in memory");
        assert_eq!(stage.0.borrow().asked.len(), 2);
    }

    #[test]
    fn a_reader_who_joins_a_failing_prefetch_gets_the_other_tries() {
        let stage = Stage::with(vec![
            Answer::Status(503),
            Answer::Broken,
            Answer::Json(FRONT),
        ]);
        let loader = Loader::new(stage.clone());
        let prefetch = loader.prefetch("/index.json");
        let page = loader.load("/index.json");
        let (prefetch, page) = futures::executor::block_on(futures::future::join(prefetch, page));
        assert!(prefetch.is_ok() && page.is_ok());
        assert_eq!(stage.0.borrow().asked.len(), ATTEMPTS);
    }
}
