#!/bin/sh
# What the public image's start does, as far as stacks use it: POSTGRES_PASSWORD, POSTGRES_USER, POSTGRES_DB,
# POSTGRES_HOST_AUTH_METHOD, PGDATA and *.sql or *.sh in /docker-entrypoint-initdb.d.
set -eu

case ${1:-} in
    -*) set -- postgres "$@" ;;
esac
[ "$1" = postgres ] || exec "$@"

user=${POSTGRES_USER:-postgres}
database=${POSTGRES_DB:-$user}
method=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}

# busybox's su starts the command in its own place, so the server still gets the signals.
as_postgres() { su -s /bin/sh -c 'exec "$0" "$@"' postgres -- "$@"; }

create_cluster() {
    if [ -z "${POSTGRES_PASSWORD:-}" ] && [ "$method" != trust ]; then
        echo 'error: the database is empty and POSTGRES_PASSWORD is not set' >&2
        exit 1
    fi
    # By file: an argument would show in the list of processes.
    password=$(mktemp)
    printf '%s\n' "${POSTGRES_PASSWORD:-}" >"$password"
    chown postgres "$password"
    as_postgres initdb --pgdata "$PGDATA" --username "$user" --pwfile "$password" --encoding UTF8 --locale C
    rm "$password"
    echo "host all all all $method" >>"$PGDATA/pg_hba.conf"
    echo "listen_addresses = '*'" >>"$PGDATA/postgresql.conf"
}

# The server runs on its socket only, so that nobody connects before the scripts are through.
run_scripts() {
    as_postgres pg_ctl --pgdata "$PGDATA" --options "-c listen_addresses=''" --wait start
    [ "$database" = postgres ] || as_postgres createdb --username "$user" "$database"
    for script in /docker-entrypoint-initdb.d/*; do
        case $script in
            *.sql) as_postgres psql --set ON_ERROR_STOP=1 --username "$user" --dbname "$database" --file "$script" ;;
            *.sh) . "$script" ;;
        esac
    done
    as_postgres pg_ctl --pgdata "$PGDATA" --mode fast --wait stop
}

mkdir -p "$PGDATA" /run/postgresql
chown -R postgres "$PGDATA" /run/postgresql
chmod 700 "$PGDATA"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    create_cluster
    run_scripts
    echo 'PostgreSQL init process complete; ready for start up.'
fi
exec su -s /bin/sh -c 'exec "$0" "$@"' postgres -- "$@"
