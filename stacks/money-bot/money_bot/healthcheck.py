"""Exit code 0 while the bot has reached its channel within the last 90 seconds."""

import os
import sys
import time
from pathlib import Path

LONGEST_SILENCE = 90


def main():
    path = Path(os.environ.get("DATA_FOLDER") or "data") / "heartbeat"
    try:
        silence = time.time() - path.stat().st_mtime
    except OSError:
        print("the bot has not reached its channel yet")
        return 1
    print(f"the channel was reached {silence:.0f} s ago")
    return 0 if silence < LONGEST_SILENCE else 1


if __name__ == "__main__":
    sys.exit(main())
