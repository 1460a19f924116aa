"""Blanks that text recognition missed: words set tight are parted where white stands between their letters."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from components.ingest.english_words import english

DARK = 0.72  # of a line's paper, below which a place is ink
WHITE = 0.11  # of a line's height: white that may be a blank
LIKE = 0.6  # of the blanks that were recognised in the same line
INK = 0.05  # of a line's height that may be ink in white: dust
PLAIN = 0.55  # of a blank's least width, enough between two words of which one is no part of compounds
_STOPS = re.compile(r"[,;:!?”)]$|[^\W\d_]{3,}[’”)]?\.[’”)]?$|\.[’”]$")
_SHORT = frozenset("a i s am an as at be by do go he if in is it me mr ms my no of on or so to up us we".split())
_NAMES = frozenset("Mc Mac Fitz De Di Du Da La Le Lo Van Von Ó O d l".split())  # "McCarthy", "DiMaggio"
_COMMON = frozenset("the and that this with from they their them have has had was were been when which who".split())
_ADDRESS = re.compile(r"@|://|www\.|\.(?:com|org|net|co|uk|gov)\b")

Grey = np.ndarray[Any, np.dtype[np.uint8]]


def white_runs(line: Grey) -> list[tuple[float, float]]:
    """Where a line's picture is white from top to bottom: the middle (0 to 1), and its width in line heights."""
    grey = cv2.cvtColor(line, cv2.COLOR_BGR2GRAY) if line.ndim == 3 else line
    height, width = grey.shape
    grey = cv2.medianBlur(grey, 3)
    dark = grey[round(0.08 * height) : round(0.92 * height)] < DARK * np.percentile(grey, 85)
    clear = dark.mean(axis=0) <= INK
    edges = np.flatnonzero(np.diff(np.concatenate(([0], clear.astype(np.int8), [0]))))
    return [
        ((a + b) / 2 / width, (b - a) / height) for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    ]


def least_blank(places: Sequence[float | None], white: Sequence[tuple[float, float]]) -> float:
    """The width from which on white in a line may be a blank; ``places`` are its letters' middles, None for a blank."""
    known = []
    for n in range(1, len(places) - 1):
        before, after = places[n - 1], places[n + 1]
        if places[n] is None and before is not None and after is not None:
            known.append(max((w for middle, w in white if before < middle < after), default=0.0))
    known = [w for w in known if w > 0]
    return max(WHITE, LIKE * statistics.median(known)) if len(known) > 1 else WHITE


def part_words(
    word: str, places: Sequence[float], white: Sequence[tuple[float, float]], least: float = WHITE
) -> list[tuple[int, int]]:
    """A word's parts (start, end), one where it is whole; ``places`` are its letters' middles, as in ``white``."""
    if len(word) < 3:
        return [(0, len(word))]
    if _ADDRESS.search(word):
        end = word.find(")") + 1 if word.startswith("(") else 0
        return [(0, end), (end, len(word))] if 0 < end < len(word) and word[end].isalpha() else [(0, len(word))]
    cuts = set()
    for middle, wide in white:
        if wide >= PLAIN * least and places[0] < middle < places[-1]:
            near = sum(p < middle for p in places)
            # Where a letter stands is known to about half a letter.
            for at in (near, near - 1, near + 1):
                if 0 < at < len(word) and _parts(word[:at], word[at:], wide >= least):
                    cuts.add(at)
                    break
    for stop in re.finditer(r"[,;!?”)](?=[^\W\d_])|(?<=[a-z]{3})\.(?=[A-Z])", word):
        if word[: stop.end()].strip("“‘(,;!?”"):
            cuts.add(stop.end())
    cuts.update(m.start() for m in re.finditer(r"(?<=[\w.,;:!?])“(?=\w)", word))
    for stop in re.finditer(r"(?<=s’)([a-z]{3,})", word):
        if _known(stop[1]):
            cuts.add(stop.start())
    edges = [0, *sorted(cuts), len(word)]
    return list(itertools.pairwise(edges))


def _parts(before: str, after: str, wide: bool) -> bool:
    """Whether white between two runs of letters is a blank; ``wide``: as wide as one."""
    if not after[:1].isalpha() and after[:1] not in "“‘(":
        return False
    if before[-1:] in "“‘([-\u2010/—":
        return False
    if _STOPS.search(before):
        return True
    if not before[-1:].isalpha():
        return wide and before[-1:].isdigit() and _known(after.rstrip(".,;:!?”’"))
    # Other parts of the run may have lost their blanks too: the words beside this place count.
    left, right = re.split(r"[\W\d_]", before)[-1], re.split(r"[\W\d_]", after)[0]
    if left[-1:].islower() and right[:1].isupper():
        return left not in _NAMES
    if not (left and right) or _known(left + right) or not (_run(left) and _run(right)):
        return False
    return wide or (_known(left) and _known(right) and not _COMMON.isdisjoint((left, right)))


def _known(word: str) -> bool:
    return word.casefold() in english()


def _run(letters: str) -> bool:
    """Whether letters are a word, or two without a blank; a short one must be common, or half of English is one."""
    if len(letters) < 3:
        return letters.casefold() in _SHORT
    return _known(letters) or any(
        _known(letters[:n]) and _known(letters[n:]) and (n > 2 or letters[:n].casefold() in _SHORT)
        and (len(letters) - n > 2 or letters[n:].casefold() in _SHORT)
        for n in range(1, len(letters))
    )  # fmt: skip
