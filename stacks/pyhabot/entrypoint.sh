#!/bin/sh
# Turns NAME_FILE=path into NAME=content for each secret, then becomes the command.
set -eu

for name in DISCORD_TOKEN TELEGRAM_TOKEN; do
    eval "file=\${${name}_FILE:-} value=\${$name:-}"
    [ -n "$file" ] || continue
    if [ -n "$value" ]; then
        echo "error: both $name and ${name}_FILE are set" >&2
        exit 2
    fi
    if [ ! -r "$file" ]; then
        echo "error: ${name}_FILE names '$file', which user $(id -u) cannot read" >&2
        exit 2
    fi
    # The shell drops the line end.
    export "$name=$(cat "$file")"
    unset "${name}_FILE"
done

exec "$@"
