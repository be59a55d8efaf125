# shellcheck shell=sh
# Whether the supported browsers (.browserslistrc) know what is published: see tests/lint/lint.mjs.

lint_browsers() {
  have npm || skip "npm is not installed" || return
  sheets=target/lint/style
  cargo run --quiet --package frontpage-prebuild -- --style-only --style-out "$sheets" && install_lint && node tests/lint/lint.mjs "$sheets"
}

# Its packages, once, and again when the list of them has changed.
install_lint() {
  packages=tests/lint/node_modules
  cmp -s tests/lint/package-lock.json "$packages/.installed" && return
  npm ci --prefix tests/lint --ignore-scripts --no-audit --no-fund &&
    cp tests/lint/package-lock.json "$packages/.installed"
}
