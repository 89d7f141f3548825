"""Writes pytorch-methods.json: every activation, loss, optimizer and schedule, and batch normalization, from start.py's start.

What PyTorch 1.13 does not have is written out by its published formula: log-cosh, the hinges, Lion (Chen et al. 2023, algorithm 2),
the maximal norm, and the rates of inverse time and of a polynomial with a least rate.
Made with PyTorch 1.13.1 (Debian's, which calls itself 1.13.0a0) and numpy 1.24.2.
Run: python3 pytorch-methods.py > pytorch-methods.json
"""
import json

import torch
from torch.nn import functional
from torch.optim import lr_scheduler

from start import BINARY, CLASSES, NUMBERS, X, biases, weights

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
POINTS = [-30.0, -5.0, -3.5, -2.0, -1.0, -0.3, -0.01, 0.01, 0.3, 1.0, 2.0, 3.5, 5.0, 30.0]
DISTRIBUTIONS = [[0.2, 0.5, 0.3], [0.1, 0.1, 0.8], [1.0, 0.0, 0.0], [0.25, 0.25, 0.5], [0.0, 0.4, 0.6], [0.3, 0.3, 0.4]]
INPUT = torch.tensor(X)
LABELS = torch.tensor(CLASSES)
SIGNS = torch.tensor([[2.0 * value - 1] for value in BINARY])
COUNTS = torch.tensor([[3.0 * value + 1] for value in BINARY])
REGRESSION = torch.tensor([[value] for value in NUMBERS])
RECORDED = 1, 2, 5, 10, 50, 100


def network(outputs=3):
    """W1 [3 x 4], b1, W2 [4 x outputs], b2."""
    tensors = weights(0, 3, 4), biases(0, 4), weights(1, 4, outputs), biases(1, outputs)
    return [torch.tensor(tensor, requires_grad=True) for tensor in tensors]


def forward(parameters):
    w1, b1, w2, b2 = parameters
    return torch.tanh(INPUT @ w1 + b1) @ w2 + b2


def flat(tensors):
    return torch.cat([tensor.reshape(-1) for tensor in tensors]).tolist()


def activation(function):
    z = torch.tensor(POINTS, requires_grad=True)
    f = function(z)
    f.sum().backward()
    return {"z": POINTS, "f": f.tolist(), "df": z.grad.tolist()}


def loss(outputs, function):
    parameters = network(outputs)
    value = function(forward(parameters))
    value.backward()
    return {"loss": value.item(), "gradient": flat([tensor.grad for tensor in parameters])}


def descend(parameters, output, step, updates=100):
    """The loss before each recorded update; step gets the number of the update and finds the gradients in place."""
    losses = {}
    for update in range(1, updates + 1):
        for tensor in parameters:
            tensor.grad = None
        value = functional.cross_entropy(output(), LABELS)
        value.backward()
        if update in RECORDED:
            losses[str(update)] = value.item()
        step(update)
    return losses


def trajectory(optimizer, updates=100, before=None, after=None, frozen=()):
    parameters = network()
    for place in frozen:
        parameters[place].requires_grad_(False)
    steps = optimizer([tensor for tensor in parameters if tensor.requires_grad])

    def step(_):
        if before:
            before(parameters)
        steps.step()
        if after:
            after(parameters)

    losses = descend(parameters, lambda: forward(parameters), step, updates)
    return {"loss": losses, "parameters": flat(parameters)}


class Lion(torch.optim.Optimizer):
    def __init__(self, parameters, lr, weight_decay=0.0, beta1=0.9, beta2=0.99):
        super().__init__(parameters, dict(lr=lr, weight_decay=weight_decay, beta1=beta1, beta2=beta2))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for tensor in group["params"]:
                mean = self.state[tensor].setdefault("mean", torch.zeros_like(tensor))
                tensor.mul_(1 - group["lr"] * group["weight_decay"])
                direction = group["beta1"] * mean + (1 - group["beta1"]) * tensor.grad
                tensor.sub_(group["lr"] * torch.sign(direction))
                mean.mul_(group["beta2"]).add_((1 - group["beta2"]) * tensor.grad)


@torch.no_grad()
def cap_norms(parameters, largest=0.8):
    for matrix in parameters[0], parameters[2]:
        norms = matrix.norm(dim=0)
        matrix.mul_(torch.where(norms > largest, largest / norms, torch.ones_like(norms)))


def rates(schedule, epochs=40):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1)
    steps = schedule(optimizer)
    result = []
    for _ in range(epochs):
        result.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if steps.last_epoch < epochs - 1:
            steps.step()
    return result


def batch_normalization():
    parameters = network()
    normalization = torch.nn.BatchNorm1d(4)
    trained = [*parameters[:2], normalization.weight, normalization.bias, *parameters[2:]]

    def output():
        w1, b1, w2, b2 = parameters
        return torch.tanh(normalization(INPUT @ w1 + b1)) @ w2 + b2

    functional.cross_entropy(output(), LABELS).backward()
    gradient = flat([tensor.grad for tensor in trained])
    normalization.reset_running_stats()
    optimizer = torch.optim.SGD(trained, lr=0.1, momentum=0.9)
    losses = descend(trained, output, lambda _: optimizer.step())
    normalization.eval()
    return {
        "loss": losses,
        "gradient": gradient,
        "parameters": flat(trained),
        "mean": normalization.running_mean.tolist(),
        "variance": normalization.running_var.tolist(),
        "predictions": torch.softmax(output(), dim=1).tolist(),
    }


