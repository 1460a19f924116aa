"""Words of a passage as they are compared: without case, punctuation and the kind of quotation marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

import msgspec
import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from components.domain.spans import Span

_FIRST_CODE = 0x10000  # a word's character: above the surrogates, which are none
_ROWS_AT_ONCE = 500
Change = Literal["same", "left out", "put in"]
CURRENCY = r"$¢-¥\u20a0-\u20cf"  # every currency sign, for a class of characters
_SPACE = r"[ \u00a0\u2009\u202f]"
_DIGITS = r"\d(?:(?<!\d{4})[\u00a0\u2009\u202f]\d{3}(?!\d))*"  # "12 000", its space one that breaks no line
_WORD = re.compile(
    rf"(?:[^\w\s]*[A-Za-z]{{0,3}}[{CURRENCY}]{_SPACE}(?=[-−–]?\d))?"  # "$ 5"
    rf"\S*{_DIGITS}(?:{_SPACE}(?:[%‰]|[{CURRENCY}](?!{_SPACE}?[-−–]?\d))(?!\w))?\S*"  # "5 %"
    r"|\S+"
)
_KEY = re.compile(
    rf"(?P<minus>[-−–](?=[{CURRENCY}]?\d|[A-Za-z]{{1,3}}[{CURRENCY}]\d))?"
    rf"(?:(?P<money>[{CURRENCY}])(?P<then>[-−–])?(?=\d))?(?P<word>\w(?:.*\w)?)(?P<unit>[%‰{CURRENCY}])?"
)  # the sign of a number, its currency or its per cent are part of it
_SIGN = re.compile(rf"[%‰{CURRENCY}]")
_CURLY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-"})
_NEGATIONS = frozenset(
    "barely cannot hardly neither never no nobody none nor not nothing rarely scarcely seldom without".split()
)
STOP_WORDS = frozenset(
    (
        "a an the and or but nor if as at by for from in into of off on onto out over to up with about after against "
        "before between during since than that this these those there then is are was were be been being am do does "
        "did have has had having will would can could may might must shall should not no it its he she his her him "
        "they them their we our us you your i my me who whom whose which what when where while why how also more most "
        "said say says told"
    ).split()
)


class Word(msgspec.Struct, frozen=True):
    """A word: where it stands, and what it is compared by (empty: marks alone)."""

    start: int
    end: int
    key: str


class Piece(msgspec.Struct, frozen=True):
    """A run of words and what became of them: the same in both, left out of the other, put in beside it."""

    text: str
    change: Change


def words_in(text: str, spans: Sequence[Span]) -> list[Word]:
    """The words of some spans of a text, in their order; what holds no letter, digit, currency or per cent is none.

    A number and the sign beside it are one word, whether a space parts them or not: "5 %", "$ 5".
    """
    found = []
    for start, end in spans:
        last = ""
        for match in _WORD.finditer(text, start, end):
            key = _key("".join(match[0].split()), beside=last[-1:].isdigit())
            last = match[0]
            if key:
                found.append(Word(match.start(), match.end(), key))
    return found


def _key(written: str, *, beside: bool) -> str:
    """What a word is compared by; ``beside`` a number, no dash but the sign itself is a minus: "from 10 –12"."""
    found = _KEY.search(written)
    if found is None:
        lone = _SIGN.search(written)
        return lone[0] if lone else ""
    word, money, unit = found["word"], found["money"] or "", found["unit"] or ""
    dash = "" if beside and found["minus"] != "−" else found["minus"]
    minus = "-" if dash or found["then"] else ""
    if unit not in ("", "%", "‰") and not money and word[0].isdigit():
        money, unit = unit, ""  # "5 €" is "€5"
    return f"{minus}{money}{word}{unit}".translate(_CURLY).casefold()


def keys_of(words: Sequence[Word]) -> list[str]:
    """What the words are compared by."""
    return [w.key for w in words]


def telling_words(text: str, spans: Sequence[Span]) -> frozenset[str]:
    """The different words that tell what a passage is about: the frequent small ones are left out."""
    return frozenset(k for k in keys_of(words_in(text, spans)) if k not in STOP_WORDS)


def likeness(a: Sequence[str], b: Sequence[str]) -> float:
    """The share of words that stand in both in the same order, 0 to 1."""
    return float(Indel.normalized_similarity(a, b)) if a and b else 0.0


def most_likeness(a: Sequence[str], b: Sequence[str]) -> float:
    """What ``likeness`` can be at most: told from how often each word stands in both, whatever the order."""
    common = sum((Counter(a) & Counter(b)).values())
    return 2 * common / (len(a) + len(b)) if a and b else 0.0


def likest_rows(a: Sequence[Sequence[str]], b: Sequence[Sequence[str]], least: float) -> list[tuple[float, int, int]]:
    """(likeness, place in ``a``, place in ``b``) of the rows of words that are at least so alike.

    Each word is one character here: whole texts of thousands of sentences are compared in compiled code.
    """
    code: dict[str, str] = {}
    left, right = (
        ["".join(code.setdefault(word, chr(_FIRST_CODE + len(code))) for word in row) for row in rows]
        for rows in (a, b)
    )
    out: list[tuple[float, int, int]] = []
    for start in range(0, len(left), _ROWS_AT_ONCE):
        shares = cdist(
            left[start : start + _ROWS_AT_ONCE],
            right,
            scorer=Indel.normalized_similarity,
            score_cutoff=least,
            dtype=np.float64,
        )
        out += [
            (float(shares[n, m]), start + int(n), int(m))
            for n, m in zip(*np.nonzero(shares >= least), strict=True)
            if left[start + int(n)] and right[int(m)]
        ]
    return out


def is_run_of(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the words stand together, in their order, among the longer ones."""
    if not short or len(short) > len(long):
        return False
    return any(list(long[n : n + len(short)]) == list(short) for n in range(len(long) - len(short) + 1))


