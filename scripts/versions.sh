# shellcheck shell=sh
# All pinned versions.

pinned() {
  case $1 in
    trunk) echo 0.22.1 ;;
    wasm-bindgen) echo 0.2.130 ;; # Must match Cargo.lock; setup checks this.
    geckodriver) echo 0.37.1 ;;   # For ./dev test --all.
    hugo) echo 0.168.0 ;; # Only for benchmarks, see benches/.
    pagefind) echo 1.6.0 ;; # Only for benchmarks, see benches/.
    binaryen) echo 132 ;;         # Contains wasm-opt; Trunk.toml names version_132.
    node) echo 22.23.3 ;;         # Used if the machine's Node is too old for the packages of the tests.
    twiggy) echo 0.8.0 ;;         # For ./dev bench weigh.
    rust) echo 1.95 ;;            # The oldest version that is known to build everything here.
  esac
}
