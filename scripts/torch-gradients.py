"""Values and gradients of layers as PyTorch computes them: python3 scripts/torch-gradients.py < CASES > RESULTS

CASES is a JSON list of {code, inputs, weights, trainable, factors}: tensors are {shape, data}. The code sees the
inputs as x0, x1, … and the weights by their names, and sets y to the output or to a tuple of outputs. The loss is
the sum of all outputs times the factors. RESULTS is a list of {loss, inputs, weights}: gradients as flat lists, or
{error} where the code fails.
"""

import json
import sys

import torch
import torch.nn.functional as F


def first(x):
    """Channels last to channels first."""
    return x.movedim(-1, 1)


def last(x):
    """Channels first to channels last."""
    return x.movedim(1, -1)


def kernel_first(kernel):
    """[*places, in, out] to [out, in, *places]."""
    return kernel.movedim(-1, 0).movedim(-1, 1)


def pad_same(x, kernel, strides=1, dilation=1, value=0.0):
    """Pads channels-first tensors as TensorFlow's "same" does: what is odd goes behind."""
    axes = x.dim() - 2
    each = lambda number: [number] * axes if isinstance(number, int) else list(number)
    pads = []
    for size, taps, step, gap in zip(x.shape[2:], each(kernel), each(strides), each(dilation)):
        total = max(0, (-(-size // step) - 1) * step + (taps - 1) * gap + 1 - size)
        pads.append((total // 2, total - total // 2))
    return F.pad(x, [amount for pair in reversed(pads) for amount in pair], value=value)


HELPERS = {
    "F": F,
    "torch": torch,
    "first": first,
    "last": last,
    "kernel_first": kernel_first,
    "pad_same": pad_same,
}


def tensor(numbers, learns=False):
    values = torch.tensor(numbers["data"], dtype=torch.float64).reshape(numbers["shape"])
    return values.requires_grad_(learns)


def gradients(case):
    inputs = [tensor(numbers, True) for numbers in case["inputs"]]
    weights = {name: tensor(numbers, name in case["trainable"]) for name, numbers in case["weights"].items()}
    names = {**HELPERS, **weights, **{f"x{index}": x for index, x in enumerate(inputs)}}
    exec(case["code"], names)
    outputs = names["y"] if isinstance(names["y"], (tuple, list)) else (names["y"],)
    factors = [tensor(numbers) for numbers in case["factors"]]
    for output, factor in zip(outputs, factors, strict=True):
        if output.shape != factor.shape:
            raise ValueError(f"The output has shape {list(output.shape)}, but the layer's has {list(factor.shape)}.")
    loss = sum((output * factor).sum() for output, factor in zip(outputs, factors))
    loss.backward()
    flat = lambda x: (torch.zeros_like(x) if x.grad is None else x.grad).flatten().tolist()
    return {
        "loss": loss.item(),
        "inputs": [flat(x) for x in inputs],
        "weights": {name: flat(weights[name]) for name in case["trainable"]},
    }


def answer(case):
    try:
        return gradients(case)
    except Exception as fault:  # the code of a case may raise anything
        return {"error": f"{type(fault).__name__}: {fault}"}


json.dump([answer(case) for case in json.load(sys.stdin)], sys.stdout)
