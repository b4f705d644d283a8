"""Addresses of the installation. `flows.api` denies by default; the pages decide for themselves."""

from django.contrib import admin
from django.urls import include, path

from botbuilder import health
from botbuilder.sign_in import sign_in_once

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("metrics", health.metrics),
    path("sign-in/once/<str:key>/", sign_in_once),
    path("admin/", admin.site.urls),
    path("api/v1/", include("flows.api.urls")),
    path("", include("flows.api.chat_urls")),
    path("", include("flows.web.urls")),
]
