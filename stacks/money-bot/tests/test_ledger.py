import tempfile
import unittest
from pathlib import Path

from money_bot.ledger import Ledger, parse

WHEN = "2026-03-01T10:00:00Z"


class Ledgers(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_messages_are_read_as_cents(self):
        cases = {
            "12.50 food lunch": (-1250, "food", "lunch"),
            "0,05 Bank": (-5, "bank", ""),
            "+2000 salary": (200000, "salary", ""),
            " - 3 tea  two  cups ": (-300, "tea", "two  cups "),
        }
        for text, (cents, category, note) in cases.items():
            entry = parse(text, "1", WHEN, "anna")
            self.assertEqual((entry.cents, entry.category, entry.note.strip()), (cents, category, note.strip()), text)

    def test_what_is_no_entry_is_left_alone(self):
        for text in ("", "hello", "12", "12.505 food", "1e3 food", "12.5", "9999999999 food", "12 <script>", "twelve food"):
            self.assertIsNone(parse(text, "1", WHEN, ""), text)

    def test_a_message_counts_once_even_after_a_start(self):
        entry = parse("12.50 food", "1", WHEN, "anna")
        self.assertEqual((Ledger(self.folder).add(entry), Ledger(self.folder).add(entry)), (True, False))

    def test_a_line_that_was_cut_off_is_dropped_and_the_rest_kept(self):
        Ledger(self.folder).add(parse("12.50 food", "1", WHEN, "anna"))
        with open(self.folder / "ledger.jsonl", "a", encoding="utf-8") as file:
            file.write('{"key": "2", "mon')
        ledger = Ledger(self.folder)
        ledger.add(parse("1 tea", "3", WHEN, "anna"))
        self.assertEqual(len(Ledger(self.folder)), 2)

    def test_a_month_is_reported_with_the_largest_expense_first(self):
        ledger = Ledger(self.folder)
        for number, text in enumerate(("10 food", "2.5 food", "5 tea", "+20 salary")):
            ledger.add(parse(text, str(number), WHEN, ""))
        self.assertEqual(
            ledger.report("2026-03"),
            "2026-03:\nfood         -12.50 ############\ntea           -5.00 #####\nsalary        20.00 ####################\ntogether         2.50",
        )
        self.assertEqual(ledger.report("2026-04"), "nothing in 2026-04")
