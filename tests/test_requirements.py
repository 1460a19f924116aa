"""Locks: each answers what is asked for, every package in it has its hashes, and no version differs between them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OPTIONAL = ("requirements-ocr", "requirements-postgres", "requirements-dask")
NAMES = ("requirements", *OPTIONAL, "requirements-dev")
ASKED = re.compile(r"([A-Za-z0-9._-]+)(?:\[[a-z,]+\])?==(\S+)")
LOCKED = re.compile(r"([a-z0-9-]+)==([^\s;]+)(?: ; (?P<marker>[^\\]+?))?((?: +--hash=sha256:[0-9a-f]{64})+)")


def canonical(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def asked(text: str, folder: Path = ROOT) -> dict[str, str]:
    """What a .in asks for, with what the .in that it names ask for."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        line = line.partition("#")[0].strip()
        if line.startswith("-r "):
            found |= asked((folder / line[3:]).read_text("utf-8"), folder)
        elif line:
            match = ASKED.fullmatch(line)
            assert match, f"not pinned to one version: {line}"
            found[canonical(match[1])] = match[2]
    return found


def locked(text: str) -> dict[str, str]:
    """The packages of a lock. A line that isn't a package pinned with its hashes is an error."""
    found: dict[str, str] = {}
    for line in re.sub(r" *\\\n *", " ", text).splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            match = LOCKED.fullmatch(line)
            assert match, f"not a package with its hashes: {line}"
            assert found.setdefault(match[1], match[2]) == match[2], f"two versions of {match[1]}"
    return found


def lock(name: str) -> dict[str, str]:
    return locked((ROOT / f"{name}.txt").read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_holds_what_is_asked_for_in_that_version(name: str) -> None:
    wanted = asked((ROOT / f"{name}.in").read_text("utf-8"))
    have = lock(name)
    assert wanted
    assert {package: have.get(package) for package in wanted} == wanted, "run make lock"


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_names_no_address_and_no_place_on_a_computer(name: str) -> None:
    for suffix in (".in", ".txt"):
        text = (ROOT / f"{name}{suffix}").read_text("utf-8")
        assert not re.search(r"://|index-url|find-links|trusted-host|(^|\s)/|[A-Z]:\\", text), f"{name}{suffix}"


def test_no_version_differs_between_locks_and_the_one_for_developers_holds_all() -> None:
    developers = lock("requirements-dev")
    users = lock("requirements")
    assert users.items() <= developers.items()
    for name in OPTIONAL:
        optional = lock(name)
        assert optional.items() <= developers.items()
        assert all(users.get(package, version) == version for package, version in optional.items())


@pytest.mark.parametrize(
    "line",
    [
        "six==1.17.0",
        f"six>=1.17.0 --hash=sha256:{'0' * 64}",
        "--index-url https://example.org/simple",
        "-e .",
        f"six @ https://example.org/six.whl --hash=sha256:{'0' * 64}",
        f"six==1.17.0 --hash=sha256:{'0' * 64}\nsix==1.16.0 --hash=sha256:{'0' * 64}",
        "six==1.17.0 --hash=md5:0",
    ],
)
def test_what_is_no_package_with_its_hashes_is_noticed(line: str) -> None:
    with pytest.raises(AssertionError):
        locked(line)


def test_a_lock_written_over_several_lines_and_with_conditions_is_read() -> None:
    hashes = f"    --hash=sha256:{'0' * 64} \\\n    --hash=sha256:{'1' * 64}\n"
    text = f"# head\nsix==1.17.0 ; sys_platform == 'win32' \\\n{hashes}    # via\n    #   -r requirements.in\n"
    assert locked(text) == {"six": "1.17.0"}
