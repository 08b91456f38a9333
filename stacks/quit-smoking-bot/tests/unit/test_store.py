import tempfile
import unittest
from datetime import datetime
from pathlib import Path

from src.bot import Bot
from src.chat import ChatError
from src.schedule import parse
from src.store import Damaged, Store


class Silent:
    def __init__(self, broken=()):
        self.sent, self.broken = [], broken

    def send(self, chat, text):
        if chat in self.broken:
            raise ChatError("403 Forbidden")
        self.sent.append((chat, text))


class Stores(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.store = Store(self.folder)
        self.chat = Silent(broken={2})
        self.bot = Bot(self.store, self.chat, parse("23", "21:58"), now=lambda: datetime(2026, 3, 1, 12))

    def test_somebody_starts_asks_and_stops(self):
        self.assertTrue(self.bot.answer(1, "Anna", "/start").startswith("Welcome, Anna."))
        self.assertTrue(self.bot.answer(1, "Anna", "/start").startswith("You are on your way already."))
        self.assertEqual(self.bot.answer(1, "", "/status@bot x"), "0 days without, that is 0 whole months. The prize fund holds 5000.")
        self.assertEqual(self.bot.answer(1, "", "/stop"), "You are forgotten.")
        self.assertEqual(self.bot.answer(1, "", "/status"), "I do not know you. /start begins.")

    def test_one_who_cannot_be_reached_does_not_keep_the_others(self):
        for number in (1, 2, 3):
            self.store.add_user(number, "x", "2026-01-01")
        with self.assertLogs("bot", "WARNING"):
            self.assertEqual(self.bot.notify(), 2)
        self.assertEqual([chat for chat, _ in self.chat.sent], [1, 3])

    def test_only_administrators_notify(self):
        (self.folder / "bot_admins.json").write_text("[9]")
        self.assertEqual(self.bot.answer(9, "", "/notify"), "0 people were told.")
        self.assertIn("/start", self.bot.answer(1, "", "/notify"))

    def test_a_damaged_file_is_not_taken_for_an_empty_one(self):
        for text in ("{", "{}", ""):
            (self.folder / "bot_users.json").write_text(text)
            with self.assertRaises(Damaged):
                self.store.add_user(1, "x", "2026-01-01")

    def test_two_bots_do_not_share_a_folder(self):
        self.store.lock()
        with self.assertRaises(BlockingIOError):
            Store(self.folder).lock()
