"""No step of ours takes more than its share as a text grows: four times the text, about four times the time."""

from __future__ import annotations

import random
import time

import pytest
from spacy.language import Language

from components.analysis.findings import Findings
from components.domain.article import make_article

WORDS = "the mayor said that a bridge over river would open new road after council and people who waited years".split()
SHORT, LONG = 5_000, 20_000  # characters


def filled(pattern: str, length: int) -> str:
    """The pattern over and over, each @ another word, each # another name."""
    chance = random.Random(5)  # noqa: S311 - no secret
    out, size = [], 0
    while size < length:
        made = "".join({"@": chance.choice(WORDS), "#": f"{chance.choice(WORDS).title()}er"}.get(c, c) for c in pattern)
        out.append(made)
        size += len(made)
    return "".join(out)[:length]


def seconds(nlp: Language, text: str) -> dict[str, float]:
    """Seconds of computing that each of our steps takes."""
    doc = nlp.make_doc(text)
    doc._.dateline = Findings(article=make_article(text))
    out = {}
    for name, step in nlp.pipeline:
        began = time.process_time()
        doc = step(doc)
        if name.startswith("dateline_"):
            out[name] = time.process_time() - began
    return out


@pytest.mark.parametrize(
    "pattern",
    ['"" ', "“@ @\n", "“@ @ @,” # said. ", "‘@ @ ", "and # ", "@ "],
    ids=["empty quotes", "never closed", "with speakers", "single marks", "one list of names", "no full stop"],
)
def test_steps_grow_with_the_text_and_no_faster(nlp: Language, pattern: str) -> None:
    seconds(nlp, filled(pattern, 1_000))
    short, long = seconds(nlp, filled(pattern, SHORT)), seconds(nlp, filled(pattern, LONG))
    # 4 where it is linear, 16 where it is quadratic; below a second it is mostly noise.
    slow = {name: (short[name], spent) for name, spent in long.items() if spent > max(1.0, 10 * short[name])}
    assert slow == {}
