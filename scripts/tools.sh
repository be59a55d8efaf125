# shellcheck shell=sh
# trunk, wasm-bindgen and wasm-opt, each in exactly one version; Node, in one that is new
# enough. What the machine already has on PATH is used; else it gets a folder of its own.

ensure_tools() {
  ensure_wasm_opt
  ensure_cargo_tool wasm-bindgen "the version of it in Cargo.lock (2 to 4 minutes, once)" \
    wasm-bindgen-cli@"$(pinned wasm-bindgen)" --no-default-features --bin wasm-bindgen # --locked asks for a yanked crate
  ensure_cargo_tool trunk "builds and serves the app (5 to 10 minutes, once)" \
    --locked trunk@"$(pinned trunk)" --no-default-features --features rustls --ignore-rust-version
}

add_path() {
  PATH=$1:$PATH
  ENV_PATH=$1:${ENV_PATH:-}
  export PATH
}

# The glue and the tool that writes it must be of one version.
check_drift() {
  if [ -f Cargo.lock ]; then
    locked=$(awk '$3 == "\"wasm-bindgen\"" { getline; gsub(/"/, "", $3); print $3; exit }' Cargo.lock)
    same wasm-bindgen "$locked" Cargo.lock "Write $locked into scripts/versions.sh" \
      "or: cargo update -p wasm-bindgen --precise $(pinned wasm-bindgen)"
  fi
  if [ -f Trunk.toml ]; then
    asked=$(sed -n 's/^wasm_opt *= *"version_\(.*\)".*/\1/p' Trunk.toml)
    same binaryen "$asked" Trunk.toml "Write the same number into both."
  fi
}

# same TOOL VERSION FILE REMEDY…
same() {
  [ -z "$2" ] || [ "$2" = "$(pinned "$1")" ] && return 0
  drifted="$1 is $2 in $3, but $(pinned "$1") in scripts/versions.sh: they must be equal."
  shift 3
  die "$drifted" "$@"
}

# on_path PROGRAM VERSION_LINE
on_path() { have "$1" && [ "$("$1" --version 2>/dev/null)" = "$2" ]; }

# ensure_cargo_tool PROGRAM WHY ARGUMENTS_OF_CARGO_INSTALL…
ensure_cargo_tool() {
  tool=$1 tool_dir=$FRONTPAGE_HOME/$1-$(pinned "$1") tool_why=$2
  shift 2
  if [ ! -x "$tool_dir/bin/$tool" ]; then
    if on_path "$tool" "$tool $(pinned "$tool")"; then return 0; fi
    take_lock
    [ -x "$tool_dir/bin/$tool" ] || cargo_install "$@"
  fi
  add_path "$tool_dir/bin"
}

cargo_install() {
  have cc || apt_install "A linker for Rust" gcc libc6-dev || :
  have cc || die "there is no C compiler, and Rust links with it." "macOS: xcode-select --install; Fedora: dnf install gcc"
  native=$(native_toolchain)
  long "$tool-$(pinned "$tool")" "$tool_why" build_tool "$@" ||
    die "$tool $(pinned "$tool") could not be installed. Run this again: what is compiled stays compiled."
}

# Outside of the clone, whose .cargo/config.toml is for the app alone. The profile makes
# trunk's build bearable, and is nothing to a tool that waits for the disk.
build_tool() (
  build=$FRONTPAGE_HOME/build/$tool
  rm -rf "$tool_dir.new" "$tool_dir"
  mkdir -p "$build" && cd "$build" || exit 1
  if [ "$tool" = trunk ]; then
    export CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1
  fi
  env ${native:+"RUSTUP_TOOLCHAIN=$native"} CARGO_TARGET_DIR="$build" cargo install --root "$tool_dir.new" "$@" &&
    mv "$tool_dir.new" "$tool_dir" &&
    rm -rf "$build"
)

# Without Node, Trunk fetches wasm-opt itself when it comes to need it.
ensure_wasm_opt() {
  WASM_OPT=$(pinned binaryen)
  binaryen=$FRONTPAGE_HOME/binaryen-$WASM_OPT
  if [ ! -x "$binaryen/node_modules/.bin/wasm-opt" ]; then
    if on_path wasm-opt "wasm-opt version $WASM_OPT (version_$WASM_OPT)"; then return 0; fi
    if ! ensure_npm; then
      WASM_OPT="left to Trunk"
      return 0
    fi
    take_lock
    [ -x "$binaryen/node_modules/.bin/wasm-opt" ] ||
      long "binaryen-$WASM_OPT" "wasm-opt, which makes the app small (seconds)" install_binaryen ||
      die "binaryen@$WASM_OPT could not be installed. Is there a network?"
  fi
  add_path "$binaryen/node_modules/.bin"
}

install_binaryen() {
  rm -rf "$binaryen.new" "$binaryen"
  mkdir -p "$binaryen.new" &&
    npm install --prefix "$binaryen.new" --no-audit --no-fund "binaryen@$WASM_OPT" &&
    "$binaryen.new/node_modules/.bin/wasm-opt" --version &&
    mv "$binaryen.new" "$binaryen"
}

ensure_npm() {
  if have node && have npm; then return 0; fi
  if apt_install "Node" nodejs npm && have node && have npm; then return 0; fi
  warn "Node and npm are missing: wasm-opt and some tests come from there." \
    "Install them (https://nodejs.org), and run this again; until then Trunk fetches wasm-opt by itself."
  return 1
}

# For the packages of tests and benches, of which html-validate asks for the newest Node. A
# distribution may have an older one: that is new enough to fetch a newer one.
ensure_node() {
  ensure_npm || return
  if node_is_new_enough; then return 0; fi
  node_dir=$FRONTPAGE_HOME/node-$(pinned node)
  if [ ! -x "$node_dir/node_modules/.bin/node" ]; then
    take_lock
    [ -x "$node_dir/node_modules/.bin/node" ] ||
      long "node-$(pinned node)" "Node, newer than this machine's $(node --version) (a minute)" install_node ||
      { warn "node@$(pinned node) could not be installed. Is there a network?"; return 1; }
  fi
  add_path "$node_dir/node_modules/.bin"
}

node_is_new_enough() {
  node -e 'const [major, minor] = process.versions.node.split(".").map(Number);
    process.exit(major >= 24 || (major === 22 && minor >= 16) || (major === 20 && minor >= 19) ? 0 : 1)'
}

install_node() {
  rm -rf "$node_dir.new" "$node_dir"
  mkdir -p "$node_dir.new" &&
    npm install --prefix "$node_dir.new" --no-audit --no-fund "node@$(pinned node)" &&
    "$node_dir.new/node_modules/.bin/node" --version &&
    mv "$node_dir.new" "$node_dir"
}
