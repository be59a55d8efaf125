# shellcheck shell=sh
# Finds or installs browsers and their drivers: first those named in the environment, then those on
# the PATH, then Debian's packages. Every run uses Chromium; Firefox and WebKit are used on request.

# ensure_browsers TEST_ARGUMENTS…
ensure_browsers() {
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
  for engine in ${wanted:-chromium}; do
    case $engine in
      chromium | chromium-109) ensure_chromium || return ;;
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

ensure_firefox() {
  find_firefox || apt_install "Browser tests in Firefox" firefox-esr || :
  if ! find_firefox; then
    warn "Firefox was not found. Install it, or set its path: FIREFOX=/path/to/firefox ./dev test --all"
    return 1
  fi
  export FIREFOX
  if ! first_of "${GECKODRIVER:-}" geckodriver >/dev/null; then
    ensure_cargo_tool geckodriver "drives Firefox in the tests (2 to 5 minutes, once)" \
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
