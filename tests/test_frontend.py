"""Types, unit tests and size budget of the front end, run with the Node.js that ships as a wheel."""

import subprocess

import pytest

from botbuilder.frontend_build import FRONTEND, environment, npm


@pytest.mark.parametrize("script", ["typecheck", "test", "size"])
def test_npm_script_passes(script: str) -> None:
    command = npm(["run", script, "--silent"])
    done = subprocess.run(command, cwd=FRONTEND, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
