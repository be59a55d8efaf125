# shellcheck shell=sh
# A Rust that compiles for this machine and for WebAssembly.

WASM=wasm32-unknown-unknown

ensure_rust() {
  find_cargo
  drop_rustflags
  if rust_ready; then return 0; fi
  have rustup || die "$(rust_lacks), and there is no rustup that could mend it." \
    "Install rustup (https://rustup.rs), or your system's package of std for WebAssembly" \
    "(Debian 13: libstd-rust-dev-wasm32; Fedora: rust-std-static-$WASM)."
  if must_not_download; then
    use_debian_rust
  else
    use_rustup
  fi
  rust_ready || die "$(rust_lacks)." \
    "It was installed, but not for the cargo on PATH ($(command -v cargo || echo none)): put rustup's folder, ${CARGO_HOME:-$HOME/.cargo}/bin, first on PATH."
}

# rustup's own folder is not on PATH before the next login.
find_cargo() {
  if ! have cargo && [ -x "${CARGO_HOME:-$HOME/.cargo}/bin/cargo" ]; then
    add_path "${CARGO_HOME:-$HOME/.cargo}/bin"
  fi
  have cargo || have rustup || die "there is no Rust on this machine." \
    "Install it from https://rustup.rs, open a new shell, and run this again: the rest comes by itself."
}

# Flags in the environment replace the ones in .cargo/config.toml, without a word:
# the app would come out larger than the budget allows, and everything compile twice.
drop_rustflags() {
  for flags in RUSTFLAGS CARGO_ENCODED_RUSTFLAGS CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS; do
    eval "value=\${$flags:-}"
    if [ -n "$value" ]; then
      warn "$flags is set ($value) and would replace the flags in .cargo/config.toml: ignored here."
      ENV_UNSET="${ENV_UNSET:-} $flags"
    fi
    unset "$flags"
  done
}

must_not_download() { [ "${RUSTUP_AUTO_INSTALL:-1}" = 0 ]; }

# Only a look: rustup must not begin to download, unseen, because of it.
rust_ready() {
  libdir=$(RUSTUP_AUTO_INSTALL=0 rustc --print target-libdir --target "$WASM" 2>/dev/null) || return 1
  set -- "$libdir"/libstd-*.rlib
  [ -e "$1" ] || return 1
  RUST=$(rust_version) && new_enough "$RUST" || return 1
  # Debian's compiler moves on with its updates; std made by an older one is of no use to it.
  [ "${RUSTUP_TOOLCHAIN:-}" != "$LINK" ] || debian_rust_ready
}

rust_version() { RUSTUP_AUTO_INSTALL=0 rustc -V 2>/dev/null | cut -d ' ' -f 2 | grep .; }

new_enough() {
  oldest=$(pinned rust)
  minor=${1#1.}
  [ "${minor%%.*}" -ge "${oldest#1.}" ] 2>/dev/null
}

# What is wrong with the Rust at hand, in words.
rust_lacks() {
  if ! found=$(rust_version); then
    echo "no Rust compiler answers here"
  elif ! new_enough "$found"; then
    echo "Rust $found is too old ($(pinned rust) is needed)"
  else
    echo "Rust $found (toolchain ${RUSTUP_TOOLCHAIN:-from rust-toolchain.toml}) cannot compile for WebAssembly: it has no std for $WASM"
  fi
}

# The usual machine: rust-toolchain.toml says what is needed, rustup fetches it.
use_rustup() {
  say "→ Rust: $(rust_lacks)"
  if [ -n "${RUSTUP_TOOLCHAIN:-}" ]; then
    warn "RUSTUP_TOOLCHAIN=$RUSTUP_TOOLCHAIN is left aside, in favour of rust-toolchain.toml."
    unset RUSTUP_TOOLCHAIN
    ENV_UNSET="${ENV_UNSET:-} RUSTUP_TOOLCHAIN"
    if rust_ready; then return 0; fi
  fi
  take_lock
  say "  rustup fetches what rust-toolchain.toml names (a minute, more on a slow line)"
  rustup toolchain install >&2 </dev/null ||
    die "rustup could not install it." "Is there a network? Is rustup older than 1.28 (rustup self update)?"
  RUST=$(rust_version) && new_enough "$RUST" || rustup update stable >&2 </dev/null || die "rustup could not update stable."
}

# What tools are built with: they run here, so any recent native Rust will do.
native_toolchain() {
  have rustup || return 0
  if rustup toolchain list | grep -q '^stable' && new_enough "$(RUSTUP_TOOLCHAIN=stable rust_version)"; then
    echo stable
  else
    echo "${RUSTUP_TOOLCHAIN:-}"
  fi
}
