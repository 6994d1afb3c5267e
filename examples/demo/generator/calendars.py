"""Questions of dates and times of day; the answers are computed with Python's own calendar."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Callable, Dict, List, Tuple

from generator.bank import Bank
from generator.draw import Draw
from generator.rows import ROWS_PER_TASK, Row, distinct

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")
NAMES = ("Aaron", "Bella", "Cyril", "Della", "Ernest", "Freya", "Gavin", "Hilda", "Ian", "Jane", "Keith", "Laura")
COMMON_YEAR = 2025
Slots = Dict[str, object]


def rows(draw: Draw) -> List[Row]:
    bank = Bank.load("calendar")
    rule = draw.rounds(list(RULES))
    lines = {section: draw.rounds(list(enumerate(bank.lines(section)))) for section in RULES}
    names = draw.rounds(NAMES)

    def make() -> Row:
        section = next(rule)
        which, line = next(lines[section])
        slots, answer = RULES[section](draw, which)
        return Row(line.format(name=next(names), **slots), answer)

    return distinct(make, ROWS_PER_TASK)


def _day_of(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _any_day(draw: Draw) -> date:
    return date(draw.whole(1995, 2030), 1, 1) + timedelta(days=draw.whole(0, 250))


def _weekday_after(draw: Draw, which: int) -> Tuple[Slots, str]:
    today, days = draw.whole(0, 6), draw.whole(3, 24)
    return {"weekday": WEEKDAYS[today], "days": days}, WEEKDAYS[(today + days) % 7]


def _weekday_before(draw: Draw, which: int) -> Tuple[Slots, str]:
    today, days = draw.whole(0, 6), draw.whole(2, 16)
    return {"weekday": WEEKDAYS[today], "days": days}, WEEKDAYS[(today - days) % 7]


def _date_after(draw: Draw, which: int) -> Tuple[Slots, str]:
    day, days = _any_day(draw), draw.whole(5, 45)
    return {"date": _day_of(day), "year": day.year, "days": days}, _day_of(day + timedelta(days=days))


def _days_between(draw: Draw, which: int) -> Tuple[Slots, str]:
    day, days = _any_day(draw), draw.whole(12, 90)
    later = day + timedelta(days=days)
    return {"date": _day_of(day), "later": _day_of(later), "year": day.year}, str(days)


def _end_time(draw: Draw, which: int) -> Tuple[Slots, str]:
    start, minutes = 5 * draw.whole(84, 250), draw.whole(17, 165)
    return {"time": _clock(start), "minutes": minutes}, _clock(start + minutes)


def _start_time(draw: Draw, which: int) -> Tuple[Slots, str]:
    end, minutes = 5 * draw.whole(84, 260), draw.whole(15, 110)
    return {"time": _clock(end), "minutes": minutes}, _clock(end - minutes)


def _duration(draw: Draw, which: int) -> Tuple[Slots, str]:
    start, minutes = 5 * draw.whole(96, 180), 5 * draw.whole(5, 60)
    return {"time": _clock(start), "ending": _clock(start + minutes)}, str(minutes)


def _leap(draw: Draw, which: int) -> Tuple[Slots, str]:
    leap_wanted = draw.one((True, False))
    year = draw.one([year for year in range(1880, 2061) if calendar.isleap(year) == leap_wanted])
    if which == 1:
        return {"anyyear": year}, str(calendar.monthrange(year, 2)[1])
    return {"anyyear": year}, "yes" if leap_wanted else "no"


def _month_length(draw: Draw, which: int) -> Tuple[Slots, str]:
    month = draw.whole(0, 11)
    if which == 2:
        return {"month": MONTHS[month]}, MONTHS[month - 1]
    asked = month if which == 0 else (month + 1) % 12
    length = str(calendar.monthrange(COMMON_YEAR, asked + 1)[1])
    if asked == 1:
        length += " (29 in a leap year)"
    return {"month": MONTHS[month]}, length if which == 0 else f"{MONTHS[asked]}, {length}"


def _anniversary(draw: Draw, which: int) -> Tuple[Slots, str]:
    past, years, jubilee = draw.whole(1900, 2005), draw.whole(11, 95), 25 * draw.whole(2, 8)
    answers = (_ordinal(years), str(years), str(past + jubilee))
    return {"past": past, "present": past + years, "round": jubilee}, answers[which]


def _ordinal(number: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd"}
    ending = "th" if number % 100 in (11, 12, 13) else endings.get(number % 10, "th")
    return f"the {number}{ending}"


RULES: Dict[str, Callable[[Draw, int], Tuple[Slots, str]]] = {
    "weekday-after": _weekday_after,
    "weekday-before": _weekday_before,
    "date-after": _date_after,
    "days-between": _days_between,
    "end-time": _end_time,
    "start-time": _start_time,
    "duration": _duration,
    "leap": _leap,
    "month-length": _month_length,
    "anniversary": _anniversary,
}
