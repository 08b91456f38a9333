#!/usr/bin/env bash
# Runs this repository's build: ./build.sh TARGET… [--option value]; ./build.sh --help lists both.
#
# The compiled build is started directly as long as nothing that it is made of has changed since it was
# compiled; finding that out takes a few milliseconds and no call of dotnet. docs/decisions/0011 tells how the rest
# stays quick.
set -euo pipefail

# A stream that is closed would be the first file that the build opens.
[ -e /dev/fd/0 ] || exec < /dev/null
[ -e /dev/fd/1 ] || exec > /dev/null
[ -e /dev/fd/2 ] || exec 2> /dev/null

folder=${BASH_SOURCE[0]%/*}
[ "$folder" != "${BASH_SOURCE[0]}" ] || folder=.
# Not in a subshell, which would be one more process; CDPATH would make cd print.
CDPATH='' cd -P -- "$folder"
root=$PWD
cd -- "$OLDPWD"
home=$root/.nuke/temp/build
# The file 'current' names the folder of the compiled build. A run keeps using the folder it started from, whatever
# is compiled meanwhile.
current=
find_current() { current=; [ ! -f "$home/current" ] || read -r current < "$home/current"; }

# What the build is made of, from the root: sources beside it where its project names them.
find_parts() {
  local part project=
  [ ! -f "$root/build/Build.csproj" ] || read -r -d '' project < "$root/build/Build.csproj" || true
  parts=(build build.sh)
  for part in src Directory.Build.props Directory.Build.targets Directory.Packages.props global.json nuget.config NuGet.config .editorconfig; do
    [ ! -e "$root/$part" ] || { [ "$part" = src ] && [[ $project != *src[/\\]* ]]; } || parts+=("$part")
  done
}

# What of the build's parts has changed since it was compiled, as far as the expression of find(1) matches; names are
# from the root. A deleted file shows as a change of its folder; -cnewer looks at the time of the inode's last change,
# which copies that keep their modification times cannot turn back. Files that editors keep beside what is edited are
# no part of anything.
changed() {
  local was=
  find_parts
  # What was a part and is no more has no time to look at.
  [ ! -f "$current/parts" ] || read -r was < "$current/parts"
  [ "${parts[*]}" = "$was" ] || echo missing
  cd -- "$root"
  find "${parts[@]}" -cnewer "$current/stamp" ! -name '.*.sw?' ! -name '*~' ! -name '.#*' "$@" 2> /dev/null || echo missing
}

is_current() {
  find_current
  [ -f "$current/Build.dll" ] && [ -f "$current/stamp" ] || return 1
  [ -z "$(changed -print -quit)" ]
}

sources() { (cd -- "$root" && find build -name '*.cs' | LC_ALL=C sort); }

# Analyzers have their say in the solution's own build, not while somebody waits for a target. Output goes to a
# file, and the lock is not handed on: build servers outlive this call and would keep both open. What serves programs
# that run for hours (counting calls to optimise for them, collecting garbage beside the work) costs a short one time.
make_build() { # verb, log, more arguments
  local verb=$1 log=$2
  shift 2
  dotnet "$verb" "$root/build/Build.csproj" -c Release -nologo -v quiet --artifacts-path "$home/made" \
    -p:StartsTheBuild=true -p:TieredPGO=false -p:ConcurrentGarbageCollection=false -p:EventSourceSupport=false \
    -p:ProvideCommandLineArgs=true -p:CustomAfterMicrosoftCommonTargets="$home/remember.targets" \
    "$@" > "$log" 2>&1 < /dev/null 9>&-
}

# Notes how the compilers were called for the build itself, so that they can be called without MSBuild where only
# sources have changed. Written only when it changes: MSBuild compiles again what is older than this file.
remember_calls() {
  local targets
  read -r -d '' targets <<'END' || true
<Project>
  <Target Name="RememberCompiler" AfterTargets="CoreCompile" Condition="'$(MSBuildProjectName)' == 'Build' and '@(CscCommandLineArgs)' != ''">
    <WriteLinesToFile File="$(MSBuildThisFileDirectory)compiler" Lines="$(RoslynTargetsPath)/bincore/csc.dll;@(IntermediateAssembly->'%(FullPath)')" Overwrite="true" />
    <!-- Not allowed in a file of arguments. -->
    <ItemGroup>
      <CscCommandLineArgs Remove="/noconfig" />
    </ItemGroup>
    <WriteLinesToFile File="$(MSBuildThisFileDirectory)compiler.rsp" Lines="@(CscCommandLineArgs)" Overwrite="true" />
  </Target>
  <Target Name="RememberAhead" AfterTargets="_PrepareForReadyToRunCompilation" Condition="'$(MSBuildProjectName)' == 'Build'">
    <WriteLinesToFile File="$(MSBuildThisFileDirectory)ahead" Lines="@(Crossgen2Tool)" Overwrite="true" />
    <WriteLinesToFile File="$(MSBuildThisFileDirectory)ahead.rsp" Lines="@(_ReadyToRunAssembliesToReference->'-r:&quot;%(FullPath)&quot;')" Overwrite="true" />
  </Target>
</Project>
END
  [ -f "$home/remember.targets" ] && [ "$(cat "$home/remember.targets")" = "$targets" ] ||
    printf '%s\n' "$targets" > "$home/remember.targets"
}

# The name is changed last, in one step: a run that starts now finds either the old build or the new one, whole.
put_in_place() { # folder of the build, whole, with its stamp
  printf '%s\n' "$1" > "$home/current.new" && mv "$home/current.new" "$home/current" && current=$1
}

# A folder for a compiled build. Older ones stay for a day, for runs that were started from them.
new_folder() {
  find "$home" -maxdepth 1 -name 'compiled.*' -mmin +1440 -exec rm -rf {} +
  mktemp -d "$home/compiled.XXXXXX"
}

# Compiles what the framework's generic code is for this build too, such as the start of every async method; else half
# of what a short run does is compile that.
across=('--opt-cross-module:*' '--non-local-generics-module:*')

# Where nothing but the text of the build's own sources has changed, the compilers are called as MSBuild called them
# last. MSBuild has the last word: what goes wrong here is compiled again, by it.
recompile() {
  local next compiler assembly tool=
  [ -f "$current/compiler.rsp" ] && [ -f "$current/stamp" ] && [ -f "$current/sources" ] || return 1
  [ -z "$(changed ! \( -path 'build/*' -name '*.cs' -o -path 'build*' -type d \) -print -quit)" ] || return 1
  [ "$(sources)" = "$(cat "$current/sources")" ] || return 1
  # The last line of what MSBuild writes does not end.
  { read -r compiler && read -r assembly || [ -f "$assembly" ]; } < "$current/compiler" || return 1
  (cd -- "$root/build" && DOTNET_TieredPGO=0 exec dotnet "$compiler" -shared -noconfig "@$current/compiler.rsp") \
    > "$home/compile.log" 2>&1 < /dev/null 9>&- || return 1
  next=$(new_folder) && cp -R "$current/." "$next" && cp "$assembly" "${assembly%.dll}.pdb" "$next" || return 1
  [ ! -f "$current/ahead.rsp" ] || read -r tool < "$current/ahead" || true
  [ -z "$tool" ] || "$tool" "$assembly" -o "$next/Build.dll" "@$current/ahead.rsp" -O "${across[@]}" > "$home/precompile.log" 2>&1 ||
    cp "$assembly" "$next" || return 1
  mv "$home/stamp" "$next/stamp" && put_in_place "$next"
}

compile() {
  command -v dotnet > /dev/null || {
    echo "error SW0060: the .NET SDK is needed to compile the build, and there is no 'dotnet' on PATH" >&2
    echo "  try: install the .NET SDK that global.json names" >&2
    exit 3
  }
  echo "compiling the build" >&2
  export SLIPWAY_COMPILED=1
  # Taken before anything is looked at: what changes from now on is newer.
  : > "$home/stamp"
  find_parts
  ! recompile || return 0
  local next options=()
  if [ -f "$current/stamp" ] && [ -f "$home/made/obj/Build/project.assets.json" ]; then
    # MSBuild looks at modification times only, and would take what kept an old one for compiled. Without these notes
    # of its own it compiles everything.
    [ -z "$(changed -type f ! -newer "$current/stamp" -print -quit)" ] ||
      find "$home/made/obj" -name '*.CoreCompileInputs.cache' -delete
    # Packages can have changed only where one of these files has.
    [ -n "$(changed \( -name '*.*proj' -o -name '*.props' -o -name '*.targets' -o -name '*.json' -o -name '[nN]u[gG]et.config' -o -name build.sh -o -name missing \) -print -quit)" ] ||
      options=(--no-restore)
  fi
  remember_calls
  sources > "$home/sources"
  if ! make_build build "$home/compile.log" ${options[@]+"${options[@]}"}; then
    grep -E 'error' "$home/compile.log" | sort -u >&2 || cat "$home/compile.log" >&2
    echo "error SW0061: the build does not compile" >&2
    echo "  log: ${home#"$root/"}/compile.log" >&2
    exit 2
  fi
  next=$(new_folder)
  cp -R "$home/made/bin/Build/release/." "$next"
  mv "$home/sources" "$next"
  cp "$home/compiler" "$home/compiler.rsp" "$next" 2> /dev/null || true
  printf '%s\n' "${parts[*]}" > "$next/parts"
  mv "$home/stamp" "$next/stamp"
  put_in_place "$next"
  ahead=wanted
}

# Compiles ahead of time for the runs after this one, which then start in half the time. The first run does not wait
# for it. It may be stopped at any time, as by the Ctrl-C or the closed terminal that ends that run: what it makes
# counts only when it is whole.
precompile() {
  local next made
  flock 9
  is_current || return 0
  rm -rf "$home/made/publish" "$home/ahead" "$home/ahead.rsp"
  make_build publish "$home/precompile.log" --use-current-runtime --no-self-contained -p:PublishReadyToRun=true \
    "-p:PublishReadyToRunCrossgen2ExtraArgs=${across[0]}%3B${across[1]}" || return 0
  made=$(find "$home/made/publish" -name Build.dll -print -quit)
  [ -n "$made" ] && is_current || return 0
  next=$(new_folder) && cp -R "${made%/*}/." "$next" && cp -p "$current/stamp" "$current/sources" "$current/parts" "$next" || return 0
  cp "$current/compiler" "$current/compiler.rsp" "$home/ahead" "$home/ahead.rsp" "$next" 2> /dev/null || true
  put_in_place "$next"
}

if ! is_current; then
  mkdir -p "$home" 2> /dev/null && [ -w "$home" ] || {
    echo "error SW0064: the build has to be compiled, and '.nuke/temp/build' cannot be written" >&2
    echo "  try: run it once as a user who may write there" >&2
    exit 2
  }
  ahead=
  # Two first runs at once compile once. Without flock(1), as on macOS, they compile twice, which only takes longer.
  if command -v flock > /dev/null; then
    exec 9> "$home/lock"
    flock 9
    is_current || compile
    exec 9>&-
    [ -z "$ahead" ] || [ -n "${CI:-}" ] ||
      precompile 9> "$home/lock" > /dev/null 2>&1 < /dev/null &
  else
    compile
  fi
fi

export SLIPWAY_ROOT=$root
exec dotnet "$current/Build.dll" "$@"
