//! A reader in a hurry, and one who stays all day.

use super::open;
use crate::harness::{KeptAlive, Stage, tests};
use crate::places::LEAD;
use anyhow::{Result, ensure};

tests! {
    the_last_of_two_hundred_fast_clicks_wins
    five_hundred_pages_do_not_grow_memory
    five_hundred_pages_leak_no_objects
}

async fn the_last_of_two_hundred_fast_clicks_wins(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    paper.count_history().await?;
    // bursts of clicks, some milliseconds apart: most while another page is on its way
    paper
        .js_later(
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
    paper.wait_for(".listing__name", "Business").await?;
    server.wait_for_quiet().await?;
    paper.frames(30).await?;
    ensure!(
        paper.text(".listing__name").await? == "Business",
        "an overtaken page"
    );
    ensure!(paper.address().await? == "/business", "another's address");
    ensure!(
        paper.title().await?.starts_with("Business"),
        "another's title"
    );
    ensure!(paper.count("h1").await? == 1, "two pages in one");
    ensure!(server.documents() == 1, "the document was loaded again");
    ensure!(!paper.has(".boot-note").await?, "the app died");
    Ok(())
}

/// Has tests see the app's memory.
const MEMORY: &str = "<script>for (const way of ['instantiate', 'instantiateStreaming']) {
       const real = WebAssembly[way];
       WebAssembly[way] = async (...all) => {
         const made = await real(...all);
         window.memory = (made.instance ?? made).exports.memory;
         return made;
       };
     }</script>";

/// Turns pages: to a story, home to the front page, to the next story. Three of four ways home are
/// the way back, which writes no history. Gives the bytes of the app's memory and the elements of the
/// document.
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

/// What 400 more pages may add to the WebAssembly's memory, in bytes: it grows by pages of 64 KiB,
/// and what the app remembers of pages that were read has a bound that is reached before.
const GROWTH: u64 = 128 * 1024;

async fn five_hundred_pages_do_not_grow_memory(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.head(MEMORY);
    open(paper, &server, "/").await?;
    paper.count_history().await?;
    let mut seen = vec![];
    // in parts: no script runs longer than drivers allow
    for _ in 0..10 {
        let counted: (u64, u64) = serde_json::from_value(paper.js_later(&turn_pages(50)).await?)?;
        seen.push(counted);
    }
    println!("      bytes of memory and elements after each 50 pages: {seen:?}");
    let (warm, last) = (seen[1], seen[9]);
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
    ensure!(server.documents() == 1, "the document was loaded again");
    Ok(())
}

/// What 400 more pages may add to what Chromium keeps alive: on the heap, the code that the engine
/// compiles meanwhile, where one kilobyte that stayed with each page would be nearly all of it;
/// no more nodes and listeners than those of a page, since the one that was left may still be there.
const ALIVE: KeptAlive = KeptAlive {
    heap: 512 << 10,
    nodes: 700,
    listeners: 30,
};

/// What grew beyond that.
fn grown(warm: KeptAlive, last: KeptAlive) -> Vec<String> {
    [
        ("bytes of heap", warm.heap, last.heap, ALIVE.heap),
        ("nodes", warm.nodes, last.nodes, ALIVE.nodes),
        ("listeners", warm.listeners, last.listeners, ALIVE.listeners),
    ]
    .into_iter()
    .filter(|(_, warm, last, most)| *last > warm + most)
    .map(|(what, warm, last, _)| format!("{what} grew from {warm} to {last}"))
    .collect()
}

async fn five_hundred_pages_leak_no_objects(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.head(MEMORY);
    open(paper, &server, "/").await?;
    paper.count_history().await?;
    let mut seen = vec![];
    for n in 0..10 {
        paper.js_later(&turn_pages(50)).await?;
        if n % 4 == 1 {
            seen.push(paper.kept_alive().await?);
        }
    }
    println!("      kept alive after 100, 300 and 500 pages: {seen:?}");
    let grown = grown(seen[0], seen[2]);
    ensure!(grown.is_empty(), "{}", grown.join("; "));
    // a leak of each kind, made on purpose, would be seen
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
        let warm = paper.kept_alive().await?;
        paper
            .js(&format!(
                "void (window.leaked = [], window.leak = () => {{ {leak} }},
                   document.addEventListener('click', leak))"
            ))
            .await?;
        paper.js_later(&turn_pages(50)).await?;
        let told = self::grown(warm, paper.kept_alive().await?).join("; ");
        ensure!(
            told.contains(what),
            "a leak of {what} is not seen: {told:?}"
        );
        paper
            .js("void (document.removeEventListener('click', leak), window.leaked = [])")
            .await?;
    }
    Ok(())
}
