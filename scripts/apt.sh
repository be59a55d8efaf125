# shellcheck shell=sh
# Installs Debian packages, only if something is missing.

# apt_install WHY PACKAGE…: installs the packages that are missing. Returns 0 if all of them are
# installed afterwards; otherwise it may print what to do.
apt_install() {
  apt_why=$1
  shift
  # shellcheck disable=SC2046 # Package names have no spaces.
  set -- $(apt_missing "$@")
  [ "$#" -gt 0 ] || return 0
  have apt-get || return 1
  if ! apt_find_root; then
    warn "$apt_why: packages are missing, and only root can install them. Please run" \
      "sudo apt-get update && sudo apt-get install --no-install-recommends $*"
    return 1
  fi
  take_lock
  long apt "$apt_why: $* (a minute, longer on a slow connection)" apt_run "$@"
}

# Sets as_root to a command prefix that gets root rights without a prompt.
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

# With --no-remove, a conflict makes the installation fail instead of removing other packages.
apt_run() {
  apt_do update -q &&
    apt_do install -y -q --no-install-recommends --no-remove "$@"
}

apt_do() {
  # shellcheck disable=SC2086 # $as_root is empty or "sudo -n".
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@"
}
