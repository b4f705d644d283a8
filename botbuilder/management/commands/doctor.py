"""One line per problem of this installation, with its cure."""

import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

LEAST_FREE = 500 * 1024 * 1024  # bytes


class Command(BaseCommand):
    help = "Check this installation; exits 1 when something is wrong."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        checks: list[Callable[[], Iterator[str]]] = [data_folder, secret_key, database, redis, front_end]
        problems = [problem for check in checks for problem in check()]
        for problem in problems:
            self.stdout.write(f"✗ {problem}")
        if problems:
            sys.exit(1)
        self.stdout.write("✓ nothing to complain about")


def data_folder() -> Iterator[str]:
    probe = settings.DATA / ".doctor"
    try:
        probe.write_text("ok")
        probe.unlink()
    except OSError as error:
        yield f"The data folder {settings.DATA} cannot be written ({error.strerror}): give it to the server's user."
        return
    if shutil.disk_usage(settings.DATA).free < LEAST_FREE:
        yield f"Less than 500 MB free for {settings.DATA}: make room, or move it with BOTBUILDER_DATA."


def secret_key() -> Iterator[str]:
    file = settings.DATA / "secret.key"
    if file.exists() and stat.S_IMODE(file.stat().st_mode) & 0o077:
        yield f"Others may read {file}: chmod 600 it."
    if len(settings.SECRET_KEY) < 32:
        yield "SECRET_KEY is shorter than 32 characters: make a longer one (openssl rand -hex 32)."


def database() -> Iterator[str]:
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            yield "The database is older than the code: run manage.py migrate (manage.py up does it, too)."
    except DatabaseError as error:
        yield f"The database cannot be reached ({error}): check DATABASE_URL."


def redis() -> Iterator[str]:
    if not settings.REDIS_URL:
        return
    from redis import Redis, RedisError

    try:
        Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2).ping()
    except RedisError as error:
        yield f"Redis cannot be reached ({error}): check REDIS_URL. Messages are safe, only slower between processes."


def front_end() -> Iterator[str]:
    for name in ("editor", "webchat"):
        if not (settings.FRONTEND_DIST / name).is_dir():
            yield f"The {name} is not built: run make setup."
