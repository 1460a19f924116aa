"""Amounts among the words of a sentence: numbers with their sign, scale and currency or per cent, and lists of them."""

from __future__ import annotations

import bisect
import itertools
import math
import re
from collections.abc import Sequence
from decimal import Decimal

import msgspec

from components.collection.comparison.words import CURRENCY, Word
from components.domain.spans import Span

ENDS = ',;:.!?)”"'  # what ends a phrase
_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_IN_FIGURES = {word: str(n) for n, word in enumerate(_SMALL, 1)} | {
    word: f"{n}{_ENDINGS.get(n, 'th')}" for n, word in enumerate(_ORDINALS, 1)
}
_TENS_IN_FIGURES = {word: str(n * 10) for n, word in enumerate(_TENS, 2)} | {
    f"{ten}-{one}": str(n * 10 + m) for n, ten in enumerate(_TENS, 2) for m, one in enumerate(_SMALL[:9], 1)
}
_SIZES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SPELT = {figures: word for word, figures in _IN_FIGURES.items()}
_SCALES = frozenset(f"{one}{end}" for one in _SIZES for end in ("", "s"))
_FIGURES = re.compile(
    rf"(?P<minus>-?)(?P<money>[a-z]{{0,3}}[{CURRENCY}])?(?P<figures>\d[\d.,:]*)(?P<letters>[a-z]{{1,3}})?"
    rf"(?P<share>[%‰])?(?P<rest>-[\w.,%‰{CURRENCY}-]+)?"
)
_IN_WORDS = re.compile(
    rf"(?:{'|'.join(_SMALL[1:])}|(?:{'|'.join(_TENS)})(?:-\w+)?|{'|'.join(sorted(_SCALES))}|half|quarter|third|twice)"
)
_LETTERS = {"mn": "million", "bn": "billion", "tn": "trillion"}
_LETTERS_OF_MONEY = _LETTERS | {"k": "thousand", "m": "million", "b": "billion"}
_CURRENCIES = {
    name: unit
    for unit, names in {
        "$": "dollar dollars", "us$": "usd", "€": "euro euros eur", "£": "pound pounds gbp", "¥": "yen jpy",
        "a$": "aud", "c$": "cad", "yuan": "yuan cny renminbi", "franc": "franc francs", "chf": "chf",
        "rouble": "rouble roubles ruble rubles rub", "₹": "rupee rupees inr", "crown": "crown crowns",
        "krona": "krona kronor sek", "krone": "krone kroner", "nok": "nok", "dkk": "dkk", "zloty": "zloty zlotys pln",
        "lira": "lira liras", "peso": "peso pesos", "rand": "rand zar", "dirham": "dirham dirhams",
        "riyal": "riyal riyals", "shekel": "shekel shekels ils", "forint": "forint forints huf",
        "hryvnia": "hryvnia hryvnias uah", "koruna": "koruna czk", "dinar": "dinar dinars", "cent": "cent cents",
        "pence": "pence penny",
    }.items()
    for name in names.split()
}  # fmt: skip
_CODES = frozenset("usd eur gbp jpy aud cad cny chf rub inr sek nok dkk pln zar ils huf uah czk".split())  # before it
_UNITS = _CURRENCIES | {"percent": "%", "pct": "%", "%": "%", "‰": "‰", "point": "point", "points": "point"}
_TWO_WORDS = {("per", "cent"): "%", ("per", "mille"): "‰", ("percentage", "point"): "% point",
              ("percentage", "points"): "% point"}  # fmt: skip
_LONE_SIGN = re.compile(rf"[a-z]{{0,3}}[{CURRENCY}]")
_UNIT_SIGN = re.compile(rf"[%‰{CURRENCY}]")
_CONNECTING = frozenset("and or nor to against versus vs".split())


class Part(msgspec.Struct, frozen=True):
    """A word, an amount or a list of amounts: where it stands and its words.

    ``key`` is what it is compared by (the same for "three" and "3", "5 percent" and "5%"); ``amounts`` are the keys of
    its amounts, none of a word; ``has_unit``: it says what it counts.
    """

    start: int
    end: int
    key: str
    words: tuple[Word, ...]
    amounts: tuple[str, ...] = ()
    has_unit: bool = False


def parts_of(text: str, words: Sequence[Word], dates: Sequence[Span]) -> list[Part]:
    """The words of a sentence, those of an amount as one, and so those of a list; a date is in no list."""
    out: list[Part] = []
    at = 0
    while at < len(words):
        found = _amount(text, words, at)
        out.append(found or Part(words[at].start, words[at].end, words[at].key, (words[at],)))
        at += len(out[-1].words)
    return _with_lists(text, out, dates)


def other_spellings(keys: Sequence[str]) -> set[str]:
    """The small numbers among some words, spelt out where they are figures and the other way round."""
    return {_IN_FIGURES[k] for k in keys if k in _IN_FIGURES} | {_SPELT[k] for k in keys if k in _SPELT}


def _is_number(key: str) -> bool:
    return _FIGURES.fullmatch(key) is not None or _IN_WORDS.fullmatch(key) is not None


