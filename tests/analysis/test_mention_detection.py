"""The learned detection's borders, and the ranker's probabilities."""

from __future__ import annotations

import numpy as np

from components.analysis.actors.mention_detection import borders_of
from components.analysis.actors.mention_features import RankerMention
from components.analysis.actors.mention_ranking import MentionRanker


def test_a_head_word_points_to_its_borders_within_its_row() -> None:
    heads, rows = np.array([1, 4]), np.array([0, 0, 0, 1, 1, 1])
    origins, borders = np.zeros((6, 2, 1), "float32"), np.zeros((6, 2, 1), "float32")
    origins[heads] = 8.0
    # The last piece of the first row would be the best beginning of all, and the first of the second the best end.
    borders[:, 0, 0] = [0.5, 0.1, 9.0, 0.2, 0.6, 0.1]
    borders[:, 1, 0] = [0.1, 0.2, 0.7, 9.0, 0.3, 0.1]
    far = np.zeros((2, 5), "float32")
    assert borders_of(heads, origins, borders, far, rows) == ([0, 4], [2, 4])
    far[0, 2] = 1.0  # a beginning at the head word itself
    assert borders_of(heads, origins, borders, far, rows) == ([1, 4], [2, 4])


def test_probabilities_of_a_mention_are_over_those_before_it_and_none() -> None:
    mentions = [
        RankerMention("name", "person", ("ada", "marsh"), "marsh", 0, 0, 9),
        RankerMention("name", "place", ("oakville",), "oakville", 0, 20, 28),
        RankerMention("pronoun", "person", ("she",), "she", 1, 40, 43),
    ]
    vectors = np.random.default_rng(0).normal(size=(3, 128)).astype("float32")
    ranker = MentionRanker(mentions, vectors)
    first, third = ranker.antecedent_probabilities([(0, []), (2, [0, 1])])
    assert first.tolist() == [1.0]
    assert len(third) == 3 and np.isclose(third.sum(), 1.0)
    (alone,) = ranker.antecedent_probabilities([(2, [0, 1])])
    assert np.allclose(alone, third)
    assert ranker.antecedent_probabilities([]) == []
