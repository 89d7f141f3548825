"""Writes permutation-importance.json: what scikit-learn's permutation importance and partial dependence say of two fixed networks.

Made with scikit-learn 1.2.1 and numpy 1.24.2. Run: python3 permutation-importance.py > permutation-importance.json
"""
import json

import numpy as np
import sklearn
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.inspection import permutation_importance
from sklearn.inspection._partial_dependence import _partial_dependence_brute

from start import biases, weights

ROWS, FEATURES, HIDDEN, REPEATS, SEED = 40, 3, 4, 6, 7
random = np.random.default_rng(20261129)
X = np.round(random.normal(size=(ROWS, FEATURES)), 3)


def outputs(rows, units):
    hidden = np.tanh(rows @ weights(0, FEATURES, HIDDEN) + biases(0, HIDDEN))
    return hidden @ weights(1, HIDDEN, units) + biases(1, units)


class Classes(ClassifierMixin, BaseEstimator):
    def fit(self, rows, truth):
        self.classes_ = np.arange(3)
        return self

    def predict_proba(self, rows):
        z = np.exp(outputs(rows, 3) - outputs(rows, 3).max(axis=1, keepdims=True))
        return z / z.sum(axis=1, keepdims=True)

    def predict(self, rows):
        return self.predict_proba(rows).argmax(axis=1)


class Numbers(RegressorMixin, BaseEstimator):
    def fit(self, rows, truth):
        self.fitted_ = True
        return self

    def predict(self, rows):
        return outputs(rows, 1)[:, 0]


def orders():
    """The row that each row takes a column's value of, repeat by repeat: scikit-learn shuffles what it has shuffled before."""
    shared = np.random.RandomState(SEED).randint(np.iinfo(np.int32).max + 1)
    state, places, order, found = np.random.RandomState(shared), np.arange(ROWS), np.arange(ROWS), []
    for _ in range(REPEATS):
        state.shuffle(places)
        order = order[places]
        found.append(order.tolist())
    return found


def importances(network, truth, scoring):
    # Of several columns scikit-learn copies the rows, so that each column begins anew.
    return permutation_importance(network, X, truth, scoring=scoring, n_repeats=REPEATS, random_state=SEED).importances.tolist()


classes = Classes().fit(X, None)
truth = np.where(random.random(ROWS) < 0.7, classes.predict(X), random.integers(0, 3, ROWS))
truth[:3] = 0, 1, 2
numbers = Numbers().fit(X, None)
target = np.round(numbers.predict(X) + 0.3 * random.normal(size=ROWS), 3)

# Of the grid that scikit-learn would choose none is needed: what it averages, and over what, is the same for any.
values = np.sort(X[:, 1])[[2, 4, 20, 31, 37]]
average, individual = _partial_dependence_brute(numbers, values[:, None], [1], X, response_method="auto")

print(json.dumps({
    "library": f"scikit-learn {sklearn.__version__}",
    "X": X.tolist(),
    "classes": truth.tolist(),
    "numbers": target.tolist(),
    "orders": orders(),
    "accuracy": importances(classes, truth, "accuracy"),
    "logLoss": importances(classes, truth, "neg_log_loss"),
    "f1": importances(classes, truth, "f1_macro"),
    "r2": importances(numbers, target, "r2"),
    "error": importances(numbers, target, "neg_root_mean_squared_error"),
    "profile": {
        "values": values.tolist(),
        "mean": average.ravel().tolist(),
        "lower": np.quantile(individual.reshape(len(X), -1), 0.1, axis=0).tolist(),
        "upper": np.quantile(individual.reshape(len(X), -1), 0.9, axis=0).tolist(),
    },
}))
