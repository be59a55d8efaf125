# shellcheck shell=sh
# Finds or installs browsers and their drivers: first those named in the environment, then those on
# the PATH, then Debian's packages. Every run uses Chromium, most of it as the shell without a desktop,
# which takes about 60 % of the time; Firefox and WebKit are used on request.

# ensure_browsers TEST_ARGUMENTS…
ensure_browsers() {
  CHOSEN_CHROME=${CHROME:-}
  wanted=
  previous=
  for argument in "$@"; do
    case "$previous $argument" in
      *" --all") wanted="chromium firefox webkit" ;;
      *" --engine="*) wanted="$wanted ${argument#--engine=}" ;;
      "--engine "*) wanted="$wanted $argument" ;;
    esac
    previous=$argument
  done
  # Without the shell, all tests run in Chromium. A browser that was chosen is used for all of them.
  if [ -z "$wanted$CHOSEN_CHROME" ]; then ensure_chromium_shell || :; fi
  for engine in ${wanted:-chromium}; do
    case $engine in
      chromium | chromium-109) ensure_chromium || return ;;
      chromium-shell) ensure_chromium_shell || return ;;
      firefox) ensure_firefox || return ;;
      webkit) ensure_webkit || return ;;
    esac
  done
  # Tests read printed pages with a third-party program.
  have pdftotext || apt_install "Tests of printed pages" poppler-utils || :
  # Tests read published pages in a text browser.
  have w3m || apt_install "Tests of pages as text" w3m || :
  # Layout depends on fonts, so the tests use the same ones everywhere. The visual baselines bring
  # their own.
  if have apt-get; then
    apt_install "Fonts of the browser tests" fonts-liberation2 fonts-noto-core fonts-dejavu-core || :
  fi
}

ensure_chromium() {
  find_browser || apt_install "Browser tests" chromium chromium-driver || :
  if ! find_browser; then
    warn "the browser tests need Chromium (or Chrome) and chromedriver of the same version." \
      "Install both, or set their paths: CHROME=/path/to/chrome CHROMEDRIVER=/path/to/chromedriver ./dev test"
    return 1
  fi
  export CHROME CHROMEDRIVER
}

# Chromium's engine without its desktop. It must have chromedriver's version, or no test starts.
ensure_chromium_shell() {
  ensure_chromium || return
  find_chromium_shell || apt_install "Quick browser tests" chromium chromium-driver chromium-headless-shell || :
  if ! find_chromium_shell; then
    warn "chrome-headless-shell of chromedriver's version was not found, so the tests run in the whole Chromium, which takes longer." \
      "Install it, or set its path: CHROME_HEADLESS_SHELL=/path/to/chrome-headless-shell ./dev test"
    return 1
  fi
  export CHROME_HEADLESS_SHELL
}

find_chromium_shell() {
  CHROME_HEADLESS_SHELL=$(first_of "${CHROME_HEADLESS_SHELL:-}" chromium-headless-shell chrome-headless-shell) &&
    [ "$(major_version "$CHROME_HEADLESS_SHELL")" = "$(major_version "$CHROMEDRIVER")" ] && return
  unset CHROME_HEADLESS_SHELL
  return 1
}

# major_version PROGRAM: prints 156 for a program that says "Chromium 156.0.8078.108".
major_version() { "$1" --version 2>/dev/null | sed -n '1s/^[^0-9]*\([0-9]*\)\..*/\1/p'; }

ensure_firefox() {
  find_firefox || apt_install "Browser tests in Firefox" firefox-esr || :
  if ! find_firefox; then
    warn "Firefox was not found. Install it, or set its path: FIREFOX=/path/to/firefox ./dev test --all"
    return 1
  fi
  export FIREFOX
  if ! first_of "${GECKODRIVER:-}" geckodriver >/dev/null; then
    ensure_cargo_tool geckodriver "drives Firefox in the tests (1 to 3 minutes, once)" \
      --locked geckodriver@"$(pinned geckodriver)"
  fi
}

find_firefox() { FIREFOX=$(first_of "${FIREFOX:-}" firefox firefox-esr); }

ensure_webkit() {
  find_webkit || apt_install "Browser tests in WebKit" webkit2gtk-driver xvfb xsettingsd dbus || :
  if ! find_webkit; then
    warn "tests in WebKit need WebKitWebDriver, Xvfb, xsettingsd and dbus-run-session, on Linux with WebKitGTK."
    return 1
  fi
}

find_webkit() {
  first_of "${WEBKITDRIVER:-}" WebKitWebDriver >/dev/null &&
    first_of "${XVFB:-}" Xvfb >/dev/null &&
    first_of "${XSETTINGSD:-}" xsettingsd >/dev/null &&
    first_of "${DBUS_RUN_SESSION:-}" dbus-run-session >/dev/null
}

find_browser() {
  find_chrome && CHROMEDRIVER=$(first_of "${CHROMEDRIVER:-}" chromedriver)
}

find_chrome() {
  CHROME=$(first_of "${CHROME:-}" chromium chromium-browser google-chrome google-chrome-stable chrome \
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
}

first_of() {
  for candidate in "$@"; do
    if [ -n "$candidate" ] && command -v "$candidate"; then return 0; fi
  done
  return 1
}
