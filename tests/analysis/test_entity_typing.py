"""Of what kind an actor is: person, organisation, place or group, by all that is said of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from components.domain.record import Record

Read = Callable[..., Record]

SPORT = (
    "The match began late. The striker scored a goal before half-time. The goalkeeper saved a penalty. "
    "The referee ended the match. The defender saw the cup. The championship goes on. "
)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (SPORT + "Sweden beat Tunisia. Sweden's goalkeeper smiled.", "Sweden", "organisation"),
        ("Sweden beat Tunisia to the contract. The ministers of Sweden smiled.", "Sweden", "place"),
        ("A bomb exploded at Kings Cross Station. Police closed Kings Cross Station.", "Kings Cross Station", "place"),
        (
            "The court ruled against the Municipality of Livorno, and the Municipality of Livorno paid.",
            "Municipality of Livorno",
            "organisation",
        ),
        ("Dr. Paul Hall spoke. Paul Hall sat down.", "Paul Hall", "person"),
        ("General Motors cut jobs. Workers at General Motors went on strike.", "General Motors", "organisation"),
        ("Major League Baseball fined the club on Monday.", "Major League Baseball", "organisation"),
        ("Students at King's College protested. King's College was silent.", "King's College", "organisation"),
        ("Residents of Queen Creek, Arizona, voted. Officials in Queen Creek counted.", "Queen Creek", "place"),
        ("King Charles met Queen Camilla. Admiral Nelson sailed.", "Charles", "person"),
        ("Tourists flew to Saint Lucia in March. Saint Lucia opened its ports.", "St. Lucia", "place"),
        ("Michael Jordan spoke. Jordan smiled.", "Michael Jordan", "person"),
        ("Migrants crossed the Channel on Monday. Boats in the Channel were stopped.", "Channel", "place"),
        ("Parents wrote to the Instituto Gonzaga. The Instituto Gonzaga replied.", "Instituto Gonzaga", "organisation"),
        (
            "The Hope Street Hospital said it would close. Nurses left the Hope Street Hospital.",
            "Hope Street Hospital",
            "organisation",
        ),
        ("Patients were taken to Hope Street Hospital on Friday.", "Hope Street Hospital", "place"),
        ("The White House said it would wait. Aides left the White House.", "White House", "organisation"),
        ("Protesters met near the White House on Monday.", "White House", "place"),
        ("Crowds visited the Cleveland Museum of Art on Monday.", "Cleveland Museum of Art", "place"),
        ("The House of Commons passed the bill on Monday.", "House of Commons", "organisation"),
        ("The city sold the bridge to Swiss group Alpina in June.", "Alpina", "organisation"),
        ("Shares in Pellham jumped 27% on Monday.", "Pellham", "organisation"),
        ("Troops of the Soviet Union crossed the river. The USSR denied it.", "Soviet Union", "place"),
    ],
)
def test_the_kind_is_settled_by_all_that_is_said(read: Read, text: str, name: str, kind: str) -> None:
    assert next(a.kind for a in read(text).actors if a.name == name) == kind
