"""The figures of `evaluate_nlu`."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from nlu.pipeline.evaluation import evaluate, read_row
from tests.nlu.library import texts_and_labels

FIGURES = {
    *("accuracy", "macro_f1", "span_f1", "in_scope_accuracy", "oos_recall", "oos_f1", "oos_auroc"),
    *("train_seconds", "ms_per_utterance", "model_bytes"),
}


def rows():
    return [read_row({"text": text, "intent": label}) for text, label in zip(*texts_and_labels(), strict=True)]


def test_what_was_taught_is_known_and_nonsense_is_not():
    nonsense = [read_row({"text": text, "intent": "oos"}) for text in ("purple monkeys", "asdf", "how far is the moon")]
    figures = evaluate(rows(), [*rows(), *nonsense], none="oos")
    assert set(figures) == FIGURES
    assert figures["accuracy"] == figures["in_scope_accuracy"] == figures["oos_recall"] == 1.0
    assert figures["macro_f1"] == figures["oos_f1"] == figures["oos_auroc"] == 1.0


def test_without_a_label_for_none_the_best_counts_however_unsure():
    figures = evaluate(rows(), [read_row({"text": "utter nonsense", "intent": "greet"})])
    assert figures["oos_recall"] is None and figures["span_f1"] is None


def test_spans_are_counted_by_place_and_entity():
    row = {"text": "renew Dune", "intent": "renew", "entities": [{"start": 6, "end": 10, "entity": "the title"}]}
    other = {"text": "greet Emma", "intent": "greet", "entities": []}
    figures = evaluate([read_row(row), read_row(other)] * 5, [read_row(row)])
    assert figures["span_f1"] == 1.0


def test_a_file_that_holds_something_else_is_named(tmp_path):
    file = tmp_path / "bad.jsonl"
    file.write_text('{"text": "no intent"}\n')
    with pytest.raises(CommandError, match=r"bad\.jsonl"):
        call_command("evaluate_nlu", "--train", str(file), "--test", str(file))


def test_the_command_prints_the_figures(tmp_path):
    file = tmp_path / "rows.jsonl"
    lines = [json.dumps({"text": text, "intent": label}) for text, label in zip(*texts_and_labels(), strict=True)]
    file.write_text("\n".join(lines))
    out = StringIO()
    call_command("evaluate_nlu", "--train", str(file), "--test", str(file), "--json", stdout=out)
    assert set(json.loads(out.getvalue())) == FIGURES


@pytest.mark.parametrize(("train", "test", "least"), [("banking77/train_10", "banking77/test", 0.74)])
def test_a_public_set_stays_where_it_was(shared, train, test, least):
    def load(name):
        lines = (shared / "nlu-benchmarks" / f"{name}.jsonl").read_text().splitlines()
        return [read_row(json.loads(line)) for line in lines]

    assert evaluate(load(train), load(test)[::4])["accuracy"] >= least
