"""One machine, no services: SQLite, in-process hub, Celery over a folder."""

from . import env
from .base import *  # noqa: F403
from .base import DATA

SQLITE_SYNC = "NORMAL" if env.text("BOTBUILDER_SQLITE_SYNC").lower() == "normal" else "FULL"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "botbuilder.sqlite3",
        "OPTIONS": {
            "timeout": 20,  # seconds
            "transaction_mode": "IMMEDIATE",
            "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={SQLITE_SYNC}; PRAGMA busy_timeout=20000;",
        },
    }
}

BROKER = DATA / "broker"
for _folder in ("queue", "control"):
    (BROKER / _folder).mkdir(parents=True, exist_ok=True)
CELERY_BROKER_URL = "filesystem://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "data_folder_in": str(BROKER / "queue"),
    "data_folder_out": str(BROKER / "queue"),
    "control_folder": str(BROKER / "control"),
    "polling_interval": 0.25,  # seconds
}
