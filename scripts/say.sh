# shellcheck shell=sh
# Messages for people. They all go to stderr, because stdout is for the result of a command (a shell
# evaluates the output of `./dev env`).

say() { printf '%s\n' "$@" >&2; }

# Prints one paragraph: the first line says what is wrong, the others what to do about it.
warn() { printf 'dev: %s\n' "$1" >&2; shift; for line in "$@"; do printf '     %s\n' "$line" >&2; done; }
die() { warn "$@"; exit 1; }

have() { command -v "$1" >/dev/null 2>&1; }
now() { date +%s; }
minutes() { printf '%d:%02d' "$(($1 / 60))" "$(($1 % 60))"; }

# long WHAT WHY_AND_HOW_LONG COMMAND… Runs a step that takes a while. Its output goes to a log. A
# progress line (or, without a terminal, a new line every 15 s) shows that it is still running. If
# it fails, the end of the log is printed.
long() {
  long_what=$1
  LONG_LOG=$FRONTPAGE_HOME/log/$1.log
  LONG_START=$(now)
  say "→ $1: $2"
  shift 2
  mkdir -p "$FRONTPAGE_HOME/log"
  : >"$LONG_LOG"
  # The command stays in the foreground, because background jobs of a script do not get Ctrl-C.
  heartbeat "$long_what" & HEART=$!
  long_status=0
  "$@" >"$LONG_LOG" 2>&1 </dev/null || long_status=$?
  stop_heartbeat
  if [ "$long_status" -eq 0 ]; then
    say "  $long_what: done in $(minutes "$(($(now) - LONG_START))")"
  else
    tail -n 30 "$LONG_LOG" | sed 's/^/  | /' >&2
    warn "$long_what failed after $(minutes "$(($(now) - LONG_START))") (status $long_status)." \
      "The complete output is in $LONG_LOG"
  fi
  return "$long_status"
}

heartbeat() {
  beat=15
  [ ! -t 2 ] || [ -n "${CI:-}" ] || beat=1
  # The output of sleep is redirected, so that a leftover sleep does not keep a pipe of ours open.
  while sleep "$beat" >/dev/null 2>&1 && kill -0 "$$" 2>/dev/null; do
    at=$(tail -n 1 "$LONG_LOG" | tr -d '\r\033' | sed 's/^ *//' | cut -c 1-50)
    set -- "$1" "$(minutes "$(($(now) - LONG_START))")" "$at"
    if [ "$beat" -eq 1 ]; then printf '\r\033[K  %s %s %s' "$@" >&2; else printf '  … %s %s %s\n' "$@" >&2; fi
  done
}

stop_heartbeat() {
  [ -n "${HEART:-}" ] || return 0
  kill "$HEART" 2>/dev/null || :
  wait "$HEART" 2>/dev/null || :
  HEART=
  [ ! -t 2 ] || [ -n "${CI:-}" ] || printf '\r\033[K' >&2
}
