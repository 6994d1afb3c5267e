"""How fast this machine multiplies float32 matrices of a model's own shapes.

usage: sgemm.py CHECKPOINT TOKENS

For each distinct linear weight [out, in] of the model without its head (embeddings and a pooler are none), the product
of TOKENS tokens' states with it, by numpy's BLAS and by torch's: the best of several tries. Answers each line of
standard input by {"weights": [{"out", "in", "count", "numpy", "torch"}]}, where count is how many weights have that
shape, and the rates are operations per second, a multiply-add being two.
"""

import collections
import sys
import time

import numpy as np
import peer
import torch
import transformers
from transformers.pytorch_utils import Conv1D

SECONDS_PER_TRY = 0.1
TRIES = 5


def linear_weights(folder):
    with torch.device("meta"):
        model = transformers.AutoModel.from_config(transformers.AutoConfig.from_pretrained(folder))
    shapes = collections.Counter()
    for name, module in model.named_modules():
        if name.startswith("pooler"):
            continue
        if isinstance(module, torch.nn.Linear):
            shapes[tuple(module.weight.shape)] += 1
        elif isinstance(module, Conv1D):
            shapes[tuple(module.weight.shape)[::-1]] += 1
    return shapes


def rate(product, operations):
    product()
    best = 0.0
    for _ in range(TRIES):
        times, started = 0, time.perf_counter()
        while (seconds := time.perf_counter() - started) < SECONDS_PER_TRY:
            product()
            times += 1
        best = max(best, times * operations / seconds)
    return best


def rates(shape, count, tokens):
    out, width = shape
    numbers = np.random.default_rng(0)
    states = numbers.standard_normal((tokens, width), dtype=np.float32)
    weight = numbers.standard_normal((out, width), dtype=np.float32)
    product = np.empty((tokens, out), dtype=np.float32)
    torch_states, torch_weight = torch.from_numpy(states), torch.from_numpy(weight)
    torch_product = torch.from_numpy(product)
    operations = 2 * tokens * out * width
    return {
        "out": out,
        "in": width,
        "count": count,
        "numpy": rate(lambda: np.matmul(states, weight.T, out=product), operations),
        "torch": rate(lambda: torch.matmul(torch_states, torch_weight.T, out=torch_product), operations),
    }


def main(folder, tokens):
    peer.use_threads()
    shapes = linear_weights(folder)
    peer.answer(shapes=len(shapes))
    for _ in sys.stdin:
        peer.answer(weights=[rates(shape, count, tokens) for shape, count in shapes.items()])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
