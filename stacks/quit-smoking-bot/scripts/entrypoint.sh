#!/bin/sh
# Prepares folders, starts the bot, watches over it, and passes on what it is asked: exit code of the bot.
set -eu

data=${DATA_FOLDER:-/app/data} logs=${LOGS_FOLDER:-/app/logs} health=${HEALTH_FOLDER:-/app/health}
log=$logs/bot.log

for folder in "$data" "$logs" "$health"; do
    if [ ! -w "$folder" ]; then
        echo "error: user $(id -u) cannot write to $folder" >&2
        echo "  try: chown $(id -u) the folder that is mounted there, or build with USER_ID of its owner" >&2
        exit 2
    fi
done

# Three older logs are kept.
if [ -f "$log" ] && [ "$(wc -c <"$log")" -gt "${LOG_SIZE:-5000000}" ]; then
    for number in 2 1; do
        [ ! -f "$log.$number" ] || mv "$log.$number" "$log.$((number + 1))"
    done
    mv "$log" "$log.1"
fi

rm -f "$health"/*
for name in bot_users bot_admins; do
    [ -s "$data/$name.json" ] || echo '[]' >"$data/$name.json"
done
[ -s "$data/quotes.json" ] || cp /app/src/quotes.json "$data/quotes.json"

echo "$(date '+%F %T') the bot starts" >>"$log"
"$@" &
bot=$!
echo "$bot" >"$health/bot.pid"

# The marker says that the bot is at work, not only that it is there: it is as fresh as the bot's last sign of life.
monitor() {
    last=''
    while kill -0 "$bot" 2>/dev/null; do
        if [ -n "$(find "$health/heartbeat" -mmin -1 2>/dev/null)" ]; then
            state=operational
            touch "$health/operational"
        else
            state='no sign of life'
            rm -f "$health/operational"
        fi
        [ "$state" = "$last" ] || echo "$(date '+%F %T') $state" >>"$health/status.log"
        last=$state
        sleep 2
    done
    rm -f "$health/operational"
}
monitor &
watcher=$!

asked=''
trap 'asked=yes; kill -TERM "$bot" 2>/dev/null || :' TERM INT
code=0
# A signal ends the waiting, not the bot.
while wait "$bot" || code=$?; kill -0 "$bot" 2>/dev/null; do code=0; done
kill "$watcher" 2>/dev/null || :
rm -f "$health/operational" "$health/bot.pid"
[ -z "$asked" ] || echo "$(date '+%F %T') the bot ended as it was asked" >>"$log"
exit "$code"
