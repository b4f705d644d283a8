"""The one-time link that `manage.py up` prints."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from botbuilder.tenancy.models import SignInLink


@never_cache
@require_GET
def sign_in_once(request: HttpRequest, key: str) -> HttpResponse:
    account = SignInLink.use(key)
    if account is None:
        return render(request, "botbuilder/link_used.html", status=410)
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponseRedirect("/studio/")
