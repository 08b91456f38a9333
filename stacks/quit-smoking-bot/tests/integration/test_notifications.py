"""Notifications from end to end: a bot on a copy of the data, and a chat that is an HTTP server of this process.

With BOT_TOKEN it also asks the real network whether it knows the token.
"""

import json
import logging
import os
import shutil
import sys
import tempfile
import threading
import unittest
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from src import schedule
from src.bot import Bot
from src.chat import ChatError, Conflict, Telegram
from src.store import Store

DATA = Path(os.environ.get("DATA_FOLDER") or "/app/data")


class Network(BaseHTTPRequestHandler):
    updates = []
    sent = []

    def do_POST(self):
        values = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        method = self.path.rpartition("/")[2]
        if not self.path.startswith("/bottoken/"):
            self.answer({"ok": False, "error_code": 401, "description": "Unauthorized"})
        elif method == "getUpdates" and self.updates == "conflict":
            self.answer({"ok": False, "error_code": 409, "description": "Conflict: terminated by other getUpdates request"})
        elif method == "getUpdates":
            self.answer({"ok": True, "result": [u for u in self.updates if u["update_id"] >= values["offset"]]})
        else:
            if method == "sendMessage":
                self.sent.append((values["chat_id"], values["text"]))
            self.answer({"ok": True, "result": {"username": "quit_smoking_bot"}})

    def answer(self, body):
        content = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


class Notifications(unittest.TestCase):
    def setUp(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Network)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.api = f"http://127.0.0.1:{self.server.server_address[1]}"
        Network.updates, Network.sent = [], []
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        # The bot's own data is mounted read-only, and a test must not tell anybody anything.
        for path in DATA.glob("*.json"):
            shutil.copy(path, folder.name)
        self.store = Store(Path(folder.name))
        for user in self.store.users():
            self.store.remove_user(user["id"])
        self.now = datetime(2026, 3, 23, 21, 57)
        self.bot = Bot(self.store, Telegram("token", self.api), schedule.parse("23", "21:58"), now=lambda: self.now)

    def test_everybody_is_told_when_it_is_due_and_once(self):
        self.store.add_user(5, "Anna", "2026-01-23")
        self.bot.step()
        self.assertEqual(Network.sent, [])
        self.now = datetime(2026, 3, 23, 21, 58)
        self.bot.step()
        self.bot.step()
        self.assertEqual(len(Network.sent), 1)
        self.assertTrue(Network.sent[0][1].startswith("59 days without, that is 2 whole months. The prize fund holds 15000."))

    def test_a_message_is_answered(self):
        Network.updates = [{"update_id": 1, "message": {"chat": {"id": 7}, "from": {"first_name": "Béla"}, "text": "/start"}}]
        self.bot.step()
        self.bot.step()
        self.assertEqual([chat for chat, _ in Network.sent], [7])
        self.assertEqual([user["name"] for user in self.store.users()], ["Béla"])

    def test_a_second_bot_with_the_token_is_noticed(self):
        Network.updates = "conflict"
        with self.assertRaises(Conflict):
            self.bot.step()

    def test_a_wrong_token_is_told_without_showing_it(self):
        with self.assertRaises(ChatError) as caught:
            Telegram("another-token", self.api).sign_in()
        self.assertNotIn("another-token", str(caught.exception))

    @unittest.skipUnless(os.environ.get("BOT_TOKEN"), "BOT_TOKEN is not set")
    def test_the_real_network_knows_the_token(self):
        Telegram(os.environ["BOT_TOKEN"], os.environ.get("TELEGRAM_API") or "https://api.telegram.org").sign_in()


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    sys.exit(0 if unittest.main(exit=False, verbosity=2).result.wasSuccessful() else 1)
