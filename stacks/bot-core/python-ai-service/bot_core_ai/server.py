"""The service's HTTP side: health, metrics, advice."""

import hmac
import json
import logging
from dataclasses import asdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .database import Database, DatabaseError
from .metrics import Metrics
from .migrations import read
from .model import advise
from .settings import APPLICATION, Settings

LARGEST_BODY = 64 * 1024


class BadRequest(Exception):
    """The caller's mistake; its text goes back to the caller."""


class Server(ThreadingHTTPServer):
    daemon_threads = False  # server_close() then waits for requests that are being answered

    def __init__(self, settings: Settings):
        self.settings = settings
        self.database = Database(settings.database_url)
        self.metrics = Metrics()
        self.newest_migration = len(read(APPLICATION / "migrations"))
        super().__init__(("", settings.port), Handler)


class Handler(BaseHTTPRequestHandler):
    server: Server
    server_version = "bot-core-ai"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        routes = {"/health": self.health, "/metrics": self.metrics, "/api/predictions": self.predictions}
        self.answer(routes)

    def do_POST(self) -> None:
        self.answer({"/api/predict": self.predict})

    def health(self) -> None:
        """Healthy means: requests are answered and the database is there. Pending migrations are told, no more."""
        version = self.server.database.schema_version()
        pending = max(0, self.server.newest_migration - version)
        self.reply(200, {
            "status": "ok", "service": "python-ai-service", "database": "ok",
            "schema_version": version, "pending_migrations": pending,
        })

    def metrics(self) -> None:
        self.send(200, "text/plain; version=0.0.4", self.server.metrics.render().encode())

    def predictions(self) -> None:
        if self.authorized():
            self.reply(200, self.server.database.latest_predictions(20))

    def predict(self) -> None:
        if not self.authorized():
            return
        symbol, prices = self.question()
        settings = self.server.settings
        try:
            advice = advise(prices, settings.fast, settings.slow, settings.threshold)
        except ValueError as error:
            raise BadRequest(str(error)) from error
        number = self.server.database.save_prediction(symbol, advice.action, advice.confidence, advice.momentum)
        self.server.metrics.advice(advice.action)
        self.reply(200, {"id": number, "symbol": symbol, **asdict(advice)})

    def question(self) -> tuple[str, list[float]]:
        length = int(self.headers.get("Content-Length") or 0)
        if not 0 < length <= LARGEST_BODY:
            raise BadRequest(f"a body of 1 to {LARGEST_BODY} bytes is needed")
        try:
            body = json.loads(self.rfile.read(length))
            return str(body["symbol"])[:20], [float(price) for price in body["prices"]]
        except (ValueError, KeyError, TypeError) as error:
            raise BadRequest('expected {"symbol": "BTCUSDT", "prices": [1.0, …]}') from error

    def authorized(self) -> bool:
        """The other services show the token they share, people show the API key."""
        settings = self.server.settings
        pairs = (("X-Inter-Service-Token", settings.inter_service_token), ("X-Api-Key", settings.api_key))
        # Compared in constant time: how long a refusal takes must not tell how much of a guess was right.
        if any(hmac.compare_digest(self.headers.get(name, "").encode(), secret.encode()) for name, secret in pairs):
            return True
        self.reply(401, {"error": "X-Inter-Service-Token or X-Api-Key is needed"})
        return False

    def answer(self, routes: dict[str, Any]) -> None:
        path = self.path.partition("?")[0]
        try:
            if path in routes:
                routes[path]()
            else:
                self.reply(404, {"error": "no such page"})
        except BadRequest as error:
            self.reply(400, {"error": str(error)})
        except DatabaseError as error:
            logging.warning("%s: %s", path, error)
            self.reply(503, {"status": "unhealthy", "error": str(error)})

    def reply(self, status: int, value: Any) -> None:
        self.send(status, "application/json", json.dumps(value).encode())

    def send(self, status: int, content_type: str, body: bytes) -> None:
        path = self.path.partition("?")[0]
        # Unknown paths would let a stranger fill the counters.
        self.server.metrics.request(path if status != 404 else "other", status)
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        # A health check every few seconds would drown everything else.
        logging.debug(format, *arguments)
