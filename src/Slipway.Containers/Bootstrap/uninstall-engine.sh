#!/usr/bin/env bash
# Stops the engine that install-engine.sh started and removes all of it: images, containers and volumes too.
#
#   SLIPWAY_ENGINE_ROOT     as at the installation (default /var/lib/slipway-engine)
#
# Standard output is for programs: removed=... for each thing that is gone, left=... for what stays and how to remove it.
# Standard error is for people. Exit code 0: nothing of the engine is left; 3: something is, and the last line says what.
# Other engines of the machine are never touched: every process is recognised by this root in its arguments.
set -Eeuo pipefail
export LC_ALL=C PATH="${PATH:-}:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin"

ROOT=$(realpath -m -- "${SLIPWAY_ENGINE_ROOT:-/var/lib/slipway-engine}")
DONE=$ROOT/what-was-done.txt
STARTED=${EPOCHREALTIME/./}

say()     { local t=$((${EPOCHREALTIME/./} - STARTED)); printf '[uninstall-engine %3d.%d s] %s\n' $((t / 1000000)) $((t / 100000 % 10)) "$*" >&2; }
fail()    { trap - ERR; say "$*"; exit 3; }
removed() { printf 'removed=%s\n' "$*"; say "removed $*"; }

# The processes of this machine (not those inside other containers) that run the program $1 with the argument $2.
processes() {
  local dir args
  for dir in /proc/[0-9]*; do
    [[ $dir/ns/pid -ef /proc/self/ns/pid ]] || continue
    mapfile -d '' -t args <"$dir/cmdline" || continue
    if [[ ${args[0]-} == */$1 && " ${args[*]} " == *" $2 "* ]]; then echo "${dir#/proc/}"; fi
  done 2>/dev/null
}
daemons()    { processes dockerd "--data-root=$ROOT/data"; }
containerd() { processes containerd "$ROOT/exec/containerd/containerd.toml"; }
shims()      { processes 'containerd-shim*' "$ROOT/exec/containerd/containerd.sock"; }

# Waits up to $1 seconds until the list that the function $2 gives is empty.
wait_for_none() {
  local end=$((SECONDS + $1))
  while [[ -n $($2) ]]; do ((SECONDS < end)) || return 1; sleep 0.1; done
}

# Same lock as at the installation. The file goes with the engine, so see that the one we hold is the one that is there.
lock() {
  while :; do
    exec 9>"$ROOT.lock"
    flock -n 9 || { say "waiting for another run that has $ROOT.lock"; flock -w 300 9 || fail "another run has held $ROOT.lock for 5 minutes: end it, then run this again"; }
    [[ ! $ROOT.lock -ef /proc/self/fd/9 ]] || return 0
  done
}

# First as it wants to be stopped: dockerd stops its containers in good order. What does not end by then is killed.
stop_processes() {
  local pid pids was
  pids=$(daemons) was=$pids
  if [[ -n $pids ]]; then
    say "stopping dockerd (process $pids) and its containers"
    # shellcheck disable=SC2086 # a list of numbers
    kill $pids 2>/dev/null || true
    # shellcheck disable=SC2046 # a list of numbers
    wait_for_none 40 daemons || { say "dockerd did not stop within 40 s: killing it"; kill -9 $(daemons) 2>/dev/null || true; }
  fi
  # A dockerd that was killed leaves these. A container is not the child of its shim: it has to go first.
  for pid in "$ROOT"/exec/containerd/daemon/io.containerd.runtime.v2.task/moby/*/init.pid; do
    [[ -s $pid && -n $(shims) ]] || continue
    was+=" container"; kill -9 "$(<"$pid")" 2>/dev/null || true
  done
  for pid in $(containerd) $(shims); do kill -9 "$pid" 2>/dev/null || true; was+=" $pid"; done
  wait_for_none 10 daemons && wait_for_none 10 containerd && wait_for_none 10 shims ||
    fail "processes of the engine do not end: $(daemons) $(containerd) $(shims). Remove what holds them, then run this again"
  [[ -z $was ]] || removed "the engine's processes (dockerd was ${pids:-killed before})"
}

# Every dockerd of this machine, whatever started it.
other_daemons() {
  local dir args
  for dir in /proc/[0-9]*; do
    mapfile -d '' -t args <"$dir/cmdline" || continue
    if [[ ${args[0]-} == dockerd || ${args[0]-} == */dockerd ]]; then echo "${dir#/proc/}"; fi
  done 2>/dev/null
}

# Deletes the rules of table $1 that have a word like $2.
delete_rules() {
  local rule
  while read -r rule; do xargs iptables -w -t "$1" <<<"-D${rule#-A}" || true; done \
    < <(iptables -w -t "$1" -S | grep -E -- "^-A.* ($2)( |\$)" || true)
}

