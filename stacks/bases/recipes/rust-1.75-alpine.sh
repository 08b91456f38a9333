reference=rust:1.75-alpine
# Debian's compiler is 1.63. Older than the public image's on purpose (Debian has a much newer one as well): what
# compiles here compiles there.
packages=(rustc cargo)
# What rustc offers besides compiling for this machine with this machine's linker.
leave_out='gdb|lldb.*|rust-gdb|python3.*|libpython3.*|g\+\+.*|libstdc\+\+-.*-dev|linux-libc-dev|libcc1-0|libasan.*|libtsan.*'
leave_out+='|libubsan.*|liblsan.*|libitm.*|libquadmath.*'
config='"Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "CARGO_HOME=/usr/local/cargo"],
    "Cmd": ["/bin/sh"]'
try=(rustc --version)

furnish() { # root
    local root=$1
    ln -s gcc "$root/usr/bin/cc"
    mkdir -p "$root/usr/local/cargo"
    # The linker is called through gcc; its compilers (a third of its size) are not.
    rm -f "$root"/usr/lib/gcc/*/*/{cc1,lto1,g++-mapper-server}
}
