# shellcheck shell=sh
# Checks that the supported browsers (.browserslistrc) support what is published. See
# tests/lint/lint.mjs.

lint_browsers() {
  have npm || skip "npm is not installed" || return
  sheets=target/lint/style parts=target/lint/parts tools=target/lint/tools
  cargo run --quiet --package frontpage-prebuild -- --style-only --style-out "$sheets" --parts-out "$parts" --tools-out "$tools" &&
    install_lint && node tests/lint/lint.mjs "$sheets" "$parts" "$tools"
}

# Installs its packages once, and again after package-lock.json has changed.
install_lint() {
  packages=tests/lint/node_modules
  cmp -s tests/lint/package-lock.json "$packages/.installed" && return
  npm ci --prefix tests/lint --ignore-scripts --no-audit --no-fund &&
    cp tests/lint/package-lock.json "$packages/.installed"
}
