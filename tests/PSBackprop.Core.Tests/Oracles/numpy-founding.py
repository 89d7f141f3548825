"""Writes numpy-founding.json: the founding example, plain gradient descent on XOR with a 2-2-1 sigmoid network without biases.

Made with numpy 1.24.2. Run: python3 numpy-founding.py > numpy-founding.json
"""
import json

import numpy as np

x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float)
y = np.array([[0], [1], [1], [0]], float)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def founding(seed, epochs=1000, rate=0.1):
    np.random.seed(seed)
    w1, w2 = np.random.rand(2, 2), np.random.rand(2, 1)
    run = {"w1": w1.tolist(), "w2": w2.tolist(), "loss": {}}
    for epoch in range(epochs):
        hidden = sigmoid(x @ w1)
        output = sigmoid(hidden @ w2)
        if epoch % 100 == 0:
            run["loss"][str(epoch)] = float(np.mean((y - output) ** 2))
        delta = (y - output) * output * (1 - output)
        hidden_delta = (delta @ w2.T) * hidden * (1 - hidden)
        w2 = w2 + rate * hidden.T @ delta
        w1 = w1 + rate * x.T @ hidden_delta
    run["predictions"] = sigmoid(sigmoid(x @ w1) @ w2).ravel().tolist()
    return run | {"finalW1": w1.tolist(), "finalW2": w2.tolist()}


committed = ["seed1", "seed42"]
print(json.dumps({name: founding(int(name[4:])) for name in committed}, indent=1))
