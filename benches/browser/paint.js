// Measures first paint, largest paint, layout shift and main thread blocking until the page is
// idle, and when the app is ready. Compares the published article with the hand-written page, which has the same content, in
// alternating runs. The published article is also loaded without scripts, to tell what the page costs
// from what the app costs.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { browser as launch, median, options, site, table } from "./options.js";
import { coldPage, CPU, LATENCY, MBIT } from "./network.js";

const RUNS = Number(options.runs ?? 9);
const QUIET = 1500; // A page is idle after this many ms without a request or a long task.
const LIMIT = 60_000;

// Runs in the page before any other script.
const watch = () => {
  const seen = (window.__seen = { fcp: NaN, lcp: NaN, cls: 0, tasks: [], last: 0, element: "" });
  const observe = (type, handle) => new PerformanceObserver(list => list.getEntries().forEach(handle)).observe({ type, buffered: true });
  observe("paint", entry => { if (entry.name === "first-contentful-paint") seen.fcp = entry.startTime; });
  observe("largest-contentful-paint", entry => {
    seen.lcp = entry.startTime;
    seen.element = `${entry.element?.localName} ${entry.url.split("/").pop()}`;
  });
  observe("layout-shift", entry => { if (!entry.hadRecentInput) seen.cls += entry.value; });
  observe("longtask", entry => {
    seen.tasks.push([Math.round(entry.startTime), entry.duration]);
    seen.last = performance.now();
  });
  observe("resource", () => { seen.last = performance.now(); });
  // The app marks the document when it is ready.
  new MutationObserver(() => { seen.ready ??= "ready" in document.documentElement.dataset ? performance.now() : undefined; })
    .observe(document, { attributes: true, attributeFilter: ["data-ready"], subtree: true });
};

const measure = async (browser, url, scripts = true) => {
  const page = await coldPage(browser, { slow: true, scripts });
  await page.addInitScript(watch);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  let open = 0;
  let quietSince = Date.now();
  const count = by => () => { open += by; quietSince = Date.now(); };
  page.on("request", count(1));
  page.on("requestfinished", count(-1));
  page.on("requestfailed", count(-1));
  await page.goto(url, { waitUntil: "load", timeout: LIMIT });
  const end = Date.now() + LIMIT;
  for (;;) {
    await page.waitForTimeout(250);
    const idle = scripts ? await page.evaluate(() => performance.now() - window.__seen.last) : LIMIT;
    if (open <= 0 && Date.now() - quietSince > QUIET && idle > QUIET) break;
    if (Date.now() > end) throw new Error(`${url} was not idle within ${LIMIT / 1000} s`);
  }
  const seen = scripts && await page.evaluate(() => ({
    ...window.__seen,
    requests: performance.getEntriesByType("resource").map(entry => [Math.round(entry.startTime), entry.name.split("/").pop()]),
  }));
  const { metrics } = await devtools.send("Performance.getMetrics");
  await page.context().close();
  // The time that the main thread was busy, in ms.
  const busy = metrics.find(metric => metric.name === "TaskDuration").value * 1000;
  if (!scripts) return { busy };
  const long = seen.tasks.map(([, duration]) => duration);
  const after = seen.tasks.filter(([start]) => start >= seen.fcp);
  return {
    ...seen,
    busy,
    longest: Math.max(0, ...long),
    blocking: long.reduce((sum, duration) => sum + Math.max(0, duration - 50), 0),
    after: Math.max(0, ...after.map(([, duration]) => duration)),
  };
};

// Takes screenshots of a page while it loads, at these ms after the navigation began.
const film = async (browser, name, url) => {
  const page = await coldPage(browser, { slow: true });
  const devtools = await page.context().newCDPSession(page);
  const begin = Date.now();
  const loaded = page.goto(url, { waitUntil: "load", timeout: LIMIT });
  for (const ms of [500, 1000, 2000, 3000]) {
    await new Promise(later => setTimeout(later, begin + ms - Date.now()));
    const { data } = await devtools.send("Page.captureScreenshot", { format: "png" });
    writeFileSync(join(options.shots, `${name}-${ms}-ms.png`), Buffer.from(data, "base64"));
  }
  await loaded;
  await page.context().close();
};

