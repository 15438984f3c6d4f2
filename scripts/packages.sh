# SPDX-License-Identifier: Apache-2.0
# The Debian packages that building, running and testing need, in one place; sourced by run.sh and test.sh.
# `need_packages NAME…` installs what is missing: as root, through sudo, or else by saying which command to run.

build_packages="g++ cmake ninja-build ccache mold pkg-config
  libdnnl-dev ocl-icd-opencl-dev opencl-headers libhwy-dev nlohmann-json3-dev libfmt-dev libspdlog-dev zlib1g-dev libxxhash-dev libcli11-dev libopenblas0 libkissfft-dev
  qt6-base-dev libqt6opengl6-dev qt6-charts-dev qt6-svg-dev libqt6svg6 qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools libgl-dev libegl-dev libgl1-mesa-dri
  fonts-inter fonts-jetbrains-mono fonts-dejavu-core dataset-fashion-mnist"
test_packages="git qt6-translations-l10n fonts-noto-cjk xvfb xauth openbox xdotool imagemagick x11-utils strace python3 python3-jsonschema
  dpkg-dev fakeroot lintian desktop-file-utils appstream shared-mime-info libglib2.0-bin man-db debootstrap"

need_packages() {
  local missing="" p
  for p in "$@"; do
    dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q "ok installed" || missing="$missing $p"
  done
  [ -z "$missing" ] && return 0
  if ! command -v apt-get >/dev/null; then
    echo "These packages are needed and this system has no apt-get to install them:$missing" >&2
    return 1
  fi
  local as_root=""
  if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null; then as_root=sudo
    else
      echo "Some packages are missing and only root may install them. Run as root: apt-get install$missing" >&2
      return 1
    fi
  fi
  echo "Installing:$missing" >&2
  # The list of packages may be missing or old: refresh it only when an install fails, and once on a bare system.
  export DEBIAN_FRONTEND=noninteractive
  if [ -z "$(ls /var/lib/apt/lists 2>/dev/null | grep -v -e lock -e partial -e auxfiles)" ]; then $as_root apt-get update -qq >&2; fi
  $as_root apt-get install -y -qq --no-install-recommends $missing >&2 ||
    { $as_root apt-get update -qq >&2 && $as_root apt-get install -y -qq --no-install-recommends $missing >&2; } ||
    { echo "The packages could not be installed; see the messages above." >&2; return 1; }
}

# configure_release [cmake arguments…]: once, and again when the lists of files or options change (ninja sees to that itself).
configure_release() {
  [ -f build/release/build.ninja ] && [ "$#" = 0 ] && return 0
  cmake --preset release "$@" >build/configure.log 2>&1 || { tail -n 30 build/configure.log >&2; echo "Configuring failed; the whole log is build/configure.log" >&2; return 1; }
}
