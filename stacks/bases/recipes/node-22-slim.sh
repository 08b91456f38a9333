reference=node:22-slim
foundation=debian
# Debian's own is version 18. npm is not in it (400 packages more): npm needs a network, which is what is missing here.
packages=(nodejs)
config='"Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"], "Cmd": ["node"]'
try=(node --version)

furnish() { # root
    local root=$1
    add_user "$root" node 1000 /home/node
    mkdir "$root/home/node"
    chown 1000:1000 "$root/home/node"
    ln -sf ../../bin/node "$root/usr/local/bin/node"
}
