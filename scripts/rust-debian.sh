# shellcheck shell=sh
# Builds a toolchain for WebAssembly from Debian's packages, for machines where rustup must not
# download (RUSTUP_AUTO_INSTALL=0). The packages have a recent compiler and the source of std. std
# is compiled for WebAssembly once, and the result is linked as a rustup toolchain. rustup does not
# download any toolchain or target.

LINK=frontpage-wasm

debian_rust_ready() {
  built_by_this_rustc "${RUSTUP_HOME:-$HOME/.rustup}/toolchains/$LINK"
}

built_by_this_rustc() {
  [ -x /usr/bin/rustc ] && [ "$(cat "$1/.built-by" 2>/dev/null)" = "$(builder)" ]
}

# Prints what a toolchain is made from. If it changes, the toolchain is built again.
builder() { echo "$(/usr/bin/rustc -V), linked with lld-22"; }

use_debian_rust() {
  if ! debian_rust_ready; then
    say "→ Rust: $(rust_problem)" \
      "  rustup is not allowed to download here (RUSTUP_AUTO_INSTALL=0), so Debian's packages are used instead."
    take_lock
    debian_rust_ready || make_debian_rust
  fi
  export RUSTUP_TOOLCHAIN="$LINK" # Takes precedence over rust-toolchain.toml.
}

make_debian_rust() {
  debian_rust=$FRONTPAGE_HOME/rust-wasm
  have apt-get || die "this machine has no apt-get, and RUSTUP_AUTO_INSTALL=0 does not let rustup download." \
    "Either unset RUSTUP_AUTO_INSTALL and run this again, or install what rust-toolchain.toml" \
    "names by hand: rustup target add $WASM"
  set -- rustc-web cargo-web rust-web-src rust-web-clippy lld-22 gcc libc6-dev
  installed_rustfmt rustfmt >/dev/null || set -- "$@" rustfmt-web
  apt_install "Rust" "$@" ||
    die "Debian's Rust could not be installed (rustc-web $(pinned rust) or newer, from the security archive)." \
      "If downloads are allowed: unset RUSTUP_AUTO_INSTALL, and run this again."
  new_enough "$(/usr/bin/rustc -V | cut -d ' ' -f 2)" ||
    die "Debian's Rust here is $(/usr/bin/rustc -V), which is too old: $(pinned rust) is needed." \
      "Check that apt uses Debian's security updates."
  built_by_this_rustc "$debian_rust" ||
    long rust-wasm "std for WebAssembly, compiled once (about a minute)" build_debian_rust ||
    die "std for WebAssembly could not be compiled; the log is in $FRONTPAGE_HOME/log/rust-wasm.log."
  rustup toolchain link "$LINK" "$debian_rust" >&2 || die "rustup could not link $debian_rust."
}

# Builds in a temporary folder and renames it at the end, so a folder with the final name is
# complete.
build_debian_rust() {
  new=$debian_rust.new work=$FRONTPAGE_HOME/build/rust-wasm
  rm -rf "$new" "$work"
  host=$(/usr/bin/rustc -vV | sed -n 's/^host: //p')
  mkdir -p "$work/src" "$new/bin" "$new/lib/rustlib/$host/bin" "$new/lib/rustlib/$WASM/lib" &&
    compile_std &&
    cp "$work/target/$WASM"/release/deps/lib*.rlib "$new/lib/rustlib/$WASM/lib/" &&
    rm -f "$new/lib/rustlib/$WASM/lib"/libseed-*.rlib &&
    add_toolchain_programs &&
    builder >"$new/.built-by" &&
    rm -rf "$debian_rust" &&
    mv "$new" "$debian_rust" &&
    rm -rf "$work"
}

# Compiles std like the official build: with opt-level 3 and one codegen unit, and with its bitcode,
# so that link-time optimization includes std.
compile_std() {
  printf '[package]\nname = "seed"\nversion = "0.0.0"\nedition = "2024"\n' >"$work/Cargo.toml"
  echo '#![no_std]' >"$work/src/lib.rs"
  (
    cd "$work" &&
      RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes CARGO_TARGET_DIR="$work/target" \
        CARGO_PROFILE_RELEASE_CODEGEN_UNITS=1 CARGO_PROFILE_RELEASE_PANIC=abort \
        /usr/bin/cargo build --release -Z build-std=std,panic_abort,proc_macro,test --target "$WASM"
  )
}

# Adds wrappers that run Debian's programs with this folder as their sysroot. Programs for this machine are linked
# with lld, as by Rust's own toolchains: that takes a third of the time of Debian's default, ld.
add_toolchain_programs() {
  for p in rustc rustdoc; do
    cat >"$new/bin/$p" <<END &&
#!/bin/sh
case " \$* " in
  *" --target"[\ =]*) ;;
  *) set -- "\$@" -Clink-arg=-fuse-ld=lld "-Clink-arg=-B$debian_rust/linker" ;;
esac
exec /usr/bin/$p --sysroot "$debian_rust" "\$@"
END
      chmod +x "$new/bin/$p" || return 1
  done
  mkdir "$new/linker" && ln -s /usr/bin/ld.lld-22 "$new/linker/ld.lld" || return 1
  # cargo-clippy runs Debian's clippy-driver, which takes the sysroot from the environment.
  printf '#!/bin/sh\nSYSROOT="%s" exec /usr/bin/cargo-clippy "$@"\n' "$debian_rust" >"$new/bin/cargo-clippy" &&
    chmod +x "$new/bin/cargo-clippy" &&
    ln -s /usr/bin/cargo "$new/bin/cargo" &&
    ln -s "/usr/lib/rustlib/$host/lib" "$new/lib/rustlib/$host/lib" &&
    ln -s /usr/bin/wasm-ld-22 "$new/lib/rustlib/$host/bin/rust-lld" &&
    ln -s /usr/lib/rustlib/src "$new/lib/rustlib/src" || return 1
  # rustfmt does not need std, so one that rustup already has works, or Debian's.
  for p in rustfmt cargo-fmt; do
    found=$(installed_rustfmt "$p") || found=/usr/bin/$p
    ln -s "$found" "$new/bin/$p" || return 1
  done
}

# Only asks about toolchains that rustup lists, because rustup might download any other one.
installed_rustfmt() {
  for t in $(rustup toolchain list | cut -d ' ' -f 1 | grep '^stable'); do
    rustup which --toolchain "$t" "$1" 2>/dev/null && return 0
  done
  return 1
}
