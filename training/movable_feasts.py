"""Write the days of feasts of other calendars (``components/analysis/data/movable_feasts.json``).

    python -m training.movable_feasts

From the package holidays (MIT), whose tables it keeps; what follows the moon is the most likely day. The package itself
isn't needed to run: it asks for an older python-dateutil than Dateline's, and all that is wanted of it are these days.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from holidays.calendars import (  # type: ignore[import-not-found, unused-ignore]
    _BuddhistLunisolar,
    _ChineseLunisolar,
    _HebrewLunisolar,
    _HinduLunisolar,
    _IslamicLunar,
    _Persian,
)

OUT = Path(__file__).parents[1] / "components" / "analysis" / "data" / "movable_feasts.json"
YEARS = range(1945, 2079)  # which the Islamic table holds, and the news is of
ISLAMIC, HEBREW, HINDU, CHINESE = _IslamicLunar(), _HebrewLunisolar(), _HinduLunisolar(), _ChineseLunisolar()
BUDDHIST, PERSIAN = _BuddhistLunisolar(), _Persian()
# What the package has for a year: a day, a day with whether it is sure, several of these, or nothing.
FIRST_DAYS: dict[str, Callable[[int], Any]] = {
    "ramadan": ISLAMIC.ramadan_beginning_dates,
    "eid al-fitr": ISLAMIC.eid_al_fitr_dates,
    "eid al-adha": ISLAMIC.eid_al_adha_dates,
    "mawlid": ISLAMIC.mawlid_dates,
    "ashura": ISLAMIC.ashura_dates,
    "islamic new year": ISLAMIC.hijri_new_year_dates,
    "passover": HEBREW.passover_date,
    "hanukkah": HEBREW.hanukkah_date,
    "rosh hashanah": HEBREW.rosh_hashanah_date,
    "yom kippur": HEBREW.yom_kippur_date,
    "purim": HEBREW.purim_date,
    "shavuot": HEBREW.shavuot_date,
    "sukkot": HEBREW.sukkot_date,
    "diwali": HINDU.diwali_date,
    "holi": HINDU.holi_date,
    "dussehra": HINDU.dussehra_date,
    "vaisakhi": HINDU.vaisakhi_date,
    "raksha bandhan": HINDU.raksha_bandhan_date,
    "navratri": HINDU.sharad_navratri_date,
    "lunar new year": CHINESE.lunar_new_year_date,
    "mid-autumn": CHINESE.mid_autumn_date,
    "dragon boat": CHINESE.dragon_boat_date,
    "vesak": BUDDHIST.vesak_date,
    "nowruz": PERSIAN.new_year_date,
}
# The feasts that last: how many days, the first among them. Ramadan lasts until Eid al-Fitr.
LENGTHS = {"passover": 8, "hanukkah": 8, "rosh hashanah": 2, "sukkot": 7, "shavuot": 2, "navratri": 9}


def days(name: str, year: int) -> list[date]:
    """The first days of a feast in a year; one of the Islamic calendar may come twice."""
    found = FIRST_DAYS[name](year)
    listed: Iterable[Any] = found if isinstance(found, Iterable) else [found]
    parts = [part for entry in listed for part in (entry if isinstance(entry, tuple) else (entry,))]
    # The package also lists feasts of the year before that may reach into this one.
    return sorted({part for part in parts if isinstance(part, date) and part.year == year})


def main() -> None:
    """See the module."""
    feasts = {name: " ".join(day.isoformat() for year in YEARS for day in days(name, year)) for name in FIRST_DAYS}
    made = {
        "source": "holidays 0.108 (MIT licence, Vacanza Team and individual contributors); "
        "made by training/movable_feasts.py",
        "lengths": LENGTHS,
        "first_days": feasts,
    }
    OUT.write_text(json.dumps(made, indent=2) + "\n", "utf-8")
    print({name: len(listed.split()) for name, listed in feasts.items()})


if __name__ == "__main__":
    main()
