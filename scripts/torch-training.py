"""Twenty steps of optimizers, losses and schedules as PyTorch computes them, in double precision:

    python3 scripts/torch-training.py > core/testing/training/torch.json

Settings are those of a document. PyTorch adds epsilon to a root where Keras adds it under the root; where the two
would differ, epsilon is so small here that it does not matter. Nadam is not here: PyTorch 1.13 multiplies the
product of its momenta twice.
"""

import json
import math

import torch
import torch.nn.functional as F
from torch.optim import lr_scheduler

torch.set_default_dtype(torch.float64)
STEPS = 20
TINY = 1e-12


def rounded(values):
    return [float(f"{value:.12g}") for value in values]


# Two weights on a bowl: its floor, and how steep it is in each direction.
START = [[0.8, -1.5, 0.3, 2.0], [1.2, -0.4]]
FLOOR = [[1.0, -0.5, 0.0, 1.0], [-0.3, 0.2]]
STEEPNESS = [[2.0, 0.1, 5.0, 1.0], [0.5, 3.0]]


def descend(title, settings, make, clip=None, clipping=None):
    weights = [torch.tensor(start, requires_grad=True) for start in START]
    optimizer = make(weights)
    trail = []
    for _ in range(STEPS):
        for weight, floor, steepness in zip(weights, FLOOR, STEEPNESS):
            weight.grad = (torch.tensor(steepness) * (weight - torch.tensor(floor))).detach()
        if clip:
            clip(weights)
        optimizer.step()
        trail.append(rounded(torch.cat([weight.detach() for weight in weights]).tolist()))
    return {"title": title, "settings": settings, **({"clipping": clipping} if clipping else {}), "trail": trail}


def optimizers():
    optim = torch.optim
    rate = 0.05
    sgd = {"type": "sgd", "learningRate": rate}
    plain = lambda weights: optim.SGD(weights, rate)
    adam = {"learningRate": rate, "epsilon": TINY}
    norm = torch.nn.utils.clip_grad_norm_
    return [
        descend("gradient descent", sgd, plain),
        descend("momentum", {**sgd, "momentum": 0.9}, lambda w: optim.SGD(w, rate, momentum=0.9)),
        descend(
            "Nesterov momentum",
            {**sgd, "momentum": 0.9, "nesterov": True},
            lambda w: optim.SGD(w, rate, momentum=0.9, nesterov=True),
        ),
        descend("weight decay", {**sgd, "weightDecay": 0.3}, lambda w: optim.SGD(w, rate, weight_decay=0.3)),
        descend(
            "RMSprop",
            {"type": "rmsprop", "learningRate": rate, "epsilon": TINY},
            lambda w: optim.RMSprop(w, rate, alpha=0.9, eps=TINY),
        ),
        descend(
            "RMSprop with momentum",
            {"type": "rmsprop", "learningRate": 0.01, "rho": 0.95, "momentum": 0.8, "epsilon": TINY},
            lambda w: optim.RMSprop(w, 0.01, alpha=0.95, momentum=0.8, eps=TINY),
        ),
        descend(
            "centered RMSprop",
            {"type": "rmsprop", "learningRate": 0.01, "centered": True, "epsilon": TINY},
            lambda w: optim.RMSprop(w, 0.01, alpha=0.9, centered=True, eps=TINY),
        ),
        descend(
            "Adagrad",
            {"type": "adagrad", "learningRate": 0.2, "epsilon": TINY},
            lambda w: optim.Adagrad(w, 0.2, initial_accumulator_value=0.1, eps=TINY),
        ),
        descend(
            "Adadelta",
            {"type": "adadelta", "learningRate": 1.0},
            lambda w: optim.Adadelta(w, 1.0, rho=0.95, eps=1e-7),
        ),
        descend("Adam", {"type": "adam", **adam}, lambda w: optim.Adam(w, rate, eps=TINY)),
        descend(
            "Adam with AMSGrad",
            {"type": "adam", **adam, "beta2": 0.9, "amsgrad": True},
            lambda w: optim.Adam(w, rate, betas=(0.9, 0.9), eps=TINY, amsgrad=True),
        ),
        descend(
            "AdamW",
            {"type": "adamw", **adam, "weightDecay": 0.3},
            lambda w: optim.AdamW(w, rate, eps=TINY, weight_decay=0.3),
        ),
        descend("Adamax", {"type": "adamax", **adam}, lambda w: optim.Adamax(w, rate, eps=TINY)),
        descend(
            "clipping by value",
            sgd,
            plain,
            lambda w: torch.nn.utils.clip_grad_value_(w, 0.4),
            {"type": "clipvalue", "limit": 0.4},
        ),
        descend(
            "clipping by norm",
            sgd,
            plain,
            lambda w: [norm([weight], 0.8) for weight in w],
            {"type": "clipnorm", "limit": 0.8},
        ),
        descend(
            "clipping by global norm",
            sgd,
            plain,
            lambda w: norm(w, 0.8),
            {"type": "globalClipnorm", "limit": 0.8},
        ),
    ]


