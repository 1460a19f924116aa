"""Short sentences of our own in which somebody judges somebody, or plainly doesn't: pairs with their answers.

News sentences seldom show one verb alone. These teach what it does to whom: who praises is not praised, who is killed
is not disliked, a negation takes an attitude away, a charge, a meeting or a score says nothing.
"""

from __future__ import annotations

import random
from typing import Any

from training.attitude_examples import PAIR_ANSWERS
from training.templates import AGAINST, BAD, FATES, FOR, GOOD, PLAIN, STATES, TIMES

FACTS = [
    "charged {b} with fraud", "arrested {b}", "beat {b} by 40 points", "defeated {b} in the final", "sued {b}",
    "sentenced {b} to two years", "replaced {b} as chairman", "paid {b} a million dollars", "sold the firm to {b}",
    "named {b} as finance minister", "signed {b} for three years", "wounded {b} in the attack",
]  # fmt: skip
BASES = ["praise", "condemn", "criticise", "blame", "thank", "endorse", "accuse"]
# text with people a, b, c; attitudes as holder, target, label; no other is held.
FRAMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("{a} {for} {b} {when}.", ("ab+",)),
    ("{a} {against} {b} {when}.", ("ab-",)),
    ("{a} {for} {b} and {against} {c} {when}.", ("ab+", "ac-")),
    ("{a} {against} {b} and {for} {c} {when}.", ("ab-", "ac+")),
    ("{b} was {for} by {a} {when}.", ("ab+",)),
    ("{b} was {against} by {a} {when}.", ("ab-",)),
    ("{b}, {against} by {a} {when}, met {c}.", ("ab-",)),
    ("{b}, who was {for} by {a}, {plain} {c} {when}.", ("ab+",)),
    ("{a}, who {against} {b} {when}, {plain} {c}.", ("ab-",)),
    ("{a} did not {base} {b} {when}.", ()),
    ("{a} never {against} {b}, {c} said.", ()),
    ("{a} {plain} {b} {when}.", ()),
    ("{a} {plain} {b} and {c} {when}.", ()),
    ("{a} {fact} {when}.", ()),
    ("{a} {fact}, {c} said {when}.", ()),
    ("{a} and {b} will meet {when}.", ()),
    ("{a} said that {b} is {bad}.", ("ab-",)),
    ("{a} said that {b} is {good}.", ("ab+",)),
    ("“{b} is {bad},” {a} said.", ("ab-",)),
    ("“{b} is {good},” {a} told {c}.", ("ab+",)),
    ("“{b} is {bad},” said {a}, who {plain} {c} {when}.", ("ab-",)),
    ("According to {a}, {b} is {bad}.", ("ab-",)),
    ("{a} called {b} {bad} {when}.", ("ab-",)),
    ("{a} described {b} as {good}.", ("ab+",)),
    ("{a} told {c} that {b} had lied.", ("ab-",)),
    ("{a} said {b} is {state}.", ()),
    ("{a} said that {b} {fate}.", ()),
    ("{a} denied that {b} is {bad}.", ()),
    ("{a} won praise from {b} {when}.", ("ba+",)),
    ("{a} drew criticism from {b} {when}.", ("ba-",)),
    ("{a} voiced contempt for {b} {when}.", ("ab-",)),
    ("{a} paid tribute to {b} {when}.", ("ab+",)),
    ("{a} lashed out at {b} after {c} {plain} the court.", ("ab-",)),
    ("{a} is proud of {b}, {c} said.", ("ab+",)),
    ("{a}’s criticism of {b} surprised {c}.", ("ab-",)),
    ("{b} rejected the criticism, and {a} left {when}.", ()),
)
EACH = 60  # sentences of a frame
_SIGNS = {"+": "positive", "-": "negative"}


def attitude_templates(names: list[str], chance: random.Random) -> list[dict[str, Any]]:
    """Rows as ``pair_rows`` makes them: each two people of a sentence, in text order."""
    short = [n for n in names if len(n.split()) <= 3]
    out = []
    for frame, held in FRAMES:
        for _ in range(EACH):
            who = dict(zip("abc", chance.sample(short, 3), strict=True))
            words = {
                "for": chance.choice(FOR), "against": chance.choice(AGAINST), "plain": chance.choice(PLAIN),
                "base": chance.choice(BASES), "good": chance.choice(GOOD), "bad": chance.choice(BAD),
                "state": chance.choice(STATES), "fate": chance.choice(FATES), "when": chance.choice(TIMES),
                "fact": chance.choice(FACTS).format(**who),
            }  # fmt: skip
            text = " ".join(frame.format(**who, **words).split()).replace(" .", ".").replace(" ,", ",")
            spans = {k: [text.find(n), text.find(n) + len(n)] for k, n in who.items() if n in text}
            letters = sorted(spans, key=lambda k: spans[k])
            for i, first in enumerate(letters):
                for second in letters[i + 1 :]:
                    if spans[first][1] > spans[second][0]:
                        continue  # one name lies in the other
                    answer = "neutral"
                    for holder, target, sign in held:
                        if (holder, target) == (first, second):
                            answer = _SIGNS[sign]
                        elif (target, holder) == (first, second):
                            answer = f"{_SIGNS[sign]} back"
                    out.append({
                        "text": text, "first": spans[first], "second": spans[second],
                        "answer": PAIR_ANSWERS.index(answer),
                    })  # fmt: skip
    return out
