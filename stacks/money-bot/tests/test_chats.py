import json
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from money_bot.chats import Discord, Notion
from money_bot.http import HttpProblem
from money_bot.ledger import parse


class Network(BaseHTTPRequestHandler):
    messages, got = [], []

    def do_GET(self):
        if self.headers["Authorization"] != "Bot good":
            return self.answer(401, {})
        after = int(self.path.partition("after=")[2] or 0)
        fresh = [message for message in self.messages if int(message["id"]) > after]
        return self.answer(200, fresh if after else fresh[-1:])

    def do_POST(self):
        self.got.append((self.path, json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
        self.answer(200, {})

    def answer(self, status, body):
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


def message(number, text, bot=False):
    return {"id": str(number), "timestamp": "2026-03-01T00:00:00Z", "author": {"username": "anna", "bot": bot}, "content": text}


class Chats(unittest.TestCase):
    def setUp(self):
        server = ThreadingHTTPServer(("127.0.0.1", 0), Network)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.api = f"http://127.0.0.1:{server.server_address[1]}"
        Network.messages, Network.got = [message(1, "old")], []

    def test_only_what_is_written_from_now_on_counts_and_no_bots(self):
        chat = Discord("good", "5", self.api, "")
        self.assertEqual(chat.messages(), [])
        Network.messages += [message(10, "12 food"), message(9, "first"), message(11, "-12.00 for food", bot=True)]
        self.assertEqual([found.text for found in chat.messages()], ["first", "12 food"])
        self.assertEqual((chat.messages(), chat.after), ([], "11"))

    def test_a_wrong_token_is_told_without_showing_it(self):
        with self.assertRaises(HttpProblem) as caught:
            Discord("bad-token", "5", self.api, "").messages()
        self.assertEqual((caught.exception.status, "bad-token" in str(caught.exception)), (401, False))

    def test_answers_mention_nobody(self):
        Discord("good", "5", self.api, "").send("@everyone")
        self.assertEqual(Network.got, [("/channels/5/messages", {"content": "@everyone", "allowed_mentions": {"parse": []}})])

    def test_an_entry_is_a_page_in_notion(self):
        Notion("good", "db", self.api).add(parse("12.50 food lunch", "1", "2026-03", "anna"))
        path, page = Network.got[0]
        self.assertEqual((path, page["parent"], page["properties"]["Amount"]), ("/pages", {"database_id": "db"}, {"number": -12.5}))
