#!/bin/sh
# Exit code 0 while the bot runs, is at work, and has met nothing that only a person can mend.
logs=${LOGS_FOLDER:-/app/logs} health=${HEALTH_FOLDER:-/app/health}

if ! [ -f "$health/bot.pid" ] || ! kill -0 "$(cat "$health/bot.pid")" 2>/dev/null; then
    echo "the bot's process is not there"
    exit 1
fi
if [ -z "$(find "$health/operational" -mmin -1 2>/dev/null)" ]; then
    echo 'the bot has given no sign of life for a minute'
    exit 1
fi
# Of this start only: what an earlier one met is over.
trouble=$(tail -n 1000 "$logs/bot.log" 2>/dev/null |
    awk '/ the bot starts$/ { found = "" } / CRITICAL | Conflict: / { found = $0 } END { print found }')
if [ -n "$trouble" ]; then
    echo "$trouble"
    exit 1
fi
echo 'operational'
