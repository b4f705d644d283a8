"""Signs of frustration are seen in the trace of a try-out."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from flows.models import Bot

TRYOUT = "/api/v1/bots/tea/tryout/"

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_trace_shows_how_frustrated_somebody_is_and_by_what(api: APIClient, bot: Bot) -> None:
    here = f"{TRYOUT}{api.post(TRYOUT, {}, format='json').json()['conversation']}/messages/"
    answer = api.post(here, {"id": "m1", "text": "NO NO NO THIS IS BULLSHIT!!!"}, format="json")
    (turn,) = answer.json()["turns"]
    mood = turn["understanding"]["sentiment"]
    assert mood["label"] == "negative" and mood["frustration"] >= 0.7
    assert mood["signals"] == ["swearing", "capitals", "shouting", "repeats"]
    calm = api.post(here, {"id": "m2", "text": "a cup of tea"}, format="json").json()["turns"][-1]
    assert calm["understanding"]["sentiment"]["signals"] == [] and "corrected" not in calm["understanding"]
