#!/bin/sh
# Development: compiles and runs the engine, and does both again when a source file changes.

child=
trap 'kill "$child" 2>/dev/null; wait "$child"; exit 0' TERM INT

changed() { [ -n "$(find src Cargo.toml config.toml -newer target/started)" ]; }

while true; do
    touch target/started
    if cargo build --locked --offline; then
        ./target/debug/rust-core-engine --config config.toml &
        child=$!
    fi
    until changed; do
        sleep 1 &
        wait $!
    done
    [ -z "$child" ] || { kill "$child"; wait "$child"; child=; }
    echo 'a file changed, starting again'
done
