"""Has msgspec work out every type that is decoded before several threads decode.

msgspec (0.22) works a type out at its first use and has it seem ready meanwhile: another thread that decoded into it at
that moment crashed the whole process.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import msgspec


def prepare_types() -> None:
    """Work out every type of ours that is imported by now; call it while one thread alone decodes."""
    for kind in _below(msgspec.Struct):
        if kind.__module__.startswith("components."):
            with contextlib.suppress(TypeError):  # one with fields that can't be decoded, and so never is
                msgspec.json.Decoder(kind)


def _below(kind: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)
