reference=grafana/grafana:10.4.2
# Debian has no Grafana. This one only answers /api/health, so that a stack that contains it can start.
packages=(busybox-static)
contents=none
# The shell is there to end when it is asked to: httpd as first process would have to be killed.
config='"User": "472", "Cmd": ["sh", "-c", "trap \"exit 0\" TERM; busybox httpd -f -p 3000 -h /srv/stand-in & wait"],
    "ExposedPorts": { "3000/tcp": {} }'
try=(busybox)

furnish() { # root
    local root=$1
    mkdir -p "$root/srv/stand-in/api" "$root/var/lib/grafana"
    chown 472:0 "$root/var/lib/grafana"
    echo '{"database": "ok", "version": "stand-in"}' >"$root/srv/stand-in/api/health"
    cp "$here/files/grafana.html" "$root/srv/stand-in/index.html"
}
