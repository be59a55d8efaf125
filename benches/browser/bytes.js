// Measures what a reader downloads before the first paint: HTML and stylesheets, brotli 11, for
// each kind of page. Compares the article with the hand-written page, which has the same content.
import { readFileSync, readdirSync, existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { HAND, options, table } from "./options.js";
import { brotli } from "./server.js";

const number = n => n.toLocaleString("en");
const size = file => {
  const bytes = readFileSync(file);
  return { raw: bytes.length, br: brotli(bytes).length };
};
const first = folder => {
  const path = join(options.site, folder);
  if (!existsSync(path)) return [];
  const name = readdirSync(path).filter(name => name.endsWith(".html")).sort()
    .sort((a, b) => statSync(join(path, b)).size - statSync(join(path, a)).size)[0];
  return name ? [`${folder}/${name}`] : [];
};

const article = `${options.article.slice(1)}.html`;
const html = readFileSync(join(options.site, article), "utf8");
const linked = (text, pattern) => [...text.matchAll(pattern)].map(match => match[1]);
// The style that a page is painted with, inside the page or in a file.
const IN_PAGE = /<style data-href="[^"]*">([^]*?)<\/style>/g;
const inPage = html => linked(html, IN_PAGE).reduce((sum, css) => sum + brotli(Buffer.from(css)).length, 0);
const inFiles = html => linked(html, /<link rel="stylesheet" href="\/([^"]+)"/g)
  .reduce((sum, file) => sum + size(join(options.site, file)).br, 0);
const [start] = linked(html, /<script type="module" src="\/([^"]+)"/g);
const parts = linked(readFileSync(join(options.site, start), "utf8"), /'\/(assets\/[^']+\.(?:js|wasm))'/g);
const app = [start, ...parts];

const rows = [["page", "HTML raw", "HTML br", "CSS in it", "CSS files", "before paint", "data br"]];
const seen = new Set();
for (const file of ["index.html", article, "world.html", ...first("world"), ...first("tag"), ...first("author"), "404.html"]) {
  const path = join(options.site, file);
  if (seen.has(file) || !existsSync(path)) continue;
  seen.add(file);
  const { raw, br } = size(path);
  const text = readFileSync(path, "utf8");
  const css = inFiles(text);
  const data = path.replace(/\.html$/, ".json");
  rows.push([file, number(raw), number(br), number(inPage(text)), number(css), number(br + css), existsSync(data) ? number(size(data).br) : "–"]);
}
table(rows);

console.log("\nthe app, after the first paint");
const sizes = app.map(file => [file, size(join(options.site, file))]);
table([["file", "raw", "brotli 11"], ...sizes.map(([file, { raw, br }]) => [file, number(raw), number(br)]),
  ["total", "", number(sizes.reduce((sum, [, { br }]) => sum + br, 0))]]);

const sheets = inFiles(html) + inPage(html);
const ours = size(join(options.site, article)).br + inFiles(html);
const page = size(join(HAND, "index.html")).br;
const sheet = size(join(HAND, "style.css")).br;
console.log(`\n${options.article} compared with the hand-written page, brotli 11`);
table([["", "HTML", "CSS", "total"],
  ["press", number(ours - sheets), number(sheets), number(ours)],
  ["hand-written", number(page), number(sheet), number(page + sheet)],
  ["ratio", ((ours - sheets) / page).toFixed(2), (sheets / sheet).toFixed(2), (ours / (page + sheet)).toFixed(2)]]);
