# The engine: is it there, has it an image, load one.
#
# The docker program is used where there is one, because it knows every way to an engine (contexts, TLS,
# ssh). Without it curl talks to the socket.

have_docker() { command -v "$docker" >/dev/null; }

api() { # path [curl arguments]
    local path=$1 host=${DOCKER_HOST:-unix:///var/run/docker.sock}
    shift
    curl -sS --fail --unix-socket "${host#unix://}" "$@" "http://engine$path"
}

require_engine() {
    local where=${DOCKER_HOST:-the default socket}
    if have_docker; then
        "$docker" version --format '{{.Server.Version}}' >/dev/null ||
            fail_with 3 "no container engine answers at $where" "start one, or set DOCKER_HOST"
        return
    fi
    case ${DOCKER_HOST:-unix://} in
        unix://*) ;;
        *) fail_with 3 "there is no '$docker' program, and $where can only be reached with one" \
            "install it, or set DOCKER to its path" ;;
    esac
    command -v curl >/dev/null || apt-get install -y -qq --no-install-recommends curl >/dev/null ||
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends curl >/dev/null; } ||
        fail "neither '$docker' nor curl is there, and curl cannot be installed" "install either"
    api /_ping >/dev/null || fail_with 3 "no container engine answers at $where" "start one, or set DOCKER_HOST"
}

engine_has() { # reference
    if have_docker; then
        "$docker" image inspect "$1" >/dev/null 2>&1
    else
        api "/images/$1/json" -o /dev/null 2>/dev/null
    fi
}

load_archive() { # < archive as 'docker save' writes it
    local answer
    if have_docker; then
        "$docker" load --quiet >/dev/null
    else
        answer=$(api '/images/load?quiet=1' -X POST -H 'Content-Type: application/x-tar' -T -) || return 1
        # An engine that cannot load the archive says so in the body of a 200.
        [[ $answer != *errorDetail* ]] || { echo "$answer" >&2; return 1; }
    fi
}

# A point in time for everything that has none of its own. With it, the same packages from the same mirror give
# the same image id at every run, so images built on a stand-in that was made anew are not taken for outdated.
epoch=2024-01-01T00:00:00Z

load_image() { # reference root config version contents
    local reference=$1 root=$2 config=$3 version=$4 contents=$5 stage layer architecture
    stage=$(mktemp -d "$work/image.XXXXXX")
    architecture=$(dpkg --print-architecture)
    tar -C "$root" --format=gnu --sort=name --numeric-owner --mtime="$epoch" \
        --exclude=./proc/* --exclude=./sys/* --exclude=./dev/* -cf "$stage/layer.tar" .
    layer=$(sha256sum "$stage/layer.tar" | cut -d ' ' -f 1)

    version=${version//\\/} version=${version//\"/}
    cat >"$stage/config.json" <<JSON
{
  "architecture": "$architecture", "os": "linux", "created": "$epoch",
  "config": {
    $config,
    "Labels": {
      "io.slipway.stand-in": "true",
      "io.slipway.stand-in.source": "Debian $suite packages",
      "io.slipway.stand-in.for": "$reference",
      "io.slipway.stand-in.version": "$version",
      "io.slipway.stand-in.contents": "$contents"
    }
  },
  "rootfs": { "type": "layers", "diff_ids": ["sha256:$layer"] },
  "history": [{ "created": "$epoch", "created_by": "slipway stacks/bases: Debian $suite packages for $reference" }]
}
JSON
    cat >"$stage/manifest.json" <<JSON
[{ "Config": "config.json", "RepoTags": ["$reference"], "Layers": ["layer.tar"] }]
JSON
    tar -C "$stage" --format=gnu -c manifest.json config.json layer.tar | load_archive && engine_has "$reference" ||
        fail "the engine did not take $reference" "check its log and its free disk space"
    rm -rf "$stage"
}
