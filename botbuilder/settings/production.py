"""PostgreSQL (DATABASE_URL) and Redis (REDIS_URL); either may stand alone."""

from . import env
from .base import *  # noqa: F403
from .base import PUBLIC_URL, REDIS_URL
from .embedded import CELERY_BROKER_TRANSPORT_OPTIONS as FOLDER_TRANSPORT
from .embedded import DATABASES as EMBEDDED_DATABASES

if env.text("DATABASE_URL"):
    _address = env.parse_database_url(env.text("DATABASE_URL"))
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": _address.name,
            "USER": _address.user,
            "PASSWORD": _address.password,
            "HOST": _address.host,
            "PORT": _address.port,
            "CONN_MAX_AGE": 60,  # seconds
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"options": "-c lock_timeout=2000 -c idle_in_transaction_session_timeout=30000"},
        }
    }
else:
    DATABASES = EMBEDDED_DATABASES

if REDIS_URL:
    CELERY_BROKER_URL = env.broker_url(REDIS_URL)
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "socket_timeout": 1}
else:
    CELERY_BROKER_URL = "filesystem://localhost"
    CELERY_BROKER_TRANSPORT_OPTIONS = FOLDER_TRANSPORT

if PUBLIC_URL.startswith("https://"):
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
