"""Who is one in several articles: names, initials, acronyms, short forms, namesakes, readers' decisions."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from components.collection.cast import Cast, CastMember, Decision, article_units, make_cast, stream_cast
from components.domain.record import Record
from tests.collection.told import Told, told

BRIDGE = "The harbour bridge was closed after engineers found cracks beneath the northern pillar."
FERRY = "Engineers closed the harbour bridge, and ferries crossed between pillar and northern quay."
OPERA = "Critics praised the soprano whose debut filled every velvet seat of the theatre."
FAR = "Farmers harvested barley early because drought withered their lowland meadows."


def members(cast: Cast) -> set[frozenset[tuple[str, str]]]:
    """Who is with whom, as sets of (article, actor)."""
    return {frozenset((m.article, m.actor) for m in a.members) for a in cast.actors}


def together(cast: Cast, *units: tuple[str, str]) -> bool:
    """Whether these are members of one actor."""
    return any({*units} <= one for one in members(cast))


def pair(left: Told, right: Told, story: str = BRIDGE, other: str = FERRY) -> bool:
    """Whether the two, told of in two articles, are one."""
    one, two = told("a", story, left), told("b", other, right)
    return together(make_cast([one, two]), ("a", one.actors[0].id), ("b", two.actors[0].id))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (Told("Ida Berg"), Told("Ida Berg")),
        (Told("Ida Berg"), Told("Ida Maria Berg")),
        (Told("W. Mark Dunn"), Told("Mark Dunn")),
        (Told("I. Berg"), Told("Ida Berg")),
        (Told("Bob Hale"), Told("Robert Hale")),
        (Told("Mo Hale"), Told("Maurice Hale")),
        (Told("Pepe Hale"), Told("José Hale")),
        (Told("Bettie Marsh"), Told("Betty Marsh")),
        (Told("Berg"), Told("Ida Berg")),
        (Told("José Peña"), Told("Jose Pena")),
        (Told("Harbour Trust", "organisation"), Told("The Harbour Trust", "organisation")),
        (Told("Marlow Motor Company", "organisation"), Told("Marlow", "organisation")),
        (Told("Marlow Inc.", "organisation"), Told("Marlow", "organisation")),
        (Told("National Port Authority", "organisation"), Told("NPA", "organisation")),
        (Told("U.S. Department of Labor", "organisation"), Told("US Labor Department", "organisation")),
        (Told("United States", "place"), Told("US Government", "organisation")),
        (Told("Arden Chargers", "organisation"), Told("Chargers", "organisation")),
        (Told("Harbour Centre", "organisation"), Told("Harbour Center", "organisation")),
        (Told("Mount Arden", "place"), Told("Mt. Arden", "place")),
        (Told("Ida Berg"), Told("Ida Berg", "organisation")),
        (Told("Steven Hale"), Told("Stephen Hale")),
        (Told("Kathryn Hale"), Told("Katherine Hale")),
        (Told("Sergei Hale"), Told("Sergey Hale")),
        (Told("Singer Bettie Marsh"), Told("Betty Marsh")),
        (Told("Arden Independence Party", "organisation"), Told("AIP", "organisation")),
        (Told("US Harbour Survey", "organisation"), Told("USHS", "organisation")),
        (Told("Marlow", "organisation"), Told("Marlow Group", "organisation")),
        (Told("Arden Police", "organisation"), Told("Arden Police Sgt", "organisation")),
        (Told("Arden Sea", "place"), Told("Arden", "place")),
        (Told("New York", "place"), Told("New York City", "place")),
        (Told("Dockers", "group"), Told("Docker", "group")),
        (Told("Department of Marine Safety", "organisation"), Told("Marine Safety", "organisation")),
        (Told("Ursula von der Marsh"), Told("von der Marsh")),
        (Told("Bashar al-Marsh"), Told("al-Marsh")),
        (Told("Kate Hale"), Told("Catherine Hale")),
        (Told("Ida Zelensky"), Told("Ida Zelenskyy")),
        (Told("Quarterback Ida Berg"), Told("Ida Berg")),
        (Told("Mrs. Berg"), Told("Ida Berg")),
    ],
)
def test_names_of_one(left: Told, right: Told) -> None:
    assert pair(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (Told("Ida Berg"), Told("Anna Berg")),
        (Told("I. Berg"), Told("Anna Berg")),
        (Told("Ida Berg Sr."), Told("Ida Berg Jr.")),
        (Told("Harbour Trust", "organisation"), Told("Harbour Police", "organisation")),
        (Told("Marlow", "organisation"), Told("Marlow Europe", "organisation")),
        (Told("Marlow", "organisation"), Told("New Marlow", "organisation")),
        (Told("Arden", "place"), Told("Arden Chargers", "organisation")),
        (Told("American Steel", "organisation"), Told("British Steel", "organisation")),
        (Told("Bank of China", "organisation"), Told("China", "place")),
        (Told("China", "place"), Told("Chile", "place")),
        (Told("South Korea", "place"), Told("South Africa", "place")),
        (Told("Manila", "place"), Told("Manama", "place")),
        (Told("Middle East", "place"), Told("East", "place")),
        (Told("AP", "organisation"), Told("Arden Post", "organisation")),
        (Told("John Hale"), Told("Joan Hale")),
        (Told("Donald Hale"), Told("Donald Hale Jr.")),
        (Told("Martin Hale"), Told("Martin Hale III")),
        (Told("Simon Hale"), Told("Simone Hale")),
        (Told("Nicola Hale"), Told("Nicholas Hale")),
        (Told("Kim Marsh-un"), Told("Kim Marsh-il")),
        (Told("Mohamed Salah"), Told("Mohamed Saleh")),
        (Told("Sergei Marlov"), Told("Sergei Marlova")),
        (Told("Paul Martin"), Told("Paul Martinez")),
        (Told("Mr. Hale"), Told("Mrs. Hale")),
        (Told("Mrs. Hale"), Told("William Hale")),
        (Told("Marlow", "organisation"), Told("Marlow Radio", "organisation")),
        (Told("Marlow", "organisation"), Told("Marlow Foundation", "organisation")),
        (Told("Arden Police", "organisation"), Told("Arden Police Union", "organisation")),
        (Told("Mary Hale"), Told("Mark Hale")),
        (Told("Jane Hale"), Told("Jake Hale")),
        (Told("Paul Hale"), Told("Paula Hale")),
        (Told("Alexander Hale"), Told("Alexandra Hale")),
        (Told("Christine Hale"), Told("Christopher Hale")),
        (Told("Marie Hale"), Told("Maria Hale")),
        (Told("Joyce Marlow Hale"), Told("Grace Marlow Hale")),
        (Told("UN", "organisation"), Told("US Navy", "organisation", aliases=("UN",))),
        (Told("Marlow", "organisation"), Told("Marlow Security Council", "organisation")),
        (Told("Marlow Radio", "organisation"), Told("Marlow Radio Orchestra", "organisation")),
        (Told("Arden University", "organisation"), Told("Sea Institute of Arden University", "organisation")),
        (Told("Council", "organisation"), Told("Arden Schools Council", "organisation")),
        (Told("Scottish Government", "organisation"), Told("United Kingdom", "place")),
        (Told("Mexico", "place"), Told("Mexico City", "place")),
        (Told("Arden", "place"), Told("Arden Airport", "place")),
        (Told("East", "place"), Told("East Coast", "place")),
        (Told("Time", "organisation"), Told("Times", "organisation")),
    ],
)
def test_names_of_two(left: Told, right: Told) -> None:
    extra = Told("Europe", "place")
    one, two, third = told("a", BRIDGE, left), told("b", FERRY, right), told("c", FERRY, extra)
    assert not together(make_cast([one, two, third]), ("a", one.actors[0].id), ("b", two.actors[0].id))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (Told("Berg"), Told("Ida Berg")),
        (Told("I. Berg"), Told("Ida Berg")),
        (Told("Marlow", "organisation"), Told("Marlow Motor Company", "organisation")),
        (Told("NPA", "organisation"), Told("National Port Authority", "organisation")),
    ],
)
def test_a_short_name_of_another_story_is_left_open(left: Told, right: Told) -> None:
    assert not pair(left, right, BRIDGE, OPERA)


def test_an_acronym_that_an_article_explains_holds_everywhere() -> None:
    explained = told("a", BRIDGE, Told("National Port Authority", "organisation", aliases=("NPA",)))
    short = told("b", OPERA, Told("NPA", "organisation"))
    cast = make_cast([explained, short])
    assert together(cast, ("a", "national-port-authority"), ("b", "npa"))
    assert "which articles give as the short form" in cast.actors[0].reason


def test_given_names_that_only_look_alike_are_told_as_a_doubt() -> None:
    cast = make_cast([told("a", BRIDGE, Told("Marie Hale")), told("b", BRIDGE, Told("Maria Hale"))])
    assert not together(cast, ("a", "marie-hale"), ("b", "maria-hale"))
    assert [{p.left, p.right} for p in cast.perhaps] == [{"a:marie-hale", "b:maria-hale"}]
    assert "look alike" in cast.perhaps[0].reason


def test_an_acronym_is_the_commoner_name_s_where_articles_give_it_to_two() -> None:
    union = [told(f"u{n}", BRIDGE, Told("Engine Union", "organisation", aliases=("EU",))) for n in range(2)]
    paper = told("p", BRIDGE, Told("El Universal", "organisation", aliases=("EU",)))
    cast = make_cast([*union, paper, told("short", BRIDGE, Told("EU", "organisation"))])
    assert together(cast, ("u0", "engine-union"), ("short", "eu"))
    assert not together(cast, ("p", "el-universal"), ("short", "eu"))


def test_an_article_that_names_two_people_tells_them_apart() -> None:
    for left, right in (
        ("George Hale", "George W. Hale"),
        ("Steven Hale", "Stephen Hale"),
        ("Bob Hale", "Robert Hale"),
    ):
        alone = [told("a", BRIDGE, Told(left)), told("b", FERRY, Told(right))]
        units = [("a", alone[0].actors[0].id), ("b", alone[1].actors[0].id)]
        assert together(make_cast(alone), *units)
        assert not together(make_cast([*alone, told("c", FERRY, Told(left), Told(right))]), *units)


def test_a_name_with_a_letter_amiss_is_the_commoner_one_s() -> None:
    right = [told(f"r{n}", BRIDGE, Told("Bob Woodward")) for n in range(3)]
    cast = make_cast([*right, told("w", BRIDGE, Told("Bob Woodard"))])
    assert together(cast, ("r0", "bob-woodward"), ("w", "bob-woodard"))
    assert not together(
        make_cast([right[0], told("w", BRIDGE, Told("Bob Woodard"))]), ("r0", "bob-woodward"), ("w", "bob-woodard")
    )


@pytest.mark.parametrize("name", ["Health Ministry", "Labour Party", "Army", "Police"])
def test_an_office_of_another_story_is_another_one(name: str) -> None:
    office = Told(name, "organisation")
    assert pair(office, office, BRIDGE, FERRY)
    assert not pair(office, office, BRIDGE, OPERA)
    assert not pair(Told("Ministry of Health", "organisation"), Told("Health Ministry", "organisation"), BRIDGE, OPERA)


def test_a_surname_that_is_a_firm_s_too_is_left_open() -> None:
    man, firm = told("a", BRIDGE, Told("Henry Marlow")), told("b", FERRY, Told("Marlow Motor Company", "organisation"))
    bare = told("c", FERRY, Told("Marlow"))
    assert together(make_cast([man, bare]), ("a", "henry-marlow"), ("c", "marlow"))
    cast = make_cast([man, firm, bare])
    assert not together(cast, ("a", "henry-marlow"), ("c", "marlow"))
    assert {"a:henry-marlow", "c:marlow"} in [{p.left, p.right} for p in cast.perhaps]


def test_a_central_bank_is_no_one_s_in_particular() -> None:
    bank = Told("Central Bank", "organisation")
    assert not pair(bank, Told("Southern Central Bank", "organisation"))
    assert pair(bank, Told("Brazilian Central Bank", "organisation"))


def test_a_doubt_is_told_of_the_article_that_it_is_of() -> None:
    known = [told(f"i{n}", BRIDGE, Told("Ida Berg")) for n in range(2)]
    other = told("o", OPERA, Told("Anna Berg"))
    both = told("x", f"{BRIDGE} {OPERA}", Told("Berg"))
    cast = make_cast([*known, told("c", FERRY, Told("Berg")), other, both])
    assert together(cast, ("i0", "ida-berg"), ("c", "berg"))
    assert not together(cast, ("i0", "ida-berg"), ("o", "anna-berg"))
    for doubt in cast.perhaps:
        assert "x:berg" in {doubt.left, doubt.right}


def test_what_several_countries_have_is_not_one_s() -> None:
    records = [
        *(told(f"a{n}", BRIDGE, Told("British Red Cross", "organisation")) for n in range(4)),
        told("b", FERRY, Told("Canadian Red Cross", "organisation")),
        told("c", FERRY, Told("Red Cross", "organisation")),
        told("d", BRIDGE, Told("U.S. Senate", "organisation")),
        told("e", FERRY, Told("Senate", "organisation")),
    ]
    cast = make_cast(records)
    assert not together(cast, ("a0", "british-red-cross"), ("c", "red-cross"))
    assert together(cast, ("d", "u.s.-senate"), ("e", "senate"))


def test_a_word_that_many_names_begin_with_is_short_for_none() -> None:
    records = [
        told("a", BRIDGE, Told("Harbour Agency", "organisation")),
        told("b", FERRY, Told("Harbour", "organisation")),
    ]
    assert together(make_cast(records), ("a", "harbour-agency"), ("b", "harbour"))
    others = [told(f"o{n}", OPERA, Told(f"Harbour {w}", "organisation")) for n, w in enumerate(("Choir", "Seals"))]
    assert not together(make_cast([*records, *others]), ("a", "harbour-agency"), ("b", "harbour"))


def test_a_surname_is_the_one_person_s_of_that_name() -> None:
    known = [told(f"k{n}", BRIDGE, Told("Ida Berg")) for n in range(3)]
    cast = make_cast([*known, told("far", OPERA, Told("Berg"))])
    assert together(cast, ("k0", "ida-berg"), ("far", "berg"))
    two = make_cast([*known, told("other", FAR, Told("Anna Berg")), told("far", OPERA, Told("Berg"))])
    assert not together(two, ("k0", "ida-berg"), ("far", "berg"))


def test_a_surname_goes_to_the_one_who_is_told_of_in_the_same_company() -> None:
    cast = make_cast(
        [
            told("a", BRIDGE, Told("Ida Berg")),
            told("b", OPERA, Told("Anna Berg")),
            told("c", FERRY, Told("Berg")),
            told("d", OPERA, Told("Berg")),
        ]
    )
    assert together(cast, ("a", "ida-berg"), ("c", "berg"))
    assert together(cast, ("b", "anna-berg"), ("d", "berg"))


def test_a_name_of_two_people_stays_two() -> None:
    cast = make_cast(
        [
            told("a", BRIDGE, Told("John Hale", role="harbour master")),
            told("b", FERRY, Told("John Hale", role="master of the harbour")),
            told("c", OPERA, Told("John Hale", role="tenor")),
            told("d", OPERA, Told("John Hale")),
        ]
    )
    assert together(cast, ("a", "john-hale"), ("b", "john-hale"))
    assert not together(cast, ("a", "john-hale"), ("c", "john-hale"))
    assert together(cast, ("c", "john-hale"), ("d", "john-hale"))
    (doubt,) = cast.perhaps
    assert "with another role" in doubt.reason
    assert {doubt.left, doubt.right} == {"a:john-hale", "c:john-hale"}


def test_one_office_in_other_words_is_one_person() -> None:
    assert pair(Told("John Hale", role="mayor of Arden"), Told("John Hale", role="Arden's mayor"), BRIDGE, OPERA)
    assert pair(Told("John Hale", role="mayor of Arden"), Told("John Hale"), BRIDGE, OPERA)


def test_an_article_that_names_both_tells_them_apart() -> None:
    both = told("a", BRIDGE, Told("Arden County", "place"), Told("Arden County Hospital", "place"))
    one = told("b", FERRY, Told("Arden County", "place"))
    cast = make_cast([both, one])
    assert not together(cast, ("a", "arden-county"), ("a", "arden-county-hospital"))


def test_nobody_is_a_bridge_between_two_given_names() -> None:
    """ "A. Berg" may be Anna or Arne: it is one of theirs at most, and they stay two."""
    cast = make_cast(
        [told("a", BRIDGE, Told("Anna Berg")), told("b", FERRY, Told("A. Berg")), told("c", FERRY, Told("Arne Berg"))]
    )
    assert not together(cast, ("a", "anna-berg"), ("c", "arne-berg"))


def test_those_who_are_only_described_are_nobody_of_the_cast() -> None:
    record = told("a", BRIDGE, Told("Ida Berg"), Told("the engineers", "group"))
    engineers = record.actors[1]
    described = Record(
        **{f: getattr(record, f) for f in Record.__struct_fields__ if f != "actors"},
        actors=(record.actors[0], _as_description(engineers)),
    )
    assert members(make_cast([described])) == {frozenset({("a", "ida-berg")})}


def _as_description(actor):  # type: ignore[no-untyped-def]
    import msgspec

    mentions = tuple(msgspec.structs.replace(m, form="nominal") for m in actor.mentions)
    return msgspec.structs.replace(actor, mentions=mentions)


def test_each_is_told_with_confidence_and_reason() -> None:
    cast = make_cast(
        [told("a", BRIDGE, Told("Ida Berg", role="mayor")), told("b", FERRY, Told("I. Berg"), Told("Eva Lund"))]
    )
    first, second = cast.actors
    assert (first.name, first.kind, first.role) == ("Ida Berg", "person", "mayor")
    assert "initial" in first.reason and 0.5 < first.confidence < 1.0
    assert (second.name, second.confidence, second.reason) == ("Eva Lund", 1.0, "")


def test_records_are_read_once_and_one_at_a_time() -> None:
    alive = 0

    def records() -> Iterator[Record]:
        nonlocal alive
        for n in range(5):
            alive += 1
            yield told(f"a{n}", BRIDGE, Told("Ida Berg"))

    (actor,) = stream_cast(map(article_units, records()))
    assert alive == 5 and len(actor.members) == 5
    assert [m.article for m in actor.members] == [f"a{n}" for n in range(5)]


def test_the_cast_does_not_hang_on_chance() -> None:
    records = [
        told("a", BRIDGE, Told("Ida Berg"), Told("NPA", "organisation")),
        told("b", FERRY, Told("Berg"), Told("National Port Authority", "organisation")),
        told("c", OPERA, Told("Anna Berg")),
    ]
    assert make_cast(records) == make_cast(records)
    assert members(make_cast(records[::-1])) == members(make_cast(records))


def test_no_articles_no_cast() -> None:
    assert make_cast([]) == Cast(())
    assert make_cast([told("a", BRIDGE)]) == Cast(())


LEFT, RIGHT = CastMember("a", "ida-berg"), CastMember("b", "berg")


def test_what_a_reader_joins_is_one() -> None:
    records = [told("a", BRIDGE, Told("Ida Berg")), told("b", OPERA, Told("Berg")), told("c", FERRY, Told("Ida Berg"))]
    assert not together(make_cast(records), ("a", "ida-berg"), ("b", "berg"))
    cast = make_cast(records, [Decision(LEFT, RIGHT, same=True)])
    assert together(cast, ("a", "ida-berg"), ("b", "berg"), ("c", "ida-berg"))
    assert "joined by a reader" in cast.actors[0].reason


def test_what_a_reader_parts_is_two() -> None:
    records = [
        told("a", BRIDGE, Told("Ida Berg")),
        told("b", FERRY, Told("Berg")),
        told("c", FERRY, Told("Ida Berg")),
        told("d", BRIDGE, Told("Berg")),
    ]
    assert together(make_cast(records), ("a", "ida-berg"), ("b", "berg"))
    cast = make_cast(records, [Decision(LEFT, RIGHT, same=False)])
    assert not together(cast, ("a", "ida-berg"), ("b", "berg"))
    assert together(cast, ("a", "ida-berg"), ("c", "ida-berg"))
    assert together(cast, ("b", "berg"), ("d", "berg"))


def test_parting_one_of_a_name_parts_that_one_alone() -> None:
    records = [
        told("a", BRIDGE, Told("Ida Berg")),
        told("b", FERRY, Told("Ida Berg")),
        told("c", OPERA, Told("Ida Berg")),
        told("d", OPERA, Told("Ida Berg")),
    ]
    cast = make_cast(records, [Decision(CastMember("a", "ida-berg"), CastMember("c", "ida-berg"), same=False)])
    assert members(cast) == {
        frozenset({("a", "ida-berg"), ("b", "ida-berg"), ("d", "ida-berg")}),
        frozenset({("c", "ida-berg")}),
    }


def test_the_last_decision_on_a_pair_holds_and_one_on_what_is_gone_is_nothing() -> None:
    records = [told("a", BRIDGE, Told("Ida Berg")), told("b", FERRY, Told("Berg"))]
    parted, joined = (Decision(LEFT, RIGHT, same=same) for same in (False, True))
    assert together(make_cast(records, [parted, joined]), ("a", "ida-berg"), ("b", "berg"))
    assert not together(make_cast(records, [joined, parted]), ("a", "ida-berg"), ("b", "berg"))
    gone = Decision(CastMember("x", "ida-berg"), RIGHT, same=True)
    assert make_cast(records, [gone]) == make_cast(records)


def test_who_was_parted_stays_parted_when_one_of_them_is_joined_to_a_third() -> None:
    records = [told("a", BRIDGE, Told("Ida Berg")), told("b", FERRY, Told("Berg")), told("c", OPERA, Told("Mayor Ida"))]
    third = CastMember("c", "mayor-ida")
    parted = Decision(LEFT, RIGHT, same=False)
    for joined in (Decision(LEFT, third, same=True), Decision(third, LEFT, same=True)):
        cast = make_cast(records, [parted, Decision(RIGHT, third, same=True), joined])
        assert members(cast) == {frozenset({("a", "ida-berg"), ("c", "mayor-ida")}), frozenset({("b", "berg")})}
    again = [parted, Decision(LEFT, third, same=True), Decision(RIGHT, LEFT, same=True)]
    assert together(make_cast(records, again), ("a", "ida-berg"), ("b", "berg"), ("c", "mayor-ida"))


def test_a_doubt_that_a_reader_decided_is_no_doubt_any_more() -> None:
    records = [told("a", BRIDGE, Told("Ida Berg")), told("b", OPERA, Told("Berg"))]
    (doubt,) = make_cast(records).perhaps
    assert {doubt.left, doubt.right} == {"a:ida-berg", "b:berg"}
    for same in (True, False):
        assert make_cast(records, [Decision(LEFT, RIGHT, same=same)]).perhaps == ()


def test_every_decision_that_can_hold_holds() -> None:
    names, stories = ["Ida Berg", "Berg", "I. Berg", "Anna Berg", "Eva Lund"], [BRIDGE, FERRY, OPERA, FAR]
    chance = random.Random(5)  # noqa: S311 - the same decisions each time
    for _ in range(150):
        records = [told(a, chance.choice(stories), Told(chance.choice(names))) for a in "abcde"]
        units = [CastMember(r.id, r.actors[0].id) for r in records]
        made = [Decision(*chance.sample(units, 2), same=chance.random() < 0.5) for _ in range(chance.randint(1, 5))]
        cast = make_cast(records, made)
        of = {m: a.id for a in cast.actors for m in a.members}
        last = {frozenset((d.left, d.right)): d for d in made}
        joined = [d for d in last.values() if d.same]
        groups = {u: {u} for u in units}
        for d in joined:
            group = groups[d.left] | groups[d.right]
            groups.update(dict.fromkeys(group, group))
        parted = [d for d in last.values() if not d.same]
        assert all(of[d.left] != of[d.right] for d in parted), made
        if not any(d.right in groups[d.left] for d in parted):
            assert all(of[d.left] == of[d.right] for d in joined), made
