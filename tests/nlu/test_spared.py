"""What training processes do without: it is not missed, and it is there for whoever asks. Each in a fresh process."""

import json
import subprocess
import sys
from typing import Any

from flows.engine.stories_examples import policy_set
from nlu.pipeline import training_set_hash
from tests.ground_rules_paths import ROOT
from tests.nlu.library import training_set
from tests.nlu.test_policy import DOCUMENT

TRAIN = """
import json, sys
from pathlib import Path
from nlu.pipeline import child
from nlu.pipeline.spared import SPARED
child._warm()
for line in sys.stdin:
    assert child._train(json.loads(line)) == 0
print(json.dumps([name for name in SPARED if name in sys.modules]))
"""
USE = """
from nlu.pipeline.spared import sparing
with sparing():
    import sklearn.linear_model, sklearn.metrics
import sys
before = "scipy.stats" in sys.modules, "rich" in sys.modules
from sklearn.metrics import roc_auc_score, pairwise_distances      # both call what was spared
assert roc_auc_score([0, 1, 1], [0.1, 0.4, 0.3]) == 1.0
assert pairwise_distances([[0.0], [3.0]], metric="cityblock").tolist() == [[0, 3], [3, 0]]
assert pairwise_distances([[0.0], [3.0]], metric="canberra").tolist() == [[0, 1], [1, 0]]
import scipy.stats, scipy.spatial
from scipy.interpolate import BSpline
print(before, list(scipy.stats.rankdata([3, 1, 2])), issubclass(BSpline, object), sklearn.utils.fixes.scipy.stats)
"""


def run(program: str, said: str = "") -> str:
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, input=said, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()[-1]


def test_no_training_calls_what_is_spared(tmp_path) -> None:
    stories = policy_set(DOCUMENT)
    assert stories is not None
    sets: list[dict[str, Any]] = [training_set(), dict(stories)]
    requests = [json.dumps({"set": one, "folder": str(tmp_path)}) for one in sets]
    assert json.loads(run(TRAIN, "\n".join(requests))) == []
    assert (tmp_path / training_set_hash(training_set())).is_dir()


def test_what_is_spared_comes_when_it_is_used() -> None:
    said = run(USE)
    assert said.startswith("(False, False) [")
    assert "True <module 'scipy.stats' from" in said
