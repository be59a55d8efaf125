// Serves the published folder and the hand-written page from one server, both compressed with
// brotli 11 in advance, so that only the page differs in a measurement. A search index in another folder
// takes the place of the site's. Every answer can be delayed, because the browser's own emulation of slow
// connections does not slow down what a service worker requests.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
  ".wasm": "application/wasm", ".svg": "image/svg+xml", ".webp": "image/webp", ".jpg": "image/jpeg",
  ".png": "image/png", ".ico": "image/x-icon", ".webmanifest": "application/manifest+json", ".xml": "application/xml",
};
const TEXT = /\.(html|css|js|json|wasm|svg|webmanifest|xml)$/;

export const brotli = bytes => brotliCompressSync(bytes, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
});

// Maps `/world` to world.html, `/` to index.html, and `/hand-written/` to the other page.
const candidates = (site, hand, index, path) => {
  if (index && (path === "/search-index.bin" || path.startsWith("/assets/search/"))) return [join(index, path)];
  if (path === "/hand-written/") return [join(hand, "index.html")];
  if (path.startsWith("/hand-written/")) return [join(hand, path.slice("/hand-written/".length))];
  if (path === "/") return [join(site, "index.html")];
  return extname(path) ? [join(site, path)] : [join(site, `${path}.html`)];
};

export const serve = async (site, hand, { port = 0, index } = {}) => {
  const responses = new Map(); // Each file is compressed once.
  const answer = async path => {
    for (const file of candidates(site, hand, index, path)) {
      if (responses.has(file)) return responses.get(file);
      const bytes = await readFile(file).catch(() => null);
      if (!bytes) continue;
      const text = TEXT.test(file);
      const found = { type: TYPES[extname(file)] ?? "application/octet-stream", text, bytes: text ? brotli(bytes) : bytes };
      responses.set(file, found);
      return found;
    }
  };
  const served = { delay: 0 }; // Milliseconds before each answer.
  const server = createServer(async (request, response) => {
    if (served.delay) await new Promise(later => setTimeout(later, served.delay));
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    const found = await answer(path);
    const cache = /^\/(assets|media)\//.test(path) ? "public, max-age=31536000, immutable" : "public, max-age=60";
    if (!found) return response.writeHead(404).end();
    const headers = { "content-type": found.type, "content-length": found.bytes.length, "cache-control": cache };
    if (found.text) headers["content-encoding"] = "br";
    response.writeHead(200, headers).end(request.method === "HEAD" ? undefined : found.bytes);
  });
  await new Promise(listening => server.listen(port, "127.0.0.1", listening));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return Object.assign(served, { url: `http://127.0.0.1:${server.address().port}`, close });
};
