"""Messages between a program and its worker process: msgpack after their length in four bytes (big-endian)."""

from __future__ import annotations

import struct
from typing import BinaryIO

import msgspec


def send(pipe: BinaryIO, message: msgspec.Struct) -> None:
    """Write one message."""
    body = msgspec.msgpack.encode(message)
    pipe.write(struct.pack(">I", len(body)) + body)
    pipe.flush()


def receive(pipe: BinaryIO) -> bytes | None:
    """Read one message's body from a side that is trusted; None at the end."""
    head = pipe.read(4)
    return pipe.read(struct.unpack(">I", head)[0]) if len(head) == 4 else None
