"""Memory that is no longer needed goes back to the machine."""

import ctypes


def give_back_memory() -> None:
    """Asks the C library to return pages that it would keep for later: some 10 MB after a model was loaded.

    Takes a few milliseconds; does nothing where the library is not glibc.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
