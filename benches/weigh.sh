#!/bin/sh
# Prints the size of the WebAssembly by crate: `benches/weigh.sh [FILE.wasm]`. It takes the
# compiler's output of the release build, in which functions still have names, and repeats what
# Trunk does: wasm-bindgen, then wasm-opt -Oz, but keeping the names. An inlined function counts for
# the function that it was inlined into.
set -eu
CDPATH='' cd -P -- "$(dirname -- "$0")/.."
wasm=${1:-target/wasm32-unknown-unknown/release/frontpage.wasm}

command -v twiggy >/dev/null || {
  echo "weigh: twiggy is not installed; run: cargo install twiggy --locked" >&2
  exit 1
}
[ -f "$wasm" ] || {
  echo "weigh: $wasm does not exist; run ./dev build first" >&2
  exit 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
wasm-bindgen --target web --no-typescript --out-dir "$work" --out-name app "$wasm"
# -g keeps the names.
wasm-opt -Oz -g "$work/app_bg.wasm" -o "$work/named.wasm"
twiggy top -f csv "$work/named.wasm" | node benches/weigh.js
