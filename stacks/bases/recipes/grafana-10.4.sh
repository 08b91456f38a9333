reference=grafana/grafana:10.4.2
# Debian has no Grafana. This one only answers /api/health, so that a stack that contains it can start.
packages=(busybox-static)
contents=none
config='"User": "472", "Cmd": ["busybox", "httpd", "-f", "-p", "3000", "-h", "/srv/stand-in"],
    "ExposedPorts": { "3000/tcp": {} }'
try=(busybox)

furnish() { # root
    local root=$1
    mkdir -p "$root/srv/stand-in/api" "$root/var/lib/grafana"
    chown 472:0 "$root/var/lib/grafana"
    echo '{"database": "ok", "version": "stand-in"}' >"$root/srv/stand-in/api/health"
    cp "$here/files/grafana.html" "$root/srv/stand-in/index.html"
}
