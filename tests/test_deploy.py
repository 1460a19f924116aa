"""The files of docs/deploy and the commands of docs/scale.md: they parse, and name options and ports that there are."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from components.cli.main import _parser

yaml = pytest.importorskip("yaml")
ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "docs/deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
OBJECTS = {(o["kind"], o["metadata"]["name"]): o for o in yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text())}
VARIABLE = re.compile(r"DATELINE_[A-Z_]+")


def containers() -> Iterator[dict[str, Any]]:
    for made in OBJECTS.values():
        if "template" in made.get("spec", {}):
            yield from made["spec"]["template"]["spec"]["containers"]


def commands() -> list[list[str]]:
    """Every command: of the two files, the Dockerfile, and the page."""
    found = [service["command"] for service in COMPOSE.values() if "command" in service]
    found += [container["command"] for container in containers() if "command" in container]
    found += [
        yaml.safe_load(line[4:]) for line in (DEPLOY / "Dockerfile").read_text().splitlines() if line[:4] == "CMD "
    ]
    for block in re.findall(r"```\n(.*?)```", (ROOT / "docs/scale.md").read_text("utf-8"), re.S):
        words = [shlex.split(line, comments=True) for line in block.splitlines()]
        found += [line[line.index("python") :] for line in words if "python" in line]
    return found


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_commands_name_real_options(command: list[str]) -> None:
    assert command[:2] == ["python", "-m"]
    program, *rest = command[2:]
    if program == "components":
        assert _parser().parse_args(rest).run
    elif program == "dask":
        cli = pytest.importorskip(f"distributed.cli.dask_{rest[0]}")
        parsed = cli.main.make_context(rest[0], [*rest[1:]], resilient_parsing=False)
        assert parsed.params["dashboard"] is False
    else:
        assert program == "streamlit"
        from streamlit.web.cli import main_run

        with click.Context(main_run) as context:
            main_run.parse_args(context, rest[1:])
        assert (ROOT / rest[1]).exists()


def test_there_are_commands_of_each_kind() -> None:
    kinds = {tuple(c[2:4]) for c in commands()}
    wanted = {("components", "analyse"), ("components", "cast"), ("dask", "scheduler"), ("dask", "worker")}
    assert wanted <= kinds and len(commands()) == 13


def test_addresses_are_those_of_the_services() -> None:
    ports = {"scheduler": 8786, "postgres": 5432, "dashboard": 8501}
    services = {name: made["spec"]["ports"][0]["port"] for (kind, name), made in OBJECTS.items() if kind == "Service"}
    assert services == ports
    assert set(ports) <= set(COMPOSE)
    for file in ("compose.yaml", "kubernetes.yaml"):
        text = (DEPLOY / file).read_text("utf-8")
        named = re.findall(r"(?:tcp://|@)([a-z]+):(\d+)", text)
        assert named and all(ports[host] == int(port) for host, port in named)


def test_selectors_volumes_and_claims_are_there() -> None:
    for (kind, _), made in OBJECTS.items():
        spec = made["spec"]
        if kind in {"Deployment", "StatefulSet"}:
            assert spec["selector"]["matchLabels"].items() <= spec["template"]["metadata"]["labels"].items()
        pod = spec.get("template", {}).get("spec", {})
        own = {c["metadata"]["name"] for c in spec.get("volumeClaimTemplates", [])}
        volumes = {v["name"]: v["persistentVolumeClaim"]["claimName"] for v in pod.get("volumes", [])}
        assert all(("PersistentVolumeClaim", claim) in OBJECTS for claim in volumes.values())
        for container in pod.get("containers", []):
            assert {m["name"] for m in container.get("volumeMounts", [])} <= own | set(volumes)


def test_settings_are_ones_that_dateline_reads() -> None:
    code = "\n".join(p.read_text("utf-8") for p in (ROOT / "components").rglob("*.py"))
    named = {v for file in DEPLOY.iterdir() for v in VARIABLE.findall(file.read_text("utf-8"))}
    assert named == {v for v in named if f'"{v}"' in code}
    assert "DATELINE_DATABASE_URL" in named


def test_the_dashboard_asks_for_its_owners_key() -> None:
    """A forwarded port makes strangers look near."""
    assert COMPOSE["dashboard"]["environment"]["DATELINE_OWNER"] == "key"
    (dashboard,) = [c for c in containers() if c["name"] == "dashboard"]
    assert "DATELINE_PUBLIC_URL" in {e["name"] for e in dashboard["env"]}
    assert dashboard["readinessProbe"]["httpGet"] == {"path": "/_stcore/health", "port": 8501}
    assert "http://127.0.0.1:8501/_stcore/health'" in COMPOSE["dashboard"]["healthcheck"]["test"][-1]


def test_no_port_of_the_dask_cluster_is_published() -> None:
    assert [name for name, service in COMPOSE.items() if "ports" in service] == ["dashboard"]
    assert COMPOSE["dashboard"]["ports"] == ["127.0.0.1:8501:8501"]
    policy = OBJECTS["NetworkPolicy", "dask"]["spec"]
    assert policy["podSelector"] == policy["ingress"][0]["from"][0]["podSelector"]