optim = torch.optim
print(json.dumps({
    "versions": f"PyTorch {torch.__version__}",
    "activations": {
        "linear": activation(lambda z: z * 1),
        "sigmoid": activation(torch.sigmoid),
        "hardSigmoid": activation(functional.hardsigmoid),
        "tanh": activation(torch.tanh),
        "reLU": activation(torch.relu),
        "leakyReLU": activation(functional.leaky_relu),
        "elu": activation(functional.elu),
        "selu": activation(functional.selu),
        "gelu": activation(functional.gelu),
        "geluTanh": activation(lambda z: functional.gelu(z, approximate="tanh")),
        "siLU": activation(functional.silu),
        "mish": activation(functional.mish),
        "softplus": activation(functional.softplus),
        "softsign": activation(functional.softsign),
    },
    "losses": {
        "meanAbsoluteError": loss(1, lambda output: functional.l1_loss(output, REGRESSION)),
        "huber": loss(1, lambda output: functional.huber_loss(output, REGRESSION)),
        "logCosh": loss(1, lambda output: torch.log(torch.cosh(output - REGRESSION)).mean()),
        "hinge": loss(1, lambda output: torch.clamp(1 - SIGNS * output, min=0).mean()),
        "squaredHinge": loss(1, lambda output: torch.clamp(1 - SIGNS * output, min=0).square().mean()),
        "poisson": loss(1, lambda output: functional.poisson_nll_loss(functional.softplus(output), COUNTS, log_input=False)),
        "kullbackLeibler": loss(
            3, lambda output: functional.kl_div(torch.log_softmax(output, 1), torch.tensor(DISTRIBUTIONS), reduction="batchmean")),
        "categoricalCrossEntropySmoothed": loss(3, lambda output: functional.cross_entropy(output, LABELS, label_smoothing=0.1)),
        "categoricalCrossEntropyWeighted": loss(
            3, lambda output: functional.cross_entropy(output, LABELS, weight=torch.tensor([1.0, 2.0, 0.5]))),
    },
    "distributions": DISTRIBUTIONS,
    "trajectories": {
        "sgd": trajectory(lambda p: optim.SGD(p, lr=0.1)),
        "nesterov": trajectory(lambda p: optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True)),
        "adaGrad": trajectory(lambda p: optim.Adagrad(p, lr=0.1)),
        "adaDelta": trajectory(lambda p: optim.Adadelta(p)),
        "rmsProp": trajectory(lambda p: optim.RMSprop(p)),
        "rmsPropCentered": trajectory(lambda p: optim.RMSprop(p, centered=True)),
        "rmsPropMomentum": trajectory(lambda p: optim.RMSprop(p, momentum=0.9)),
        "adam": trajectory(lambda p: optim.Adam(p, lr=0.05)),
        "amsGrad": trajectory(lambda p: optim.Adam(p, lr=0.05, amsgrad=True)),
        "adamW": trajectory(lambda p: optim.AdamW(p, lr=0.05, weight_decay=0.1)),
        "adamWAmsGrad": trajectory(lambda p: optim.AdamW(p, lr=0.05, weight_decay=0.1, amsgrad=True)),
        # The single-tensor form of this version counts one factor of the momentum product twice.
        "nadam": trajectory(lambda p: optim.NAdam(p, lr=0.05, foreach=True)),
        "radam": trajectory(lambda p: optim.RAdam(p, lr=0.05)),
        "adaMax": trajectory(lambda p: optim.Adamax(p, lr=0.05)),
        # It reaches a loss of 0 soon, and then the signs of rounding errors lead it.
        "rprop": trajectory(lambda p: optim.Rprop(p), updates=25),
        "lion": trajectory(lambda p: Lion(p, lr=0.01)),
        "lionDecay": trajectory(lambda p: Lion(p, lr=0.01, weight_decay=0.1)),
        "clipNorm": trajectory(lambda p: optim.SGD(p, lr=0.5), before=lambda p: torch.nn.utils.clip_grad_norm_(p, 0.1)),
        "clipValue": trajectory(lambda p: optim.SGD(p, lr=0.5), before=lambda p: torch.nn.utils.clip_grad_value_(p, 0.02)),
        "frozen": trajectory(lambda p: optim.AdamW(p, lr=0.05, weight_decay=0.1), frozen=(0, 3)),
        "maxNorm": trajectory(lambda p: optim.SGD(p, lr=0.5), after=cap_norms),
    },
    "schedules": {
        "step": rates(lambda o: lr_scheduler.StepLR(o, 7, gamma=0.5)),
        "exponential": rates(lambda o: lr_scheduler.ExponentialLR(o, 0.9)),
        "inverseTime": rates(lambda o: lr_scheduler.LambdaLR(o, lambda epoch: 1 / (1 + 0.1 * epoch))),
        "polynomial": rates(lambda o: lr_scheduler.LambdaLR(o, lambda epoch: 0.1 + 0.9 * (1 - epoch / 40) ** 2)),
        "cosine": rates(lambda o: lr_scheduler.CosineAnnealingLR(o, 40, eta_min=0.001)),
        "cosineRestart": rates(lambda o: lr_scheduler.CosineAnnealingWarmRestarts(o, 5, T_mult=2, eta_min=0.001)),
        "oneCycle": rates(lambda o: lr_scheduler.OneCycleLR(o, 0.1, total_steps=40)),
    },
    "batchNormalization": batch_normalization(),
}, indent=1))
