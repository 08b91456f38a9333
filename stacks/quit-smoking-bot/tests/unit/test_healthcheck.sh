#!/bin/sh
# The health check against made-up folders: sh tests/unit/test_healthcheck.sh
set -eu
LOGS_FOLDER=$(mktemp -d) HEALTH_FOLDER=$(mktemp -d)
export LOGS_FOLDER HEALTH_FOLDER

expect() { # exit code, words
    code=0
    said=$(sh /app/scripts/healthcheck.sh) || code=$?
    [ "$code" = "$1" ] && case $said in *"$2"*) return ;; esac
    echo "expected $1 '$2', got $code '$said'" >&2
    exit 1
}

expect 1 'process is not there'
echo $$ >"$HEALTH_FOLDER/bot.pid"
expect 1 'no sign of life'
touch "$HEALTH_FOLDER/operational"
expect 0 operational
echo '2026-01-01 00:00:00 CRITICAL signing in failed' >"$LOGS_FOLDER/bot.log"
expect 1 'signing in failed'
echo '2026-01-01 00:00:01 the bot starts' >>"$LOGS_FOLDER/bot.log"
expect 0 operational
touch -d '2 minutes ago' "$HEALTH_FOLDER/operational"
expect 1 'no sign of life'
