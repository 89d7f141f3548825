"""Writes robust-scaling.json: median, interquartile range and scaled numbers by scikit-learn's RobustScaler, then clipped smoothly.

The clipping, and half of the range where the quartiles are equal, are those of Holzmüller, Grinsztajn and Steinwart 2024, by numpy.
Made with scikit-learn 1.2.1 and numpy 1.24.2. Run: python3 robust-scaling.py > robust-scaling.json
"""
import json

import numpy as np
from sklearn.preprocessing import RobustScaler

random = np.random.default_rng(20261129)


def case(name, numbers):
    numbers = np.asarray(numbers, dtype=float)
    scaler = RobustScaler().fit(numbers[:, None])
    center, scale = scaler.center_[0], scaler.scale_[0]
    if np.percentile(numbers, 75) == np.percentile(numbers, 25) and numbers.max() > numbers.min():
        scale = (numbers.max() - numbers.min()) / 2
    z = np.asarray((numbers - center) / scale, dtype=np.longdouble)
    clipped = z / np.sqrt(1 + (z / 3) ** 2)
    return dict(name=name, numbers=numbers.tolist(), center=float(center), scale=float(scale), scaled=clipped.astype(float).tolist())


cases = [case(f"{n} drawn numbers", np.round(random.normal(50, 20, n), 3)) for n in (2, 3, 4, 5, 30, 31, 32, 33)]
cases += [
    case("one number", [7]),
    case("a constant", [7] * 5),
    case("skewed", np.exp(random.normal(0, 3, 101))),
    case("outliers", np.append(random.normal(0, 1, 40), [1e300, -1e300, 1e12])),
    case("far from zero", 1e9 + random.normal(0, 1, 25)),
    case("small", 1e-9 * random.normal(0, 1, 25)),
    case("quartiles that are equal", [3] * 20 + [1, 2, 4, 9]),
]
print(json.dumps(cases))
