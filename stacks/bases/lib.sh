# What make.sh and the recipes share: messages, recipes by reference, the lock.

started=$SECONDS

step() { printf '[%3ds] %s\n' $((SECONDS - started)) "$*"; }

# fail_with CODE WHAT TRY: what went wrong and the one thing to do about it.
fail_with() {
    printf 'error: %s\n  try: %s\n' "$2" "$3" >&2
    exit "$1"
}
fail() { fail_with 1 "$@"; }

trap 'printf "error: %s:%s: \"%s\" failed with exit code %s\n  try: read the lines above; bash -x shows every step\n" \
    "${BASH_SOURCE[0]#"$here"/}" "$LINENO" "$BASH_COMMAND" "$?" >&2' ERR

# docker.io/library/python:3.11-slim, library/python:3.11-slim and python:3.11-slim name one image.
short_reference() {
    local name=${1#docker.io/}
    echo "${name#library/}"
}

list_references() { sed -n 's/^reference=//p' "$here"/recipes/*.sh; }

recipe_of() { # reference -> path of its recipe, or nothing
    grep -lx "reference=$1" "$here"/recipes/*.sh || true
}

# A recipe sets these; what it does not set has the value here.
load_recipe() { # reference
    packages=()          # Debian packages, taken with everything that they depend on
    leave_out='-'        # packages of that closure that the image does not need (extended regular expression)
    foundation=busybox   # 'debian': a small Debian with apt; 'busybox': what Alpine's images feel like
    config='"Cmd": ["/bin/sh"]'  # members of the image's configuration, JSON
    contents=full        # 'none': answers like the real thing and does nothing
    try=()               # must run inside the finished root; its first line is the version that we report
    furnish() { :; }     # what the packages' own set-up scripts would have done
    . "$(recipe_of "$1")"
}

# An OS lock: gone with its holder, however that one ended.
take_lock() { # file
    exec 9>>"$1"
    if ! flock -n 9; then
        step "waiting for process $(cat "$1") that makes images in the same folder"
        flock 9
    fi
    echo $$ >"$1"
}
