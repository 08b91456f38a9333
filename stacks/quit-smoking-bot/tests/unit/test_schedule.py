import unittest
from datetime import datetime

from src import schedule


class Schedules(unittest.TestCase):
    def test_the_next_moment_comes_this_month_or_the_next(self):
        due = schedule.parse("23", "21:58")
        cases = [
            (datetime(2026, 5, 1), datetime(2026, 5, 23, 21, 58)),
            (datetime(2026, 5, 23, 21, 58), datetime(2026, 6, 23, 21, 58)),
            (datetime(2026, 12, 24), datetime(2027, 1, 23, 21, 58)),
        ]
        for after, moment in cases:
            self.assertEqual(due.next(after), moment)

    def test_short_months_are_told_on_their_last_day(self):
        self.assertEqual(schedule.parse("31", "08:00").next(datetime(2026, 2, 1)), datetime(2026, 2, 28, 8))

    def test_odd_settings_are_refused(self):
        for day, at in (("0", "08:00"), ("32", "08:00"), ("x", "08:00"), ("1", "25:00"), ("1", "8"), ("1", "8:00:00")):
            with self.assertRaises(ValueError, msg=(day, at)):
                schedule.parse(day, at)
