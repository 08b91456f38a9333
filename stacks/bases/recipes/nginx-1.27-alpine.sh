reference=nginx:1.27-alpine
# Debian's is 1.22.
packages=(nginx-light)
leave_out='iproute2|libbpf1|libelf1|libcap2-bin|libpam-cap|libmnl0|libxtables12|libdb5.3|libnginx-mod-.*|python3.*|libpython3.*'
config='"Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
    "Cmd": ["nginx", "-g", "daemon off;"], "StopSignal": "SIGQUIT", "ExposedPorts": { "80/tcp": {} }'
try=(nginx -v)

furnish() { # root
    local root=$1
    add_user "$root" nginx 101 /var/cache/nginx
    rm -rf "$root"/etc/nginx/{sites-*,modules-*,snippets}
    mkdir -p "$root"/etc/nginx/conf.d "$root"/usr/share/nginx/html "$root"/var/log/nginx "$root"/var/cache/nginx
    install -m 644 "$here/files/nginx.conf" "$root/etc/nginx/nginx.conf"
    install -m 644 "$here/files/nginx-default.conf" "$root/etc/nginx/conf.d/default.conf"
    echo '<!doctype html><title>nginx</title><p>nginx is here.' >"$root/usr/share/nginx/html/index.html"
    ln -sf /dev/stdout "$root/var/log/nginx/access.log"
    ln -sf /dev/stderr "$root/var/log/nginx/error.log"
    chown -R 101:101 "$root/var/cache/nginx"
}
