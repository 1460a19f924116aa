"""Items that are looked up by their keys, and by all that they hang on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import Any, Generic, TypeVar

from components.domain.cached_property import cached_property

K = TypeVar("K")
T = TypeVar("T")


class ItemIndex(Generic[K, T]):
    """Items by key, in order, and by everything that ``names`` says they hang on."""

    def __init__(self, items: Iterable[tuple[K, T]], names: Callable[[T], set[Any]]) -> None:
        self.items = dict(items)
        self._names = names

    @cached_property
    def _hanging(self) -> defaultdict[Hashable, set[K]]:
        by_key: defaultdict[Hashable, set[K]] = defaultdict(set)
        for key, item in self.items.items():
            for name in self._names(item):
                by_key[name].add(key)
        return by_key

    def items_of(self, name: Hashable) -> list[tuple[K, T]]:
        """The items that hang on it, in no order."""
        return [(key, self.items[key]) for key in self._hanging.get(name, ())]

    def put(self, key: K, item: T | None) -> None:
        """Put an item in place of the one with this key, or at the end; None takes it out."""
        old = self.items.get(key)
        if "_hanging" in self.__dict__:
            before = self._names(old) if old is not None else set()
            after = self._names(item) if item is not None else set()
            for name in before - after:
                self._hanging[name].discard(key)
            for name in after - before:
                self._hanging[name].add(key)
        if item is None:
            self.items.pop(key, None)
        else:
            self.items[key] = item

    def change(self, names: Iterable[Hashable], change: Callable[[T], T | None]) -> list[K]:
        """Change the items that hang on any of these; the keys of those that did change. None takes one out."""
        changed = []
        for key in {key for name in names for key in self._hanging.get(name, ())}:
            item = self.items[key]
            new = change(item)
            if new is not item:
                self.put(key, new)
                changed.append(key)
        return changed

    def sort(self, by: Callable[[T], Any]) -> None:
        """Put the items in another order; those that are alike stay as they stood."""
        self.items = dict(sorted(self.items.items(), key=lambda pair: by(pair[1])))
