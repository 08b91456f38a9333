"""Asks the service how it is: exit code 0 for healthy. A bare socket, because loading an HTTP client takes longer."""

import socket
import sys

with socket.create_connection(("127.0.0.1", 8000), timeout=8) as connection:
    connection.sendall(b"GET /health HTTP/1.0\r\n\r\n")
    answer = b""
    while chunk := connection.recv(4096):
        answer += chunk
print(answer.decode(errors="replace").rpartition("\r\n")[2])
sys.exit(0 if answer.split(b" ", 2)[1:2] == [b"200"] else 1)
