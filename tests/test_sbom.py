"""``make sbom``: valid CycloneDX, every locked package with the hashes of its lock, what is shipped with its own."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest

from components.analysis.version import VERSION
from tests.sbom import LOCKS, faults, sbom

ROOT = Path(__file__).resolve().parents[1]
PIN = re.compile(r"^([\w.-]+)==(\S+)(?: ; [^\n]*?)? \\\n((?:    --hash=[^\n]*\n)+)", re.M)


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    return sbom()


def test_it_is_valid_and_of_this_version(bill: dict[str, Any]) -> None:
    assert faults(bill) is None
    assert faults(bill | {"components": [{"type": "library"}]}) is not None
    main = bill["metadata"]["component"]
    assert (main["name"], main["version"], main["type"]) == ("dateline", VERSION, "application")


def test_every_locked_package_is_in_it_with_its_hashes(bill: dict[str, Any]) -> None:
    listed = {
        (one["name"], one["version"]): one for one in bill["components"] if one.get("purl", "").startswith("pkg:pypi/")
    }
    needed: set[tuple[str, str]] = set()
    pinned = 0
    for lock in LOCKS:
        text = (ROOT / lock).read_text("utf-8")
        pins = PIN.findall(text)
        assert len(pins) == len(re.findall(r"^\S+==", text, re.M))
        pinned += len(pins)
        for name, version, hashes in pins:
            known = listed[name, version]
            given = {h["content"] for made in known["externalReferences"] for h in made.get("hashes", [])}
            assert given == set(re.findall(r"sha256:(\w+)", hashes))
            if lock == LOCKS[0]:
                needed.add((name, version))
    assert pinned > 100
    assert {key for key, one in listed.items() if one["scope"] == "required"} == needed


def test_what_is_shipped_is_in_it_with_hash_and_licence(bill: dict[str, Any]) -> None:
    shipped = {one["name"]: one for one in bill["components"] if "purl" not in one}
    there = [*ROOT.glob("components/**/*.onnx"), *ROOT.glob("components/**/*.npz"), *ROOT.glob("components/**/*.woff2")]
    assert len(there) >= 10
    for path in there:
        one = shipped[path.relative_to(ROOT).as_posix()]
        assert one["hashes"] == [{"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}]
        assert one["licenses"]
