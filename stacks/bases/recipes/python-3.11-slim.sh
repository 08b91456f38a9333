reference=python:3.11-slim
foundation=debian
# asyncpg is not in the public image. It is here so that 'pip install' of it finds it satisfied without a network.
packages=(python3 python3-pip python3-venv python3-asyncpg)
config='"Env": ["PATH=/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin", "LANG=C.UTF-8"],
    "Cmd": ["python3"]'
try=(/usr/local/bin/python --version)

furnish() { # root
    local root=$1 name
    ln -sf python3.11 "$root/usr/bin/python3"
    for name in python python3 python3.11; do
        ln -s ../../bin/python3.11 "$root/usr/local/bin/$name"
    done
    for name in pip pip3; do
        printf '#!/bin/sh\nexec /usr/local/bin/python3.11 -m pip "$@"\n' >"$root/usr/local/bin/$name"
        chmod 755 "$root/usr/local/bin/$name"
    done
    # Debian's guard against pip; the public image has none.
    rm -f "$root/usr/lib/python3.11/EXTERNALLY-MANAGED"
    # A user who cannot write here would compile the library at every start. By hash, not by time, so that the
    # result is the same at every run.
    chroot "$root" python3.11 -m compileall -q --invalidation-mode unchecked-hash \
        -x 'lib2to3/tests|/pip/|/setuptools/' /usr/lib/python3.11 /usr/lib/python3/dist-packages
}
