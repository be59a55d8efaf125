# shellcheck shell=sh
# Runs all tests. A step that fails does not stop the others, except those that need its result.

SKIP=77 # A step returns this if it could not run, which is not a failure.

run_tests() {
  # The tests of hostile input have more inputs with --all.
  case " $* " in *" --all "*) export FRONTPAGE_TEST_ALL=1 ;; esac
  WORK=$(mktemp -d)
  check_disk_space
  begin_setup
  prepare_tests "$@"
  use_memory_for_temporary_files
  PASSED=0 FAILED=0 SKIPPED=0 REPORT=
  [ ! -t 1 ] || [ -n "${NO_COLOR:-}" ] || export CARGO_TERM_COLOR="${CARGO_TERM_COLOR:-always}"

  step "cargo fmt" count_step lint_format
  step "shellcheck" count_step lint_shell
  step "clippy, native" count_step lint_native
  finish_setup
  # The optimizers of the release build use one core. The steps up to its result use the other.
  begin build_app
  step "clippy, WebAssembly" count_step lint_wasm
  step "cargo doc" count_step lint_docs
  step "supported browsers" count_step lint_browsers
  step "unit tests" count_cargo_tests unit_tests
  step "real web servers" count_cargo_tests host_programs
  step "release build" count_step finish_app
  app_status=$STATUS
  step "links of the site" count_step check_links
  step "other programs" count_browser_tests other_programs "$@"
  step "browser tests" count_browser_tests browser_tests "$@"

  printf '\n%s\n%d passed, %d failed, %d skipped\n' "$REPORT" "$PASSED" "$FAILED" "$SKIPPED"
  [ "$FAILED" -eq 0 ] && [ "$PASSED" -gt 0 ]
}

# The space that the tests of a fresh clone take, in MB.
TESTS_TAKE=8000

# Warns before compilers and browsers fail in ways that do not name a full disk.
check_disk_space() {
  [ ! -d target ] || return 0
  free=$(df -Pm . | awk 'NR == 2 { print $4 }')
  [ "$free" -ge "$TESTS_TAKE" ] ||
    echo "warning: $free MB are free on the disk of $PWD, and the tests of a fresh clone take about $TESTS_TAKE MB; free some, or set CARGO_TARGET_DIR to a folder on another disk"
}

# The space in memory, in MB, from which temporary files are kept there. The tests write thousands of
# small files and remove them again, at most a few hundred MB at a time.
TEMPORARY_FILES_TAKE=4000

# Keeps temporary files in memory if there is plenty: it saves a third of the time of the tests that
# publish, and a seventh of the browser tests' time.
use_memory_for_temporary_files() {
  [ -z "${TMPDIR:-}" ] && [ -w /dev/shm ] || return 0
  free=$(df -Pm /dev/shm | awk 'NR == 2 { print $4 }')
  available=$(awk '$1 == "MemAvailable:" { print int($2 / 1024) }' /proc/meminfo)
  [ "$free" -ge "$TEMPORARY_FILES_TAKE" ] && [ "$available" -ge $((2 * TEMPORARY_FILES_TAKE)) ] || return 0
  TEMPORARY=$(mktemp -d /dev/shm/frontpage-XXXXXX) || return 0
  # Apache serves as another user, who must get to the folders inside.
  chmod 711 "$TEMPORARY"
  export TMPDIR="$TEMPORARY"
}

# Begins to compile the tools that the release build needs, if they are missing. Compilers keep
# both cores busy, and package managers hardly one, so everything else is installed meanwhile. The first steps do
# not need these tools, either.
begin_setup() {
  SETUP_START=$(now) INSTALLING=
  check_drift
  ensure_rust
  ensure_wasm_opt
  if ! have_cargo_tools; then
    ensure_linker
    take_lock # Subshells cannot hold it.
    INSTALLING=1
    begin ensure_cargo_tools
  fi
}

# Waits for the tools, and puts them on the PATH.
finish_setup() {
  if [ -n "$INSTALLING" ]; then
    [ -f "$WORK/ensure_cargo_tools.status" ] || say "waiting until wasm-bindgen and trunk are compiled"
    end ensure_cargo_tools >&2 || die "the tools for the release build could not be installed; see above."
  fi
  ensure_cargo_tools
  finish_tools "$SETUP_START"
}

# Installs everything before the steps, because those run in subshells, which cannot hold the lock.
prepare_tests() {
  have shellcheck || apt_install shellcheck shellcheck || :
  ensure_node || :
  ensure_hosts "$@"
  browser=missing
  if ensure_browsers "$@"; then browser=found; fi
  ensure_programs
  [ -n "$INSTALLING" ] || drop_lock
}

lint_format() {
  cargo fmt --version >/dev/null 2>&1 || skip "this toolchain has no rustfmt" || return
  cargo fmt --all --check
}

