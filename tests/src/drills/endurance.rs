//! Endurance: many fast clicks, and memory use over hundreds of pages.

use super::open;
use crate::fixtures::LEAD;
use crate::harness::{MemoryUsage, TestContext, tests};
use anyhow::{Context, Result, ensure};

tests! {
    the_last_of_two_hundred_fast_clicks_wins
    five_hundred_pages_do_not_grow_memory
    leaks_made_on_purpose_are_found
}

async fn the_last_of_two_hundred_fast_clicks_wins(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    paper.start_history_count().await?;
    // Bursts of clicks a few milliseconds apart, most of them while another page is loading.
    paper
        .eval_async(
            "(async () => {
               const sections = ['/us', '/world', '/business', '/lifestyle'];
               for (let n = 0; n < 200; n++) {
                 const at = n === 199 ? '/business' : sections[(n * 7) % 4];
                 document.querySelector(`nav[aria-label=Sections] a[href='${at}']`).click();
                 if (n % 16 === 15) await new Promise(done => setTimeout(done, n % 5 * 4));
                 else await null;
                 while (!roomInHistory()) await new Promise(done => setTimeout(done, 50));
               }
             })()",
        )
        .await?;
    paper.wait_for_text(".listing__name", "Business").await?;
    server.wait_until_idle().await?;
    paper.wait_frames(30).await?;
    ensure!(
        paper.text(".listing__name").await? == "Business",
        "the page of an earlier click is shown"
    );
    ensure!(
        paper.address().await? == "/business",
        "the address is that of an earlier click"
    );
    ensure!(
        paper.title().await?.starts_with("Business"),
        "the title is that of an earlier click"
    );
    ensure!(
        paper.count("h1").await? == 1,
        "more than one page is in the document"
    );
    ensure!(
        server.document_request_count() == 1,
        "the document was loaded again"
    );
    ensure!(!paper.has(".boot-note").await?, "the app crashed");
    Ok(())
}

/// Exposes the app's WebAssembly memory as `window.memory`.
const MEMORY: &str = "<script>for (const way of ['instantiate', 'instantiateStreaming']) {
       const real = WebAssembly[way];
       WebAssembly[way] = async (...args) => {
         const made = await real(...args);
         window.memory = (made.instance ?? made).exports.memory;
         return made;
       };
     }</script>";

/// A script that opens a story, returns to the front page, opens the next story, and so on. Three
/// of four returns go back in the history, which adds no entries. Returns the bytes of the app's
/// memory and the number of elements in the document.
fn turn_pages(pages: u32) -> String {
    format!(
        "(async () => {{
           const until = async there => {{
             for (let n = 0; !there(); n++) {{
               if (n > 2000) throw new Error('stuck at ' + location.pathname);
               await new Promise(done => setTimeout(done, 2));
             }}
           }};
           for (let n = 0; n < {pages}; n++) {{
             const links = [...document.querySelectorAll('#main .card__headline a')];
             const link = n % 2 ? document.querySelector('.masthead__name') : links[n % links.length];
             const at = new URL(link.href).pathname;
             while (!roomInHistory()) await new Promise(done => setTimeout(done, 50));
             n % 2 && n % 8 !== 1 ? history.back() : link.click();
             await until(() => location.pathname === at &&
               document.querySelector(at === '/' ? '.front' : '.article__headline'));
           }}
           return [memory.buffer.byteLength, document.querySelectorAll('*').length];
         }})()"
    )
}

/// The limit for the growth of the WebAssembly memory over 400 more pages, in bytes. The memory
/// grows in steps of 64 KiB, and the app's cache of pages is full before these pages.
const GROWTH: u64 = 128 * 1024;

/// The limits for the growth of what Chromium keeps alive over 400 more pages. The heap grows by
/// the code that the engine compiles meanwhile; a leak of one kilobyte for each page would use up
/// nearly all of that. Nodes and listeners can grow by those of one page, since the previous page
/// may still be alive.
const ALIVE: MemoryUsage = MemoryUsage {
    heap: 512 << 10,
    nodes: 700,
    listeners: 30,
};

/// Messages about what grew by more than [`ALIVE`].
fn grown(warm: MemoryUsage, last: MemoryUsage) -> Vec<String> {
    [
        ("bytes of heap", warm.heap, last.heap, ALIVE.heap),
        ("nodes", warm.nodes, last.nodes, ALIVE.nodes),
        ("listeners", warm.listeners, last.listeners, ALIVE.listeners),
    ]
    .into_iter()
    .filter(|(_, warm, last, limit)| *last > warm + limit)
    .map(|(what, warm, last, _)| format!("{what} grew from {warm} to {last}"))
    .collect()
}

async fn five_hundred_pages_do_not_grow_memory(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.inject_into_head(MEMORY);
    open(paper, &server, "/").await?;
    paper.start_history_count().await?;
    let (mut counts, mut kept_alive) = (vec![], vec![]);
    // In parts, because drivers limit how long a script can run.
    for n in 0..10 {
        let counted: (u64, u64) = serde_json::from_value(paper.eval_async(&turn_pages(50)).await?)?;
        counts.push(counted);
        if n % 4 == 1 {
            kept_alive.extend(paper.memory_usage().await?);
        }
    }
    println!("      bytes of memory and elements after each 50 pages: {counts:?}");
    println!("      kept alive after 100, 300 and 500 pages: {kept_alive:?}");
    let (warm, last) = (counts[1], counts[9]);
    ensure!(
        last.0 <= warm.0 + GROWTH,
        "memory grew from {} to {} bytes",
        warm.0,
        last.0
    );
    ensure!(
        last.1 == warm.1,
        "elements grew from {} to {}",
        warm.1,
        last.1
    );
    // Only Chromium reports what a page keeps alive.
    if let [warm, .., last] = kept_alive[..] {
        let grown = grown(warm, last);
        ensure!(grown.is_empty(), "{}", grown.join("; "));
    }
    ensure!(
        server.document_request_count() == 1,
        "the document was loaded again"
    );
    Ok(())
}

/// The measurement of what a page keeps alive must find each kind of leak.
async fn leaks_made_on_purpose_are_found(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.inject_into_head(MEMORY);
    open(paper, &server, "/").await?;
    paper.start_history_count().await?;
    let kept_alive = async || {
        let usage = paper.memory_usage().await?;
        usage.context("this engine does not report what a page keeps alive")
    };
    // The first pages grow the heap without a leak.
    paper.eval_async(&turn_pages(50)).await?;
    for (leak, what) in [
        ("leaked.push(new Array(10_000).fill(0.5))", "heap"),
        (
            "leaked.push(document.querySelector('main').cloneNode(true))",
            "nodes",
        ),
        (
            "for (let n = 0; n < 10; n++) addEventListener('leak', () => leaked)",
            "listeners",
        ),
    ] {
        let before = kept_alive().await?;
        paper
            .eval(&format!(
                "void (window.leaked = [], window.leak = () => {{ {leak} }},
                   document.addEventListener('click', leak))"
            ))
            .await?;
        paper.eval_async(&turn_pages(50)).await?;
        let found = grown(before, kept_alive().await?).join("; ");
        ensure!(
            found.contains(what),
            "a leak of {what} made on purpose is not found: {found:?}"
        );
        paper
            .eval("void (document.removeEventListener('click', leak), window.leaked = [])")
            .await?;
    }
    Ok(())
}
