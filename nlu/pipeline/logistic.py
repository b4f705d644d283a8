"""Logistic regression with scikit-learn; imported only where training happens."""

from __future__ import annotations

import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from nlu.pipeline.dense import Floats, Linear, half
from nlu.pipeline.sampling import Integers

COST = 10.0
TOLERANCE = 1e-3
MOST_ROUNDS = 200
_NEVER = -30.0


def logistic(
    vectors: Floats, wanted: Integers, classes: int, before: LogisticRegression | None = None
) -> tuple[Linear, LogisticRegression]:
    """The model and its solver. `before` is the solver of a nearly equal task, to begin at.

    A class without an example is never the answer.
    """
    solver = before or LogisticRegression(C=COST, max_iter=MOST_ROUNDS, tol=TOLERANCE, warm_start=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # a little short of the optimum is near enough
        solver.fit(vectors, wanted)
    coefficients, intercept = solver.coef_, solver.intercept_
    if len(solver.classes_) == 2:
        coefficients, intercept = np.vstack([-coefficients, coefficients]) / 2, np.r_[-intercept, intercept] / 2
    weights = np.zeros((vectors.shape[1], classes), dtype=np.float32)
    bias = np.full(classes, _NEVER, dtype=np.float32)
    weights[:, solver.classes_], bias[solver.classes_] = coefficients.T, intercept
    return Linear(half(weights).astype(np.float32), bias), solver
