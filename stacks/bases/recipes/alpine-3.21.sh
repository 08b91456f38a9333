reference=alpine:3.21
# The C library: programs that were compiled on another stand-in are linked to it.
packages=(libc6 libgcc-s1)
try=(busybox)
