reference=postgres:15-alpine
packages=(postgresql-15)
# The compiler for queries (110 MB) is optional, the rest is Debian's way to run several servers.
leave_out='libllvm14|libz3-4|postgresql-common|postgresql-client-common|ssl-cert|locales|libc-l10n|python3.*|libpython3.*|cron.*|logrotate'
config='"Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "PGDATA=/var/lib/postgresql/data"],
    "Entrypoint": ["docker-entrypoint.sh"], "Cmd": ["postgres"], "StopSignal": "SIGINT",
    "ExposedPorts": { "5432/tcp": {} }, "Volumes": { "/var/lib/postgresql/data": {} }'
try=(postgres --version)

furnish() { # root
    local root=$1 programs
    programs=usr/lib/postgresql/15/bin
    ln -s -r "$root/$programs"/* "$root/usr/local/bin/"
    rm -rf "$root"/usr/lib/postgresql/15/lib/{llvmjit*,bitcode}
    add_user "$root" postgres 70 /var/lib/postgresql
    mkdir -p "$root/docker-entrypoint-initdb.d" "$root/run/postgresql" "$root/var/lib/postgresql/data"
    chown -R 70:70 "$root/run/postgresql" "$root/var/lib/postgresql"
    install -m 755 "$here/files/postgres-entrypoint.sh" "$root/usr/local/bin/docker-entrypoint.sh"
}
