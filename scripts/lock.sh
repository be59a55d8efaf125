# shellcheck shell=sh
# A lock, so that only one ./dev at a time installs tools, which all clones of a user share.
#
# The lock is a symlink whose target is the process ID of its owner. It is created atomically
# together with its content, so a lock always has an owner.

take_lock() {
  [ -z "${LOCKED:-}" ] || return 0
  lock=$FRONTPAGE_HOME/.lock lock_reported='' lock_tries=0
  mkdir -p "$FRONTPAGE_HOME" || die "cannot create the folder $FRONTPAGE_HOME" "Set FRONTPAGE_HOME to a folder that you can write to."
  until ln -s "$$" "$lock" 2>/dev/null; do
    owner=$(readlink "$lock" 2>/dev/null) || owner=
    if [ -z "$owner" ]; then
      lock_tries=$((lock_tries + 1)) # It was just released, or cannot be created at all.
      [ "$lock_tries" -lt 5 ] || die "cannot write to $FRONTPAGE_HOME" "Set FRONTPAGE_HOME to a folder that you can write to."
    elif ! is_dev "$owner"; then
      break_lock "$owner"
      continue
    elif [ -z "$lock_reported" ]; then
      say "waiting: another ./dev (process $owner) is installing the same tools" \
        "  (if that process is not a ./dev: rm '$lock')"
      lock_reported=1
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

# Process IDs are reused, so it is not enough that a process with this ID exists.
is_dev() {
  kill -0 "$1" 2>/dev/null || return 1
  have ps || return 0
  case $(ps -p "$1" -o args= 2>/dev/null) in *dev*) return 0 ;; *) return 1 ;; esac
}

# If two processes find the same dead owner, one of them breaks the lock, and the other must not
# break the new lock that the first one then takes. So the owner is checked again under a second
# lock.
break_lock() {
  if mkdir "$lock.breaking" 2>/dev/null; then
    if [ "$(readlink "$lock" 2>/dev/null)" = "$1" ]; then
      rm -f "$lock"
      say "dev: removed the lock of process $1, which ended without releasing it"
    fi
    rmdir "$lock.breaking"
  else
    sleep 1
    # The other process was killed between mkdir and rmdir. A live one needs less than a second
    # there.
    rmdir "$lock.breaking" 2>/dev/null || :
  fi
}
