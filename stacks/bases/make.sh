#!/usr/bin/env bash
# Makes public base images out of Debian packages, for machines that cannot pull them.
#
#   stacks/bases/make.sh python:3.11-slim alpine:3.21
#   stacks/bases/make.sh --list
#
# README.md beside this file tells what the images contain and what they are not.
set -Eeuo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=${SLIPWAY_BASES_WORK:-$here/../../.nuke/temp/bases}
docker=${DOCKER:-docker}

. "$here/lib.sh"
. "$here/lib/packages.sh"
. "$here/lib/rootfs.sh"
. "$here/lib/python.sh"
. "$here/lib/engine.sh"

usage() {
    cat <<'TEXT'
usage: make.sh [--force] REFERENCE...   make these images on the engine
       make.sh --list                   print the references that can be made

  --force    make an image again although the engine has one of that name

environment:
  DOCKER_HOST            the engine; its default socket unless set
  DOCKER                 the docker program; 'docker' unless set
  SLIPWAY_BASES_WORK     downloads and scratch; .nuke/temp/bases unless set
  SLIPWAY_DEBIAN_MIRROR  Debian mirror; the machine's own unless set
TEXT
}

# One image from its recipe: packages, root file system, a try, the engine.
make_image() { # reference
    local reference=$1 root
    load_recipe "$reference"

    step "$reference: resolving ${packages[*]}"
    local debs
    mapfile -t debs < <(closure "${packages[@]}" | needed)
    [ "${#debs[@]}" -gt 0 ] || fail "no Debian packages for $reference" "look at the apt messages above"

    root=$(mktemp -d "$work/root.XXXXXX")
    step "$reference: unpacking ${#debs[@]} packages"
    root_skeleton "$root"
    unpack "$root" "${debs[@]}"
    "${foundation}_foundation" "$root"
    furnish "$root"

    local version
    version=$(timeout 30 chroot "$root" "${try[@]}" 2>&1 </dev/null) ||
        fail "'${try[*]}' does not start in the root file system of $reference: $version" \
            "see what $(recipe_of "$reference") leaves out"
    version=${version%%$'\n'*}

    load_image "$reference" "$root" "$config" "$version" "$contents"
    rm -rf "$root"
    step "$reference: made ($version)"
}

remove_scratch() { rm -rf "$work"/root.?????? "$work"/image.??????; }

main() {
    local force='' wanted=() reference
    while [ $# -gt 0 ]; do
        case $1 in
            --list) list_references; return ;;
            --force) force=yes ;;
            -h | --help) usage; return ;;
            -*) usage >&2; fail_with 2 "unknown option '$1'" "see the usage above" ;;
            *) wanted+=("$(short_reference "$1")") ;;
        esac
        shift
    done
    [ "${#wanted[@]}" -gt 0 ] || { usage >&2; exit 2; }
    for reference in "${wanted[@]}"; do
        [ -n "$(recipe_of "$reference")" ] || fail_with 2 "no recipe makes '$reference'" \
            "one of: $(list_references | paste -sd ' ')"
    done

    [ "$(id -u)" -eq 0 ] || fail "making base images needs root: files in them belong to other users" "run it with sudo"
    require_engine
    mkdir -p "$work"
    work=$(cd "$work" && pwd)
    take_lock "$work/lock"
    # Scratch of ours, and of runs that were killed: nobody else has any while we hold the lock.
    remove_scratch
    trap remove_scratch EXIT

    local missing=()
    for reference in "${wanted[@]}"; do
        if [ -z "$force" ] && engine_has "$reference"; then
            step "$reference: the engine has it, left as it is"
        else
            missing+=("$reference")
        fi
    done
    [ "${#missing[@]}" -gt 0 ] || return 0

    prepare_apt
    download_for "${missing[@]}"
    for reference in "${missing[@]}"; do
        make_image "$reference"
    done
}

main "$@"
