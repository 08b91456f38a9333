"""Counters in the text format that Prometheus reads."""

import threading
import time
from collections import Counter


class Metrics:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._started = time.monotonic()
        self._requests: Counter[tuple[str, int]] = Counter()
        self._advice: Counter[str] = Counter()

    def request(self, path: str, status: int) -> None:
        with self._lock:
            self._requests[path, status] += 1

    def advice(self, action: str) -> None:
        with self._lock:
            self._advice[action] += 1

    def render(self) -> str:
        with self._lock:
            requests, advice = sorted(self._requests.items()), sorted(self._advice.items())
        lines = ["# TYPE bot_core_ai_uptime_seconds gauge"]
        lines.append(f"bot_core_ai_uptime_seconds {time.monotonic() - self._started:.1f}")
        lines.append("# TYPE bot_core_ai_requests_total counter")
        lines += [
            f'bot_core_ai_requests_total{{path="{path}",status="{status}"}} {count}'
            for (path, status), count in requests
        ]
        lines.append("# TYPE bot_core_ai_advice_total counter")
        lines += [f'bot_core_ai_advice_total{{action="{action}"}} {count}' for action, count in advice]
        return "\n".join(lines) + "\n"
