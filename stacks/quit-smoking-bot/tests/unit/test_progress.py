import unittest
from datetime import date

from src import progress


class Progress(unittest.TestCase):
    def test_months_are_whole_ones(self):
        cases = [
            (date(2026, 1, 15), date(2026, 2, 14), 0),
            (date(2026, 1, 15), date(2026, 2, 15), 1),
            (date(2025, 12, 31), date(2026, 2, 28), 1),
            (date(2026, 1, 1), date(2025, 1, 1), 0),
            (date(2024, 2, 29), date(2026, 2, 28), 23),
        ]
        for start, today, months in cases:
            self.assertEqual(progress.months_between(start, today), months, (start, today))

    def test_the_fund_grows_every_month(self):
        self.assertEqual(
            progress.describe(date(2026, 1, 1), date(2026, 3, 1)),
            "59 days without, that is 2 whole months. The prize fund holds 15000.",
        )
