"""Writes pytorch.json: activations, losses with their gradients, and four optimizers, from the start that start.py gives.

Made with PyTorch 1.13.1 (Debian's, which calls itself 1.13.0a0) and numpy 1.24.2. Run: python3 pytorch.py > pytorch.json
"""
import json

import torch
from torch.nn import functional

from start import BINARY, CLASSES, DATA, NUMBERS, X, biases, weights

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
POINTS = [-3.0, -1.0, -0.5, 0.0, 0.5, 1.0, 3.0]
INPUT = torch.tensor(X)


def network(outputs):
    """W1 [3 x 4], b1, W2 [4 x outputs], b2."""
    tensors = weights(0, 3, 4), biases(0, 4), weights(1, 4, outputs), biases(1, outputs)
    return [torch.tensor(tensor, requires_grad=True) for tensor in tensors]


def forward(parameters, hidden):
    w1, b1, w2, b2 = parameters
    return hidden(INPUT @ w1 + b1) @ w2 + b2


def values(function):
    z = torch.tensor(POINTS, requires_grad=True)
    f = function(z)
    f.sum().backward()
    return {"z": POINTS, "f": f.tolist(), "df": z.grad.tolist()}


def gradient(outputs, hidden, loss):
    parameters = network(outputs)
    value = loss(forward(parameters, hidden))
    value.backward()
    return {"loss": value.item(), "grads": [tensor.grad.tolist() for tensor in parameters]}


def column(numbers):
    return torch.tensor(numbers, dtype=torch.float64).reshape(-1, 1)


def cross_entropy(output):
    return functional.cross_entropy(output, torch.tensor(CLASSES))


def trajectory(optimizer):
    parameters = network(3)
    steps = optimizer(parameters)
    losses = {}
    for updates in range(101):
        steps.zero_grad()
        loss = cross_entropy(forward(parameters, torch.tanh))
        if updates in (0, 1, 2, 3, 10, 50, 100):
            losses[str(updates)] = loss.item()
        if updates < 100:
            loss.backward()
            steps.step()
    return {"loss_after_n_updates": losses, "params_after_100": [tensor.tolist() for tensor in parameters]}


print(json.dumps(DATA | {
    "act_values": {
        "sigmoid": values(torch.sigmoid),
        "tanh": values(torch.tanh),
        "relu": values(torch.relu),
        "elu1": values(functional.elu),
        "gelu_erf": values(functional.gelu),
        "softplus": values(functional.softplus),
    },
    "grads": {
        "mse_mean|tanh": gradient(1, torch.tanh, lambda output: functional.mse_loss(output, column(NUMBERS))),
        "huber1_mean|tanh": gradient(1, torch.tanh, lambda output: functional.huber_loss(output, column(NUMBERS))),
        "bce_sigmoid|relu": gradient(
            1, torch.relu, lambda output: functional.binary_cross_entropy_with_logits(output, column(BINARY))),
        "ce_softmax|tanh": gradient(3, torch.tanh, cross_entropy),
    },
    "traj": {
        "SGD lr.1": trajectory(lambda parameters: torch.optim.SGD(parameters, lr=0.1)),
        "SGD lr.1 mom.9": trajectory(lambda parameters: torch.optim.SGD(parameters, lr=0.1, momentum=0.9)),
        "AdamW lr.01 wd.01": trajectory(lambda parameters: torch.optim.AdamW(parameters, lr=0.01, weight_decay=0.01)),
        "RMSprop lr.01": trajectory(lambda parameters: torch.optim.RMSprop(parameters, lr=0.01)),
    },
}, indent=1))
