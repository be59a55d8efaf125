# shellcheck shell=sh
# The release build, and what a reader has to download of it.

release() {
  trunk build --release
  edition "$@"
  if have node; then sizes; else wc -c dist/*.wasm dist/*.js; fi
}

# The whole newspaper in site/, for any host of files. A store of its own: what Trunk's hook
# writes into dist/ is not what is published.
edition() {
  cargo run --quiet --package press -- build --release-app dist --out site "$@"
}

# brotli at its highest level: what a CDN serves when the files were compressed beforehand
sizes() {
  node -e '
    const { readdirSync, readFileSync } = require("fs"), { brotliCompressSync, constants: c } = require("zlib");
    const row = (name, raw, br) => console.log(raw.padStart(10), br.padStart(10), "", name);
    const sum = [0, 0];
    row("", "raw", "brotli 11");
    for (const name of readdirSync("dist").filter(n => /\.(wasm|js)$/.test(n)).sort()) {
      const file = readFileSync("dist/" + name);
      const size = [file.length, brotliCompressSync(file, { params: { [c.BROTLI_PARAM_QUALITY]: 11, [c.BROTLI_PARAM_SIZE_HINT]: file.length } }).length];
      size.forEach((n, i) => sum[i] += n);
      row(name, ...size.map(n => n.toLocaleString("en")));
    }
    row("together", ...sum.map(n => n.toLocaleString("en")));'
}
