# What recipes of Python images share.

# Debian's guard against pip; the public images have none. Names like the public images', and compiled packages: a
# user who cannot write there would compile them at every start. By hash, not by time, so that the result is the
# same at every run.
python_as_published() { # root version, such as 3.11
    local root=$1 version=$2 name
    ln -sf "python$version" "$root/usr/bin/python3"
    for name in python python3 "python$version"; do
        ln -s "../../bin/python$version" "$root/usr/local/bin/$name"
    done
    for name in pip pip3; do
        printf '#!/bin/sh\nexec /usr/local/bin/python%s -m pip "$@"\n' "$version" >"$root/usr/local/bin/$name"
        chmod 755 "$root/usr/local/bin/$name"
    done
    rm -f "$root/usr/lib/python$version/EXTERNALLY-MANAGED"
    chroot "$root" "python$version" -m compileall -q --invalidation-mode unchecked-hash \
        -x 'lib2to3/tests|/pip/|/setuptools/' "/usr/lib/python$version" /usr/lib/python3/dist-packages
}

# One project under a second name: what is published both as source and as a compiled package.
python_also_known_as() { # root name version
    local folder="$1/usr/lib/python3/dist-packages/${2//-/_}-$3.dist-info"
    mkdir "$folder"
    printf 'Metadata-Version: 2.1\nName: %s\nVersion: %s\nSummary: the same modules, of a Debian package\n' "$2" "$3" >"$folder/METADATA"
    echo apt >"$folder/INSTALLER"
    : >"$folder/RECORD"
}

python_config='"Env": ["PATH=/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin", "LANG=C.UTF-8"],
    "Cmd": ["python3"]'
