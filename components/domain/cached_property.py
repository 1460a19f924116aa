"""``functools.cached_property`` as it is from Python 3.12 on: no instance waits for another.

In 3.11 one lock stands for a property of all instances of a class. What a page computed of a long article in one then
held up every other visitor's page that came to the same property, for as long as it took.
"""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING or sys.version_info >= (3, 12):
    cached_property = functools.cached_property  # noqa: TID251
else:

    class cached_property(functools.cached_property):  # noqa: TID251
        """A property that is computed once for each instance; two threads that ask at once may both compute it."""

        def __get__(self, instance: Any, owner: Any = None) -> Any:
            """Compute and keep it; asked for again, it is found before this is."""
            if instance is None:
                return self
            return instance.__dict__.setdefault(self.attrname, self.func(instance))


__all__ = ["cached_property"]
