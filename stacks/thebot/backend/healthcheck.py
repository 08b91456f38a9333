"""Asks the backend how it is: exit code 0 for healthy. A bare socket, because loading an HTTP client takes longer."""

import socket
import sys

REQUEST = b"GET /api/system/health/ HTTP/1.0\r\nHost: localhost\r\n\r\n"


def main():
    try:
        with socket.create_connection(("127.0.0.1", 8000), timeout=8) as connection:
            connection.sendall(REQUEST)
            answer = b"".join(iter(lambda: connection.recv(4096), b"")).decode()
    except OSError as problem:
        print(problem)
        return 1
    print(answer.rpartition("\r\n")[2])
    return 0 if answer.split(" ")[1:2] == ["200"] else 1


sys.exit(main())
