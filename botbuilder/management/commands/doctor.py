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

from botbuilder import compiled_core
from botbuilder.settings.env import built_encoder, flag
from nlu.pipeline.encoder import EncoderError, find_encoder, open_encoder

LEAST_FREE = 500 * 1024 * 1024  # bytes


class Command(BaseCommand):
    help = "Check this installation; exits 1 when something is wrong."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        checks: list[Callable[[], Iterator[str]]] = [data_folder, secret_key, database, redis, front_end, encoder]
        problems = [problem for check in checks for problem in check()]
        for problem in problems:
            self.stdout.write(f"✗ {problem}")
        if problems:
            sys.exit(1)
        self.stdout.write(f"· {engine_state()}")
        self.stdout.write(f"· {encoder_state()}")
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


def encoder() -> Iterator[str]:
    """Not having built one is a choice; one that was named or built and cannot be used is a problem."""
    ours = built_encoder() == settings.ENCODER
    if settings.ENCODER is None or (ours and not settings.ENCODER.is_dir()):
        return
    try:
        open_encoder(settings.ENCODER)
    except EncoderError as error:
        cure = "build it again (manage.py build_encoder --again)" if ours else "mend it"
        yield f"The sentence encoder in {settings.ENCODER} cannot be used ({error}): {cure}, or set BOTBUILDER_ENCODER."


def engine_state() -> str:
    if compiled_core.in_use():
        return "engine: compiled"
    if not flag("BOTBUILDER_COMPILED", default=True):
        return "engine: runs as Python (BOTBUILDER_COMPILED)"
    return "engine: runs as Python, at half the speed; python -m botbuilder.core_build compiles it, or says why not"


def encoder_state() -> str:
    if settings.ENCODER is None:
        return "sentence encoder: switched off (BOTBUILDER_ENCODER); bots understand with the smaller model"
    found = find_encoder(settings.ENCODER)
    if found is None:
        return "sentence encoder: not built; bots understand with the smaller model. manage.py build_encoder builds it"
    languages = ", ".join(sorted(found.languages))
    same = "as built" if found.identity == found.hash else "other arithmetic than where it was built: train bots anew"
    return f"sentence encoder: {found.name} ({languages}), {same}"