NUMBERS = [0.5, -1.25, 3.0, 0.1, 2.5, -0.75, 1.5, 0.0, -4.0, 2.0, 0.3, 1.0]
AMOUNTS = [0.25, -1.0, 0.5, 1.4, 2.75, -2.5, 1.25, 0.6, -0.5, 2.2, -0.1, 3.5]
COUNTS = [0.0, 2.0, 1.0, 4.0, 0.5, 3.0, 1.5, 0.0, 2.5, 1.0, 6.0, 0.25]
SHARES = [0.2, 0.7, 0.1, 0.6, 0.3, 0.1, 0.25, 0.35, 0.4, 0.05, 0.9, 0.05]
ONE_HOT = [0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0]
YES_NO = [1.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0]
SIGNS = [2 * yes - 1 for yes in YES_NO]

SQUASH = {
    "none": lambda x: x,
    "softmax": lambda x: torch.softmax(x, -1),
    "sigmoid": torch.sigmoid,
    "exp": torch.exp,
}


def learn(loss, target, squash, of, params=None, rate=0.5):
    """`of(x, p, y)`: the loss of what was squashed (x), the prediction (p) and the target (y)."""
    x = torch.tensor(NUMBERS).reshape(4, 3).requires_grad_()
    y = torch.tensor(target).reshape(4, 3)
    values = []
    for _ in range(STEPS):
        value = of(x, SQUASH[squash](x), y)
        (gradient,) = torch.autograd.grad(value, x)
        x = (x - rate * gradient).detach().requires_grad_()
        values.append(value.item())
    return {
        "loss": loss,
        "params": params or {},
        "target": target,
        "squash": squash,
        "rate": rate,
        "values": rounded(values),
        "end": rounded(x.detach().flatten().tolist()),
    }


def overlap(x, p, y):
    return (p * y).sum(1), p.sum(1) + y.sum(1)


def dice(x, p, y):
    both, sums = overlap(x, p, y)
    return (1 - 2 * both / sums).mean()


def jaccard(x, p, y):
    both, sums = overlap(x, p, y)
    return (1 - both / (sums - both)).mean()


def focal_binary(gamma, alpha=None):
    def of(x, p, y):
        surprise = F.binary_cross_entropy_with_logits(x, y, reduction="none")
        weight = (y * (1 - p) + (1 - y) * p) ** gamma
        return (surprise * weight).mean()

    return of


