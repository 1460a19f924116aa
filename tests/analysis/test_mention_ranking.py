"""Pairs of mentions as the ranker sees them: what they have in common, and what thousands of them cost."""

from __future__ import annotations

import random
import tracemalloc

import numpy as np

from components.analysis.actors.mention_features import (
    MENTION_FEATURES,
    PAIR_FEATURES,
    MentionFeature,
    MentionTable,
    PairFeature,
    PronounClass,
    RankerMention,
    mention_features,
)
from components.analysis.actors.mention_ranking import (
    MAX_DISTANCE,
    candidate_antecedents,
    name_numbers,
    segment_softmax,
)
from components.analysis.encoder.onnx_model import model_file

WORDS = "the a this mayor city council bridge berg ida hale tom new old s river north people they".split()


def mentions(count: int, seed: int, most: int = 6) -> list[RankerMention]:
    chance = random.Random(seed)  # noqa: S311 - no secret
    made = []
    for n in range(count):
        words = tuple(chance.choices(WORDS, k=chance.randrange(most)))
        form = chance.choice(("name", "nominal", "pronoun"))
        made.append(RankerMention(form, "person", words, chance.choice([*words, "x"]), n // 3, n * 9, n * 9 + 8))
    return made


def test_what_two_mentions_share() -> None:
    some = mentions(60, 1)
    later, earlier = (np.array(x, "int64") for x in zip(*[(i, j) for i in range(60) for j in range(i)], strict=True))
    features = MentionTable(some).pair_features(later, earlier)
    content = [set(m.words) - {"the", "this"} for m in some]
    for row, i, j in zip(features, later, earlier, strict=True):
        shared = len(content[i] & content[j])
        assert row[PairFeature.HOLDS_LATER_HEAD] == (some[i].head in some[j].words)
        assert row[PairFeature.HOLDS_EARLIER_HEAD] == (some[j].head in some[i].words)
        union = max(1, len(content[i] | content[j]))
        assert row[PairFeature.SHARED_WORDS] == np.float32(shared) / np.float32(union)


def test_each_distance_has_one_column_of_its_own() -> None:
    some = mentions(100, 4)
    features = MentionTable(some).pair_features(np.full(99, 99), np.arange(99))
    for first, end in (
        (PairFeature.SENTENCE_DISTANCE, PairFeature.MENTION_DISTANCE),
        (PairFeature.MENTION_DISTANCE, PairFeature.SAME_KIND),
    ):
        assert (features[:, first:end].sum(1) == 1).all()
    nearest_first = features[::-1, PairFeature.MENTION_DISTANCE : PairFeature.SAME_KIND].argmax(1)
    assert nearest_first[:8].tolist() == [0, 1, 2, 3, 3, 3, 3, 4] and nearest_first[-1] == 6


def test_what_a_mention_is_in_itself() -> None:
    the_mayors = RankerMention("nominal", "person", ("the", "mayors"), "mayors", 10, 0, 10)
    she = RankerMention("pronoun", "person", ("she",), "she", 0, 20, 23)
    first, second = mention_features([the_mayors, she])
    assert np.flatnonzero(first).tolist() == [
        MentionFeature.FORM + 1, MentionFeature.KIND, MentionFeature.DEFINITE, MentionFeature.LENGTH,
        MentionFeature.PLURAL_DESCRIPTION, MentionFeature.SENTENCE
    ]  # fmt: skip
    assert first[MentionFeature.LENGTH] == 0.25 and first[MentionFeature.SENTENCE] == 0.5
    assert second[MentionFeature.PRONOUN + PronounClass.SHE] == second[MentionFeature.FIRST_SENTENCE] == 1
    assert not mention_features(mentions(50, 5))[:, MENTION_FEATURES - 2 :].any()


def test_the_features_are_as_many_as_the_trained_weights_take() -> None:
    with np.load(model_file("pairs.npz")) as weights:
        assert weights["own_later.weight"].shape[1] == mention_features(mentions(1, 6)).shape[1] == MENTION_FEATURES
        pair = MentionTable(mentions(2, 6)).pair_features(np.array([1]), np.array([0]))
        assert weights["both.weight"].shape[1] == pair.shape[1] == PAIR_FEATURES


def test_each_segment_has_probabilities_of_its_own() -> None:
    scores = np.log(np.array([1, 3, 5, 2, 2, 4], "float32"))
    parts = segment_softmax(scores, np.array([2, 1, 3]))
    assert [np.round(p, 4).tolist() for p in parts] == [[0.25, 0.75], [1.0], [0.25, 0.25, 0.5]]
    (huge,) = segment_softmax(np.array([1000, 1000], "float32"), np.array([2]))
    assert huge.tolist() == [0.5, 0.5]


def test_what_may_be_meant() -> None:
    some = mentions(400, 2)
    names = name_numbers(some)
    for at in (0, 1, MAX_DISTANCE, MAX_DISTANCE + 1, 250, 399):
        near = max(0, at - MAX_DISTANCE)
        expected = [k for k in range(near) if some[k].form == "name"][-MAX_DISTANCE:] + list(range(near, at))
        assert candidate_antecedents(names, at) == expected


def test_a_text_that_names_thousands_fits_in_memory() -> None:
    some = mentions(20_000, 3)
    tracemalloc.start()
    table = MentionTable(some)
    table.pair_features(np.arange(1, 2001), np.arange(2000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100 * 2**20, "20,000 x 20,000 numbers are 1.5 GB"
