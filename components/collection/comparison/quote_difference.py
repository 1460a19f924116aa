"""How one version of a quote differs from another: whole, cut, altered, in other words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from components.collection.comparison.found_quotes import FoundQuote
from components.collection.comparison.quoted_words import marked_words
from components.collection.comparison.words import changed_runs, is_run_of, keys_of, negations

How = Literal["whole", "cut", "altered", "reworded"]
_ANSWERS = frozenset("never no not nobody none nothing".split())
_SUBJECTS = frozenset("he i it she the they we you".split())


def how_told(one: FoundQuote, longest: FoundQuote) -> How:
    """Whole: the same words; cut: words of the longest in its order, and no other; altered: else.

    A paraphrase that differs has its own words, but for those that it quotes.
    """
    if one.keys == longest.keys:
        return "whole"
    keys = one.keys
    if (one.quote.kind, longest.quote.kind) != ("direct", "direct"):
        keys = keys_of(marked_words(one.record, one.quote)) if one.quote.kind == "mixed" else []
        partly = longest.quote.kind == "direct" and keys and is_run_of(keys, longest.keys)
        return "cut" if partly else "reworded"
    runs = changed_runs(keys, longest.keys)
    if any(tag in ("replace", "delete") for tag, *_ in runs):
        return "altered"
    kept = {n for tag, _, _, start, end in runs if tag == "equal" for n in range(start, end)}
    return "altered" if _denied_otherwise(longest, kept) else "cut"


def _denied_otherwise(longest: FoundQuote, kept: Collection[int]) -> bool:
    """Whether what is left of a sentence says the opposite, as a "not" before it was left out.

    What another clause denies is left out with it: "…, and we will not take the risk".
    """
    last = {longest.sentences[n]: n for n in sorted(kept)}  # the last word that is kept of each sentence
    denied = [n for n, key in enumerate(longest.keys) if n not in kept and negations([key])]
    return any(_goes_with(longest, n, last) for n in denied)


def _goes_with(one: FoundQuote, at: int, last: Mapping[int, int]) -> bool:
    """Whether a denying word that is left out denies what is kept; ``last``: the last word kept of each sentence."""
    sentence = one.sentences[at]
    if sentence not in last:  # "Shall we sell it? No."
        return sentence - 1 in last and one.keys[one.sentences.index(sentence)] in _ANSWERS
    after = last[sentence] + 1
    if at < after:
        return True
    comma = one.record.text[one.words[after - 1].end - 1] in ",;"
    own_clause = comma and one.keys[after] in ("and", "but") and one.keys[after + 1 : after + 2]
    return not (own_clause and one.keys[after + 1] in _SUBJECTS)
