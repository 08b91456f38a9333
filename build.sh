#!/usr/bin/env bash
# Runs this repository's build: ./build.sh TARGET… [--option value]; ./build.sh --help lists both.
#
# The compiled build is started directly as long as nothing that it is made of has changed since it was
# compiled; finding that out takes a few milliseconds and no call of dotnet.
set -euo pipefail

root=$(cd -- "${BASH_SOURCE[0]%/*}" && pwd -P)
home=$root/.nuke/temp/build
# The file 'current' names the folder of the compiled build. A run keeps using the folder it started from, whatever
# is compiled meanwhile.
current=
find_current() { current=; [ ! -f "$home/current" ] || read -r current < "$home/current"; }

# What the build is made of. A deleted file shows as a change of its folder; -cnewer looks at the time of the
# inode's last change, which copies that keep their modification times cannot turn back.
is_current() {
  find_current
  [ -f "$current/Build.dll" ] && [ -f "$current/stamp" ] || return 1
  local parts=("$root/build" "$root/src" "$root/Directory.Build.props" "$root/Directory.Packages.props" "$root/global.json")
  local part
  for part in Directory.Build.targets nuget.config NuGet.config .editorconfig; do
    [ ! -e "$root/$part" ] || parts+=("$root/$part")
  done
  [ -z "$(find "${parts[@]}" -cnewer "$current/stamp" -print -quit 2>/dev/null || echo missing)" ]
}

# Analyzers have their say in the solution's own build, not while somebody waits for a target. Output goes to a
# file, and the lock is not handed on: build servers outlive this call and would keep both open.
make_build() { # verb, log, more arguments
  local verb=$1 log=$2
  shift 2
  dotnet "$verb" "$root/build/Build.csproj" -c Release -nologo -v quiet --artifacts-path "$home/work" \
    -p:StartsTheBuild=true "$@" > "$log" 2>&1 < /dev/null 9>&-
}

# The name is changed last, in one step: a run that starts now finds either the old build or the new one, whole.
# Older folders stay for a day, for runs that were started from them.
put_in_place() { # folder with the programs, stamp
  find "$home" -maxdepth 1 -name 'compiled.*' -mmin +1440 -exec rm -rf {} +
  current=$(mktemp -d "$home/compiled.XXXXXX")
  cp -R "$1/." "$current"
  mv "$2" "$current/stamp"
  printf '%s\n' "$current" > "$home/current.new"
  mv "$home/current.new" "$home/current"
}

compile() {
  command -v dotnet > /dev/null || {
    echo "error SW0060: the .NET SDK is needed to compile the build, and there is no 'dotnet' on PATH" >&2
    echo "  try: install the .NET SDK that global.json names" >&2
    exit 3
  }
  echo "compiling the build" >&2
  : > "$home/stamp"
  if ! make_build build "$home/compile.log"; then
    grep -E 'error' "$home/compile.log" | sort -u >&2 || cat "$home/compile.log" >&2
    echo "error SW0061: the build does not compile" >&2
    echo "  log: ${home#"$root/"}/compile.log" >&2
    exit 2
  fi
  put_in_place "$home/work/bin/Build/release" "$home/stamp"
  export SLIPWAY_COMPILED=1
}

# Compiles ahead of time for the runs after this one, which then start in half the time. The first run does not
# wait for it, and where it cannot be done nothing is lost.
precompile() {
  flock 9
  is_current || return 0
  cp -p "$current/stamp" "$home/stamp.ahead"
  rm -rf "$home/work/publish"
  make_build publish "$home/precompile.log" --use-current-runtime --no-self-contained -p:PublishReadyToRun=true || return 0
  ! is_current || put_in_place "$(dirname "$(find "$home/work/publish" -name Build.dll -print -quit)")" "$home/stamp.ahead"
}

if ! is_current; then
  mkdir -p "$home"
  # Two first runs at once compile once. Without flock(1), as on macOS, they compile twice, which only takes longer.
  if command -v flock > /dev/null; then
    exec 9> "$home/lock"
    flock 9
    is_current || compile
    exec 9>&-
    [ -z "${SLIPWAY_COMPILED:-}" ] || [ -n "${CI:-}" ] ||
      precompile 9> "$home/lock" > /dev/null 2>&1 < /dev/null &
  else
    compile
  fi
fi

export SLIPWAY_ROOT=$root DOTNET_TieredPGO=0
exec dotnet "$current/Build.dll" "$@"
