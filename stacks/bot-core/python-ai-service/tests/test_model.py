import unittest

from bot_core_ai.model import advise


class AdviceFromPrices(unittest.TestCase):
    def test_rising_prices_say_buy(self):
        self.assertEqual(advise([100 + step for step in range(20)], 5, 20, 0.001).action, "buy")

    def test_falling_prices_say_sell(self):
        self.assertEqual(advise([100 - step for step in range(20)], 5, 20, 0.001).action, "sell")

    def test_steady_prices_say_hold(self):
        advice = advise([100.0] * 20, 5, 20, 0.001)

        self.assertEqual((advice.action, advice.confidence, advice.momentum), ("hold", 1.0, 0.0))

    def test_too_few_prices_are_refused(self):
        with self.assertRaisesRegex(ValueError, "20 prices are needed, 3 were given"):
            advise([1.0, 2.0, 3.0], 5, 20, 0.001)
