"""Models in folders: whole, sound, and refused when they are not."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from nlu.pipeline import ModelError, load_model, train, training_set_hash
from tests.nlu.library import training_set

QUESTIONS = ["please renew Emma", "when are you open", "a paperback, lib-1234", "purple monkeys", "hello", ""]


@pytest.fixture
def stored(library, tmp_path) -> Path:
    folder = tmp_path / "models" / "abc"
    library.save(folder)
    return folder


def test_a_loaded_model_understands_the_same(library, stored):
    loaded = load_model(stored)
    for text in QUESTIONS:
        assert loaded.understand(text, now=0.0) == library.understand(text, now=0.0)


def test_the_folder_holds_no_pickle_and_nothing_half_written(stored):
    assert sorted(path.name for path in stored.parent.iterdir()) == ["abc"]
    assert sorted(path.name for path in stored.iterdir()) == ["arrays.npz", "manifest.json", "model.json", "slots.crf"]
    with np.load(stored / "arrays.npz", allow_pickle=False) as arrays:
        kinds = {name: arrays[name].dtype.name for name in arrays}
        assert kinds == {"weights": "float16", "bias": "float32", "idf": "float32"}


def test_saving_again_changes_nothing(library, stored):
    before = {path.name: path.read_bytes() for path in stored.iterdir()}
    library.save(stored)
    assert {path.name: path.read_bytes() for path in stored.iterdir()} == before


def test_saving_over_a_broken_folder_repairs_it(library, stored):
    (stored / "arrays.npz").write_bytes(b"half")
    library.save(stored)
    assert load_model(stored).understand("hello")["intent"] == "greet"


@pytest.mark.parametrize("name", ["manifest.json", "arrays.npz", "model.json", "slots.crf"])
@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "flipped", "link"])
def test_a_damaged_file_is_refused(stored, tmp_path, name, damage):
    path = stored / name
    content = path.read_bytes()
    path.unlink()
    if damage == "empty":
        path.touch()
    elif damage == "cut":
        path.write_bytes(content[: len(content) // 2])
    elif damage == "flipped":
        middle = len(content) // 2
        path.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    elif damage == "link":
        target = tmp_path / "elsewhere"
        target.write_bytes(content if name != "manifest.json" else b"{}")
        path.symlink_to(target)
    with pytest.raises(ModelError):
        load_model(stored)


def reseal(folder: Path, **changes: object) -> None:
    """Writes the manifest again so that its hashes fit whatever is in the folder now."""
    import hashlib

    manifest = json.loads((folder / "manifest.json").read_text())
    for name, entry in manifest["files"].items():
        if (folder / name).exists():
            content = (folder / name).read_bytes()
            entry.update(sha256=hashlib.sha256(content).hexdigest(), bytes=len(content))
    manifest.update(changes)
    (folder / "manifest.json").write_text(json.dumps(manifest))


def test_arrays_that_are_objects_are_never_unpickled(stored, tmp_path):
    class Evil:
        def __reduce__(self):
            return (Path.touch, (tmp_path / "executed",))

    arrays = {"weights": np.array([Evil()], dtype=object), "bias": np.zeros(1), "idf": np.zeros(1)}
    np.savez(stored / "arrays.npz", allow_pickle=True, **arrays)
    declared = {name: {"dtype": "object", "shape": [1]} for name in arrays}
    reseal(stored, arrays=declared)
    with pytest.raises(ModelError):
        load_model(stored)
    assert not (tmp_path / "executed").exists()


def test_packed_arrays_are_refused_even_where_they_are_the_right_ones(stored):
    """A kilobyte of them may unpack to gigabytes, and nobody knows before."""
    with np.load(stored / "arrays.npz") as content:
        arrays = {name: content[name] for name in content}
    np.savez_compressed(stored / "arrays.npz", **arrays)
    reseal(stored)
    with pytest.raises(ModelError, match="packed"):
        load_model(stored)


def test_arrays_that_do_not_fit_the_vocabulary_are_refused(stored):
    with np.load(stored / "arrays.npz") as content:
        arrays = {name: content[name] for name in content}
    arrays["weights"] = arrays["weights"][:-1]
    np.savez(stored / "arrays.npz", **arrays)
    shapes = {name: {"dtype": array.dtype.name, "shape": list(array.shape)} for name, array in arrays.items()}
    reseal(stored, arrays=shapes)
    with pytest.raises(ModelError, match="vocabulary"):
        load_model(stored)


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "something/else"},
        {"version": 99},
        {"files": {"../../etc/passwd": {"sha256": "0", "bytes": 1}}},
        {"files": {}},
        {"files": [1]},
        {"files": {"arrays.npz": {"sha256": "0", "bytes": 10**12}}},
        {"arrays": {"weights": {"dtype": "float32", "shape": [1]}}},
        {"about": []},
    ],
)
def test_a_manifest_that_lies_is_refused(stored, changes):
    manifest = json.loads((stored / "manifest.json").read_text())
    (stored / "manifest.json").write_text(json.dumps({**manifest, **changes}))
    with pytest.raises(ModelError):
        load_model(stored)


def test_a_missing_model_is_an_error(tmp_path):
    with pytest.raises(ModelError):
        load_model(tmp_path / "nothing")


def test_the_hash_names_the_content_not_its_order():
    forward = training_set()
    backward = dict(reversed(list(forward.items())))
    assert training_set_hash(forward) == training_set_hash(backward)
    assert training_set_hash(forward) != training_set_hash(training_set(language="fr"))


def test_running_a_model_needs_neither_scikit_learn_nor_scipy_nor_django(stored):
    program = (
        "import sys\n"
        "class Barred:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in ('sklearn', 'scipy', 'django', 'joblib'):\n"
        "            raise ImportError('barred: ' + name)\n"
        "sys.meta_path.insert(0, Barred())\n"
        "from pathlib import Path\n"
        "from nlu.pipeline import load_model\n"
        "print(load_model(Path(sys.argv[1])).understand('renew my books')['intent'])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(stored)], capture_output=True, text=True, check=False, timeout=60
    )
    assert (ran.stdout.strip(), ran.stderr) == ("renew", "")


def test_training_works_without_django(tmp_path):
    program = (
        "import sys\n"
        "sys.modules['django'] = None\n"
        "import runpy\n"
        "runpy.run_module('nlu.pipeline.child', run_name='__main__')\n"
    )
    request = json.dumps({"folder": str(tmp_path), "set": training_set()}) + "\n"
    child = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdin and child.stdout
        child.stdin.write(request)
        child.stdin.flush()
        lines = []
        while "ended" not in (line := json.loads(child.stdout.readline())):
            lines.append(line)
    finally:
        child.kill()
        child.wait()
    name = training_set_hash(training_set())
    assert lines[-1]["trained"]["hash"] == name
    assert load_model(tmp_path / name).understand("hello")["intent"] == "greet"


def test_two_processes_that_store_the_same_model_both_succeed(library, stored, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(stored, copy)
    train(training_set()).save(copy)
    assert load_model(copy).understand("hello")["intent"] == "greet"
