"""How far somebody has come: months without, and the prize fund that grows with them."""

from datetime import date

FIRST_PRIZE = 5000
EVERY_MONTH = 5000


def months_between(start: date, today: date) -> int:
    """Whole months, never less than none."""
    months = (today.year - start.year) * 12 + today.month - start.month
    if today.day < start.day:
        months -= 1
    return max(months, 0)


def prize_fund(months: int) -> int:
    return FIRST_PRIZE + months * EVERY_MONTH


def describe(start: date, today: date) -> str:
    months = months_between(start, today)
    days = max((today - start).days, 0)
    return f"{days} days without, that is {months} whole months. The prize fund holds {prize_fund(months)}."
