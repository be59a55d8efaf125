# shellcheck shell=sh
# One ./dev at a time installs; the tools are shared by every clone of this user.
#
# The lock is a symlink whose target is the owner's process id: made in one step,
# together with its content, so that nobody ever sees a lock without an owner.

take_lock() {
  [ -z "${LOCKED:-}" ] || return 0
  lock=$FRONTPAGE_HOME/.lock lock_told='' lock_tries=0
  mkdir -p "$FRONTPAGE_HOME" || die "cannot make the folder $FRONTPAGE_HOME" "Set FRONTPAGE_HOME to one that is yours."
  until ln -s "$$" "$lock" 2>/dev/null; do
    owner=$(readlink "$lock" 2>/dev/null) || owner=
    if [ -z "$owner" ]; then
      lock_tries=$((lock_tries + 1)) # released just now, or never to be had
      [ "$lock_tries" -lt 5 ] || die "cannot write to $FRONTPAGE_HOME" "Set FRONTPAGE_HOME to a folder that is yours."
    elif ! is_dev "$owner"; then
      break_lock "$owner"
      continue
    elif [ -z "$lock_told" ]; then
      say "waiting: another ./dev (process $owner) is installing the same tools" \
        "  (should there be none: rm '$lock')"
      lock_told=1
    fi
    sleep 1
  done
  LOCKED=$lock
}

drop_lock() {
  [ -n "${LOCKED:-}" ] || return 0
  rm -f "$LOCKED"
  LOCKED=
}

# Process ids are used again: alive is not enough.
is_dev() {
  kill -0 "$1" 2>/dev/null || return 1
  have ps || return 0
  case $(ps -p "$1" -o args= 2>/dev/null) in *dev*) return 0 ;; *) return 1 ;; esac
}

# Of two that find the same dead owner, one breaks the lock; the other must not break
# the new lock that the first then takes. Hence the second look, alone.
break_lock() {
  if mkdir "$lock.breaking" 2>/dev/null; then
    if [ "$(readlink "$lock" 2>/dev/null)" = "$1" ]; then
      rm -f "$lock"
      say "dev: removed the lock of process $1, which ended without finishing its work"
    fi
    rmdir "$lock.breaking"
  else
    sleep 1
    # kill -9 between the two lines above; whoever is alive needs no second for them
    rmdir "$lock.breaking" 2>/dev/null || :
  fi
}
