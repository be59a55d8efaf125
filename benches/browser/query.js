// Measures queries on the search page: bytes, requests and time to the results, on slow 4G with a slow CPU.
// Each query is asked twice over: as the first of a visit, when the engine is not here yet, and after another one.
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
  const isEngine = entry => /\/assets\/[^/]+\.(js|wasm)/.test(entry.name);
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
  const files = entries.filter(isOfIndex), engine = entries.filter(isEngine);
  const sum = list => list.reduce((bytes, entry) => bytes + entry.encodedBodySize, 0);
  return {
    results: place.querySelectorAll(".tool__stories > li").length,
    bytes: sum(files),
    requests: files.length,
    engine: sum(engine),
    time: ended - started,
    // The last file is here, and the engine too.
    work: ended - Math.max(started, ...files.map(entry => entry.responseEnd), ...engine.map(entry => entry.responseEnd)),
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
    return [name, of("results"), of("bytes", 1e3), of("requests"), of("engine", 1e3), of("time"), of("work")];
  };
  table([["", "results", "index, kB", "requests", "engine, kB", "time, ms", "work after the bytes, ms"], row("first query", cold), row("second query", second)]);
} finally {
  await browser.close();
  host.close();
}
