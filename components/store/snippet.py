"""The part of a text that has most of the words that were looked for, those words told apart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache

from components.domain.folded_words import fold_words
from components.domain.search_words import SearchTerm

Part = tuple[str, bool]  # words, and whether they are what was looked for
SNIPPET_WORDS = 30
_WORD = re.compile(r"[^\W_]+")
_LOOKED_AT = 20_000  # words of a text


def snippet(text: str, terms: Sequence[SearchTerm]) -> tuple[Part, ...]:
    """About 30 words of the text with as many of the terms as there are, in parts; white space as single blanks."""
    words = list(itertools.islice(_WORD.finditer(text), _LOOKED_AT))
    hits = _hits([_folded(word[0]) for word in words], terms)
    first = _best(hits, len(words))
    last = min(first + SNIPPET_WORDS, len(words)) - 1
    if last < first:
        return ()
    out: list[Part] = [("…", False)] if first else []
    at = words[first].start() if first else 0
    for start, end, _ in hits:
        if start < first or end > last:
            continue
        lit = words[start].start(), words[end].end()
        if lit[0] < at:  # within what is lit already
            continue
        out += [(text[at : lit[0]], False), (text[slice(*lit)], True)]
        at = lit[1]
    more = last + 1 < len(words)
    out.append((text[at : words[last].end() if more else len(text)], False))
    if more:
        out.append(("…", False))
    return tuple((re.sub(r"\s+", " ", part), lit) for part, lit in out if part)


def _hits(folded: Sequence[tuple[str, ...]], terms: Sequence[SearchTerm]) -> list[tuple[int, int, int]]:
    """(first word, last word, number of the term) of each place where a term stands, in the order of the text."""
    flat = [(part, n) for n, parts in enumerate(folded) for part in parts]
    places: dict[str, list[int]] = {}
    for at, (part, _) in enumerate(flat):
        places.setdefault(part, []).append(at)
    out = set()
    for number, term in enumerate(terms):
        asked = fold_words(term.words).split()
        if not asked:
            continue
        begins = len(asked) == 1 and term.prefix
        starts = (
            [a for p, all_at in places.items() if p.startswith(asked[0]) for a in all_at]
            if begins
            else places.get(asked[0], [])
        )
        for at in starts:
            got = [part for part, _ in flat[at : at + len(asked)]]
            if (
                got[:-1] == asked[:-1]
                and len(got) == len(asked)
                and (got[-1].startswith(asked[-1]) if term.prefix else got[-1] == asked[-1])
            ):
                out.add((flat[at][1], flat[at + len(asked) - 1][1], number))
    return sorted(out, key=lambda hit: (hit[0], -hit[1], hit[2]))


def _best(hits: Sequence[tuple[int, int, int]], words: int) -> int:
    """The first word of the window with most different terms, then most places; a few words come before its first."""
    best, chosen = (0, 0), 0
    for n, (start, _, _) in enumerate(hits):
        first = max(0, min(start - 4, words - SNIPPET_WORDS))
        until = first + SNIPPET_WORDS
        within = [h for h in itertools.takewhile(lambda h: h[0] < until, hits[n:]) if h[1] < until]  # noqa: B023
        score = len({h[2] for h in within}), len(within)
        if score > best:
            best, chosen = score, first
    return chosen


@lru_cache(maxsize=50_000)
def _folded(word: str) -> tuple[str, ...]:
    return tuple(fold_words(word).split())
