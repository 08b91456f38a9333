import json
import tempfile
import unittest
from datetime import datetime, timezone
from pathlib import Path

from money_bot import settings
from money_bot.bot import Bot
from money_bot.chats import Offline
from money_bot.http import HttpProblem
from money_bot.ledger import Ledger


class Broken:
    def add(self, entry):
        raise HttpProblem(500, "it answered 500")


class Bots(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.ledger = Ledger(self.folder)
        self.bot = Bot(self.ledger, Offline(self.folder), Broken(), now=lambda: datetime(2026, 3, 1, tzinfo=timezone.utc))

    def say(self, *texts):
        for number, text in enumerate(texts):
            (self.folder / "inbox" / f"{number}.json").write_text(json.dumps({"when": "2026-03-01", "text": text}))
        with self.assertLogs("money_bot") as said:
            self.bot.step()
        return [record.getMessage() for record in said.records]

    def test_an_entry_is_kept_although_its_copy_failed(self):
        said = self.say("12.50 food lunch", "!month")
        self.assertEqual(said[0], "an entry was not copied to Notion: it answered 500")
        self.assertIn("would send: -12.50 for food", said)
        self.assertEqual(len(self.ledger), 1)

    def test_a_file_that_is_no_message_does_not_stop_the_others(self):
        (self.folder / "inbox" / "00.json").write_text("{")
        said = self.say("!health")
        self.assertTrue(said[0].startswith("00.json is no message"))
        self.assertEqual(said[1], "would send: healthy, 0 entries")


class Secrets(unittest.TestCase):
    def test_they_come_from_files_too(self):
        with tempfile.NamedTemporaryFile("w") as file:
            file.write("token\n")
            file.flush()
            self.assertEqual(settings.read({"DISCORD_TOKEN_FILE": file.name}).discord_token, "token")
            with self.assertRaises(settings.WrongSettings):
                settings.read({"DISCORD_TOKEN_FILE": file.name, "DISCORD_TOKEN": "x"})

    def test_odd_settings_are_refused(self):
        for odd in ({"POLL_INTERVAL": "x"}, {"POLL_INTERVAL": "-1"}, {"POLL_INTERVAL": "nan"}, {"MONEY_CHANNEL_ID": "money"}, {"NOTION_TOKEN": "x"}, {"DISCORD_TOKEN_FILE": "/lost"}):
            with self.assertRaises(settings.WrongSettings, msg=odd):
                settings.read(odd)