def losses():
    classes = lambda y: y.argmax(1)
    smoothed = {"labelSmoothing": 0.1}
    focal_classes = lambda x, p, y: (0.25 * (1 - p) ** 2 * -torch.log_softmax(x, -1) * y).sum(1).mean()
    return [
        learn("meanSquaredError", AMOUNTS, "none", lambda x, p, y: F.mse_loss(p, y), rate=3.0),
        learn("rootMeanSquaredError", AMOUNTS, "none", lambda x, p, y: F.mse_loss(p, y).sqrt(), rate=1.5),
        learn("meanAbsoluteError", AMOUNTS, "none", lambda x, p, y: F.l1_loss(p, y), rate=0.0123),
        learn(
            "meanAbsolutePercentageError",
            AMOUNTS,
            "none",
            lambda x, p, y: 100 * ((y - p) / y).abs().mean(),
            rate=0.0001,
        ),
        learn(
            "meanSquaredLogarithmicError",
            COUNTS,
            "exp",
            lambda x, p, y: F.mse_loss(torch.log1p(p), torch.log1p(y)),
        ),
        learn("logCosh", AMOUNTS, "none", lambda x, p, y: torch.log(torch.cosh(p - y)).mean()),
        learn("huber", AMOUNTS, "none", lambda x, p, y: F.huber_loss(p, y)),
        learn("huber", AMOUNTS, "none", lambda x, p, y: F.smooth_l1_loss(p, y)),
        learn("huber", AMOUNTS, "none", lambda x, p, y: F.huber_loss(p, y, delta=0.5), {"delta": 0.5}),
        learn("poisson", COUNTS, "exp", lambda x, p, y: F.poisson_nll_loss(p, y, log_input=False, eps=1e-7)),
        learn("cosineSimilarity", AMOUNTS, "none", lambda x, p, y: -F.cosine_similarity(p, y).mean()),
        learn("categoricalCrossentropy", ONE_HOT, "softmax", lambda x, p, y: F.cross_entropy(x, classes(y))),
        learn("categoricalCrossentropy", SHARES, "softmax", lambda x, p, y: F.cross_entropy(x, y)),
        learn(
            "categoricalCrossentropy",
            ONE_HOT,
            "softmax",
            lambda x, p, y: F.cross_entropy(x, classes(y), label_smoothing=0.1),
            smoothed,
        ),
        learn(
            "sparseCategoricalCrossentropy",
            ONE_HOT,
            "softmax",
            lambda x, p, y: F.cross_entropy(x, classes(y)),
        ),
        learn("categoricalFocalCrossentropy", ONE_HOT, "softmax", focal_classes),
        learn("binaryCrossentropy", YES_NO, "sigmoid", F_bce),
        learn(
            "binaryCrossentropy",
            YES_NO,
            "sigmoid",
            lambda x, p, y: F_bce(x, p, y * 0.9 + 0.05),
            smoothed,
        ),
        learn("binaryFocalCrossentropy", YES_NO, "sigmoid", focal_binary(2)),
        learn("binaryFocalCrossentropy", YES_NO, "sigmoid", focal_binary(1), {"gamma": 1}),
        learn("klDivergence", SHARES, "softmax", lambda x, p, y: F.kl_div(p.log(), y, reduction="batchmean")),
        learn("hinge", SIGNS, "none", lambda x, p, y: F.relu(1 - y * p).mean(), rate=0.0123),
        learn("hinge", YES_NO, "none", lambda x, p, y: F.relu(1 - (2 * y - 1) * p).mean(), rate=0.0123),
        learn("squaredHinge", SIGNS, "none", lambda x, p, y: (F.relu(1 - y * p) ** 2).mean()),
        learn(
            "categoricalHinge",
            ONE_HOT,
            "none",
            lambda x, p, y: F.relu(1 + ((1 - y) * p).max(1).values - (y * p).sum(1)).mean(),
            rate=0.0123,
        ),
        learn("dice", YES_NO, "sigmoid", dice),
        learn("iou", YES_NO, "sigmoid", jaccard),
    ]


def F_bce(x, p, y):
    return F.binary_cross_entropy_with_logits(x, y)


STEPS_PER_EPOCH = 4
EPOCHS = STEPS // STEPS_PER_EPOCH
RATE = 0.1


def follow(title, settings, make):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], RATE)
    scheduler = make(optimizer)
    rates = []
    for _ in range(STEPS):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return {"title": title, "settings": settings, "rates": rounded(rates)}


