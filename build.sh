#!/usr/bin/env bash
# Runs this repository's build: ./build.sh TARGET… [--option value]; ./build.sh --help lists both.
#
# The compiled build is started directly as long as nothing that it is made of has changed since it was
# compiled; finding that out takes a few milliseconds and no call of dotnet.
set -euo pipefail

root=$(cd -- "${BASH_SOURCE[0]%/*}" && pwd -P)
home=$root/.nuke/temp/build
current=$home/current

# What the build is made of. A deleted file shows as a change of its folder; -cnewer looks at the time of the
# inode's last change, which copies that keep their modification times cannot turn back.
is_current() {
  [ -f "$current/Build.dll" ] && [ -f "$current/stamp" ] || return 1
  local parts=("$root/build" "$root/src" "$root/Directory.Build.props" "$root/Directory.Packages.props" "$root/global.json")
  local part
  for part in Directory.Build.targets nuget.config NuGet.config .editorconfig; do
    [ ! -e "$root/$part" ] || parts+=("$root/$part")
  done
  [ -z "$(find "${parts[@]}" -cnewer "$current/stamp" -print -quit 2>/dev/null || echo missing)" ]
}

compile() {
  command -v dotnet >/dev/null || {
    echo "error SW0060: the .NET SDK is needed to compile the build, and there is no 'dotnet' on PATH" >&2
    echo "  try: install the .NET SDK that global.json names" >&2
    exit 3
  }
  mkdir -p "$home"
  echo "compiling the build" >&2
  local stamp=$home/stamp.$$ next=$home/next.$$ log=$home/compile.log
  : > "$stamp"
  # Output goes to a file: build servers outlive this call and would keep a caller's pipe open. Analyzers have
  # their say in the solution's own build, not while somebody waits for a target.
  if ! dotnet build "$root/build/Build.csproj" -c Release -nologo -v quiet --artifacts-path "$home/work" \
    -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false -p:GenerateDocumentationFile=false \
    > "$log" 2>&1 < /dev/null; then
    grep -E 'error|warning' "$log" | sort -u >&2 || cat "$log" >&2
    echo "error SW0061: the build does not compile" >&2
    echo "  $log has all that the compiler said" >&2
    rm -f "$stamp"
    exit 2
  fi
  rm -rf "$next"
  cp -R "$home/work/bin/Build/release" "$next"
  mv "$stamp" "$next/stamp"
  # Renamed into place: a run that starts now finds either the old build or the new one, whole.
  rm -rf "$home/old.$$"
  [ ! -d "$current" ] || mv "$current" "$home/old.$$"
  mv "$next" "$current"
  rm -rf "$home"/old.*
  export SLIPWAY_COMPILED=1
}

if ! is_current; then
  mkdir -p "$home"
  # Two first runs at once compile once. Without flock(1), as on macOS, they compile twice, which only takes longer.
  if command -v flock >/dev/null; then
    exec 9> "$home/compile.lock"
    flock 9
    is_current || compile
    exec 9>&-
  else
    compile
  fi
fi

export SLIPWAY_ROOT=$root DOTNET_TieredPGO=0
exec dotnet "$current/Build.dll" "$@"
