"""The worker program ``python -m components.services.collection_worker``: records in, the reading of them all out.

Messages are those of processes/messages.py: records in batches, each answered by how many there are, then ``Make``,
answered by the reading. It ends when its standard input does. What it is given stands in a scratch file meanwhile, as
the records are read several times and never all held.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from components.collection.cast import Decision
from components.collection.reading import CollectionReading, read_collection
from components.domain.record import Record, from_json
from components.processes.messages import receive, send

log = logging.getLogger(__name__)


class Batch(msgspec.Struct, frozen=True, tag=True):
    """Records, each as its JSON."""

    records: list[bytes]


class Make(msgspec.Struct, frozen=True, tag=True):
    """Read the collection of all records that came."""

    decisions: list[Decision]


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """How many records there are, or the reading (MessagePack), or why it failed."""

    taken: int = 0
    reading: bytes | None = None
    failed: str | None = None


def main() -> int:
    """Serve one collection; returns the exit status."""
    out = os.fdopen(os.dup(1), "wb")  # what a library prints must not end up between the answers
    os.dup2(2, 1)
    send(out, Answer())
    encoder = msgspec.msgpack.Encoder()
    with tempfile.TemporaryFile(prefix="dateline-collection-") as file:
        taken = 0
        while (body := receive(sys.stdin.buffer)) is not None:
            message = msgspec.msgpack.decode(body, type=Batch | Make)
            if isinstance(message, Batch):
                for record in message.records:
                    file.write(len(record).to_bytes(4, "big") + record)
                taken += len(message.records)
                send(out, Answer(taken=taken))
                continue
            try:
                reading = read_collection(lambda: _records(file), message.decisions)
                send(out, Answer(taken=taken, reading=encoder.encode(reading)))
            except Exception as error:
                log.exception("a collection of %d articles could not be read", taken)
                send(out, Answer(failed=type(error).__name__))
    return 0


def _records(file: BinaryIO) -> Iterator[Record]:
    """The records in the file, one at a time."""
    at = 0
    while True:
        file.seek(at)
        size = int.from_bytes(file.read(4), "big")
        if not size:
            return
        yield from_json(file.read(size))
        at += 4 + size


def decoded(reading: bytes) -> CollectionReading:
    """A reading as it is sent and kept; raises msgspec.DecodeError, where another version made it."""
    return msgspec.msgpack.decode(reading, type=CollectionReading)


if __name__ == "__main__":
    sys.exit(main())
