"""Short sentences with a plain attitude towards one of two people, written for Dateline.

News sentences seldom show one verb alone. These teach what it does to whom: who praises is not praised, who is killed
is not disliked, a negation turns, a question or a meeting says nothing. Names come from the data's own targets.
"""

from __future__ import annotations

import random
from typing import Any


def _listed(words: str) -> list[str]:
    return [" ".join(w.split()) for w in words.split("|")]


FOR = _listed("praised|applauded|hailed|commended|thanked|endorsed|lauded|saluted|admired|congratulated|honoured")
AGAINST = _listed(
    """blasted|attacked|criticised|condemned|denounced|slammed|mocked|ridiculed|insulted|accused|blamed|rebuked|
    scolded|derided"""
)
PLAIN = _listed(
    """met|called|visited|joined|followed|replaced|interviewed|telephoned|succeeded|questioned|addressed|saw|wrote to|
    spoke with|travelled with|sat next to|introduced|greeted|answered|briefed"""
)
GOOD = _listed(
    "an honest man|a brilliant leader|a decent person|a hero|a trusted partner|a generous friend|the closest ally"
)
BAD = _listed(
    """a corrupt liar|a coward|a fraud|a hypocrite|an incompetent leader|a bully|a disgrace|a crook|dishonest|
    reckless"""
)
STATES = _listed("a lawyer|a senator|the mayor of the town|a former teacher|the head of the agency|a panel member")
FATES = _listed(
    """was killed in an attack on Monday|died in a crash|was injured in the blast|lost a son in the war|
    was taken to hospital|was robbed on Friday|is in a delicate position|faces a difficult week|fell ill"""
)
TIMES = _listed("|on Monday|last week|in a statement|at a rally|in Ottawa|on Tuesday evening|during the debate")
FRAMES = (  # text with {a}, {b}; the label of a, then of b: p, n or 0; - is not asked for
    ("{a} {for} {b} {when}.", "0p"),
    ("{a} {against} {b} {when}.", "0n"),
    ("{a} {for} {b} and {against} {c} {when}.", "0pn"),
    ("{a} {against} {b} and {for} {c} {when}.", "0np"),
    ("{b} was {for} by {a} {when}.", "0p"),
    ("{b} was {against} by {a} {when}.", "0n"),
    ("{a} did not {for0} {b} {when}.", "00"),
    ("{a} {plain} {b} {when}.", "00"),
    ("{a} {plain} {b}, officials said {when}.", "00"),
    ("{a} is {good}.", "p"),
    ("{a} is {bad}.", "n"),
    ("{a} is not {good}.", "n"),
    ("{a} may be {bad}.", "n"),
    ("{a} is {state}.", "0"),
    ("{a} {fate}.", "0"),
    ("{a} said that {b} is {bad}.", "0n"),
    ("{a} said that {b} is {good}.", "0p"),
    ("“{b} is {bad},” {a} said.", "0n"),
    ("“{b} is {good},” {a} said.", "0p"),
    ("{a}, who {plain} {b} {when}, is {bad}.", "n0"),
    ("{a}, who {plain} {b} {when}, is {good}.", "p0"),
    ("Unlike {b}, {a} is {good}.", "pn"),
    ("Three soldiers of {a} were killed {when}.", "0"),
    ("{a} and {b} will meet {when}.", "00"),
)
LABELS = {"p": "positive", "n": "negative", "0": "neutral"}
EACH = 70  # sentences of a frame


def templates(names: list[str], chance: random.Random) -> list[dict[str, Any]]:
    """Rows as those of the annotated sentences: text, start, end, mention, polarity."""
    base = {"praised": "praise", "hailed": "hail", "thanked": "thank", "admired": "admire", "honoured": "honour"}
    short = [n for n in names if len(n.split()) <= 3]
    out = []
    for frame, labels in FRAMES:
        for _ in range(EACH):
            who = dict(zip("abc", chance.sample(short, 3), strict=True))
            words = {
                "for": chance.choice(FOR), "against": chance.choice(AGAINST), "plain": chance.choice(PLAIN),
                "for0": chance.choice(list(base.values())), "good": chance.choice(GOOD), "bad": chance.choice(BAD),
                "state": chance.choice(STATES), "fate": chance.choice(FATES), "when": chance.choice(TIMES),
            }  # fmt: skip
            text = frame.format(**who, **words).replace(" .", ".").replace(" ,", ",")
            for letter, label in zip("abc", labels, strict=False):
                at = text.find(who[letter])
                if at >= 0:
                    out.append(
                        {
                            "text": text,
                            "start": at,
                            "end": at + len(who[letter]),
                            "mention": who[letter],
                            "polarity": LABELS[label],
                        }
                    )
    return out