def changed_runs(
    a: Sequence[str], b: Sequence[str]
) -> list[tuple[Literal["equal", "replace", "delete", "insert"], int, int, int, int]]:
    """What turns one row of words into the other: (what, from, to in the first; from, to in the second)."""
    out: list[tuple[Literal["equal", "replace", "delete", "insert"], int, int, int, int]] = []
    for op in Indel.opcodes(a, b):
        step = (op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end)
        if out and {out[-1][0], op.tag} <= {"delete", "insert", "replace"}:
            last = out.pop()
            src, dest = (last[1], op.src_end), (last[3], op.dest_end)
            tag = "replace" if src[0] < src[1] and dest[0] < dest[1] else "delete" if src[0] < src[1] else "insert"
            out.append((tag, *src, *dest))  # type: ignore[arg-type]
        else:
            out.append(step)  # type: ignore[arg-type]
    return out


def pieces_of(text: str, words: Sequence[Word], others: Sequence[Word], own: Change) -> tuple[Piece, ...]:
    """The passage's words as they are written, those that ``others`` lack as ``own``."""
    out: list[tuple[Change, int, int]] = []
    for tag, start, end, _, _ in changed_runs(keys_of(words), keys_of(others)):
        if start == end:
            continue
        change: Change = "same" if tag == "equal" else own
        if out and out[-1][0] == change:
            out[-1] = (change, out[-1][1], end)
        else:
            out.append((change, start, end))
    return tuple(Piece(_written(text, words[start:end]), change) for change, start, end in out)


def merged_pieces(
    old_text: str, old: Sequence[Word], new_text: str, new: Sequence[Word]
) -> tuple[Piece, ...]:  # fmt: skip
    """Both passages as one: words of both, words that went ("left out"), words that came ("put in")."""
    out = []
    for tag, a, b, c, d in changed_runs(keys_of(old), keys_of(new)):
        if tag == "equal":
            out.append(Piece(_written(new_text, new[c:d]), "same"))
            continue
        if a < b:
            out.append(Piece(_written(old_text, old[a:b]), "left out"))
        if c < d:
            out.append(Piece(_written(new_text, new[c:d]), "put in"))
    return tuple(out)


def _written(text: str, words: Sequence[Word]) -> str:
    """The words as they are written, with the marks between them; words left out between two parts as "…"."""
    parts = []
    for n, word in enumerate(words):
        gap = text[words[n - 1].end : word.start] if n else ""
        left_out = any(c.isalnum() for c in gap) or word.start < (words[n - 1].end if n else 0)
        parts.append((" … " if left_out else gap) + text[word.start : word.end])
    return " ".join("".join(parts).split())


def negations(keys: Sequence[str]) -> int:
    """How many of the words deny something."""
    return sum(key in _NEGATIONS or key.replace("’", "'").endswith("n't") for key in keys)
