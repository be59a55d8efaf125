// What a reader downloads before the first paint: HTML and style sheet, brotli 11, for each kind of
// page; and the article against the hand-written page with the same content.
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
const linked = pattern => [...html.matchAll(pattern)].map(match => match[1]);
const style = linked(/<link rel="stylesheet" href="\/([^"]+)"/g).map(file => size(join(options.site, file)));
const styles = style.reduce((sum, each) => sum + each.br, 0);
const app = [...new Set(linked(/['"]\/(assets\/[^'"]+\.(?:js|wasm))['"]/g))];

const rows = [["page", "HTML raw", "HTML br", "CSS br", "before paint", "twin br"]];
const seen = new Set();
for (const file of ["index.html", article, "world.html", ...first("world"), ...first("tag"), ...first("author"), "404.html"]) {
  const path = join(options.site, file);
  if (seen.has(file) || !existsSync(path)) continue;
  seen.add(file);
  const { raw, br } = size(path);
  const twin = path.replace(/\.html$/, ".json");
  rows.push([file, number(raw), number(br), number(styles), number(br + styles), existsSync(twin) ? number(size(twin).br) : "–"]);
}
table(rows);

console.log("\nthe app, after the first paint");
const parts = app.map(file => [file, size(join(options.site, file))]);
table([["file", "raw", "brotli 11"], ...parts.map(([file, { raw, br }]) => [file, number(raw), number(br)]),
  ["together", "", number(parts.reduce((sum, [, { br }]) => sum + br, 0))]]);

const ours = size(join(options.site, article)).br + styles;
const page = size(join(HAND, "index.html")).br;
const sheet = size(join(HAND, "style.css")).br;
console.log(`\n${options.article} against the hand-written page, brotli 11`);
table([["", "HTML", "CSS", "together"],
  ["press", number(ours - styles), number(styles), number(ours)],
  ["hand-written", number(page), number(sheet), number(page + sheet)],
  ["ratio", ((ours - styles) / page).toFixed(2), (styles / sheet).toFixed(2), (ours / (page + sheet)).toFixed(2)]]);
