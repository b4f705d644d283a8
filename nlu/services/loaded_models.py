"""The models in this process's memory: loaded when needed, those used longest ago put away first."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from django.conf import settings

from botbuilder.memory import give_back_memory
from nlu.pipeline import Model, ModelError, load_model
from nlu.pipeline.store import read_about
from nlu.services.encoders import shared_encoder
from nlu.services.model_store import model_folder

logger = logging.getLogger(__name__)

DENSITY = 2.5  # bytes in memory per byte on disk: vocabularies are tables of words there
AGAIN = 30.0  # seconds until a model that could not be loaded is tried again


class LoadedModels:
    """Safe in any thread; `most` is the memory they may take together, in bytes. The one in use always stays."""

    def __init__(self, most: int | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._models: OrderedDict[str, tuple[Model, int]] = OrderedDict()
        self._broken: dict[str, float] = {}
        self._loading: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, name: str) -> Model | None:
        """The model of this name; None where it cannot be loaded, which the log says."""
        found = self._find(name)
        if found is not None:
            return found
        with self._lock:
            loading = self._loading.setdefault(name, threading.Lock())
        with loading:  # one thread loads, the others wait for it
            found = self._find(name)
            if found is not None or self._clock() < self._broken.get(name, 0.0):
                return found
            return self._load(name)

    def names(self) -> list[str]:
        """What is loaded; the one used last at the end."""
        with self._lock:
            return list(self._models)

    def _find(self, name: str) -> Model | None:
        with self._lock:
            if name not in self._models:
                return None
            self._models.move_to_end(name)
            return self._models[name][0]

    def _load(self, name: str) -> Model | None:
        try:
            folder = model_folder(name)
            needs_encoder = bool(read_about(folder).get("encoder"))
            model = load_model(folder, shared_encoder() if needs_encoder else None)
            size = sum(path.stat().st_size for path in folder.iterdir())
        except (ModelError, OSError) as error:
            logger.error("model %s cannot be used: %s", name, error)
            self._broken[name] = self._clock() + AGAIN
            return None
        give_back_memory()
        for note in model.notes:
            logger.warning("model %s: %s", name[:12], note)
        with self._lock:
            self._broken.pop(name, None)
            self._loading.pop(name, None)
            self._models[name] = (model, int(size * DENSITY))
            while len(self._models) > 1 and sum(size for _, size in self._models.values()) > self._budget():
                self._models.popitem(last=False)
        return model

    def _budget(self) -> int:
        return settings.MODEL_MEMORY if self._most is None else self._most
