#!/usr/bin/env bash
# Installs a Docker engine from Debian packages beside the system, starts it, and waits until it answers.
#
#   SLIPWAY_ENGINE_ROOT     where everything lives                      (default /var/lib/slipway-engine)
#   SLIPWAY_ENGINE_SOCKET   where the engine listens                    (default /var/run/docker.sock)
#   SLIPWAY_ENGINE_ARGS     more arguments for dockerd, split at spaces; a second engine needs --bridge with one of its own
#
# Standard output is for programs: done=... for each action, then engine= socket= docker= compose= buildx= pid=.
# Standard error is for people. Exit code 0: the engine answers; 3: it cannot, and the last line says why.
set -Eeuo pipefail
export LC_ALL=C DEBIAN_FRONTEND=noninteractive PATH="${PATH:-}:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin"
unset DOCKER_HOST DOCKER_CONTEXT DOCKER_TLS_VERIFY APT_CONFIG # they would send the checks below elsewhere

ROOT=$(realpath -m -- "${SLIPWAY_ENGINE_ROOT:-/var/lib/slipway-engine}")
SOCKET=${SLIPWAY_ENGINE_SOCKET:-/var/run/docker.sock}
DIST=$ROOT/dist STAGE=$ROOT/stage DONE=$ROOT/what-was-done.txt STARTED=${EPOCHREALTIME/./} OURS=

say()  { local t=$((${EPOCHREALTIME/./} - STARTED)); printf '[install-engine %3d.%d s] %s\n' $((t / 1000000)) $((t / 100000 % 10)) "$*" >&2; }
fail() { trap - ERR; say "$*"; exit 3; }
did()  { printf 'done=%s\n' "$*"; printf '%(%F %T)T %s\n' -1 "$*" >>"$DONE"; say "$*"; }

