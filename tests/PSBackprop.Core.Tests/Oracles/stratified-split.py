"""Writes stratified-split.json: how many rows of each class scikit-learn's StratifiedShuffleSplit takes.

Only where the part of all rows is a whole number, and where no two classes of different size compete for the last rows
with the same remainder, so that nothing is left to chance but which of two equal classes gives one row more.
Made with scikit-learn 1.2.1 and numpy 1.24.2. Run: python3 stratified-split.py > stratified-split.json
"""
import json
import random

import numpy as np
from sklearn.model_selection import StratifiedShuffleSplit

draw = random.Random(5)
given = [([3] * 10, 50), ([30, 60, 90], 20)]
cases = []


def drawn():
    return [draw.randint(3, 40) for _ in range(draw.randint(2, 12))], draw.choice([10, 20, 25, 30, 40, 50])


while len(cases) < 40:
    counts, hundredths = given.pop() if given else drawn()
    total = sum(counts)
    part = total * hundredths // 100
    if total * hundredths % 100 or part < len(counts) or total - part < len(counts):
        continue
    remainders = sorted(((count * hundredths % 100, count) for count in counts), reverse=True)
    missing = part - sum(count * hundredths // 100 for count in counts)
    if 0 < missing < len(counts) and remainders[missing - 1][0] == remainders[missing][0]:
        if len({count for remainder, count in remainders if remainder == remainders[missing][0]}) > 1:
            continue
    labels = np.repeat(np.arange(len(counts)), counts)
    _, test = next(StratifiedShuffleSplit(1, test_size=part, random_state=0).split(labels, labels))
    cases.append({"counts": counts, "fraction": hundredths / 100, "taken": np.bincount(labels[test], minlength=len(counts)).tolist()})
print(json.dumps(cases))
