"""The sentence encoder: texts become vectors, close where they mean the same. English; no torch, no Django.

encoder = find_encoder(folder)          # None where there is none
encoder.encode("a large pizza")         # float32 [384], length 1
VectorCache(folder, encoder).vectors(texts)
"""

from nlu.pipeline.encoder.cache import VectorCache
from nlu.pipeline.encoder.find import find_encoder, folder_state, is_built, open_encoder
from nlu.pipeline.encoder.runtime import Encoder
from nlu.pipeline.errors import EncoderError

__all__ = ["Encoder", "EncoderError", "VectorCache", "find_encoder", "folder_state", "is_built", "open_encoder"]