# An answer of the engine at the socket, by whichever client this machine has.
answers() {
  [[ -S $SOCKET ]] || return 1
  if command -v curl >/dev/null; then [[ $(curl -s -m 5 --unix-socket "$SOCKET" http://engine/_ping 2>/dev/null) == OK ]]
  else timeout 5 "$(docker_cli)" -H "unix://$SOCKET" version >/dev/null 2>&1; fi
}
docker_cli() { if [[ -x $DIST/usr/bin/docker ]]; then echo "$DIST/usr/bin/docker"; else type -P docker || true; fi; }

# The dockerd of this root, by its arguments and not by a number in a file, which may be another process by now.
engine_pid() {
  local dir args; for dir in /proc/[0-9]*; do
    [[ $dir/ns/pid -ef /proc/self/ns/pid ]] && mapfile -d '' -t args <"$dir/cmdline" || continue
    [[ ${args[0]-} == */dockerd && " ${args[*]} " == *" --data-root=$ROOT/data "* ]] && { echo "${dir#/proc/}"; return 0; }
  done 2>/dev/null
  return 1
}

plugin() {
  local file; for file in {"$DIST"/usr,~/.docker,/usr/local,/usr}/{libexec/docker/,lib/docker/,}cli-plugins/"$1"; do [[ ! -x $file ]] || { echo "$file"; return; }; done
  type -P "$1" || true
}

# What a program needs to know, read from what is there: also true when this run had nothing to do.
report() {
  local docker version=unknown; docker=$(docker_cli)
  [[ -z $docker ]] || version=$(timeout 10 "$docker" -H "unix://$SOCKET" version -f '{{.Server.Version}}') || version=unknown
  printf 'engine=%s\nsocket=%s\ndocker=%s\ncompose=%s\nbuildx=%s\npid=%s\n' "$version" "$SOCKET" "$docker" "$(plugin docker-compose)" "$(plugin docker-buildx)" "$(engine_pid || true)"
}

check_machine() {
  local remedy='install an engine by hand, or point DOCKER_HOST at one that runs'
  type -P apt-get dpkg-deb >/dev/null || fail "this machine is no Debian or Ubuntu with apt: $remedy"
  ((EUID == 0)) || fail "user $(id -un) may not install and start an engine: run the same command as root (sudo), or $remedy"
  # A socket's path has room for 107 characters, and containerd has sockets below the root.
  ((${#ROOT} <= 60 && ${#SOCKET} <= 107)) || fail "SLIPWAY_ENGINE_ROOT takes at most 60 characters and SLIPWAY_ENGINE_SOCKET 107: choose shorter paths"
  [[ $ROOT != / && (! -e $ROOT || -e $DONE || -z $(ls -A "$ROOT")) ]] || fail "$ROOT holds something else: set SLIPWAY_ENGINE_ROOT to a folder that is empty or new"
}

# One at a time for each root. The file is gone after an uninstall, so see that the one we hold is the one that is there.
lock() {
  mkdir -p "$(dirname "$ROOT")"
  until [[ $ROOT.lock -ef /proc/self/fd/9 ]]; do
    exec 9>"$ROOT.lock"
    flock -n 9 || { say "waiting for another run that has $ROOT.lock"; flock -w 300 9 || fail "another run has held $ROOT.lock for 5 minutes: end it, then run this again"; }
  done
}

quietly() { "$@" >>"$ROOT/install.log" 2>&1 </dev/null 9>&-; }
refresh() { quietly apt-get update -q || { sleep 5; quietly apt-get update -q || true; }; } # a neighbour may hold apt's lock
candidate() { apt-cache policy "$1" | sed -n 's/^ *Candidate: *\([0-9]*\).*$/\1/p'; } # the first number of its version
add_packages() { quietly apt-get install -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"; }
need() {
  add_packages "$@" || { refresh; add_packages "$@"; } ||
    fail "apt-get could not install $*: $(sed -n '/^E:/p' "$ROOT/install.log" | tail -1) (all of it in $ROOT/install.log). See that its sources can be reached, then run this again"
  did "installed $*"
}

# The parts that are the system's own business: the container runtime fits its kernel and libraries, and the rest is shared.
system_packages() {
  local missing=() name
  for name in runc iptables; do command -v $name >/dev/null || missing+=("$name"); done
  [[ -e /etc/ssl/certs/ca-certificates.crt ]] || missing+=(ca-certificates)
  [[ $(cat /sys/module/apparmor/parameters/enabled 2>/dev/null) != Y ]] || command -v apparmor_parser >/dev/null || missing+=(apparmor)
  ((${#missing[@]} == 0)) || need "${missing[@]}"
}

# Makes an apt of its own, with no other source than one suite of the Debian mirror that this machine uses already.
use_suite() {
  local mirror keyring signed=''
  # shellcheck disable=SC2016 # apt's own variables
  mirror=$(apt-get indextargets --no-release-info --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
    awk -v suite="$VERSION_CODENAME" '$1 == suite && $2 == "main" && $3 !~ /^cdrom/ { print $3; exit }'); [[ -n $mirror ]] || return 1
  for keyring in /usr/share/keyrings/debian-archive-keyring.{pgp,gpg}; do [[ ! -e $keyring ]] || signed="[signed-by=$keyring]"; done
  mkdir -p "$STAGE/lists/partial"; : >"$STAGE/status"
  echo "deb $signed $mirror $1 main" >"$STAGE/sources.list"
  cat >"$STAGE/apt.conf" <<CONF
Dir::Etc::sourcelist "$STAGE/sources.list"; Dir::Etc::sourceparts "-";
Dir::State::lists "$STAGE/lists"; Dir::State::status "$STAGE/status"; Dir::Cache "$STAGE"; APT::Sandbox::User "root";
Acquire::Languages "none"; Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false"; Acquire::Retries "2";
CONF
  export APT_CONFIG=$STAGE/apt.conf
  quietly apt-get update -q --error-on=any
}

# Downloads the engine's packages and unpacks them beside the system. Nothing of them is ever half there: a rename ends it.
unpack() {
  local packages=(docker.io containerd tini docker-buildx docker-cli docker-compose) name deb jobs=()
  [[ " ${ID:-} ${ID_LIKE:-} " != *" ubuntu "* ]] || packages=("${packages[@]:0:4}" docker-compose-v2) # its docker.io has the client
  mkdir -p "$STAGE/debs" "$STAGE/dist"
  (cd "$STAGE/debs" && quietly apt-get download -q -o APT::Sandbox::User=root "${packages[@]}") || return 1
  for deb in "$STAGE"/debs/*.deb; do quietly dpkg-deb -x "$deb" "$STAGE/dist" & jobs+=($!); done
  for deb in "${jobs[@]}"; do wait "$deb" || return 1; done
  # A package of a newer suite may want libraries that this system does not have; then these do not even start.
  for name in sbin/dockerd bin/docker bin/containerd; do quietly "$STAGE/dist/usr/$name" --version || return 1; done
  mv -T "$STAGE/dist" "$DIST"
  did "unpacked docker.io $(dpkg-deb -f "$STAGE"/debs/docker.io_*.deb Version) with compose and buildx from ${1} into $DIST"
}

# The last resort is the distribution's own old engine, in the system. Its packages would start it at once: they are not let.
install_in_system() {
  local policy=/usr/sbin/policy-rc.d
  if [[ -e $policy ]]; then policy=; else printf '#!/bin/sh\nexit 101\n' >$policy; chmod +x $policy; fi
  trap 'rm -rf "$STAGE" '$policy EXIT
  need docker.io docker-compose
  quietly systemctl disable docker.service docker.socket || true # after a reboot there shall be one engine, not two
}

get_engine() {
  rm -rf "$STAGE"; mkdir -p "$STAGE"; [[ ! -x $DIST/usr/sbin/dockerd ]] || return 0
  # shellcheck source=/dev/null
  . /etc/os-release
  local own; own=$(candidate docker.io)
  [[ -n $own ]] || { refresh; own=$(candidate docker.io); }
  say "getting the engine's packages (docker.io of ${VERSION_CODENAME:-this system} is ${own:-none})"
  if ((${own:-0} >= 24)) && { unpack "$VERSION_CODENAME" || { refresh; unpack "$VERSION_CODENAME"; }; }; then return; fi
  if [[ ${ID:-} == debian ]] && ((${own:-0} < 24)) && use_suite trixie && unpack trixie; then unset APT_CONFIG; return; fi
  unset APT_CONFIG
  say "no modern engine can be unpacked here: the distribution's own has to do"
  command -v dockerd >/dev/null || install_in_system
}

# After a kill or a reboot: data are kept; what names processes that are gone would mislead the new ones.
clear_leftovers() {
  rm -f "$ROOT/dockerd.pid" "$ROOT/exec/containerd/containerd.pid"
  if [[ -S $SOCKET ]] && grep -qE "^([^ ]+ ){3}00010000 .* ($SOCKET|$(realpath "$SOCKET"))\$" /proc/net/unix; then
    fail "another program listens on $SOCKET but does not answer like an engine: stop it, or choose SLIPWAY_ENGINE_SOCKET"
  fi
  rm -f "$SOCKET"
}

start() {
  local extra=() keep=() name dockerd
  read -r -d '' -a extra <<<"${SLIPWAY_ENGINE_ARGS:-}" || true
  [[ -e $ROOT/daemon.json ]] || echo '{}' >"$ROOT/daemon.json" # the settings in /etc are about another engine's places
  # A daemon outlives its caller: it gets no secret of the caller's environment, no pipe and no lock, and nobody's Ctrl-C.
  for name in {http,https,no}_proxy {HTTP,HTTPS,NO}_PROXY SSL_CERT_FILE SSL_CERT_DIR; do [[ -z ${!name:-} ]] || keep+=("$name=${!name}"); done
  export PATH=$DIST/usr/sbin:$DIST/usr/bin:$PATH; dockerd=$(type -P dockerd)
  mkdir -p "$ROOT/data" "$(dirname "$SOCKET")"
  [[ ! -e $ROOT/dockerd.log ]] || mv -f "$ROOT/dockerd.log" "$ROOT/dockerd.log.before"
  # dockerd changes this; the uninstallation puts it back.
  [[ -e $ROOT/forward-policy ]] || iptables -S FORWARD 2>/dev/null | sed -n 's/^-P FORWARD //p' >"$ROOT/forward-policy" || true
  (
    umask 022; cd /; for name in "/proc/$BASHPID/fd/"*; do name=${name##*/}; ((name <= 2)) || exec {name}>&-; done
    exec setsid nohup env -i "PATH=$PATH" HOME=/root "${keep[@]}" "$dockerd" --config-file="$ROOT/daemon.json" --data-root="$ROOT/data" \
      --exec-root="$ROOT/exec" --pidfile="$ROOT/dockerd.pid" --host="unix://$SOCKET" "${extra[@]}"
  ) >>"$ROOT/dockerd.log" 2>&1 </dev/null &
  OURS=$!; did "started dockerd, process $OURS, log $ROOT/dockerd.log"
}

wait_until_ready() {
  local end=$((SECONDS + 60)) pid=$1
  until answers; do
    [[ -e /proc/$pid ]] || fail "dockerd ended at its start. Its last words: $(sed -E '/level=(info|debug)/d' "$ROOT/dockerd.log" | tail -3) (all of it in $ROOT/dockerd.log)"
    ((SECONDS < end)) || { kill "$OURS" 2>/dev/null || true; fail "waited 60 s for dockerd (process $pid) to answer /_ping on $SOCKET${OURS:+, then stopped it}. Its last words: $(tail -3 "$ROOT/dockerd.log")"; }
    sleep 0.1
  done
  say "the engine answers on $SOCKET"; report
}

main() {
  if answers; then say "an engine already answers on $SOCKET: nothing to do"; report; return; fi
  check_machine; lock
  trap 'rm -rf "$STAGE"' EXIT; trap 'exit 130' INT; trap 'exit 143' TERM
  trap 'fail "line $LINENO: $BASH_COMMAND failed (see $ROOT/install.log)"' ERR
  mkdir -p "$ROOT"; touch "$DONE"; mkdir -p "$ROOT/cfg"
  local pid; if pid=$(engine_pid); then
    [[ $(tr '\0' ' ' <"/proc/$pid/cmdline") == *" --host=unix://$SOCKET "* ]] || fail "the engine in $ROOT runs already (process $pid) and listens elsewhere: use that one, uninstall it, or choose another SLIPWAY_ENGINE_ROOT"
    say "dockerd (process $pid) of $ROOT is there already"
  else
    system_packages; get_engine
    printf '{"cliPluginsExtraDirs":["%s","%s"]}\n' "$DIST/usr/libexec/docker/cli-plugins" "$DIST/usr/lib/docker/cli-plugins" >"$ROOT/cfg/config.json"
    echo "export DOCKER_HOST=unix://$SOCKET DOCKER_CONFIG=$ROOT/cfg PATH=$DIST/usr/bin:\$PATH" >"$ROOT/env.sh" # for a shell to source
    if ! answers; then clear_leftovers; start; pid=$OURS; fi
  fi
  wait_until_ready "${pid:-self}"
}

main "$@"; exit
