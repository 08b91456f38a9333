"""Development: runs the service and starts it again when one of its files changes: python -m bot_core_ai.reload"""

import signal
import subprocess
import sys
import time

from .settings import APPLICATION


def fingerprint() -> dict[str, float]:
    files = [*APPLICATION.glob("bot_core_ai/**/*.py"), *APPLICATION.glob("migrations/*.sql"), APPLICATION / "config.toml"]
    times = {}
    for file in files:
        try:
            times[str(file)] = file.stat().st_mtime
        except OSError:
            continue  # removed while we looked; the next look sees the difference
    return times


def stop(number, frame):
    raise SystemExit(0)


def main() -> None:
    signal.signal(signal.SIGTERM, stop)
    seen = fingerprint()
    while True:
        child = subprocess.Popen([sys.executable, "-m", "bot_core_ai"])
        try:
            while (now := fingerprint()) == seen:
                time.sleep(0.5)
        finally:
            child.terminate()
            child.wait(timeout=10)
        seen = now
        print("a file changed, starting again", flush=True)


if __name__ == "__main__":
    main()
