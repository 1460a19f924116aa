"""An event's label has no doer whom the words of its clause don't give."""

from __future__ import annotations

import msgspec
import pytest

from components.collection.comparison.event_labels import event_label
from components.domain.record import Mention, Record
from tests.collection.comparison.made import at, event, record

TEXT = "Fritz Henderson, the head of General Motors, which filed for bankruptcy, said the firm closed plants."


def motors() -> Record:
    made = record("a", TEXT, people=["Fritz Henderson", "General Motors"])
    person, firm = made.actors
    nominal = [Mention(start=s, end=e, form="nominal") for s, e in (at(TEXT, "the firm"),)]
    return msgspec.structs.replace(
        made,
        actors=(
            msgspec.structs.replace(person, mentions=(*person.mentions, *nominal)),
            msgspec.structs.replace(firm, kind="organisation"),
        ),
    )


@pytest.mark.parametrize(
    ("clause", "summary", "label"),
    [
        ("which filed for bankruptcy", "Fritz Henderson filed for bankruptcy", "filed for bankruptcy"),
        ("which filed for bankruptcy", "General Motors filed for bankruptcy", "General Motors filed for bankruptcy"),
        ("the firm closed plants", "Fritz Henderson closed plants", "the firm closed plants"),
        ("said the firm closed plants", "Fritz Henderson: the firm closed plants",
         "Fritz Henderson: the firm closed plants"),
        ("which filed for bankruptcy", "Lehman filed for bankruptcy", "Lehman filed for bankruptcy"),
    ],
)  # fmt: skip
def test_who_the_clause_does_not_give_is_no_doer(clause: str, summary: str, label: str) -> None:
    told = msgspec.structs.replace(event(TEXT, clause), summary=summary, trigger=at(TEXT, clause.split()[-1]))
    assert event_label(motors(), told) == label


def test_a_name_within_a_longer_name_is_kept() -> None:
    text = "Thomas Eboli, who became the boss, died."
    made = record("a", text, people=["Thomas"])
    told = msgspec.structs.replace(event(text, "who became the boss"), summary="Thomas Eboli became the boss")
    assert event_label(made, told) == "Thomas Eboli became the boss"
