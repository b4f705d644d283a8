"""Everything on one command: database, demo bot, server and worker."""

import signal
import sys
from argparse import ArgumentParser
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from botbuilder.address import remember_address
from botbuilder.first_start import first_start
from botbuilder.tenancy.models import Account, SignInLink
from botbuilder.websockets import DirectWebSockets
from botbuilder.workers import Worker

DRAIN = 25  # seconds that a stopping server gives to turns under way


class Command(BaseCommand):
    help = "Migrate, make the demo bot on the first start, and serve."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--without-workers", action="store_true", help="Celery workers run elsewhere.")

    def handle(self, *, host: str, port: int, without_workers: bool, **options: Any) -> None:
        self._migrate()
        first_start(self._say)
        self._greet(settings.PUBLIC_URL or remember_address(f"http://{host}:{port}"))
        # uvicorn drains, then raises the signal again; the worker must have its turn before this process goes.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)
        server = uvicorn.Server(self._config(host, port))
        worker = Worker(when=lambda: server.started)
        try:
            if not without_workers:
                worker.start()
            server.run()
        finally:
            worker.stop()
        if not server.started:
            self.stderr.write(f"The server could not start. Is port {port} taken? PORT=8001 make run uses another.")
            sys.exit(1)

    def _migrate(self) -> None:
        """A database in step costs a look, not the whole command with its signals."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self._say("Preparing the database")
            call_command("migrate", interactive=False, verbosity=0)

    def _config(self, host: str, port: int) -> uvicorn.Config:
        return uvicorn.Config(
            "botbuilder.asgi:application",
            host=host,
            port=port,
            ws=DirectWebSockets,
            ws_max_size=1024 * 1024,  # bytes; the consumers have their own, lower limits
            lifespan="on",
            timeout_graceful_shutdown=DRAIN,
            log_level="warning",
            server_header=False,
        )

    def _greet(self, address: str) -> None:
        owner = Account.objects.filter(memberships__role="owner", is_active=True).order_by("pk").first()
        lines = ["", "BotBuilder is starting", f"  Studio   {address}/studio/", f"  Demo     {address}/demo/"]
        if owner:
            lines += [f"  Sign in  {address}{SignInLink.issue(owner)}", "           (works once, for 24 hours)"]
        lines += ["  Stop     Ctrl+C", ""]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()

    def _say(self, text: str) -> None:
        self.stdout.write(f"· {text}")
        self.stdout.flush()
