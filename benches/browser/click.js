// Measures the time from a click to the painted page, in the open app, on loopback: with the page
// prefetched because the pointer rested on the link, and without. Time starts at the event's own
// timestamp.
import { browser as launch, median, options, site, table } from "./options.js";
import { coldPage } from "./network.js";

const RUNS = Number(options.runs ?? 9);

// Runs in the page: waits for the click, then for the story's headline, then for the frame with it.
const arm = () => {
  window.__click = new Promise(done => {
    addEventListener("click", event => {
      const start = event.timeStamp;
      const before = document.querySelector("main h1");
      const observer = new MutationObserver(() => {
        const now = document.querySelector("main h1.article__headline");
        if (!now || now === before) return;
        observer.disconnect();
        const built = performance.now();
        requestAnimationFrame(() => requestAnimationFrame(() => {
          const data = performance.getEntriesByType("resource")
            .filter(entry => entry.name.endsWith(`${location.pathname}.json`)).at(-1);
          done({
            built: built - start,
            painted: performance.now() - start,
            // How long the app waited for the network after the click.
            request: data && data.startTime >= start ? data.responseEnd - data.startTime : 0,
          });
        }));
      });
      observer.observe(document.querySelector("main"), { childList: true, subtree: true });
    }, { capture: true, once: true });
  });
};

const LINK = "main .card__headline a";

const once = async (browser, url, prefetched) => {
  const page = await coldPage(browser, { width: 1280, height: 900, scale: 1 });
  try {
    await page.goto(url, { waitUntil: "networkidle" });
    await page.waitForFunction(() => "ready" in document.documentElement.dataset, null, { timeout: 15_000 });
    const address = await page.locator(LINK).first().evaluate(link => link.pathname);
    if (prefetched) {
      const data = page.waitForResponse(response => response.url().endsWith(`${address}.json`), { timeout: 5_000 });
      await page.locator(LINK).first().hover();
      await (await data).finished();
      await page.waitForTimeout(200);
    }
    await page.evaluate(arm);
    // A click without pointer movement prefetches nothing.
    if (prefetched) await page.mouse.down().then(() => page.mouse.up());
    else await page.locator(LINK).first().evaluate(link => link.click());
    return await page.evaluate(() => window.__click);
  } finally {
    await page.context().close();
  }
};

const host = await site();
const browser = await launch();
try {
  const runs = { prefetched: [], "not prefetched": [] };
  for (let run = -1; run < RUNS; run++) {
    for (const name of Object.keys(runs)) {
      const seen = await once(browser, `${host.url}/`, name === "prefetched");
      if (run >= 0) runs[name].push(seen);
    }
  }
  console.log(`click to painted page, front page to story, 1280 px wide, median of ${RUNS}`);
  const row = (name, list) => {
    const medianOf = key => median(list.map(seen => seen[key])).toFixed(1);
    const net = median(list.map(seen => seen.painted - seen.request)).toFixed(1);
    return [name, medianOf("built"), medianOf("painted"), medianOf("request"), net];
  };
  table([["", "built, ms", "painted, ms", "request, ms", "without request, ms"], ...Object.entries(runs).map(([name, list]) => row(name, list))]);
} finally {
  await browser.close();
  host.close();
}
