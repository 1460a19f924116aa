"""Pairs of mentions as the ranker sees them: what they have in common, and what thousands of them cost."""

from __future__ import annotations

import random
import tracemalloc

import numpy as np

from components.analysis.actors.mention_ranking import (
    FAR,
    MentionTable,
    RankerMention,
    candidate_antecedents,
    name_numbers,
)

WORDS = "the a this mayor city council bridge berg ida hale tom new old s river north people they".split()


def sides(count: int, seed: int, most: int = 6) -> list[RankerMention]:
    chance = random.Random(seed)  # noqa: S311 - no secret
    made = []
    for n in range(count):
        words = tuple(chance.choices(WORDS, k=chance.randrange(most)))
        form = chance.choice(("name", "nominal", "pronoun"))
        made.append(RankerMention(form, "person", words, chance.choice([*words, "x"]), n // 3, n * 9, n * 9 + 8))
    return made


def test_what_two_mentions_share() -> None:
    some = sides(60, 1)
    later, earlier = (np.array(x, "int64") for x in zip(*[(i, j) for i in range(60) for j in range(i)], strict=True))
    made = MentionTable(some).pair_features(later, earlier)
    telling = [set(s.words) - {"the", "this"} for s in some]
    for row, i, j in zip(made, later, earlier, strict=True):
        shared = len(telling[i] & telling[j])
        assert row[16] == (some[i].head in some[j].words) and row[17] == (some[j].head in some[i].words)
        assert row[18] == np.float32(shared) / np.float32(max(1, len(telling[i] | telling[j])))


def test_what_may_be_meant() -> None:
    some = sides(400, 2)
    names = name_numbers(some)
    for at in (0, 1, FAR, FAR + 1, 250, 399):
        near = max(0, at - FAR)
        expected = [k for k in range(near) if some[k].form == "name"][-FAR:] + list(range(near, at))
        assert candidate_antecedents(names, at) == expected


def test_a_text_that_names_thousands_fits_in_memory() -> None:
    some = sides(20_000, 3)
    tracemalloc.start()
    table = MentionTable(some)
    table.pair_features(np.arange(1, 2001), np.arange(2000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100 * 2**20, "20,000 x 20,000 numbers are 1.5 GB"
