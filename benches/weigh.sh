#!/bin/sh
# What the WebAssembly holds, by crate: `benches/weigh.sh [FILE.wasm]`. It takes what the compiler
# wrote for the release build, in which functions still have names, and does once more what Trunk
# does: wasm-bindgen, then wasm-opt -Oz, but keeping the names. Where functions were inlined, they
# count for the one that swallowed them.
set -eu
CDPATH='' cd -P -- "$(dirname -- "$0")/.."
wasm=${1:-target/wasm32-unknown-unknown/release/frontpage.wasm}

command -v twiggy >/dev/null || {
  echo "weigh: twiggy is missing: cargo install twiggy --locked" >&2
  exit 1
}
[ -f "$wasm" ] || {
  echo "weigh: there is no $wasm: ./dev build makes it" >&2
  exit 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
wasm-bindgen --target web --no-typescript --out-dir "$work" --out-name app "$wasm"
# -g: with names
wasm-opt -Oz -g "$work/app_bg.wasm" -o "$work/named.wasm"
twiggy top -f csv "$work/named.wasm" | node benches/weigh.js