def _amount(text: str, words: Sequence[Word], start: int) -> Part | None:
    """The amount that begins with a word; None where none does."""
    at = start
    units: list[str] = []
    minus = words[at].key == "minus"
    at += minus
    if at + 1 < len(words) and (words[at].key in _CODES or _LONE_SIGN.fullmatch(words[at].key)):
        units.append(_CURRENCIES.get(words[at].key, words[at].key))
        at += 1
    if at >= len(words) or not _is_number(words[at].key):
        return None
    first = at
    at += 1
    while at < len(words) and not ends(text, words[at - 1]) and _goes_on(words[at - 1].key, words[at].key):
        at += 1
    last = at
    if at < len(words) and not ends(text, words[at - 1]):
        unit, size = _unit(text, words, at)
        units += [unit] if unit else []
        at += size
    key = _amount_key([w.key for w in words[first:last]], units, minus=minus)
    has_unit = bool(units) or _UNIT_SIGN.search(text, words[first].start, words[last - 1].end) is not None
    return Part(words[start].start, words[at - 1].end, key, tuple(words[start:at]), (key,), has_unit)


def ends(text: str, word: Word | Part) -> bool:
    """Whether a mark after the word ends a phrase."""
    return text[word.end - 1] in ENDS


def _goes_on(one: str, other: str) -> bool:
    """Whether a number goes on with the next word: "3 million", "twenty five"."""
    return (other in _SCALES and one not in ("half", "quarter", "third", "twice")) or (
        one in _TENS and other in _SMALL[:9]
    )


def _unit(text: str, words: Sequence[Word], at: int) -> tuple[str, int]:
    """The currency or per cent that begins with a word, and how many words it has."""
    two = tuple(w.key for w in words[at : at + 2])
    if len(two) == 2 and not ends(text, words[at]):
        if two in _TWO_WORDS:
            return _TWO_WORDS[two[0], two[1]], 2
        if text[words[at].start].isupper() and two[1] in _CURRENCIES:  # "Swiss francs"
            return ("us$" if two == ("us", "dollars") else " ".join((two[0], _CURRENCIES[two[1]]))), 2
    key = two[0]
    if key in _UNITS or _LONE_SIGN.fullmatch(key):
        return _UNITS.get(key, key), 1
    return "", 0


def _amount_key(keys: Sequence[str], units: Sequence[str], *, minus: bool) -> str:
    """What an amount is compared by: its units, then its figures and scale."""
    found = [_FIGURES.fullmatch(key) for key in keys]
    of = [*units, *(f["money"] for f in found if f and f["money"]), *(f["share"] for f in found if f and f["share"])]
    letters = _LETTERS_OF_MONEY if set(of) - {"%", "‰"} else _LETTERS
    told = []
    for key, figures in zip(keys, found, strict=True):
        if figures is None:
            told.append(_IN_FIGURES.get(key) or _TENS_IN_FIGURES.get(key) or key)
            continue
        minus = minus or bool(figures["minus"])
        bare = re.sub(r"(?<=\d),(?=\d{3}\b)", "", figures["figures"].rstrip(".,:"))  # "1,000" and "1000"
        more = figures["letters"] or ""
        told.append(f"{bare}{f' {letters[more]}' if more in letters else more}{figures['rest'] or ''}")
    return " ".join((*sorted(set(of)), f"{'-' if minus else ''}{_value(' '.join(told).split())}"))


def _value(told: Sequence[str]) -> str:
    """An amount in figures, whatever it is told by: "two hundred", "3 million", "twenty five"; else its words."""
    number, scales = told[0], [re.sub("s$", "", word) for word in told[1:]]
    if len(told) == 2 and number in _TENS_IN_FIGURES.values() and told[1] in _IN_FIGURES.values():
        return str(int(number) + int(told[1]))
    if not re.fullmatch(r"\d+(\.\d+)?", number) or not all(scale in _SIZES for scale in scales):
        return " ".join(told)
    size = math.prod(_SIZES[scale] for scale in scales)
    return f"{(Decimal(number) * size).normalize():f}" if scales else number


def _with_lists(text: str, parts: Sequence[Part], dates: Sequence[Span]) -> list[Part]:
    """The parts, amounts that "and" or the like joins as one: "3, 5 and 8"."""
    of_date = _of_dates(parts, dates)
    listed = [bool(part.amounts) and not dated for part, dated in zip(parts, of_date, strict=True)] + [False] * 2
    out: list[Part] = []
    at = 0
    while at < len(parts):
        last = end = at  # the last amount of the list, and the last one that a word joins to it
        while listed[last]:
            mark = text[parts[last].end - 1]
            if mark in ENDS and mark != ",":
                break
            if last + 1 < len(parts) and parts[last + 1].key in _CONNECTING and listed[last + 2]:
                last = end = last + 2
            elif mark == "," and listed[last + 1]:
                last += 1
            else:
                break
        some = parts[at : end + 1]
        amounts = tuple(a for p in some for a in p.amounts)
        out.append(
            some[0] if len(some) == 1 else Part(
                some[0].start, some[-1].end, " ".join(p.key for p in some), tuple(w for p in some for w in p.words),
                amounts, some[-1].has_unit,
            )
        )  # fmt: skip
        # What follows up to the last amount is joined by no word: it is in no list either.
        out += parts[end + 1 : last + 1]
        at = max(last, end) + 1
    return out


def _of_dates(parts: Sequence[Part], dates: Sequence[Span]) -> list[bool]:
    """Whether each part stands within a date."""
    places = sorted(dates)
    starts = [start for start, _ in places]
    furthest = list(itertools.accumulate((end for _, end in places), max))
    # The dates that begin before a part ends: one of them may reach into it.
    before = (bisect.bisect_left(starts, part.end) for part in parts)
    return [n > 0 and furthest[n - 1] > part.start for n, part in zip(before, parts, strict=True)]
