# shellcheck shell=sh
# Installs trunk, wasm-bindgen and wasm-opt, each in one exact version, and Node in any version that
# is new enough. A suitable program on the PATH is used; otherwise it is installed into its own
# folder.

ensure_tools() {
  ensure_wasm_opt
  ensure_cargo_tools
}

ensure_cargo_tools() {
  ensure_cargo_tool wasm-bindgen "the version of it in Cargo.lock (2 to 4 minutes, once)" \
    wasm-bindgen-cli@"$(pinned wasm-bindgen)" --no-default-features --bin wasm-bindgen # Its lock file names a yanked crate, so no --locked.
  ensure_cargo_tool trunk "builds and serves the app (3 to 6 minutes, once)" \
    --locked trunk@"$(pinned trunk)" --no-default-features --features rustls --ignore-rust-version
}

add_path() {
  PATH=$1:$PATH
  ENV_PATH=$1:${ENV_PATH:-}
  export PATH
}

# Checks that pinned versions match: the wasm-bindgen crate and the tool must have the same version.
check_drift() {
  if [ -f Cargo.lock ]; then
    locked=$(awk '$3 == "\"wasm-bindgen\"" { getline; gsub(/"/, "", $3); print $3; exit }' Cargo.lock)
    check_same_version wasm-bindgen "$locked" Cargo.lock "Write $locked into scripts/versions.sh" \
      "or run: cargo update -p wasm-bindgen --precise $(pinned wasm-bindgen)"
  fi
  if [ -f Trunk.toml ]; then
    asked=$(sed -n 's/^wasm_opt *= *"version_\(.*\)".*/\1/p' Trunk.toml)
    check_same_version binaryen "$asked" Trunk.toml "Write the same number into both."
  fi
}

# check_same_version TOOL VERSION FILE REMEDY…
check_same_version() {
  [ -z "$2" ] || [ "$2" = "$(pinned "$1")" ] && return 0
  drifted="$1 is $2 in $3, but $(pinned "$1") in scripts/versions.sh: they must be equal."
  shift 3
  die "$drifted" "$@"
}

# Tells whether ensure_cargo_tools has nothing to install.
have_cargo_tools() {
  for tool in wasm-bindgen trunk; do
    [ -x "$FRONTPAGE_HOME/$tool-$(pinned "$tool")/bin/$tool" ] || on_path "$tool" "$tool $(pinned "$tool")" || return
  done
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

ensure_linker() {
  have cc || apt_install "A linker for Rust" gcc libc6-dev || :
  have cc || die "there is no C compiler, which Rust needs for linking." "macOS: xcode-select --install; Fedora: dnf install gcc"
}

cargo_install() {
  ensure_linker
  native=$(native_toolchain)
  long "$tool-$(pinned "$tool")" "$tool_why" build_tool "$@" ||
    die "$tool $(pinned "$tool") could not be installed. Run this again; crates that are already compiled are not compiled again."
}

# Builds outside the clone, whose .cargo/config.toml is for the app only.
build_tool() (
  build=$FRONTPAGE_HOME/build/$tool
  rm -rf "$tool_dir.new" "$tool_dir"
  mkdir -p "$build" && cd "$build" || exit 1
  if download_tool "$@"; then
    mv "$tool_dir.new" "$tool_dir" && rm -rf "$build"
    exit
  fi
  # Trunk and geckodriver start other programs and wait for them, so it makes no difference to their users
  # that they are not optimized.
  case $tool in
    trunk | geckodriver)
      export CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=0
      ;;
  esac
  env ${native:+"RUSTUP_TOOLCHAIN=$native"} CARGO_TARGET_DIR="$build" cargo install --root "$tool_dir.new" "$@" &&
    mv "$tool_dir.new" "$tool_dir" &&
    rm -rf "$build"
)

# download_tool ARGUMENTS_OF_CARGO_INSTALL…: takes the binary that the tool's project publishes, which
# takes seconds instead of minutes. Fails if cargo-binstall is not installed or finds no binary; then
# the tool is compiled.
download_tool() {
  cargo binstall -V >/dev/null 2>&1 || return
  for tool_crate; do
    case $tool_crate in *@*) break ;; esac
  done
  cargo binstall --no-confirm --disable-strategies compile --root "$tool_dir.new" "$tool_crate" &&
    [ "$("$tool_dir.new/bin/$tool" --version)" = "$tool $(pinned "$tool")" ]
}

# Without Node, Trunk downloads wasm-opt itself when it needs it.
ensure_wasm_opt() {
  WASM_OPT=$(pinned binaryen)
  binaryen=$FRONTPAGE_HOME/binaryen-$WASM_OPT
  if [ ! -x "$binaryen/node_modules/.bin/wasm-opt" ]; then
    if on_path wasm-opt "wasm-opt version $WASM_OPT (version_$WASM_OPT)"; then return 0; fi
    if ! ensure_npm; then
      WASM_OPT="downloaded by Trunk"
      return 0
    fi
    take_lock
    [ -x "$binaryen/node_modules/.bin/wasm-opt" ] ||
      long "binaryen-$WASM_OPT" "wasm-opt, which makes the app smaller (seconds)" install_binaryen ||
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
  warn "Node and npm are missing, which provide wasm-opt and some tests." \
    "Install them (https://nodejs.org), and run this again. Until then, Trunk downloads wasm-opt itself."
  return 1
}

# Ensures a Node for the packages of the tests and benchmarks, of which html-validate needs the
# newest version. If the distribution's Node is older, its npm installs a newer one.
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
