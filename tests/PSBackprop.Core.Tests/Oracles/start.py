"""The data that the scikit-learn and PyTorch oracles are computed on, and the start of their networks, by formula."""
import numpy as np

X = [[0.1, 0.9, -0.3], [0.8, -0.2, 0.5], [-0.6, 0.4, 0.7], [0.3, 0.3, -0.9], [-0.5, -0.7, 0.2], [0.9, 0.6, 0.1]]
CLASSES = [0, 1, 2, 0, 2, 1]
BINARY = [0, 1, 1, 0, 1, 0]
NUMBERS = [0.5, -1.2, 0.3, 2.0, -0.7, 1.1]
FORMULA = (
    "W_k[i,j] = 0.5*sin(1+idx+10*k), idx row-major over (fan_in,fan_out); "
    "weights use k=0,1,..; biases b_k use k=100,101,.. same formula"
)
DATA = {"X": X, "y_class": CLASSES, "y_bin": BINARY, "y_reg": NUMBERS, "init": FORMULA}


def weights(k, inputs, units):
    return 0.5 * np.sin(1 + np.arange(inputs * units) + 10 * k).reshape(inputs, units)


def biases(k, units):
    return 0.5 * np.sin(1 + np.arange(units) + 10 * (k + 100))