# Ours are the bridges that this engine's own database names, and the rules about them. docker0 and the DOCKER chains are
# every engine's: they go only when no other dockerd runs anywhere on this machine, and no rule in them is about a bridge
# that is not ours. Best effort: nothing that stays here keeps a new engine from working.
clear_network() {
  local store=$ROOT/data/network/files/local-kv.db alone='' bridge address table chain policy
  command -v iptables >/dev/null || return 0
  [[ -n $(other_daemons) ]] || alone=1
  # shellcheck disable=SC2013 # names of network devices have no spaces
  for bridge in $(grep -aoE '"BridgeName":"[^"]+"' "$store" 2>/dev/null | cut -d'"' -f4 | sort -u); do
    [[ $bridge != docker0 || -n $alone ]] || continue
    grep -q "^ *$bridge:" /proc/net/dev || continue
    # A published port has one rule that names no bridge, but the container's address.
    for address in $(iptables -w -t nat -S | sed -nE "s/.* -i $bridge .* --to-destination ([0-9.]+):.*/\1/p" | sort -u); do
      delete_rules nat "${address//./\\.}/32"
    done
    for table in nat filter; do delete_rules $table "$bridge"; done
    [[ $bridge == docker0 || $bridge =~ ^br-[0-9a-f]{12}$ ]] || continue # given by a person: the bridge itself is theirs
    if ip link del "$bridge"; then gone+=" $bridge"; fi # without the package iproute2 it stays until the machine restarts
  done
  # What a dockerd without bridges leaves in the chains, and nothing else: then they are nobody's.
  [[ -n $alone ]] && ! { iptables -w -S; iptables -w -t nat -S; } | grep DOCKER |
    grep -qvE '^-N |^-A DOCKER[A-Z0-9-]* -j (RETURN|DOCKER[A-Z0-9-]*)$|^-A FORWARD -j |--dst-type LOCAL -j DOCKER$' || return 0
  for table in nat filter; do
    delete_rules $table 'DOCKER[A-Z0-9-]*'
    for chain in $(iptables -w -t $table -S | sed -nE 's/^-N (DOCKER[A-Z0-9-]*)$/\1/p'); do iptables -w -t $table -X "$chain" || true; done
  done
  policy=$(cat "$ROOT/forward-policy" 2>/dev/null || true)
  [[ -z $policy ]] || iptables -w -P FORWARD "$policy"
}

unmount() {
  local point
  while read -r point; do
    point=$(printf '%b' "$point") # the kernel writes a space as \040
    umount "$point" || umount -l "$point" || fail "cannot unmount $point: end what uses it, then run this again"
  done < <(awk -v root="$ROOT/" 'index($5, root) == 1 { print $5 }' /proc/self/mountinfo | tac)
}

remove_socket() {
  local socket; socket=$(sed -n 's/^export DOCKER_HOST=unix:\/\/\([^ ]*\) .*/\1/p' "$ROOT/env.sh" 2>/dev/null || true)
  [[ -S $socket ]] || return 0
  # A socket that somebody listens on belongs to another engine by now.
  if awk -v a="$socket" -v b="$(realpath "$socket")" '$4 == "00010000" && ($8 == a || $8 == b) { found = 1 } END { exit !found }' /proc/net/unix; then return 0; fi
  rm -f "$socket"; removed "socket $socket"
}

main() {
  [[ -e $ROOT ]] || { say "no engine is installed in $ROOT: nothing to do"; return 0; }
  ((EUID == 0)) || fail "user $(id -un) may not remove the engine: run the same command as root (sudo)"
  [[ $ROOT != / && -e $DONE ]] || fail "$ROOT was not made by the installation (it has no ${DONE##*/}): it stays as it is"
  lock
  [[ -e $DONE ]] || { rm -f "$ROOT.lock"; say "another run has just removed the engine in $ROOT"; return 0; }
  trap 'fail "line $LINENO: $BASH_COMMAND failed"' ERR
  local packages gone=''; packages=$(sed -n 's/^[^ ]* [^ ]* installed //p' "$DONE" | tr '\n' ' ')
  stop_processes
  clear_network >>"$ROOT/install.log" 2>&1 || true
  [[ -z $gone ]] || removed "bridges$gone"
  unmount
  remove_socket
  # Never across a file system's border: a volume may be another machine's disk.
  rm -rf --one-file-system -- "$ROOT" || fail "$ROOT could not be removed: see what is mounted or used there, then run this again"
  removed "$ROOT with its packages, images, containers and volumes"
  rm -f "$ROOT.lock"
  [[ -z $packages ]] || { printf 'left=packages %s(apt-get remove %s)\n' "$packages" "${packages% }"; say "left in the system: ${packages% }; to remove them: apt-get remove ${packages% }"; }
}

main "$@"; exit
