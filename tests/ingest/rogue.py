"""A program that was taken over, in place of one that fetches or reads: it does what its request's address names."""

from __future__ import annotations

import os
import signal
import struct
import sys
import time

import msgspec


def main() -> None:
    inward, outward = sys.stdin.buffer, sys.stdout.buffer

    def say(body: bytes, size: int | None = None) -> None:
        outward.write(struct.pack(">I", len(body) if size is None else size) + body)
        outward.flush()

    def answer(**fields: object) -> None:
        say(msgspec.msgpack.encode(fields))

    say(b"")
    (size,) = struct.unpack(">I", inward.read(4))
    kind = msgspec.msgpack.decode(inward.read(size))["url"]
    page = {"data": b"x", "url": "http://x.example/", "declared": None}
    if kind == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    elif kind == "half an answer":
        say(b"xxx", 1000)
    elif kind == "half a length":
        outward.write(b"\x00\x00")
        outward.flush()
    elif kind == "4 GB announced":
        say(b"x", 2**32 - 1)
        time.sleep(20)
    elif kind == "4 GB sent":
        outward.write(struct.pack(">I", 2**32 - 1))
        try:
            while True:
                outward.write(bytes(2**20))
        except OSError:
            pass
    elif kind == "no msgpack":
        say(b"\xc1" * 100)
    elif kind == "another type":
        say(msgspec.msgpack.encode([1, 2, 3]))
    elif kind == "deep":
        say(b"\x91" * 1_000_000)
    elif kind == "neither page nor reason":
        answer()
    elif kind == "page over the limit":
        answer(page=page | {"data": bytes(10 * 2**20 + 1)})
    elif kind == "script as address":
        answer(page=page | {"url": "javascript:alert(1)"})
    elif kind == "long encoding":
        answer(page=page | {"declared": "x" * 100_000})
    elif kind == "long reason":
        answer(refused="x" * 100_000)
    elif kind == "lines in the log":
        answer(refused="No.", error="x\nforged")
    elif kind == "silence":
        time.sleep(20)
    elif kind == "environment":
        answer(refused=" ".join(sorted(os.environ)))


if __name__ == "__main__":
    main()
