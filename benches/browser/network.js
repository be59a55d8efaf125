// Emulates a reader on a phone, far from the city: a cold cache, slow 4G, and a CPU slowed down
// four times.

import { options } from "./options.js";

// Slow 4G: 1.6 Mbit/s down, 750 kbit/s up, 150 ms per round trip, as Lighthouse defines it. The
// options --mbit and --latency choose another connection.
export const MBIT = Number(options.mbit ?? 1.6);
export const LATENCY = Number(options.latency ?? 150);
export const SLOW_4G = {
  offline: false,
  latency: LATENCY,
  downloadThroughput: (MBIT * 1e6 / 8),
  uploadThroughput: (750e3 / 8),
  connectionType: "cellular4g",
};
export const CPU = 4; // Times slower.

// Opens a page in a new profile, so that its cache is empty.
export const coldPage = async (browser, { slow, scripts = true, width = 360, height = 740, scale = 2 }) => {
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale, javaScriptEnabled: scripts });
  const page = await context.newPage();
  if (slow) {
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", SLOW_4G);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: CPU });
  }
  return page;
};
