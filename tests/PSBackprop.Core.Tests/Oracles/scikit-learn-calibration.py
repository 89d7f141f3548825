"""Writes scikit-learn-calibration.json: what scikit-learn says of probabilities that stand in the file.

Made with scikit-learn 1.2.1 and numpy 1.24.2. Run: python3 scikit-learn-calibration.py > scikit-learn-calibration.json
"""
import json

import numpy as np
import sklearn
from sklearn import calibration, metrics

random = np.random.default_rng(20261129)
BINS = 15


def bins(came_true, confidence):
    accuracy, mean = calibration.calibration_curve(came_true, confidence, n_bins=BINS, strategy="uniform")
    borders = np.linspace(0, 1, BINS + 1)
    count = np.bincount(np.searchsorted(borders[1:-1], confidence), minlength=BINS)
    count = count[count > 0]
    return {
        "accuracy": accuracy.tolist(),
        "confidence": mean.tolist(),
        "count": count.tolist(),
        "error": float(np.sum(count * np.abs(accuracy - mean)) / len(confidence)),
    }


def two(samples, share, digits=None, sharpness=1.0):
    """Truths with a share of positives, and probabilities that are too sure where sharpness is above 1; rounding puts some on borders."""
    truth = (random.random(samples) < share).astype(int)
    truth[:2] = [0, 1]
    yes = 1 / (1 + np.exp(-sharpness * (2 * truth - 1 + random.normal(size=samples))))
    if digits is not None:
        yes = np.round(yes * BINS, digits) / BINS
    return {
        "truth": truth.tolist(),
        "yes": yes.tolist(),
        "positive": [
            {
                "brier": metrics.brier_score_loss(truth == positive, yes if positive == 1 else 1 - yes),
                "averagePrecision": metrics.average_precision_score(truth == positive, yes if positive == 1 else 1 - yes),
                "bins": bins(truth == positive, yes if positive == 1 else 1 - yes),
            }
            for positive in (0, 1)
        ],
    }


def several(samples, classes):
    truth = random.integers(0, classes, samples)
    probabilities = random.dirichlet(np.ones(classes), samples)
    probabilities[np.arange(samples), truth] += 0.5
    probabilities = probabilities / probabilities.sum(axis=1, keepdims=True)
    best = probabilities.argmax(axis=1)
    return {
        "truth": truth.tolist(),
        "probabilities": probabilities.tolist(),
        "brier": float(np.mean(np.sum((probabilities - np.eye(classes)[truth]) ** 2, axis=1))),
        "bins": bins(best == truth, probabilities[np.arange(samples), best]),
    }


def platt(samples, share, slope, intercept):
    """scikit-learn's fit ends at a tolerance of 1e-5 in the gradient."""
    z = random.normal(scale=3, size=samples)
    truth = (random.random(samples) < share / (share + (1 - share) * np.exp(-(slope * z + intercept)))).astype(int)
    fit = calibration._SigmoidCalibration().fit(z, truth)
    return {"z": z.tolist(), "truth": truth.tolist(), "slope": -float(fit.a_), "intercept": -float(fit.b_)}


print(json.dumps({
    "library": f"scikit-learn {sklearn.__version__}",
    "two": {
        "sharp": two(400, 0.4, sharpness=3),
        "borders": two(300, 0.5, digits=0),
        "rare": two(1000, 0.02),
        "few": two(6, 0.5),
    },
    "several": several(300, 5),
    "platt": [platt(200, 0.5, 0.6, 0.3), platt(500, 0.1, 1.5, -1), platt(40, 0.5, 0.1, 0)],
}))
