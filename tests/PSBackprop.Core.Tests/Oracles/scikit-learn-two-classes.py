"""Writes scikit-learn-two-classes.json: what scikit-learn says of the positive class on fixed predictions.

Made with scikit-learn 1.2.1 and numpy 1.24.2. Run: python3 scikit-learn-two-classes.py > scikit-learn-two-classes.json
"""
import json
import warnings

import numpy as np
import sklearn
from sklearn import metrics

warnings.simplefilter("ignore")
random = np.random.default_rng(20261125)


def case(samples, share, digits=None, shift=1.0, never=False):
    """Truths with a share of positives, and probabilities that know something of them; rounding to digits makes ties."""
    truth = (random.random(samples) < share).astype(int)
    truth[:2] = [0, 1]
    yes = 1 / (1 + np.exp(-(shift * (2 * truth - 1) + random.normal(size=samples))))
    if never:
        yes = 0.49 * yes
    if digits is not None:
        yes = np.round(yes, digits)
    result = {"truth": truth.tolist(), "yes": yes.tolist(), "positive": []}
    for positive in 0, 1:
        score = yes if positive == 1 else 1 - yes
        predicted = (yes >= 0.5).astype(int)
        precision, recall, f1, support = metrics.precision_recall_fscore_support(
            truth, predicted, pos_label=positive, average="binary", zero_division=0)
        result["positive"].append({
            "precision": precision,
            "recall": recall,
            "f1": f1,
            "averagePrecision": metrics.average_precision_score(truth == positive, score),
            "auc": metrics.roc_auc_score(truth == positive, score),
        })
    result["macroF1"] = metrics.f1_score(truth, predicted, average="macro", zero_division=0)
    return result


def several(samples, classes):
    truth = random.integers(0, classes, samples)
    truth[:classes] = range(classes)
    probabilities = random.dirichlet(np.ones(classes), samples)
    probabilities[np.arange(samples), truth] += 0.3
    probabilities = np.round(probabilities / probabilities.sum(axis=1, keepdims=True), 3)
    return {
        "truth": truth.tolist(),
        "probabilities": probabilities.tolist(),
        "averagePrecision": metrics.average_precision_score(np.eye(classes)[truth], probabilities, average="macro"),
    }


print(json.dumps({
    "library": f"scikit-learn {sklearn.__version__}",
    "balanced": case(200, 0.5),
    "ties": case(300, 0.4, digits=1),
    "rare": case(1000, 0.02, digits=3),
    "never": case(400, 0.05, never=True),
    "random": case(150, 0.3, shift=0.0),
    "few": case(5, 0.5),
    "several": several(240, 4),
}))
