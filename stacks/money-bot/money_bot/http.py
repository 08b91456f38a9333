"""Requests with JSON. Problems never tell the headers: tokens are in them."""

import json
import urllib.error
import urllib.request

TIMEOUT = 15


class HttpProblem(Exception):
    def __init__(self, status, text, retry_after=0.0):
        super().__init__(text)
        self.status = status
        self.retry_after = retry_after


def ask(method, address, headers, value=None):
    body = None if value is None else json.dumps(value).encode()
    request = urllib.request.Request(address, data=body, method=method, headers={"Content-Type": "application/json", "User-Agent": "money-bot/1.0", **headers})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as problem:
        try:
            wait = float(problem.headers.get("Retry-After") or 0)
        except ValueError:
            wait = 0.0
        raise HttpProblem(problem.code, f"it answered {problem.code} {problem.reason}", wait) from None
    except (OSError, ValueError) as problem:
        raise HttpProblem(0, str(getattr(problem, "reason", problem))) from None
