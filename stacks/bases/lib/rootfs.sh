# Root file systems made of unpacked packages. The packages' set-up scripts do not run (most would fail without
# a running system), so the two foundations below and the recipes do what matters of it by hand.

# A small Debian in which apt works, like the 'slim' images.
debian_packages=(
    base-files base-passwd bash dash coreutils libc-bin dpkg apt grep sed gzip tar findutils hostname debianutils
    diffutils login passwd ncurses-base perl-base sysvinit-utils util-linux debian-archive-keyring mawk
    ca-certificates openssl adduser init-system-helpers
)

# Needed by set-up scripts only, which the busybox images never run.
tooling='perl.*|libperl.*|debconf|dpkg|tar|usrmerge|usr-is-merged|adduser|passwd|sysvinit-utils|init-system-helpers'
tooling+='|lsb-base|lib.*-perl|libpam-.*|libaudit-common|libsemanage.*|libsepol.*|libdb5.3|libgdbm.*|ucf|sensible-utils'
tooling+='|openssl|netbase'

root_skeleton() { # root
    local root=$1 dir
    mkdir -p "$root"/usr/{bin,sbin,lib,local/bin} "$root"/var/{lib,log,tmp,cache} "$root"/var/lib/dpkg/{info,updates} \
        "$root"/{etc,tmp,root,proc,sys,dev,run,home,opt,srv,mnt}
    for dir in bin sbin lib; do
        ln -s "usr/$dir" "$root/$dir"
    done
    if [ "$(dpkg --print-architecture)" = amd64 ]; then
        mkdir "$root/usr/lib64"
        ln -s usr/lib64 "$root/lib64"
    fi
    ln -s ../run "$root/var/run"
    chmod 755 "$root"
    chmod 700 "$root/root"
    chmod 1777 "$root/tmp" "$root/var/tmp"
}

# Files of one package, and the list of them that dpkg and scanners read.
unpack_one() { # root package
    local root=$1 deb=$2 name
    name=$(dpkg-deb --show --showformat='${Package}' "$deb")
    # dpkg tells such packages of two architectures apart in its file names.
    [ "$(dpkg-deb --field "$deb" Multi-Arch)" != same ] || name+=:$(dpkg-deb --field "$deb" Architecture)
    dpkg-deb --fsys-tarfile "$deb" |
        tar -x -v -C "$root" --numeric-owner --keep-directory-symlink \
            --exclude=./usr/share/{doc,man,locale,info,lintian,i18n}/* |
        sed -e 's,^\.,,' -e 's,/$,,' -e '1s,^$,/.,' >"$root/var/lib/dpkg/info/$name.list"
}
export -f unpack_one

unpack() { # root package...
    local root=$1 deb
    shift
    printf '%s\0' "$@" |
        xargs -0 -P "$(nproc)" -n 1 bash -o pipefail -c 'unpack_one "$0" "$1" || exit 255' "$root" ||
        fail "a package cannot be unpacked" "free disk space, or remove $work/debs and run again"
    # The list of installed packages, so that scanners see what is really inside.
    for deb in "$@"; do
        dpkg-deb --field "$deb" | sed '/^Package:/a Status: install ok installed'
        echo
    done >"$root/var/lib/dpkg/status"
    : >"$root/var/lib/dpkg/available"
}

certificates() { # root: what update-ca-certificates would write
    mkdir -p "$1/etc/ssl/certs"
    cat "$1"/usr/share/ca-certificates/mozilla/*.crt >"$1/etc/ssl/certs/ca-certificates.crt"
}

add_user() { # root name id home
    echo "$2:x:$3:$3::$4:/bin/sh" >>"$1/etc/passwd"
    echo "$2:x:$3:" >>"$1/etc/group"
    echo "$2:*:19000:0:99999:7:::" >>"$1/etc/shadow"
}

# Both foundations keep Debian's name in /etc/os-release: a stand-in is what it is, and scanners must look its
# packages up where they come from.
busybox_foundation() { # root
    local root=$1 applet
    for applet in $(chroot "$root" /bin/busybox --list); do
        [ -e "$root/usr/bin/$applet" ] || [ -e "$root/usr/sbin/$applet" ] || ln -s busybox "$root/usr/bin/$applet"
    done
    cp "$here/files/passwd" "$here/files/group" "$root/etc/"
    sed 's/^\([^:]*\):.*/\1:*:19000:0:99999:7:::/' "$root/etc/passwd" >"$root/etc/shadow"
    chmod 640 "$root/etc/shadow"
    cp "$here/files/os-release" "$root/etc/os-release"
    echo 12 >"$root/etc/debian_version"
    echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
    # Tables of old character sets, as large as the rest of the C library.
    rm -rf "$root"/usr/lib/*/gconv
    certificates "$root"
}

debian_foundation() { # root
    local root=$1 kind
    cp "$root/usr/share/base-passwd/passwd.master" "$root/etc/passwd"
    cp "$root/usr/share/base-passwd/group.master" "$root/etc/group"
    echo '_apt:x:42:65534::/nonexistent:/usr/sbin/nologin' >>"$root/etc/passwd"
    sed 's/^\([^:]*\):.*/\1:*:19000:0:99999:7:::/' "$root/etc/passwd" >"$root/etc/shadow"
    sed 's/^\([^:]*\):.*/\1:*::/' "$root/etc/group" >"$root/etc/gshadow"
    chmod 640 "$root/etc/shadow" "$root/etc/gshadow"
    ln -sf mawk "$root/usr/bin/awk"
    ln -sf which.debianutils "$root/usr/bin/which"
    ln -sf dash "$root/usr/bin/sh"
    # root may become another user; nobody becomes root.
    for kind in auth password; do echo "$kind required pam_deny.so" >"$root/etc/pam.d/common-$kind"; done
    for kind in account session; do echo "$kind required pam_permit.so" >"$root/etc/pam.d/common-$kind"; done
    cp "$root/etc/pam.d/common-session" "$root/etc/pam.d/common-session-noninteractive"

    mkdir -p "$root/etc/apt/trusted.gpg.d" "$root/var/cache/apt/archives/partial" "$root/var/lib/apt/lists/partial" \
        "$root/var/log/apt"
    cp "$work/apt/sources.list" "$root/etc/apt/sources.list"
    dpkg --print-architecture >"$root/var/lib/dpkg/arch"
    certificates "$root"
}
