"""Tells whether the words of a text look damaged: letters lost, doubled or exchanged on the way from print.

Where a file maps its letters wrongly, what is read of it isn't what is printed, and nobody sees it but who compares.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from components.ingest.english_words import english

LOOKS_DAMAGED = "The words of this PDF look damaged"  # how a note or a refusal that tells of it begins
WINDOW = 60  # words that are judged together: one passage may be damaged in a text that isn't
FEWEST = 8  # words below which nothing is told
JUDGED = 20  # such words that a window needs
KNOWN = 0.64  # of a window's lower-case words that English has, below which it is damaged
STRANGE = 0.04  # of a window's words that hold signs which no print has
DOUBLED = 0.12  # of them, that are a known word with a part said twice
LONG = 24  # letters of a word without a hyphen, over which blanks were lost
RUN_TOGETHER = 0.2  # of the letters stand in such words
_LETTERS = re.compile(r"[^\W\d_]+")
SINGLE = 0.25  # of the words are one letter: blanks between letters
_WORD = re.compile(r"[^\s]+")
_INNER = re.compile(r"^[^\w]+|[^\w]+$")
_ADDRESS = re.compile(r"@|://|www\.|\.[a-z]{2,3}/|/")
SAMPLE = 60  # characters that are shown


def looks_damaged(text: str) -> str | None:
    """A sample of what looks damaged in a text; None where nothing does."""
    words = [m.span() for m in _WORD.finditer(text)]
    for start in range(0, max(1, len(words)), WINDOW):
        window = words[start : start + WINDOW] if len(words) - start >= WINDOW // 2 else words[-WINDOW:]
        if (at := _damaged([text[s:e] for s, e in window])) is not None:
            left = window[max(0, at - 1)][0]
            return " ".join(text[left : left + SAMPLE].split())
    return None


def _damaged(words: list[str]) -> int | None:
    """Which word shows it; None where a window of words is sound."""
    if not words:
        return None
    strange = [n for n, w in enumerate(words) if any(_is_strange(c) for c in w)]
    if len(strange) > max(1.0, STRANGE * len(words)):
        return strange[0]
    runs = [
        (n, len(run))
        for n, w in enumerate(words)
        if len(w) > 120 or not _ADDRESS.search(w)
        for run in _LETTERS.findall(w)
    ]
    together = [(n, size) for n, size in runs if size > LONG]
    if sum(size for _, size in together) > RUN_TOGETHER * sum(size for _, size in runs) and len(together) > 1:
        return together[0][0]
    if len(words) < FEWEST:
        return None
    plain = list(_plain(words))
    single = [n for n, w in plain if len(w) == 1 and w.isalpha() and w.casefold() not in "aisto"]
    if len(single) > SINGLE * len(words):
        return single[0]
    doubled = [n for n, w in plain if _is_doubled(w)]
    if len(doubled) > max(2.0, DOUBLED * len(words)):
        return doubled[0]
    # Names and numbers have no say, but a text of them alone has none either.
    # A capital within a word is rarer than a name is: such words have a say.
    judged = [
        (n, w) for n, w in plain if w.isalpha() and len(w) > 1 and (w.islower() or not (w.isupper() or w[1:].islower()))
    ]
    if len(judged) < FEWEST:
        judged = [(n, w) for n, w in plain if w.isalpha() and len(w) > 1 and w.isupper()]
    unknown = [n for n, w in judged if not _is_known(w)]
    if (
        len(judged) >= min(JUDGED, len(words) // 2)
        and len(judged) >= FEWEST
        and len(unknown) > (1 - KNOWN) * len(judged)
    ):
        return unknown[0]
    # Where the letters of capitals and signs are exchanged too, hardly a word is one.
    letters = [n for n, w in plain if sum(c.isalpha() for c in w) > 0.6 * len(w)]
    if len(words) >= WINDOW // 2 and len(letters) < 0.4 * len(words) and _is_garbage(words):
        return 0
    return None


def _plain(words: list[str]) -> Iterator[tuple[int, str]]:
    """The words without the signs around them; addresses are none."""
    for n, word in enumerate(words):
        if not _ADDRESS.search(word):
            for part in re.split(r"[-\u2010–—’'./]", _INNER.sub("", word)):
                if part:
                    yield n, part


def _is_strange(c: str) -> bool:
    """Whether no printed text has this sign: private, unassigned, a control or the mark of a letter that is unknown."""
    return c == "\ufffd" or unicodedata.category(c) in {"Co", "Cn", "Cc", "Cs"}


def _is_known(word: str) -> bool:
    low = word.casefold()
    known = english()
    return low in known or (len(low) > 4 and (low.removesuffix("s") in known or low.removesuffix("ed") in known))


def _is_doubled(word: str) -> bool:
    """Whether a word is a known one with letters said twice ("TuTuesday", "companyny", "VaVale")."""
    known = english()
    low = word.casefold()
    if len(low) < 4 or low in known:
        return False
    for size in (1, 2, 3):
        head = low[:size]
        if low[size:].startswith(head) and size > 1 and len(low) > 2 * size and word[size : size + 1] == word[:1]:
            return True
        if low.endswith(2 * low[-size:]) and low[:-size] in known:
            return True
    return False


def _is_garbage(words: list[str]) -> bool:
    """Whether few tokens are words, numbers or signs as print has them."""
    sound = sum(
        1 for w in words if re.fullmatch(r"[\W_]*[\w’'.,:/%£€$-]+[\W_]*", w) and re.search(r"[aeiouyAEIOUY\d]", w)
    )
    return sound < 0.4 * len(words)
