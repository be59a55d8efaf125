# shellcheck shell=sh
# Every version that is pinned, in this one place.

pinned() {
  case $1 in
    trunk) echo 0.22.1 ;;
    wasm-bindgen) echo 0.2.130 ;; # equal to Cargo.lock's, which setup checks
    geckodriver) echo 0.37.1 ;;   # for ./dev test --all
    hugo) echo 0.168.0 ;; # only measured against, see benches/
    binaryen) echo 132 ;;         # brings wasm-opt; Trunk.toml asks for version_132
    node) echo 22.23.3 ;;         # where the machine's is older than the tests' packages take
    twiggy) echo 0.8.0 ;;         # for ./dev bench weigh
    rust) echo 1.95 ;;            # the oldest that everything here was seen to build with
  esac
}
