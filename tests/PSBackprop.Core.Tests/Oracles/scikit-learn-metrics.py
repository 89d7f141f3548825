"""Writes scikit-learn-metrics.json: what scikit-learn says of fixed predictions.

The truths and predictions stay those in the file; the metrics are computed anew.
Made with scikit-learn 1.2.1 and numpy 1.24.2. Run: python3 scikit-learn-metrics.py > new.json, then put it in the file's place.
"""
import json
import pathlib
import warnings

import numpy as np
from sklearn import metrics

warnings.simplefilter("ignore")
fixed = json.loads(pathlib.Path(__file__).with_suffix(".json").read_text())


def classes(case):
    truth, predicted, probabilities = case["truth"], case["predicted"], np.array(case["probabilities"])
    places = list(range(len(case["labels"])))
    occurring = sorted(set(truth) | set(predicted))
    support = [truth.count(place) for place in places]
    each = metrics.precision_recall_fscore_support(truth, predicted, labels=places, zero_division=0)

    def mean(score, average, labels):
        return score(truth, predicted, average=average, labels=labels, zero_division=0)

    result = dict(case)
    result["accuracy"] = metrics.accuracy_score(truth, predicted)
    result["balanced"] = metrics.balanced_accuracy_score(truth, predicted)
    for name, score in ("precision", metrics.precision_score), ("recall", metrics.recall_score), ("f1", metrics.f1_score):
        result[name] = mean(score, "macro", occurring)
        result["w" + name] = mean(score, "weighted", occurring)
    result["kappa"] = metrics.cohen_kappa_score(truth, predicted)
    result["matthews"] = metrics.matthews_corrcoef(truth, predicted)
    result["logloss"] = metrics.log_loss(truth, probabilities, labels=places)
    result["confusion"] = metrics.confusion_matrix(truth, predicted, labels=places).tolist()
    result["perclass"] = [dict(p=p, r=r, f=f, s=int(s)) for p, r, f, s in zip(*each)]
    if len(places) == 2:
        result["auc"] = metrics.roc_auc_score(truth, probabilities[:, 1])
    elif all(0 < count < len(truth) for count in support):
        result["auc"] = float(np.mean([metrics.roc_auc_score(np.equal(truth, place), probabilities[:, place]) for place in places]))
    else:
        result["auc"] = None
    return result


def numbers(case):
    truth, predicted = case["truth"], case["predicted"]
    return dict(
        case,
        r2=metrics.r2_score(truth, predicted),
        rmse=float(np.sqrt(metrics.mean_squared_error(truth, predicted))),
        mae=metrics.mean_absolute_error(truth, predicted),
        mape=metrics.mean_absolute_percentage_error(truth, predicted),
        max=metrics.max_error(truth, predicted))


def labels(case):
    truth, probabilities = np.array(case["truth"]), np.array(case["probabilities"])
    predicted = (probabilities >= 0.5).astype(int)
    p, r, f, _ = metrics.precision_recall_fscore_support(truth, predicted, average="macro", zero_division=0)
    return dict(
        case,
        accuracy=metrics.accuracy_score(truth, predicted),
        hamming=metrics.hamming_loss(truth, predicted),
        precision=p,
        recall=r,
        f1=f,
        auc=[metrics.roc_auc_score(truth[:, j], probabilities[:, j]) for j in range(truth.shape[1])])


def again(case):
    return classes(case) if "labels" in case else labels(case) if "hamming" in case else numbers(case)


print(json.dumps({name: again(case) for name, case in fixed.items()}, separators=(",", ":")))
