"""What can go wrong in the pipeline, as far as a caller can act on it."""


class TrainingSetError(ValueError):
    """A training set is not of the shape that `training_set.py` describes.

    `pointer` is the JSON pointer of the offending place.
    """

    def __init__(self, pointer: str, detail: str) -> None:
        super().__init__(f"{pointer or '/'}: {detail}")
        self.pointer = pointer
        self.detail = detail


class AnnotationError(ValueError):
    """An annotated example cannot be read; `offset` is the code point where reading stopped."""

    def __init__(self, detail: str, offset: int) -> None:
        super().__init__(f"{detail} (at {offset})")
        self.detail = detail
        self.offset = offset


class ModelError(Exception):
    """A stored model is missing, broken, of another format, or not what its manifest says."""


class EncoderError(Exception):
    """A sentence encoder is missing, broken, too large, or not what its manifest says."""
