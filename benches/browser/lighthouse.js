// Measures Lighthouse's performance score of the front page and an article, with Lighthouse's own
// emulated phone and slow 4G.
import { createServer } from "node:net";
import { judge } from "../../tests/lighthouse/judge.mjs";
import { browser as launch, median, options, site, table } from "./options.js";

const RUNS = Number(options.runs ?? 5);
const METRICS = [["score", "score"], ["first-contentful-paint", "FCP, ms"], ["largest-contentful-paint", "LCP, ms"],
  ["total-blocking-time", "TBT, ms"], ["cumulative-layout-shift", "CLS"], ["speed-index", "SI, ms"]];

const freePort = () => new Promise(found => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => found(port));
  });
});

// A new browser for each run, so that its cache is empty.
const measure = async url => {
  const port = await freePort();
  const browser = await launch([`--remote-debugging-port=${port}`]);
  try {
    const { scores, faults, audits } = await judge(url, port, ["performance"]);
    const values = Object.fromEntries(METRICS.slice(1).map(([id]) => [id, audits[id].numericValue]));
    return { ...values, score: scores.performance, faults };
  } finally {
    await browser.close();
  }
};

const host = await site();
try {
  const pages = { "front page": `${host.url}/`, "article": host.url + options.article };
  const rows = [];
  const below = [];
  for (const [name, url] of Object.entries(pages)) {
    const runs = [];
    for (let run = 0; run < RUNS; run++) runs.push(await measure(url));
    const valuesOf = id => runs.map(seen => seen[id]);
    const show = id => median(valuesOf(id)).toFixed(id === "cumulative-layout-shift" ? 3 : 0);
    const range = `${Math.min(...valuesOf("score"))}–${Math.max(...valuesOf("score"))}`;
    rows.push([name, ...METRICS.map(([id]) => show(id)), range]);
    const score = median(valuesOf("score"));
    if (score < 100) {
      const typical = runs.reduce((a, b) => Math.abs(b.score - score) < Math.abs(a.score - score) ? b : a);
      below.push(`${name}: ${score}, the goal is 100 (benches/README.md). Findings of a run that scored ${typical.score}:`, ...typical.faults);
    }
  }
  console.log(`Lighthouse, performance, phone, slow 4G, CPU ÷ 4, median of ${RUNS}`);
  table([["", ...METRICS.map(([, words]) => words), "scores"], ...rows]);
  if (below.length > 0) console.log(`\n${below.join("\n")}`);
} finally {
  host.close();
}
