# shellcheck shell=sh
# The editor's screen: installs its content management system from npm, in the version and with the
# hashes (SHA-512) of crates/admin/cms/package-lock.json, once for all clones.

# Prints the node_modules folder of the system.
cms_folder() {
  cms_hash=$(cat crates/admin/cms/package.json crates/admin/cms/package-lock.json | cksum | cut -d ' ' -f 1)
  echo "$FRONTPAGE_HOME/cms-$cms_hash/node_modules"
}

ensure_cms() {
  CMS=$(cms_folder)
  [ ! -d "$CMS" ] || return 0
  have npm || apt_install "The editor's screen" nodejs npm || :
  have npm || die "the editor's screen comes from npm, which is not installed." "Install Node and npm (https://nodejs.org), and run this again."
  take_lock
  [ -d "$CMS" ] || long cms "the content management system of the editor's screen (seconds, once)" install_cms ||
    die "the content management system could not be installed. Is there a network?"
  drop_lock
}

# npm ci refuses a package whose hash is not the one in the lock file.
install_cms() {
  cms_home=${CMS%/node_modules}
  rm -rf "$cms_home.new" "$cms_home"
  mkdir -p "$cms_home.new" &&
    cp crates/admin/cms/package.json crates/admin/cms/package-lock.json "$cms_home.new" &&
    npm ci --prefix "$cms_home.new" --ignore-scripts --no-audit --no-fund &&
    mv "$cms_home.new" "$cms_home"
}

admin() {
  ensure_cms
  exec cargo run --quiet --package press -- admin --cms "$CMS" "$@"
}

# The preview has the editor's screen if it has been installed.
preview() {
  CMS=$(cms_folder)
  [ ! -d "$CMS" ] || set -- --cms "$CMS" "$@"
  exec cargo run --quiet --package press -- preview "$@"
}

# Serves the site, and the editor's screen if it has been installed and the site is not served to other
# machines. Trunk passes requests for it on.
serve() {
  CMS=$(cms_folder)
  case " $*" in *" --address"* | *" -a"*) CMS= ;; esac
  [ -d "$CMS" ] || exec trunk serve "$@"
  say "dev: the editor's screen is at /admin/ (it is compiled first if it was never used)"
  cargo run --quiet --package press -- admin --cms "$CMS" --port 8002 >/dev/null &
  SCREEN=$! # Stopped by ./dev when it ends.
  export SCREEN
  trunk serve --proxy-backend http://127.0.0.1:8002/admin/ "$@"
}