// Returns what a page offers: its words, its pictures, and what search engines and previews read. Leaves out the
// share bar, some of whose buttons need scripts, and the date. Also returns the pictures that do not load.
const content = async () => {
  for (const element of document.querySelectorAll(".share, .share-bar, .date-bar, .today, .announcer, .article__address")) element.remove();
  const pictures = [...document.images];
  for (const picture of pictures) picture.loading = "eager";
  const pathOf = picture => new URL(picture.currentSrc || picture.src).pathname;
  const missing = await Promise.all(pictures.map(picture => picture.decode().then(() => [], () => [pathOf(picture)])));
  const described = [...document.querySelectorAll("meta[property], meta[name=description], meta[name=robots], meta[name^=twitter]")];
  const offered = {
    words: document.body.innerText.replace(/[|\s]+/g, " ").trim().split(" "),
    pictures: pictures.map(pathOf),
    metadata: described.map(meta => `${meta.getAttribute("property") ?? meta.name}: ${meta.content}`).sort(),
    data: [JSON.stringify(JSON.parse(document.querySelector("script[type='application/ld+json']").text))],
  };
  return { offered, missing: missing.flat() };
};

// Checks that both pages offer the same; otherwise a comparison would mean nothing.
const compare = async (browser, pages) => {
  for (const [width, height] of [[360, 740], [1280, 900]]) {
    const found = [];
    for (const [name, url] of Object.entries(pages)) {
      const page = await coldPage(browser, { width, height, scale: 1 });
      await page.goto(url, { waitUntil: "networkidle" });
      if (options.shots) await page.screenshot({ path: join(options.shots, `${name}-${width}.png`), fullPage: true });
      found.push(await page.evaluate(content));
      await page.context().close();
    }
    const missing = found.flatMap(page => page.missing);
    if (missing.length) throw new Error(`at ${width} px, pictures do not load: ${missing.join(", ")}`);
    const [ours, theirs] = found.map(page => page.offered);
    for (const key of Object.keys(ours)) {
      const length = Math.max(ours[key].length, theirs[key].length);
      const from = Array.from({ length }).findIndex((_, at) => ours[key][at] !== theirs[key][at]);
      if (from < 0) continue;
      const [one, other] = [ours, theirs].map(page => page[key].slice(from, from + 8).join(" "));
      throw new Error(`at ${width} px, the pages differ in their ${key}, so that they cannot be compared: ${one} | ${other}\n`
        + "Bring benches/hand-written/index.html up to date.");
    }
    if (width === 1280) {
      console.log(`both pages have the same ${ours.words.length} words, ${ours.pictures.length} pictures and ${ours.metadata.length} entries of metadata`);
    }
  }
};

const host = await site();
const browser = await launch();
try {
  const pages = { "press": host.url + options.article, "hand-written": `${host.url}/hand-written/` };
  await compare(browser, pages);
  const ours = [], theirs = [], without = [];
  for (let run = -1; run < RUNS; run++) {
    for (const [list, url, scripts] of [[ours, pages.press, true], [theirs, pages["hand-written"], true], [without, pages.press, false]]) {
      const seen = await measure(browser, url, scripts);
      if (run >= 0) list.push(seen); // The first run of each page only warms up the machine.
    }
  }
  const both = key => [ours, theirs].map(list => median(list.map(seen => seen[key])));
  const row = (name, key, digits = 0) => {
    const [one, other] = both(key);
    return [name, one.toFixed(digits), other.toFixed(digits), other > 0 ? (one / other).toFixed(2) : "–"];
  };
  console.log(`cold cache, slow 4G (${MBIT} Mbit/s, ${LATENCY} ms), CPU ÷ ${CPU}, 360 px wide, median of ${RUNS}`);
  table([["", "press", "hand-written", "ratio"],
    row("first contentful paint, ms", "fcp"),
    row("largest contentful paint, ms", "lcp"),
    row("layout shift", "cls", 4),
    row("main thread, ms", "busy"),
    row("longest task, ms", "longest"),
    row("… after the first paint, ms", "after"),
    row("blocking over 50 ms, ms", "blocking")]);
  const alone = median(without.map(seen => seen.busy));
  console.log(`main thread of press without scripts: ${alone.toFixed(0)} ms, ${(alone / both("busy")[1]).toFixed(2)} of the hand-written page's`);
  console.log(`largest element: ${ours[0].element} | ${theirs[0].element}`);
  const ready = ours.map(seen => seen.ready);
  console.log(`app ready: ${ready.every(Boolean) ? `after ${median(ready).toFixed(0)} ms` : "not in every run"}`);
  console.log(`requests of the last run of press (start, ms): ${ours.at(-1).requests.map(([start, name]) => `${start}: ${name}`).join(", ")}`);
  console.log(`long tasks of the last run of press (start, ms): ${ours.at(-1).tasks.map(([start, ms]) => `${start}: ${Math.round(ms)}`).join(", ") || "none"}`);
  if (options.shots) {
    await film(browser, "front", `${host.url}/`);
    await film(browser, "story", pages.press);
  }
} finally {
  await browser.close();
  host.close();
}
