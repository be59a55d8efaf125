# shellcheck shell=sh
# Debian packages: asked for only where something is missing.

# apt_install WHY PACKAGE…: 0 when all of them are there afterwards; else says what to do.
apt_install() {
  apt_why=$1
  shift
  # shellcheck disable=SC2046 # package names have no spaces
  set -- $(apt_missing "$@")
  [ "$#" -gt 0 ] || return 0
  have apt-get || return 1
  if ! apt_find_root; then
    warn "$apt_why: packages are missing, and only root may install them. Please run" \
      "sudo apt-get update && sudo apt-get install --no-install-recommends $*"
    return 1
  fi
  take_lock
  long apt "$apt_why: $* (a minute, more on a slow line)" apt_run "$@"
}

# How to become root without asking, for apt_do.
apt_find_root() {
  if [ "$(id -u)" -eq 0 ]; then
    as_root=
  elif have sudo && sudo -n true 2>/dev/null; then
    as_root='sudo -n'
  else
    return 1
  fi
}

apt_missing() {
  for package in "$@"; do
    case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
      'install ok installed') ;;
      *) echo "$package" ;;
    esac
  done
}

# --no-remove: better to fail than to take away something that conflicts.
apt_run() {
  apt_do update -q &&
    apt_do install -y -q --no-install-recommends --no-remove "$@"
}

apt_do() {
  # shellcheck disable=SC2086 # empty, or "sudo -n"
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@"
}
