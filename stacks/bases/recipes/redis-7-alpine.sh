reference=redis:7-alpine
packages=(redis-server)
leave_out='lsb-base'
config='"Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
    "Cmd": ["redis-server", "--protected-mode", "no"], "User": "redis", "WorkingDir": "/data",
    "ExposedPorts": { "6379/tcp": {} }, "Volumes": { "/data": {} }'
try=(redis-server --version)

furnish() { # root
    add_user "$1" redis 999 /data
    mkdir "$1/data"
    chown 999:999 "$1/data"
}
