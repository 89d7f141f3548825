"""Writes drift.json: p-values of SciPy's chi-square test of two samples in bins, and stability indices by their formula.

Made with numpy 1.24.2 and SciPy 1.10.1. Run: python3 drift.py > drift.json
"""
import json

import numpy as np
import scipy
from scipy.stats import chi2_contingency

random = np.random.default_rng(20261129)


def case(bins, first, second, shift):
    shares = random.dirichlet(np.full(bins, 20.0))
    moved = shares * np.exp(shift * random.normal(size=bins))
    a = random.multinomial(first, shares)
    b = random.multinomial(second, moved / moved.sum())
    # No bin is so small that it would be merged.
    assert (((a + b) * min(first, second)) >= 5 * (first + second)).all()
    p = (a + 0.5) / (first + 0.5 * bins)
    q = (b + 0.5) / (second + 0.5 * bins)
    index = float(((q - p) * np.log(q / p)).sum())
    return {
        "first": a.tolist(),
        "second": b.tolist(),
        "pValue": chi2_contingency([a, b], correction=False).pvalue,
        "index": index,
        "excess": index - (bins - 1) * (1 / first + 1 / second),
    }


print(json.dumps({
    "library": f"SciPy {scipy.__version__}",
    "cases": [case(4, 200, 200, 0.0), case(10, 1000, 300, 0.1), case(10, 5000, 5000, 0.05), case(3, 60, 90, 0.8), case(8, 2000, 400, 0.5)],
}))
