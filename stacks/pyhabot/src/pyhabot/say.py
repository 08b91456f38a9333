"""Gives the running bot a command: python -m pyhabot.say add https://…"""

import socket
import sys

from . import settings
from .terminal import SOCKET


def main(words):
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(60)
            connection.connect(str(settings.read().data / SOCKET))
            connection.sendall(" ".join(words).encode() + b"\n")
            print(b"".join(iter(lambda: connection.recv(4096), b"")).decode().rstrip("\n"))
    except (OSError, settings.WrongSettings) as problem:
        print(f"error: the bot does not listen here: {problem}\n  try: INTEGRATION=terminal", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