def cosine(t, whole):
    return 0.5 * (1 + math.cos(math.pi * min(t, whole) / whole))


def schedules():
    each = STEPS_PER_EPOCH
    by = lambda factor: lambda optimizer: lr_scheduler.LambdaLR(optimizer, factor)
    return [
        follow(
            "steps",
            {"type": "stepDecay", "stepSize": 2, "gamma": 0.5},
            lambda o: lr_scheduler.StepLR(o, 2 * each, 0.5),
        ),
        follow(
            "exponential",
            {"type": "exponentialDecay", "decayEpochs": 1, "decayRate": 0.8},
            lambda o: lr_scheduler.ExponentialLR(o, 0.8 ** (1 / each)),
        ),
        follow(
            "inverse time",
            {"type": "inverseTimeDecay", "decayEpochs": 2, "decayRate": 0.7},
            by(lambda t: 1 / (1 + 0.7 * t / (2 * each))),
        ),
        follow(
            "polynomial",
            {"type": "polynomialDecay", "decayEpochs": 4, "endLearningRate": 0, "power": 2},
            lambda o: lr_scheduler.PolynomialLR(o, 4 * each, 2),
        ),
        follow(
            "cosine over the whole run",
            {"type": "cosineDecay", "alpha": 0.1},
            lambda o: lr_scheduler.CosineAnnealingLR(o, STEPS, 0.1 * RATE),
        ),
        follow(
            "cosine after a warm-up",
            {"type": "cosineDecay", "warmupEpochs": 1},
            lambda o: lr_scheduler.LambdaLR(
                o, lambda t: t / each if t < each else cosine(t - each, STEPS - each)
            ),
        ),
        follow(
            "cosine with restarts",
            {"type": "cosineDecayRestarts", "firstDecayEpochs": 1, "tMul": 2, "mMul": 1, "alpha": 0.05},
            lambda o: lr_scheduler.CosineAnnealingWarmRestarts(o, each, 2, 0.05 * RATE),
        ),
        follow(
            "one cycle",
            {"type": "oneCycle"},
            lambda o: lr_scheduler.OneCycleLR(o, RATE, total_steps=STEPS, cycle_momentum=False),
        ),
        follow(
            "one cycle, long rise",
            {"type": "oneCycle", "pctStart": 0.5, "divFactor": 10, "finalDivFactor": 100},
            lambda o: lr_scheduler.OneCycleLR(
                o,
                RATE,
                total_steps=STEPS,
                pct_start=0.5,
                div_factor=10,
                final_div_factor=100,
                cycle_momentum=False,
            ),
        ),
    ]


VALIDATION_LOSSES = [1, 0.8, 0.81, 0.7999, 0.85, 0.7, 0.7, 0.69995, 0.71, 0.6, 0.65, 0.62, 0.6, 0.7, 0.8, 0.5, 0.5, 0.5, 0.5, 0.5]


def plateau():
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], RATE)
    # Keras counts to the patience, PyTorch one beyond it.
    scheduler = lr_scheduler.ReduceLROnPlateau(
        optimizer, factor=0.5, patience=1, threshold=0.001, threshold_mode="abs", min_lr=0.02, eps=0
    )
    rates = []
    for loss in VALIDATION_LOSSES:
        scheduler.step(loss)
        rates.append(optimizer.param_groups[0]["lr"])
    settings = {"type": "reduceLROnPlateau", "factor": 0.5, "patience": 2, "minDelta": 0.001, "minLearningRate": 0.02}
    return {"settings": settings, "losses": VALIDATION_LOSSES, "rates": rounded(rates)}


print(
    json.dumps(
        {
            "torch": torch.__version__,
            "optimizers": optimizers(),
            "losses": losses(),
            "schedules": {
                "learningRate": RATE,
                "stepsPerEpoch": STEPS_PER_EPOCH,
                "epochs": EPOCHS,
                "curves": schedules(),
                "plateau": plateau(),
            },
        }
    )
)
