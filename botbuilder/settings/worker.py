"""A Celery worker serves nobody: the apps, middleware and addresses of the server stay out of its memory."""

from . import env

if env.text("DATABASE_URL") or env.text("REDIS_URL"):
    from .production import *  # noqa: F403
else:
    from .embedded import *  # noqa: F403

from .base import INSTALLED_APPS as SERVER_APPS

OF_THE_SERVER = {
    "unfold",
    "django.contrib.admin",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "channels",
}
INSTALLED_APPS = [app for app in SERVER_APPS if app not in OF_THE_SERVER]
MIDDLEWARE: list[str] = []
TEMPLATES: list[dict[str, object]] = []
ROOT_URLCONF = __name__
urlpatterns: list[object] = []
