"""Writes scikit-learn.json: full-batch trainings of a 3-4-n network from the start that start.py gives.

Made with scikit-learn 1.2.1 and numpy 1.24.2. Run: python3 scikit-learn.py > scikit-learn.json
"""
import json
import warnings

import numpy as np
from sklearn.neural_network import MLPClassifier

from start import BINARY, CLASSES, DATA, X, biases, weights

warnings.simplefilter("ignore")


class FromStart(MLPClassifier):
    """A classifier whose first weights are not drawn."""

    def _init_coef(self, fan_in, fan_out, dtype):
        layer = self._layer = getattr(self, "_layer", -1) + 1
        return weights(layer, fan_in, fan_out), biases(layer, fan_out)


def run(labels, **own):
    common = dict(
        hidden_layer_sizes=[4], alpha=0.0, batch_size=6, shuffle=False, tol=0.0, n_iter_no_change=1000000, max_iter=100, random_state=0)
    parameters = common | own
    network = FromStart(**parameters).fit(np.array(X), labels)
    return {
        "params": parameters,
        "out_activation": network.out_activation_,
        "loss_curve": {str(n): network.loss_curve_[n - 1] for n in (1, 2, 3, 10, 50, 100)},
        "coefs": [matrix.tolist() for matrix in network.coefs_],
        "intercepts": [vector.tolist() for vector in network.intercepts_],
        "pred": network.predict_proba(np.array(X)).tolist(),
    }


def sgd(activation, momentum):
    return dict(activation=activation, solver="sgd", learning_rate_init=0.1, momentum=momentum, nesterovs_momentum=False)


runs = {
    "clf3_softmax_tanh_sgd0.1": run(CLASSES, **sgd("tanh", 0.0)),
    "clf3_softmax_relu_sgd0.1": run(CLASSES, **sgd("relu", 0.0)),
    "clf3_softmax_tanh_sgd0.1_mom0.9": run(CLASSES, **sgd("tanh", 0.9)),
    "clf3_softmax_tanh_adam0.01": run(CLASSES, activation="tanh", solver="adam", learning_rate_init=0.01),
    "bin_sigmoid_bce_tanh_sgd0.1": run(BINARY, **sgd("tanh", 0.0)),
}
print(json.dumps(DATA | {"runs": runs}, indent=1))
