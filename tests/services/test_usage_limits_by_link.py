"""What visitors may use, by link and together."""

from __future__ import annotations

import pytest

from components.services.usage_limits_by_link import RATES, SESSIONS_A_LINK, SESSIONS_IN_ALL, SLOW, VisitorQuota


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_sessions_are_counted_by_link_and_together() -> None:
    clock = Clock()
    quota = VisitorQuota(clock)
    opened = []
    for n in range(SESSIONS_IN_ALL * 2):
        clock.now += 10
        link = f"l{n // SESSIONS_A_LINK}"
        if quota.enter(link):
            opened.append(link)
    assert len(opened) == SESSIONS_IN_ALL and quota.is_full("new") and quota.is_full("l0")
    quota.leave("l0")
    assert not quota.is_full("new") and not quota.is_full("l0") and quota.is_full("l1")


def test_sessions_that_are_opened_and_closed_at_once_are_slowed() -> None:
    clock = Clock()
    quota = VisitorQuota(clock)

    def churn() -> int:
        entered = 0
        for _ in range(100):
            if quota.enter("l"):
                quota.leave("l")
                entered += 1
        return entered

    assert churn() == RATES["session"][0].burst
    clock.now += 10
    assert churn() == 10 * RATES["session"][0].per_second


@pytest.mark.parametrize("use", ["upload", "export", "opening"])
def test_a_use_comes_back_with_time(use: str) -> None:
    clock = Clock()
    quota = VisitorQuota(clock)
    burst = int(RATES[use][0].burst)  # type: ignore[index]
    assert [quota.take("l", use) for _ in range(burst + 1)] == [True] * burst + [False]  # type: ignore[arg-type]
    clock.now += 1.01 / RATES[use][0].per_second  # type: ignore[index]
    assert quota.take("l", use) and not quota.take("l", use)  # type: ignore[arg-type]


def test_many_links_together_have_a_limit_too() -> None:
    quota = VisitorQuota(Clock())
    waits = [quota.turn(f"l{n}", "run") for n in range(20)]
    burst, rate = RATES["run"][1].burst, RATES["run"][1].per_second
    assert waits[: int(burst)] == [0] * int(burst) and waits[-1] == pytest.approx((20 - burst) / rate)


def test_a_link_that_waits_long_is_told_for_a_while() -> None:
    clock = Clock()
    quota = VisitorQuota(clock)
    while quota.turn("l", "run") < SLOW:
        assert not quota.was_slowed("l")
    assert quota.was_slowed("l") and not quota.was_slowed("m")
    clock.now += 11
    assert not quota.was_slowed("l")


def test_what_is_remembered_has_an_end() -> None:
    quota = VisitorQuota(Clock())
    for n in range(20_000):
        quota.take(f"l{n}", "run")
    assert len(quota._buckets) < 10_000


def test_what_is_given_back_can_be_used_again_by_the_link_and_by_all() -> None:
    clock = Clock()
    quota = VisitorQuota(clock)
    link, everybody = RATES["export"]
    for _ in range(int(link.burst)):
        assert quota.take("l", "export")
    assert not quota.take("l", "export")
    quota.give_back("l", "export")
    quota.give_back("l", "export")
    assert quota.take("l", "export") and quota.take("l", "export") and not quota.take("l", "export")
    others = int(everybody.burst - link.burst)
    assert sum(quota.take(f"o{n}", "export") for n in range(others + 5)) == others