lint_shell() {
  have shellcheck || skip "shellcheck is not installed" || return
  shellcheck -x dev scripts/*.sh benches/weigh.sh .ci/run
}

lint_native() { cargo clippy --workspace --all-targets -- -D warnings; }
lint_wasm() { cargo clippy -p frontpage --target "$WASM" -- -D warnings; }
lint_docs() { RUSTDOCFLAGS="-D warnings" cargo doc -q --workspace --no-deps --document-private-items; }
unit_tests() { cargo test --workspace --no-fail-fast; }
build_app() { trunk build --release; }

# Publishes what build_app has built. The browser tests also check its size.
finish_app() { end build_app && built press build --release-app dist --out site; }

# built PROGRAM [ARGS…]: runs one of the programs of press or of the tests, which the unit tests have built.
built() {
  program=$1
  shift
  cargo build -q -p press -p frontpage-tests --bins && "${CARGO_TARGET_DIR:-target}/debug/$program" "$@"
}

check_links() {
  [ "$app_status" -eq 0 ] || skip "the release build failed, so there is nothing to check" || return
  built press check-links --site site
}

browser_tests() {
  [ "$app_status" -eq 0 ] || skip "the release build failed, so there is nothing to test" || return
  [ "$browser" = found ] || { echo "no browser was found; see the messages at the start"; return 1; }
  built browser "$@"
}

# Runs the programs other than browsers that read the published site. See docs/tests.md. The only
# argument passed on to them is --all.
other_programs() {
  [ "$app_status" -eq 0 ] || skip "the release build failed, so there is nothing to read" || return
  case " $* " in *" --all "*) set -- --all ;; *) set -- ;; esac
  built readers "$@"
}

# Runs only those programs, on the existing build.
run_readers() {
  ensure_programs
  drop_lock
  cargo run -q -p frontpage-tests --bin readers -- "$@"
}

# Retakes the visual baselines after an intended change of appearance.
take_baselines() {
  ensure_browsers || die "the visual baselines need a browser; see the messages above"
  drop_lock
  build_app && publish_site
  cargo run -q -p frontpage-tests --bin browser -- --update-baselines "$@"
}

# Checks that the tests notice broken code. See docs/tests.md.
run_mutations() {
  ensure_browsers || die "most mutations need a browser; see the messages above"
  ensure_programs
  drop_lock
  cargo run -q -p frontpage-tests --bin mutations -- "$@"
}

# begin FUNCTION: starts it in the background. The steps after it run side by side with it.
begin() {
  # The status comes last, and shows `end` that the output is complete. The function may exit.
  {
    begun=0
    ("$1") >"$WORK/$1.output" 2>&1 </dev/null || begun=$?
    echo "$begun" >"$WORK/$1.part" && mv "$WORK/$1.part" "$WORK/$1.status"
  } &
  BEGUN="${BEGUN:-} $1:$!"
}

# end FUNCTION: waits for what was begun, and prints its output. Returns its status.
end() {
  while [ ! -f "$WORK/$1.status" ]; do sleep 1; done
  cat "$WORK/$1.output"
  return "$(cat "$WORK/$1.status")"
}

# Ends what was begun and is not complete, when the tests are interrupted.
stop_begun() {
  for begun in ${BEGUN:-}; do
    [ -f "$WORK/${begun%:*}.status" ] || stop_tree "${begun#*:}"
  done
}

# stop_tree PROCESS: ends a process and all that it started.
stop_tree() {
  # shellcheck disable=SC2046 # Each process is a separate word.
  set -- "$1" $(ps -A -o pid= -o ppid= | awk -v parent="$1" '$2 == parent { print $1 }')
  kill "$1" 2>/dev/null || :
  shift
  for child in "$@"; do stop_tree "$child"; done
}

skip() {
  echo "skipped: $1"
  return "$SKIP"
}

# step NAME COUNTER COMMAND…: runs a command, shows its output, and counts the tests that it
# reports.
step() {
  step_name=$1 step_counter=$2 step_start=$(now)
  shift 2
  printf '\n== %s\n' "$step_name"
  # A pipe has the status of its last command, so the status of the step goes through a file.
  {
    STATUS=0
    "$@" 2>&1 </dev/null || STATUS=$?
    echo "$STATUS" >"$WORK/status"
  } | relay "$WORK/output"
  STATUS=$(cat "$WORK/status")
  # shellcheck disable=SC2046 # The counter prints three numbers.
  set -- $("$step_counter" "$WORK/output")
  case $STATUS in
    0) [ "$(($1 + $2 + $3))" -gt 0 ] || { echo "no test ran"; set -- 0 1 0; STATUS=1; } ;;
    "$SKIP") set -- 0 0 1 ;;
    *) [ "$2" -gt 0 ] || set -- "$1" 1 "$3" ;; # It failed before it reported any test.
  esac
  PASSED=$((PASSED + $1)) FAILED=$((FAILED + $2)) SKIPPED=$((SKIPPED + $3))
  outcome=ok
  [ "$STATUS" -ne "$SKIP" ] || outcome=skipped
  [ "$2" -eq 0 ] || outcome=FAILED
  REPORT=$REPORT$(printf '%-8s %6s  %-20s %s' "$outcome" "$(minutes "$(($(now) - step_start))")" "$step_name" \
    "$1 passed, $2 failed, $3 skipped")'
'
}

# Like tee, but indents a step's own summary line, so that only the final summary starts a line.
relay() {
  while IFS= read -r line || [ -n "$line" ]; do
    printf '%s\n' "$line" >&3
    case $line in [0-9]*' passed, '*) line="  $line" ;; esac
    printf '%s\n' "$line"
  done 3>"$1"
}

# Counters print the numbers of passed, failed and skipped tests.
count_step() { if [ "$STATUS" -eq 0 ]; then echo 1 0 0; else echo 0 1 0; fi; }
count_cargo_tests() {
  awk '/^test result:/ { p += before("passed;"); f += before("failed;"); s += before("ignored;") }
    function before(word,  i) { for (i = 2; i <= NF; i++) if ($i == word) return $(i - 1) }
    END { print p + 0, f + 0, s + 0 }' "$1"
}
count_browser_tests() {
  awk '/^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$/ { p = $1; f = $3; s = $5 }
    END { print p + 0, f + 0, s + 0 }' "$1"
}
