"""The days of feasts that follow the moon or another calendar, from the tables of the package ``holidays``.

Where a feast's day depends on a sighting of the moon, the table has the most likely one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any

# The package keeps its calendars as names of its own; it is pinned, and our tests hold the days against known ones.
from holidays.calendars import (
    _BuddhistLunisolar,
    _ChineseLunisolar,
    _HebrewLunisolar,
    _HinduLunisolar,
    _IslamicLunar,
    _Persian,
)

from components.analysis.timex.timex3_value_arithmetic import Bounds

_ISLAMIC, _HEBREW, _HINDU, _CHINESE = _IslamicLunar(), _HebrewLunisolar(), _HinduLunisolar(), _ChineseLunisolar()
_BUDDHIST, _PERSIAN = _BuddhistLunisolar(), _Persian()
# What the package has for a year: a day, a day with whether it is sure, several of these, or nothing.
_FIRST_DAYS: dict[str, Callable[[int], Any]] = {
    "ramadan": _ISLAMIC.ramadan_beginning_dates,
    "eid al-fitr": _ISLAMIC.eid_al_fitr_dates,
    "eid al-adha": _ISLAMIC.eid_al_adha_dates,
    "eid": lambda year: [*_ISLAMIC.eid_al_fitr_dates(year), *_ISLAMIC.eid_al_adha_dates(year)],
    "mawlid": _ISLAMIC.mawlid_dates,
    "ashura": _ISLAMIC.ashura_dates,
    "islamic new year": _ISLAMIC.hijri_new_year_dates,
    "passover": _HEBREW.passover_date,
    "hanukkah": _HEBREW.hanukkah_date,
    "rosh hashanah": _HEBREW.rosh_hashanah_date,
    "yom kippur": _HEBREW.yom_kippur_date,
    "purim": _HEBREW.purim_date,
    "shavuot": _HEBREW.shavuot_date,
    "sukkot": _HEBREW.sukkot_date,
    "diwali": _HINDU.diwali_date,
    "holi": _HINDU.holi_date,
    "dussehra": _HINDU.dussehra_date,
    "vaisakhi": _HINDU.vaisakhi_date,
    "raksha bandhan": _HINDU.raksha_bandhan_date,
    "navratri": _HINDU.sharad_navratri_date,
    "lunar new year": _CHINESE.lunar_new_year_date,
    "mid-autumn": _CHINESE.mid_autumn_date,
    "dragon boat": _CHINESE.dragon_boat_date,
    "vesak": _BUDDHIST.vesak_date,
    "nowruz": _PERSIAN.new_year_date,
}
# The feasts that last: how many days, the first among them.
_LENGTHS = {"passover": 8, "hanukkah": 8, "rosh hashanah": 2, "sukkot": 7, "shavuot": 2, "navratri": 9}


@cache
def spans_of_feast(name: str, year: int) -> tuple[Bounds, ...]:
    """The first and last day of each such feast that begins in the year; none where the table doesn't hold it.

    One of the Islamic calendar may come twice in a year. Raises KeyError for a name that is no such feast.
    """
    return tuple((day, _last_day(name, day)) for day in _first_days(name, year))


def _first_days(name: str, year: int) -> list[date]:
    found = _FIRST_DAYS[name](year)
    listed: Iterable[Any] = found if isinstance(found, Iterable) else [found]
    # The package also lists feasts of the year before that may reach into this one.
    return sorted({d for entry in listed for d in _dates_in(entry) if d.year == year})


def _dates_in(entry: Any) -> list[date]:
    parts = entry if isinstance(entry, tuple) else (entry,)
    return [p for p in parts if isinstance(p, date)]


def _last_day(name: str, first: date) -> date:
    if name == "ramadan":
        ends = [d for year in (first.year, first.year + 1) for d in _first_days("eid al-fitr", year) if d > first]
        return min(ends) - timedelta(1) if ends else first + timedelta(29)
    return first + timedelta(_LENGTHS.get(name, 1) - 1)
