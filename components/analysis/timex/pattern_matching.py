"""Patterns over kinds of words: ``<month><day_number>`` matches a month's name before the number of a day."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from components.analysis.timex.lexicon import kinds
from components.analysis.timex.symbolic_values import Meaning
from components.analysis.timex.tokenisation import Token

# Parts that many patterns share; {NAME} in a pattern stands for them.
SHARED = {
    "APPROX": "(?:<about>|<at><least>|<no>?(?:<more>|<less>)<than>|<up><to_number>)",
    "NUM": "(?:{DIGITS}(?:<hyphen>?<number>){0,5}(?:<and><a><half>|<fraction>)?|<fraction>)",
    "DIGITS": "<number|int|day_number|decimal|year>",
    "FEW": "(?:<a>?<few>|<several>|<a>?<couple><of>?|<many>|<half><a>)",
    "MONTH": "(?:<month|month_word><dot>?)",
    "ORDINAL": "<ordinal|ordinal_number>",
    "DAYNO": "(?:<day_number>|<ordinal_number>|<ordinal>)",
    "SHIFT": "<last|past|this|next|coming|current|previous|following|same|that|latest>",
    "MODIFIED": "(?:<early|late|mid|middle><hyphen>?|<the><early|late|later><portion><of>|"
    "<early|late><in><the>?|<earlier|later|sometime>"
    "|<about>?(?:<the>|(?<!<a>))<begin|end|middle><of>|<begin|end><hyphen>)",
    "MOD": "(?:<the>{MODIFIED}|{MODIFIED})",
    "TAIL": "(?:<ago|hence|earlier|later>|<from><vague>)",
    "SPAN_YEAR": "<year>(?:<slash|hyphen><day_number|int|year>)?",
    "SEASON": "<season|season_word>",
}


class PatternMatch:
    """One match of a pattern: its tokens by group name, and the tokens around it."""

    def __init__(self, match: re.Match[str], tokens: list[Token], text: str) -> None:
        self._match, self._tokens, self._text = match, tokens, text
        self.first, self.last = match.start(), match.end() - 1

    def has(self, group: str) -> bool:
        """Whether the group took part."""
        return group in self._match.re.groupindex and self._match.start(group) >= 0

    def part(self, group: str) -> list[Token]:
        """The group's tokens; none where it took no part."""
        if not self.has(group):
            return []
        start, end = self._match.span(group)
        return self._tokens[start:end]

    def kind(self, group: str) -> str:
        """The kind of the group's first token, or ""."""
        part = self.part(group)
        return part[0].kind if part else ""

    def code(self, group: str) -> str:
        """The value of the group's first token as text, or ""."""
        part = self.part(group)
        return str(part[0].value) if part else ""

    def number(self, group: str) -> int | None:
        """The value of the group's first token as a whole number."""
        part = self.part(group)
        return int(part[0].value) if part and isinstance(part[0].value, int | float) else None

    def word(self, offset: int) -> str:
        """The lower-case word before (-1, -2) or after (1, 2) the match; "" across a paragraph's bound."""
        token = self.token(offset)
        return token.text.lower() if token and token.kind != "break" else ""

    def token(self, offset: int) -> Token | None:
        """The token before (-1) or after (1) the match."""
        index = self.first + offset if offset < 0 else self.last + offset
        return self._tokens[index] if 0 <= index < len(self._tokens) else None

    def capital(self, index: int = 0) -> bool:
        """Whether the match's token ``index`` begins with a capital."""
        return self._tokens[self.first + index].text[:1].isupper()

    @property
    def words(self) -> str:
        """The matched text, lower case."""
        return self._text[self._tokens[self.first].start : self._tokens[self.last].end].lower()


class Rule(NamedTuple):
    """A pattern with what builds its meaning; a builder gives None where the words are no time expression."""

    name: str
    pattern: re.Pattern[str]
    build: Callable[[PatternMatch], Meaning | None]


def rule(name: str, pattern: str, build: Callable[[PatternMatch], Meaning | None]) -> Rule:
    """Compile a pattern in kinds of words."""
    kind_characters = kinds()
    for _ in range(3):
        pattern = re.sub(r"\{([A-Z]+)\}", lambda m: SHARED[m[1]], pattern)
    compiled = re.sub(
        r"(?<!P)<([a-z_|]+)>",
        lambda m: "[" + "".join(kind_characters[kind] for kind in m[1].split("|")) + "]",
        pattern,
    )
    return Rule(name, re.compile(compiled), build)


def amount(part: list[Token]) -> float | None:
    """The number that the tokens tell ("two and a half", "21", "twenty-five"); None for a vague one."""
    total = current = 0.0
    is_number = False
    for token in part:
        if token.kind in ("few", "several", "many", "dozens"):
            return None
        if token.kind == "couple":
            return 2.0
        if not isinstance(token.value, int | float):
            continue
        is_number = True
        value = float(token.value)
        if value in (100, 1000, 12) and token.kind == "number" and current and value > current:
            current *= value
        else:
            current += value
    return total + current if is_number else None


def years_in_words(part: list[Token]) -> int | None:
    """The year that number words tell: "nineteen ninety-four", "two thousand"; None where they tell none."""
    values = [int(t.value) for t in part if t.kind == "number" and isinstance(t.value, int)]
    if len(values) >= 2 and values[0] in range(11, 21) and values[1] >= 10 and values[1] < 100:
        tail = sum(values[1:])
        return values[0] * 100 + tail if tail < 100 else None
    if values[:2] == [2, 1000] and sum(values[2:]) < 100:
        return 2000 + sum(values[2:])
    return None
