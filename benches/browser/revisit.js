// Measures the second visit of a reader who keeps today's edition: the time to the first paint of the front page, on
// a slow connection and without one, with a service worker that runs and with one that the browser has stopped.
import { browser as launch, median, options, site, table } from "./options.js";
import { coldPage, CPU } from "./network.js";

const RUNS = Number(options.runs ?? 9);
// The delay of each answer, as Lighthouse's slow 4G has it for a request.
const DELAY = Number(options.latency ?? 562);

// Runs in the page: returns the time of the first contentful paint.
const firstPaint = () => new Promise(done => {
  new PerformanceObserver(list => {
    const paint = list.getEntriesByName("first-contentful-paint")[0];
    if (paint) done(paint.startTime);
  }).observe({ type: "paint", buffered: true });
});

const host = await site();
const browser = await launch();
try {
  const page = await coldPage(browser, {});
  const context = page.context();
  await page.goto(`${host.url}/saved`, { waitUntil: "networkidle" });
  await page.click('button:text-is("Download")');
  await page.waitForFunction(() => document.querySelector(".saved__status").textContent.includes("is on this"));
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  const devtools = await context.newCDPSession(page);
  const targets = await browser.newBrowserCDPSession();
  const stopWorker = async () => {
    const { targetInfos } = await targets.send("Target.getTargets");
    for (const { type, targetId } of targetInfos) {
      if (type === "service_worker") await targets.send("Target.closeTarget", { targetId });
    }
  };
  const rows = [];
  for (const connection of ["slow 4G", "offline"]) {
    for (const worker of ["running", "stopped"]) {
      const times = [];
      for (let run = -1; run < RUNS; run++) {
        await page.goto("about:blank");
        host.delay = DELAY;
        await context.setOffline(connection === "offline");
        if (worker === "stopped") await stopWorker();
        await devtools.send("Emulation.setCPUThrottlingRate", { rate: CPU });
        await page.goto(`${host.url}/`, { waitUntil: "commit" });
        const time = await page.evaluate(firstPaint);
        if (run >= 0) times.push(time);
        await devtools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
        // The app and the check for a newer page come to an end.
        await page.waitForTimeout(1500);
      }
      rows.push([connection, worker, median(times).toFixed(0), Math.max(...times).toFixed(0)]);
    }
  }
  console.log(`second visit to the front page, CPU / ${CPU}, answers after ${DELAY} ms; ${RUNS} runs`);
  table([["connection", "worker", "first paint, ms", "longest, ms"], ...rows]);
} finally {
  await browser.close();
  host.close();
}
