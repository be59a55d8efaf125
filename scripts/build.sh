# shellcheck shell=sh
# Builds the release, and prints how much of the app a reader downloads.

release() {
  trunk build --release
  publish_site "$@"
  if have node && [ -f site/index.html ]; then sizes; fi
}

# Publishes the complete newspaper into site/, for any static host. The files that Trunk's hook
# writes into dist/ are a separate copy that is not published.
publish_site() {
  cargo run --quiet --package press -- build --release-app dist --out site "$@"
}

# Prints the sizes of the published app with brotli at its highest level, which is what a CDN serves
# from precompressed files: the start module of site/ and the files of the app that it names.
sizes() {
  node -e '
    const { readFileSync } = require("fs"), { brotliCompressSync, constants: c } = require("zlib");
    const row = (name, raw, br) => console.log(raw.padStart(10), br.padStart(10), "", name);
    const sum = [0, 0];
    row("", "raw", "brotli 11");
    const start = readFileSync("site/index.html", "utf8").match(/<script type="module" src="[^"]*(\/assets\/[^"]+)"/)[1];
    // The parts that load when they are used are listed in a line of their own.
    const text = readFileSync("site" + start, "utf8").replace(/^.*const PARTS=.*$/m, "");
    const files = text.match(/\/assets\/[\w-]+\.(wasm|js)/g);
    for (const name of [...new Set([start, ...files])].sort()) {
      const file = readFileSync("site" + name);
      const size = [file.length, brotliCompressSync(file, { params: { [c.BROTLI_PARAM_QUALITY]: 11, [c.BROTLI_PARAM_SIZE_HINT]: file.length } }).length];
      size.forEach((n, i) => sum[i] += n);
      row(name, ...size.map(n => n.toLocaleString("en")));
    }
    row("total", ...sum.map(n => n.toLocaleString("en")));'
}
