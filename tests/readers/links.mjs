// Follows every link of a site on this machine: links in pages with linkinator, and the absolute
// addresses in feeds, sitemaps and heads by requesting them.
import { createRequire } from "node:module";
import { json } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const require = createRequire(`${process.env.READERS_NPM}/`);
const { LinkChecker } = await import(pathToFileURL(require.resolve("linkinator")));

// Input: `origin` is the site's origin, `planted` are the paths of pages with defects, and `files`
// are the path and text of every text file.
const { origin, planted, files } = await json(process.stdin);
const problems = [];
const problem = (from, what) => {
  const path = new URL(from ?? origin, origin).pathname;
  problems.push({ page: planted.includes(path) ? `planted: ${path}` : path, what });
};

const checker = new LinkChecker();
const { links } = await checker.check({
  path: [`${origin}/`, ...planted.map(path => origin + path)],
  recurse: true,
  concurrency: 10,
  timeout: 10_000,
  linksToSkip: async link => !link.startsWith(`${origin}/`),
});
const asked = links.filter(({ state }) => state !== "SKIPPED");
for (const { url, status, state, parent } of asked) {
  if (state === "BROKEN") problem(parent, `${new URL(url).pathname} answers ${status}`);
}

// Request every absolute address of the site in any file: in feeds, sitemaps, canonical links and
// share images.
const known = new Map(asked.map(({ url, status }) => [url, status]));
const named = new Map();
for (const { path, text } of files) {
  for (const [address] of text.matchAll(new RegExp(`${origin}[^\\s"'<>\\\\)]*`, "g"))) {
    // In the settings of a tool, an address ends at an escaped quotation mark.
    const url = address.split("&quot;")[0].replaceAll("&amp;", "&").split("#")[0];
    if (!known.has(url) && !named.has(url)) named.set(url, path);
  }
}
for (const [url, path] of named) {
  const { status } = await fetch(url, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(10_000) });
  if (status !== 200) problem(path, `${new URL(url).pathname} answers ${status}`);
}

// Check that the target of every link with a fragment exists.
const pages = new Map(files.filter(({ path }) => path.endsWith(".html")).map(({ path, text }) =>
  [path.replace(/(\/index)?\.html$/, "") || "/", text]));
let fragments = 0;
for (const [path, text] of pages) {
  for (const [, href] of text.matchAll(/<a [^>]*?href="?([^"\s>]*#[^"\s>]+)/g)) {
    const { pathname, hash, origin: of } = new URL(href, origin + path);
    if (of !== new URL(origin).origin) continue;
    fragments += 1;
    const id = decodeURIComponent(hash.slice(1));
    if (!new RegExp(`\\sid="?${id}["\\s>]`).test(pages.get(pathname) ?? "")) problem(path, `${pathname} has no ${hash}`);
  }
}
const figures = `${asked.length} links followed, ${named.size} more addresses, ${fragments} fragments; ` +
  `${links.length - asked.length} links to other sites skipped`;
// Exit explicitly, since open keep-alive connections would keep Node running.
process.stdout.write(JSON.stringify({ problems, figures }), () => process.exit(0));
