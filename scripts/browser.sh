# shellcheck shell=sh
# A Chromium and its driver for the browser tests: CHROME and CHROMEDRIVER if they are
# set, else what is on PATH, else Debian's packages.

ensure_browser() {
  find_browser || apt_install "Browser tests" chromium chromium-driver || :
  if ! find_browser; then
    warn "the browser tests need Chromium (or Chrome) and chromedriver of the same version." \
      "Install both, or name them: CHROME=/path/to/chrome CHROMEDRIVER=/path/to/chromedriver ./dev test"
    return 1
  fi
  export CHROME CHROMEDRIVER
  # Pictures of pages are compared: the letters should be the same ones everywhere.
  if have apt-get; then
    apt_install "Fonts of the browser tests" fonts-liberation2 fonts-noto-core fonts-dejavu-core || :
  fi
}

find_browser() {
  CHROME=$(first_of "${CHROME:-}" chromium chromium-browser google-chrome google-chrome-stable chrome \
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome') &&
    CHROMEDRIVER=$(first_of "${CHROMEDRIVER:-}" chromedriver)
}

first_of() {
  for candidate in "$@"; do
    if [ -n "$candidate" ] && command -v "$candidate"; then return 0; fi
  done
  return 1
}
