import asyncio
import tempfile
import unittest
from pathlib import Path

from pyhabot.bot import Bot
from pyhabot.fetch import Folder
from pyhabot.store import Store

PAGES = Path(__file__).parent.parent / "pages"


class Watches(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.pages = self.folder / "pages"
        self.pages.mkdir()
        self.told = []
        self.open()

    def open(self):
        async def say(text):
            self.told.append(text)

        self.store = Store(self.folder / "data")
        self.addCleanup(self.store.close)
        self.bot = Bot(self.store, Folder(self.pages), say)

    def ask(self, text):
        return asyncio.run(self.bot.answer(text))

    def page(self, price):
        text = (PAGES / "laptop.html").read_text(encoding="utf-8").replace("45 000", price)
        (self.pages / "laptop.html").write_text(text, encoding="utf-8")

    def test_what_is_new_is_told_once_and_another_price_again(self):
        self.page("45 000")
        self.assertEqual(self.ask("add https://example.org/search/laptop"), "watch 1 is added")
        self.assertEqual(self.ask("refresh"), "2 changes")
        self.assertEqual(self.ask("refresh"), "0 changes")
        self.page("40 000")
        self.assertEqual(self.ask("refresh"), "1 changes")
        self.assertEqual(
            self.told[-1],
            "another price: ThinkPad X220, jó állapotban, was 45000 (40 000 Ft, Budapest) https://example.org/apro/thinkpad-x220/hsz_1.html",
        )

    def test_watches_outlive_the_process(self):
        self.ask("add https://example.org/search/laptop")
        self.store.close()
        self.open()
        self.assertEqual(self.ask("list"), "1 https://example.org/search/laptop")
        self.assertEqual(self.ask("remove 1"), "watch 1 is removed")
        self.assertEqual(self.ask("list"), "nothing is watched")

    def test_a_page_that_fails_does_not_keep_the_others(self):
        self.page("45 000")
        self.ask("add https://example.org/search/lost")
        self.ask("add https://example.org/search/laptop")
        self.assertEqual(self.ask("refresh"), "2 changes")

    def test_odd_commands_are_answered(self):
        cases = {
            "": "add ADDRESS, remove NUMBER, list, ads NUMBER, refresh, help",
            "add": "add what? an address that begins with https:// is expected",
            "add file:///etc/passwd": "add what? an address that begins with https:// is expected",
            "remove x": "remove which? 'list' tells the numbers",
            "remove 9": "there is no watch 9",
            "ads 9": "none",
        }
        for command, answer in cases.items():
            self.assertEqual(self.ask(command), answer)
