reference=rabbitmq:3.12-management-alpine
# Debian's is 3.10.
packages=(rabbitmq-server)
leave_out='logrotate|cron.*|iproute2|libbpf1|erlang-snmp|python3.*|libpython3.*|socat'
config='"Env": ["PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/var/lib/rabbitmq", "LANG=C.UTF-8",
      "RABBITMQ_LOGS=-"],
    "Cmd": ["rabbitmq-server"], "User": "rabbitmq", "Volumes": { "/var/lib/rabbitmq": {} },
    "ExposedPorts": { "5672/tcp": {}, "15672/tcp": {} }'
# Erlang does not start without /proc and /dev, which the bare root has not; this names the version at least.
try=(ls /usr/lib/rabbitmq/lib)

furnish() { # root
    local root=$1 program
    add_user "$root" rabbitmq 100 /var/lib/rabbitmq
    # Debian's own starters in /usr/sbin change the user, which only root can.
    for program in "$root"/usr/lib/rabbitmq/bin/*; do
        rm -f "$root/usr/sbin/${program##*/}"
        ln -s "../../lib/rabbitmq/bin/${program##*/}" "$root/usr/local/bin/"
    done
    mkdir -p "$root/etc/rabbitmq"
    echo '[rabbitmq_management].' >"$root/etc/rabbitmq/enabled_plugins"
    mkdir -p "$root/var/lib/rabbitmq" "$root/var/log/rabbitmq"
    chown -R 100:100 "$root/var/lib/rabbitmq" "$root/var/log/rabbitmq" "$root/etc/rabbitmq"
}
