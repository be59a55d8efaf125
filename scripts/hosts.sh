# shellcheck shell=sh
# Installs the web servers for the tests of the configurations that press writes: nginx, Caddy and
# Apache, as installed on the machine or from Debian packages; Cloudflare's local server from npm;
# and Node.
#
# The Debian packages are unpacked into a folder, not installed, because installing them would start
# the servers as services on a machine that somebody may be using for other things.

HOST_PACKAGES="nginx libnginx-mod-http-brotli-static caddy apache2-bin libapr1 libaprutil1"

# ensure_hosts TEST_ARGUMENTS…
ensure_hosts() {
  hosts=$FRONTPAGE_HOME/hosts
  find_hosts || unpack_hosts || :
  find_hosts || :
  case " $* " in *" --all "*) ensure_wrangler || : ;; esac
}

# Sets variables for the servers that are installed. An nginx of the machine is only usable with its
# Brotli module.
find_hosts() {
  NGINX_MODULES=$(first_folder_with ngx_http_brotli_static_module.so \
    "${NGINX_MODULES:-}" "$hosts/usr/lib/nginx/modules" /usr/lib/nginx/modules /usr/lib64/nginx/modules) &&
    NGINX=$(first_of "${NGINX:-}" "$hosts/usr/sbin/nginx" nginx) || NGINX=
  CADDY=$(first_of "${CADDY:-}" "$hosts/usr/bin/caddy" caddy) || CADDY=
  APACHE_MODULES=$(first_folder_with mod_rewrite.so \
    "${APACHE_MODULES:-}" "$hosts/usr/lib/apache2/modules" /usr/lib/apache2/modules /usr/lib64/httpd/modules) &&
    APACHE=$(first_of "${APACHE:-}" "$hosts/apache2" apache2 httpd) || APACHE=
  export NGINX NGINX_MODULES CADDY APACHE APACHE_MODULES
  [ -n "$NGINX" ] && [ -n "$CADDY" ] && [ -n "$APACHE" ]
}

# first_folder_with FILE FOLDER…
first_folder_with() {
  wanted_file=$1
  shift
  for folder in "$@"; do
    if [ -n "$folder" ] && [ -e "$folder/$wanted_file" ]; then echo "$folder"; return 0; fi
  done
  return 1
}

unpack_hosts() {
  have apt-get && have dpkg-deb || return
  take_lock
  long hosts "nginx, Caddy and Apache, unpacked but not installed (seconds)" unpack_packages
}

unpack_packages() (
  rm -rf "$hosts.new" "$hosts"
  mkdir -p "$hosts.new/packages"
  cd "$hosts.new/packages" || exit 1
  download_packages || { apt_find_root && apt_do update -q && download_packages; } || exit 1
  for package in *.deb; do dpkg-deb -x "$package" .. || exit 1; done
  # Apache needs the unpacked libraries, so a wrapper sets the library path.
  cat >../apache2 <<END
#!/bin/sh
folder=\$(dirname -- "\$0")
for libraries in "\$folder"/usr/lib/*-linux-gnu*; do
  LD_LIBRARY_PATH=\$libraries\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}
done
export LD_LIBRARY_PATH
exec "\$folder/usr/sbin/apache2" "\$@"
END
  chmod +x ../apache2
  cd .. && ./apache2 -v && usr/sbin/nginx -v && usr/bin/caddy version || exit 1
  rm -r packages
  mv "$hosts.new" "$hosts"
)

download_packages() {
  # shellcheck disable=SC2086 # Each package is a separate word.
  apt-get download -q $HOST_PACKAGES
}

# Downloads 200 MB, so it is only used by ./dev test --all.
ensure_wrangler() {
  wrangler=tests/hosts/node_modules/.bin/wrangler
  if ! wrangler_is_installed; then
    have npm || return
    take_lock
    wrangler_is_installed ||
      long wrangler "Cloudflare's local server, 200 MB (a minute)" \
        npm ci --prefix tests/hosts --ignore-scripts --no-audit --no-fund || return
  fi
  WRANGLER=$PWD/$wrangler
  export WRANGLER
}

wrangler_is_installed() {
  installed=tests/hosts/node_modules/.package-lock.json
  [ -x "$wrangler" ] && [ -n "$(find "$installed" -newer tests/hosts/package-lock.json 2>/dev/null)" ]
}

host_programs() {
  found=
  for host in nginx caddy apache wrangler node; do
    if tests=$(tests_for "$host"); then found="$found $tests"; else report_skipped "$host"; fi
  done
  [ -n "$found" ] || skip "there is no program of any host" || return
  # shellcheck disable=SC2086 # Each filter is a separate word.
  cargo test --workspace --test hosts --test docs -- --ignored $found
}

tests_for() {
  case $1 in
    nginx) [ -n "${NGINX:-}" ] && echo nginx:: ;;
    caddy) [ -n "${CADDY:-}" ] && echo caddy:: ;;
    apache) [ -n "${APACHE:-}" ] && echo apache:: ;;
    wrangler) [ -n "${WRANGLER:-}" ] && echo cloudflare:: ;;
    node) have node && echo functions_for_cloudfront ;;
  esac
}

report_skipped() {
  case $1 in
    wrangler) echo "wrangler is for ./dev test --all: its tests are left out" ;;
    *) echo "$1 is not here, and cannot be unpacked from Debian's packages: its tests are left out" ;;
  esac
}
