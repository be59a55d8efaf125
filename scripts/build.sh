# shellcheck shell=sh
# Builds the release, and prints how much of the app a reader downloads.

release() {
  trunk build --release
  publish_site "$@"
  if have node; then sizes; else wc -c dist/*.wasm dist/*.js; fi
}

# Publishes the complete newspaper into site/, for any static host. The files that Trunk's hook
# writes into dist/ are a separate copy that is not published.
publish_site() {
  cargo run --quiet --package press -- build --release-app dist --out site "$@"
}

# Prints sizes with brotli at its highest level, which is what a CDN serves from precompressed
# files.
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
    row("total", ...sum.map(n => n.toLocaleString("en")));'
}
