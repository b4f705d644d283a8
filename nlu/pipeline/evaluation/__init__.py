"""Evaluation: what a model gets right, how sure it is, what it takes for what; and what to do about it.

report(predict(model, rows), rows, language="en", kind="rows")          one model on labelled utterances
report_of_folds(cross_validate(training_set), language="en")           every example, unseen
compare(report, report, utterances, utterances)                        what changed, in both directions
"""

from __future__ import annotations

from nlu.pipeline.evaluation.comparison import compare
from nlu.pipeline.evaluation.cross_validation import CrossValidation, cross_validate
from nlu.pipeline.evaluation.figures import evaluate, train_and_measure
from nlu.pipeline.evaluation.predictions import Prediction, predict
from nlu.pipeline.evaluation.report import report, report_of_folds
from nlu.pipeline.evaluation.rows import Row, RowsError, read_row, read_rows, training_set_of

__all__ = [
    "CrossValidation",
    "Prediction",
    "Row",
    "RowsError",
    "compare",
    "cross_validate",
    "evaluate",
    "predict",
    "read_row",
    "read_rows",
    "report",
    "report_of_folds",
    "train_and_measure",
    "training_set_of",
]
