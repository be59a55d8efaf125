#!/bin/sh
# What the WebAssembly holds, by crate: `benches/weigh.sh [FILE.wasm]`. It weighs what the compiler
# wrote, before wasm-bindgen and wasm-opt: these strip the names, and make it about a tenth smaller.
# The release profile strips only debug information, so the names of functions are in it.
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
twiggy top -f csv "$wasm" | node benches/weigh.js
