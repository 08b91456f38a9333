# Debian packages: where they come from, what a set of them needs, getting them.
#
# apt runs with a configuration of its own and an EMPTY list of installed packages. So a closure is
# complete whatever this machine has installed, and nothing of the machine is changed.

suite=bookworm
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

our_apt_get() { APT_CONFIG=$work/apt/apt.conf DEBIAN_FRONTEND=noninteractive apt-get -qq "$@"; }

# The archive's addresses come from this machine's apt sources, whichever of the two formats they have.
machine_source() { # suite -> address
    apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Identifier: Packages' |
        awk -v suite="$1" '$1 == suite && $2 == "main" { print $3; exit }'
}

write_sources() {
    local mirror security own
    own=$(. /etc/os-release && echo "${VERSION_CODENAME:-$suite}")
    # On another Debian release its mirror carries bookworm too.
    mirror=${SLIPWAY_DEBIAN_MIRROR:-$(machine_source "$own")}
    [ -n "$mirror" ] || fail "the apt sources of this machine name no Debian mirror with '$own main'" \
        "set SLIPWAY_DEBIAN_MIRROR to the address of a Debian mirror"
    [ -r "$keyring" ] || fail "$keyring is missing" "apt-get install debian-archive-keyring"
    echo "deb [signed-by=$keyring] $mirror $suite main"
    security=$(machine_source "$own-security")
    [ -z "$security" ] || echo "deb [signed-by=$keyring] $security $suite-security main"
}

prepare_apt() {
    local apt=$work/apt
    mkdir -p "$apt/lists/partial" "$work/debs/partial"
    : >"$apt/installed"
    write_sources >"$apt/sources.new"
    # Its time tells whether the index is older than it.
    cmp -s "$apt/sources.new" "$apt/sources.list" || mv "$apt/sources.new" "$apt/sources.list"
    cat >"$apt/apt.conf" <<CONF
Dir::Etc::sourcelist "$apt/sources.list";
Dir::Etc::sourceparts "-";
Dir::State::lists "$apt/lists";
Dir::State::status "$apt/installed";
Dir::Cache::archives "$work/debs";
Dir::Cache::pkgcache "$apt/pkgcache.bin";
Dir::Cache::srcpkgcache "$apt/srcpkgcache.bin";
Acquire::Languages "none";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Acquire::Retries "2";
APT::Install-Recommends "0";
APT::Keep-Downloaded-Packages "true";
APT::Sandbox::User "root";
APT::Update::Error-Mode "any";
Debug::NoLocking "true";
CONF
    # Half a day: long enough for a day's work, short enough that the mirror still has what the index names.
    if [ -n "$(find "$apt/updated" -mmin -720 -newer "$apt/sources.list" 2>/dev/null)" ]; then
        return
    fi
    refresh_index
}

refresh_index() {
    step "reading the package index of Debian $suite"
    our_apt_get update || fail "the Debian package index cannot be read" \
        "check that 'apt-get update' works on this machine"
    touch "$work/apt/updated"
}

# One download for all images: most of them share the C library, TLS and the like.
download_for() { # reference...
    local reference all=()
    for reference in "$@"; do
        load_recipe "$reference"
        [ "$foundation" = busybox ] || packages+=("${debian_packages[@]}")
        all+=("${packages[@]}" busybox-static ca-certificates)
    done
    step "downloading packages for: $*"
    download "${all[@]}"
}

download() { # package...
    our_apt_get install -y --download-only "$@" >/dev/null && return
    # The mirror may have moved on since the index was read.
    refresh_index
    our_apt_get install -y --download-only "$@" >/dev/null || fail "Debian packages cannot be downloaded: $*" \
        "check the machine's network and free space in $work"
}

# The files of the named packages and of everything that they depend on, sorted, one a line.
closure() { # package...
    local wanted=("$@") file files missing=''
    [ "$foundation" = debian ] && wanted+=("${debian_packages[@]}") || wanted+=(busybox-static ca-certificates)
    files=$(our_apt_get install -s -y "${wanted[@]}" |
        awk '/^Inst/ { version = substr($3, 2); gsub(/:/, "%3a", version); print $2 "_" version "_" }' | LC_ALL=C sort)
    for file in $files; do
        compgen -G "$work/debs/$file*.deb" >/dev/null || missing=yes
    done
    # The common download may have chosen another package where several would do.
    [ -z "$missing" ] || download "${wanted[@]}" >&2
    for file in $files; do
        compgen -G "$work/debs/$file*.deb"
    done
}

# Drops what the image does not need from a closure: the busybox images run no set-up scripts.
needed() { # < files of packages
    local unneeded=$leave_out file name
    [ "$foundation" = debian ] || unneeded+="|$tooling"
    while read -r file; do
        name=${file##*/}
        [[ ${name%%_*} =~ ^($unneeded)$ ]] || echo "$file"
    done
}
