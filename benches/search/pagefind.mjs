// Asks Pagefind the queries of the search benchmark, in its own code, and counts what it fetches.
// `node pagefind.mjs FOLDER` reads FOLDER/queries.json, and writes FOLDER/answers.json. What the engine itself weighs (its
// script and its WebAssembly) is not counted, as it is not for ours.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const folder = path.resolve(process.argv[2]);
const queries = JSON.parse(fs.readFileSync(path.join(folder, 'queries.json'), 'utf8'));
let bytes = 0;
let requests = 0;
const server = http.createServer((request, response) => {
  const file = path.join(folder, decodeURI(new URL(request.url, 'http://host').pathname));
  fs.readFile(file, (error, data) => {
    if (error) {
      response.statusCode = 404;
      response.end();
      return;
    }
    if (!file.includes('wasm.')) {
      bytes += data.length;
      requests += 1;
    }
    response.end(data);
  });
});
// A connection that closes while the machine is busy would be an error.
server.keepAliveTimeout = 600_000;
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const base = `http://127.0.0.1:${server.address().port}/pagefind/`;
// Node reads modules by the ending of their name.
fs.copyFileSync(path.join(folder, 'pagefind/pagefind.js'), path.join(folder, 'pagefind.mjs'));

async function ask(pagefind, query) {
  bytes = 0;
  requests = 0;
  const found = await pagefind.search(query);
  const results = await Promise.all((found?.results ?? []).slice(0, 10).map((result) => result.data()));
  const urls = results.map((result) => new URL(result.raw_url ?? result.url, base).pathname);
  return { urls, bytes, requests };
}

const answers = [];
for (const [n, query] of queries.entries()) {
  // Another address is another module, which has fetched nothing yet.
  const pagefind = await import(`${path.join(folder, 'pagefind.mjs')}?${n}`);
  bytes = 0;
  requests = 0;
  await pagefind.options({ basePath: base });
  const started = { bytes, requests };
  const cold = await ask(pagefind, query);
  const next = await ask(pagefind, queries[(n * 7 + 3) % queries.length]);
  answers.push({
    urls: cold.urls,
    cold: { bytes: cold.bytes + started.bytes, requests: cold.requests + started.requests },
    next: { bytes: next.bytes, requests: next.requests },
  });
  await pagefind.destroy?.();
}
fs.writeFileSync(path.join(folder, 'answers.json'), JSON.stringify(answers));
process.exit(0);
