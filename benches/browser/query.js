// Measures queries on the search page: bytes, requests and time to the results, on slow 4G with a slow CPU.
// Each query is asked twice: as the first of a visit, with the engine that the page has loaded, and after another one.
//
// The index and the queries are those that the benchmark `search` left in its folder.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { browser as launch, median, options, site, table } from "./options.js";
import { coldPage, CPU, LATENCY, MBIT } from "./network.js";

const COUNT = Number(options.queries ?? 40);
options.index ??= "target/search-bench";
const all = JSON.parse(await readFile(join(options.index, "queries.json"), "utf8"));
// Every kind of query in its share, because the file has one kind after the other.
const queries = all.filter((_, at) => at % Math.ceil(all.length / COUNT) === 0);

// Runs in the page: types a query, and waits for the results of exactly this one.
const ask = async query => {
  const isOfIndex = entry => /\/search-index\.bin|\/assets\/search\//.test(entry.name);
  performance.setResourceTimingBufferSize(10_000);
  performance.clearResourceTimings();
  const place = document.querySelector(".tool__place"), field = place.querySelector("input[type=search]");
  const started = performance.now();
  // A space says that the last word is complete.
  field.value = `${query} `;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise(done => {
    let wasBusy = false;
    new MutationObserver((_, observer) => {
      wasBusy ||= place.hasAttribute("aria-busy");
      if (!wasBusy || place.hasAttribute("aria-busy")) return;
      observer.disconnect();
      done();
    }).observe(place, { attributes: true });
  });
  const ended = performance.now();
  const entries = performance.getEntriesByType("resource");
  const files = entries.filter(isOfIndex);
  return {
    results: place.querySelectorAll(".tool__stories > li").length,
    bytes: files.reduce((bytes, entry) => bytes + entry.encodedBodySize, 0),
    requests: files.length,
    time: ended - started,
    work: ended - Math.max(started, ...files.map(entry => entry.responseEnd)),
  };
};

const host = await site();
const browser = await launch();
try {
  const cold = [], second = [];
  for (const [at, query] of queries.entries()) {
    const page = await coldPage(browser, { slow: true });
    try {
      await page.goto(`${host.url}/search`, { waitUntil: "networkidle" });
      await page.locator("input[type=search]").waitFor();
      cold.push(await page.evaluate(ask, query));
      second.push(await page.evaluate(ask, queries[(at * 7 + 3) % queries.length]));
    } finally {
      await page.context().close();
    }
  }
  console.log(`${queries.length} queries, ${MBIT} Mbit/s, ${LATENCY} ms, CPU / ${CPU}; medians, and what 95 % stay below`);
  const at95 = list => list.sort((a, b) => a - b)[Math.floor(list.length * 0.95)];
  const row = (name, list) => {
    const of = (key, unit = 1) => {
      const values = list.map(seen => seen[key] / unit);
      return `${median(values).toFixed(0)} (${at95(values).toFixed(0)})`;
    };
    return [name, of("results"), of("bytes", 1e3), of("requests"), of("time"), of("work")];
  };
  table([["", "results", "index, kB", "requests", "time, ms", "work after the bytes, ms"], row("first query", cold), row("second query", second)]);
} finally {
  await browser.close();
  host.close();
}
