"""The container files, as far as they can be checked without a Docker daemon."""

import re
import shutil
import subprocess
from typing import Any

import pytest
import yaml

from tests.ground_rules_paths import ROOT

DOCKER = ROOT / "docker"


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((DOCKER / "compose.yaml").read_text())
    return loaded["services"]


def test_everything_the_image_copies_exists() -> None:
    copies = re.findall(r"^COPY (?!--from)(?:--chmod=\d+ )?(.+) \S+$", (DOCKER / "Dockerfile").read_text(), re.M)
    sources = [source for line in copies for source in line.split()]
    assert sources
    assert [source for source in sources if not (ROOT / source).exists()] == []


def test_the_image_runs_as_nobody_special() -> None:
    assert "USER botbuilder" in (DOCKER / "Dockerfile").read_text()


def test_the_parts_of_production_are_there(services: dict[str, Any]) -> None:
    assert set(services) == {"web", "worker", "postgres", "redis"}


def test_only_the_web_server_has_a_port_and_only_on_this_machine(services: dict[str, Any]) -> None:
    assert {name for name, service in services.items() if "ports" in service} == {"web"}
    assert all(port.startswith("127.0.0.1:") for port in services["web"]["ports"])


def test_no_service_has_a_default_password(services: dict[str, Any]) -> None:
    for service in services.values():
        for key, value in service.get("environment", {}).items():
            if key.endswith(("PASSWORD", "SECRET_KEY")):
                assert re.search(r"\$\{\w+:\?", value), key


def test_every_service_has_its_limits(services: dict[str, Any]) -> None:
    for name, service in services.items():
        assert {"mem_limit", "pids_limit"} <= set(service), name
        assert "no-new-privileges:true" in service["security_opt"], name


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a POSIX shell")
def test_the_entrypoint_reads_secrets_from_files(tmp_path: Any) -> None:
    script = (DOCKER / "entrypoint").read_text().replace("cd /app\n", "").replace("exec python", "exec echo python")
    secret = tmp_path / "key"
    secret.write_text("from-a-file\n")
    script = script.replace('case "${1:-web}"', 'echo "$SECRET_KEY"\ncase "${1:-web}"')
    done = subprocess.run(
        ["sh", "-c", script, "entrypoint", "web"],
        env={"SECRET_KEY_FILE": str(secret), "PATH": "/usr/bin:/bin", "PORT": "9000"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [
        "from-a-file",
        "python manage.py up --host 0.0.0.0 --port 9000 --without-workers",
    ]
