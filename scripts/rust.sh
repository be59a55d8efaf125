# shellcheck shell=sh
# Ensures a Rust toolchain that compiles for this machine and for WebAssembly.

WASM=wasm32-unknown-unknown

ensure_rust() {
  find_cargo
  drop_rustflags
  if rust_ready; then return 0; fi
  have rustup || die "$(rust_problem), and rustup is not installed." \
    "Install rustup (https://rustup.rs), or the package of your system with std for WebAssembly" \
    "(Debian 13: libstd-rust-dev-wasm32; Fedora: rust-std-static-$WASM)."
  if must_not_download; then
    use_debian_rust
  else
    use_rustup
  fi
  rust_ready || die "$(rust_problem)." \
    "It was installed, but not for the cargo on PATH ($(command -v cargo || echo none)): put rustup's folder, ${CARGO_HOME:-$HOME/.cargo}/bin, first on PATH."
}

# rustup's folder is not on the PATH until the next login.
find_cargo() {
  if ! have cargo && [ -x "${CARGO_HOME:-$HOME/.cargo}/bin/cargo" ]; then
    add_path "${CARGO_HOME:-$HOME/.cargo}/bin"
  fi
  have cargo || have rustup || die "Rust is not installed on this machine." \
    "Install it from https://rustup.rs, open a new shell, and run this again. Everything else is installed automatically."
}

# Flags in the environment silently replace those in .cargo/config.toml: the app would exceed its
# size budget, and everything would be compiled twice.
drop_rustflags() {
  for flags in RUSTFLAGS CARGO_ENCODED_RUSTFLAGS CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS; do
    eval "value=\${$flags:-}"
    if [ -n "$value" ]; then
      warn "$flags is set ($value) and would replace the flags in .cargo/config.toml, so it is ignored here."
      ENV_UNSET="${ENV_UNSET:-} $flags"
    fi
    unset "$flags"
  done
}

must_not_download() { [ "${RUSTUP_AUTO_INSTALL:-1}" = 0 ]; }

# Only checks; this must not make rustup start a download in the background.
rust_ready() {
  libdir=$(RUSTUP_AUTO_INSTALL=0 rustc --print target-libdir --target "$WASM" 2>/dev/null) || return 1
  set -- "$libdir"/libstd-*.rlib
  [ -e "$1" ] || return 1
  RUST=$(rust_version) && new_enough "$RUST" || return 1
  # Debian updates its compiler, which cannot use a std that an older version compiled.
  [ "${RUSTUP_TOOLCHAIN:-}" != "$LINK" ] || debian_rust_ready
}

rust_version() { RUSTUP_AUTO_INSTALL=0 rustc -V 2>/dev/null | cut -d ' ' -f 2 | grep .; }

new_enough() {
  oldest=$(pinned rust)
  minor=${1#1.}
  [ "${minor%%.*}" -ge "${oldest#1.}" ] 2>/dev/null
}

# Prints what is wrong with the installed Rust.
rust_problem() {
  if ! found=$(rust_version); then
    echo "no Rust compiler was found"
  elif ! new_enough "$found"; then
    echo "Rust $found is too old ($(pinned rust) is needed)"
  else
    echo "Rust $found (toolchain ${RUSTUP_TOOLCHAIN:-from rust-toolchain.toml}) cannot compile for WebAssembly: it has no std for $WASM"
  fi
}

# Installs what rust-toolchain.toml names with rustup, which is the normal case.
use_rustup() {
  say "→ Rust: $(rust_problem)"
  if [ -n "${RUSTUP_TOOLCHAIN:-}" ]; then
    warn "RUSTUP_TOOLCHAIN=$RUSTUP_TOOLCHAIN is ignored in favor of rust-toolchain.toml."
    unset RUSTUP_TOOLCHAIN
    ENV_UNSET="${ENV_UNSET:-} RUSTUP_TOOLCHAIN"
    if rust_ready; then return 0; fi
  fi
  take_lock
  say "  rustup installs what rust-toolchain.toml names (a minute, longer on a slow connection)"
  rustup toolchain install >&2 </dev/null ||
    die "rustup could not install it." "Is there a network? Is rustup older than 1.28 (rustup self update)?"
  RUST=$(rust_version) && new_enough "$RUST" || rustup update stable >&2 </dev/null || die "rustup could not update stable."
}

# Prints the toolchain for building tools. They run on this machine, so any recent native Rust
# works.
native_toolchain() {
  have rustup || return 0
  if rustup toolchain list | grep -q '^stable' && new_enough "$(RUSTUP_TOOLCHAIN=stable rust_version)"; then
    echo stable
  else
    echo "${RUSTUP_TOOLCHAIN:-}"
  fi
}
