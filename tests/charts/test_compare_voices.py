"""The chart of voices side by side: shares of those articles alone that quote enough."""

from __future__ import annotations

from components.charts.compare_voices import is_drawn, voices_chart
from components.collection.comparison import compare
from components.domain.record import Record
from tests.collection.comparison.made import quote, record


def quoting(name: str, lund: int, jones: int) -> Record:
    """An article that quotes two people in so many words."""
    first, second = (
        f"“{' '.join(f'{name}{who}{n}' for n in range(count))},”" for who, count in (("l", lund), ("j", jones))
    )
    text = f"{first} Peter Lund said. {second} Mary Jones said."
    quotes = [quote(text, first, "Peter Lund"), quote(text, second, "Mary Jones")]
    return record(name, text, people=["Peter Lund", "Mary Jones"], quotes=quotes)


def test_bars_are_shares_of_what_each_article_quotes() -> None:
    found = compare([quoting("a", 30, 10), quoting("b", 20, 60)])
    figure = voices_chart(found, [("a", "Wire <b>", "#111111"), ("b", "Paper", "#222222")])
    names = {v.id: v.name for v in found.voices}
    shares = {
        trace.marker.color: {names[y]: round(x, 2) for y, x in zip(trace.y, trace.x, strict=True)}
        for trace in figure.data
    }
    assert shares == {
        "#111111": {"Peter Lund": 0.75, "Mary Jones": 0.25}, "#222222": {"Peter Lund": 0.25, "Mary Jones": 0.75}
    }  # fmt: skip
    assert all(d[0] in names for trace in figure.data for d in trace.customdata)
    assert "<b>" not in str(figure.to_dict())


def test_articles_that_quote_too_little_are_left_out() -> None:
    little = compare([quoting("a", 30, 10), quoting("b", 3, 4)])
    assert not is_drawn(little)
    three = compare([quoting("a", 30, 10), quoting("b", 3, 4), quoting("c", 30, 30)])
    assert is_drawn(three)
    figure = voices_chart(three, [(n, n, "#111111") for n in ("a", "b", "c")])
    assert len(figure.data) == 2
