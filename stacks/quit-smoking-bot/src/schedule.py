"""When everybody is told of their progress: once a month."""

import calendar
from datetime import datetime, time


def parse(day: str, at: str) -> "Schedule":
    try:
        hour, minute = at.split(":")
        schedule = Schedule(int(day), time(int(hour), int(minute)))
    except ValueError:
        raise ValueError(f"NOTIFICATION_DAY '{day}' and NOTIFICATION_TIME '{at}' are no day of a month and no time such as 21:58") from None
    if not 1 <= schedule.day <= 31:
        raise ValueError(f"NOTIFICATION_DAY is {day}, and months have 1 to 31")
    return schedule


class Schedule:
    def __init__(self, day: int, at: time):
        self.day = day
        self.at = at

    def next(self, after: datetime) -> datetime:
        """The first moment after the given one. A month that is too short is told on its last day."""
        year, month = after.year, after.month
        while True:
            last = calendar.monthrange(year, month)[1]
            moment = datetime.combine(datetime(year, month, min(self.day, last)), self.at)
            if moment > after:
                return moment
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
