// Adds up twiggy's list of functions by crate. A function counts for the crate that its path starts
// with, and `<A as B>::f` counts for the crate of A. Entries that are not in the final file are
// left out.
import { readFileSync } from "node:fs";

const LEFT_OUT = /^(custom section|"function names" subsection)/;
const LARGEST = 25; // How many functions to list.

const entries = readFileSync(0, "utf8").trim().split("\n").slice(1).flatMap(line => {
  // Name,ShallowSize,…: a name that contains commas is quoted.
  const found = /^("(?:[^"]|"")*"|[^,]*),(\d+),/.exec(line);
  if (!found) return [];
  const name = found[1].replace(/^"|"$/g, "").replaceAll('""', '"');
  return LEFT_OUT.test(name) ? [] : [{ name, size: Number(found[2]) }];
});

const crateOf = name => {
  if (name.startsWith("data segment")) return "(data)";
  if (/^(elem|table|type|import|export|global|memory|wasm magic|code section)/.test(name)) return "(the module itself)";
  // In `<T as crate::Trait>::f`, T can be any type, so the crate of the trait counts.
  const path = name.replace(/^<[A-Z]\w* as /, "").replace(/^[<&*([]+(?:dyn |mut |const |impl )*/, "");
  if (/^(char|str|bool|[iuf](8|16|32|64|128|size))\b/.test(path)) return "core";
  return /^([a-z_][a-z0-9_]*)(?:\[[0-9a-f]+\])?::/.exec(path)?.[1] ?? "(no crate named)";
};

const sums = new Map();
for (const { name, size } of entries) {
  const crate = crateOf(name);
  sums.set(crate, (sums.get(crate) ?? 0) + size);
}
const total = entries.reduce((sum, { size }) => sum + size, 0);
const row = (size, name) =>
  console.log(size.toLocaleString("en").padStart(10), `${(100 * size / total).toFixed(1)} %`.padStart(8), "", name);

console.log("bytes by crate, not compressed");
let rest = 0;
for (const [crate, size] of [...sums].sort((a, b) => b[1] - a[1])) {
  if (size / total < 0.002) rest += size;
  else row(size, crate);
}
row(rest, "(others, each below 0.2 %)");
row(total, "total");

console.log(`\nthe ${LARGEST} largest functions`);
for (const { name, size } of entries.sort((a, b) => b.size - a.size).slice(0, LARGEST)) {
  row(size, name.replace(/::h[0-9a-f]{16}$/, "").slice(0, 120));
}
