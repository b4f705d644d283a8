"""`/healthz` (the process lives), `/readyz` (it can store a turn), `/metrics` (Prometheus)."""

import shutil
from ipaddress import ip_address

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from botbuilder.tenancy.models import Workspace
from flows import wiring

LEAST_FREE_SHARE = 0.01  # of the disk that holds the data folder

_migrated = False


def healthz(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> HttpResponse:
    problems = [problem for check in (_database, _disk, _runtime) if (problem := check())]
    body = {"status": "unavailable" if problems else "ok", "problems": problems}
    return JsonResponse(body, status=503 if problems else 200)


def metrics(request: HttpRequest) -> HttpResponse:
    """For this machine, or a monitoring system that comes through the proxy's own network."""
    if not ip_address(request.META.get("REMOTE_ADDR") or "127.0.0.1").is_private:
        return HttpResponse(status=404)
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _database() -> str | None:
    global _migrated
    try:
        if not _migrated:
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                return "migrations are missing: run manage.py migrate"
            _migrated = True
        Workspace.objects.exists()
    except DatabaseError as error:
        return f"database: {type(error).__name__}"
    return None


def _disk() -> str | None:
    usage = shutil.disk_usage(settings.DATA)
    return "the disk of the data folder is full" if usage.free < usage.total * LEAST_FREE_SHARE else None


def _runtime() -> str | None:
    return None if wiring.is_running() else "the runtime is not running"
