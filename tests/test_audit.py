"""``make audit``: a finding fails, no network doesn't, and packages that nobody was asked about aren't called safe."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.audit import Answer, verdict

SAFE = {"name": "six", "version": "1.17.0", "vulns": []}
KNOWN = {"id": "PYSEC-1", "fix_versions": ["2.1", "3.0"], "aliases": [], "description": "Reads what it must not."}
UNSAFE = {"name": "pillow", "version": "2.0", "vulns": [KNOWN]}
UNKNOWN = {"name": "model", "skip_reason": "Dependency not found"}
NO_NETWORK = "Not checked: the advisories could not be reached"


def told(*packages: object) -> Answer:
    return 0, json.dumps({"dependencies": packages, "fixes": []}), ""


def test_a_known_vulnerability_fails_and_is_told_with_the_release_that_mends_it() -> None:
    status, text = verdict("lock.txt", lambda lock: told(SAFE, UNSAFE))
    assert status == 1
    assert "pillow 2.0: PYSEC-1 (mended in 2.1, 3.0): Reads what it must not." in text
    assert text.endswith("1 known vulnerabilities in 2 packages of lock.txt.\n")


def test_no_finding_passes_and_what_the_advisories_dont_know_is_named() -> None:
    status, text = verdict("lock.txt", lambda lock: told(SAFE, UNKNOWN))
    assert status == 0
    assert "Not checked, as the advisories don't know them: model." in text
    assert "0 known vulnerabilities in 1 packages" in text


def test_an_index_without_advisories_is_not_called_safe() -> None:
    status, text = verdict("lock.txt", lambda lock: told(UNKNOWN, UNKNOWN))
    assert status == 0 and text.startswith(NO_NETWORK) and text.count("\n") == 1
    assert "0 known" not in text


@pytest.mark.parametrize(
    "messages",
    [
        "Traceback ...\nrequests.exceptions.ConnectionError: HTTPSConnectionPool: Max retries exceeded",
        "ERROR:pip_audit._cli:Could not connect to PyPI's vulnerability feed\nERROR:pip_audit._cli:Tip: ...",
        "Traceback ...\npip_audit._service.interface.ServiceError",
    ],
)
def test_no_network_is_one_plain_line_and_no_failure(messages: str) -> None:
    status, text = verdict("lock.txt", lambda lock: (1, "", messages))
    assert status == 0 and text.startswith(NO_NETWORK) and text.count("\n") == 1


def test_a_network_that_never_answers_is_no_failure_either() -> None:
    def never(lock: str) -> Answer:
        raise subprocess.TimeoutExpired("pip-audit", 180)

    status, text = verdict("lock.txt", never)
    assert status == 0 and text.startswith(NO_NETWORK)


def test_a_lock_that_cannot_be_read_fails_with_what_is_wrong() -> None:
    assert verdict("lock.txt", lambda lock: (1, "", "requirement six does not contain a hash\n")) == (
        2,
        "requirement six does not contain a hash\n",
    )
