"""The models in a server's memory: as many as the limit allows, those used longest ago away first, and really away."""

import gc
import threading
import weakref

import pytest

from flows.adapters.understanding import Understanding
from nlu.services.loaded_models import AGAIN, DENSITY, LoadedModels
from nlu.services.model_store import model_folder

ONE, TWO, THREE = (letter * 64 for letter in "abc")


@pytest.fixture
def size(library, settings, tmp_path) -> float:
    """Three models in the store, and how much memory each counts for."""
    settings.DATA = tmp_path
    for name in (ONE, TWO, THREE):
        library.save(model_folder(name))
    return DENSITY * sum(path.stat().st_size for path in model_folder(ONE).iterdir())


def test_what_was_used_longest_ago_goes_first(settings, size):
    settings.MODEL_MEMORY = 2.5 * size
    shelf = LoadedModels()
    for name in (ONE, TWO, ONE, THREE):
        assert shelf.get(name) is not None
    assert shelf.names() == [ONE, THREE]
    first = shelf.get(ONE)
    assert shelf.get(TWO) is not None and shelf.names() == [ONE, TWO]
    assert shelf.get(ONE) is first, "what stays is not loaded again"


def test_what_went_leaves_the_memory(settings, size):
    settings.MODEL_MEMORY = 1.5 * size
    understanding = Understanding()
    understand = understanding.understand
    assert understand({"en": ONE}, "en", "please renew Emma", now=0.0)["intent"] == "renew"
    model = understanding._loaded.get(ONE)
    kept = [weakref.ref(model.classifier.weights), weakref.ref(model.classifier.features.idf)]
    del model
    assert understand({"en": TWO}, "en", "please renew Emma", now=0.0)["intent"] == "renew"
    gc.collect()
    assert [one() for one in kept] == [None, None]
    assert understand({"en": ONE}, "en", "please renew Middlemarch", now=0.0)["intent"] == "renew"


def test_a_model_larger_than_the_limit_serves_alone(settings, size):
    settings.MODEL_MEMORY = 0
    shelf = LoadedModels()
    assert shelf.get(ONE) is not None and shelf.names() == [ONE]
    assert shelf.get(TWO) is not None and shelf.names() == [TWO]


def test_many_threads_that_ask_at_once_load_it_once(settings, size):
    settings.MODEL_MEMORY = 10 * size
    shelf, found = LoadedModels(), []
    threads = [threading.Thread(target=lambda: found.append(shelf.get(ONE))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8 and len({id(model) for model in found}) == 1


def test_a_broken_one_is_tried_again_after_a_while(size, caplog):
    now = [0.0]
    shelf = LoadedModels(most=int(10 * size), clock=lambda: now[0])
    path = model_folder(ONE) / "arrays.npz"
    whole = path.read_bytes()
    path.write_bytes(b"half")
    assert shelf.get(ONE) is None and "cannot be used" in caplog.text
    path.write_bytes(whole)
    assert shelf.get(ONE) is None, "not at each utterance"
    now[0] = AGAIN + 1
    assert shelf.get(ONE) is not None
