// The options of the browser benchmarks: --site DIR --runs N --mbit N --latency MS --server CMD --url URL --article PATH
// --index DIR --queries N.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { serve } from "./server.js";

const here = dirname(fileURLToPath(import.meta.url));
export const HAND = join(here, "..", "hand-written");

export const { values: options } = parseArgs({
  options: {
    site: { type: "string", default: join(here, "..", "..", "site") },
    article: { type: "string", default: "/2025/02/18/us-russia-missions" },
    runs: { type: "string" }, // Each benchmark has its own default.
    mbit: { type: "string" }, // The speed of the emulated connection, in Mbit/s.
    latency: { type: "string" }, // Its milliseconds per round trip.
    server: { type: "string" }, // A command that starts another server for both pages; needs --url.
    url: { type: "string" },
    index: { type: "string" }, // The folder of the search benchmark, whose index is searched in place of the site's.
    queries: { type: "string" }, // How many of its queries are asked.
    shots: { type: "string" }, // A folder for screenshots of both pages.
  },
});

if (!options.url && !existsSync(join(options.site, "index.html"))) {
  console.error(`${options.site} has no index.html; run ./dev build first.`);
  process.exit(1);
}

// Serves the site on this machine, or uses the server from the options.
export const site = async () => {
  if (!options.server) return options.url ? { url: options.url, close() {} } : serve(options.site, HAND, { index: options.index });
  if (!options.url) throw new Error("--server also needs --url: the URL at which that server answers");
  const child = spawn("sh", ["-c", `exec ${options.server}`], { stdio: ["ignore", "ignore", "inherit"] });
  for (let tries = 0; ; tries++) {
    if (await fetch(options.url).then(() => true, () => false)) break;
    if (tries === 100 || child.exitCode !== null) throw new Error(`nothing answers at ${options.url}`);
    await new Promise(later => setTimeout(later, 100));
  }
  return { url: options.url, close: () => child.kill() };
};

export const browser = (more = []) => chromium.launch({
  executablePath: process.env.CHROME || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", ...more],
});

export const median = numbers => {
  const sorted = numbers.filter(Number.isFinite).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

// Prints a table. The first column is aligned to the left, the others to the right.
export const table = rows => {
  const widths = rows[0].map((_, at) => Math.max(...rows.map(row => String(row[at]).length)));
  for (const row of rows) {
    console.log(row.map((cell, at) => at ? String(cell).padStart(widths[at]) : String(cell).padEnd(widths[at])).join("  "));
  }
};
