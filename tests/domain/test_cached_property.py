"""A cached property is computed once for each instance, and no instance waits for another."""

from __future__ import annotations

import threading

from components.domain.cached_property import cached_property


class Reading:
    def __init__(self, may_end: threading.Event | None = None) -> None:
        self.begun, self._may_end, self.computed = threading.Event(), may_end, 0

    @cached_property
    def marks(self) -> list[int]:
        """Takes as long as it is let."""
        self.computed += 1
        self.begun.set()
        if self._may_end is not None:
            assert self._may_end.wait(10)
        return [self.computed]


def test_a_long_one_holds_up_no_other() -> None:
    may_end = threading.Event()
    long, short = Reading(may_end), Reading()
    computing = threading.Thread(target=lambda: long.marks)
    computing.start()
    try:
        assert long.begun.wait(10)
        others = threading.Thread(target=lambda: short.marks)
        others.start()
        others.join(5)
        assert short.computed == 1 and not others.is_alive(), "it waited for the other instance"
    finally:
        may_end.set()
        computing.join()


def test_it_is_computed_once_and_can_be_forgotten() -> None:
    one = Reading()
    assert one.marks is one.marks and one.computed == 1
    del one.marks
    assert one.marks == [2]
    assert isinstance(Reading.marks, cached_property)
