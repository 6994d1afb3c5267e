"""The peers of Lamina's measures: linear CKA by numpy, torch and repsim.

usage: alignment.py NUMPY_FILE NUMPY_FILE

Loads two float32 matrices of the same rows and answers each line of standard input:

- {"way": "numpy" | "torch" | "repsim", "rows": COUNT}: their linear CKA of the first rows, from the float32 arrays in memory to the number, in float64,
  as {"value", "seconds", "cpuSeconds"}. numpy is the paper's formula; its products with themselves become syrk.
- {"way": "cell", "x": FILE, "y": FILE}: the same by numpy, reading both files included: one cell of a sweep, as the
  paper's script computes it (one process per cell there, whose start is not counted here).
- {"way": "rate"}: {"gflops"}: this machine's float32 product of these shapes, by numpy's BLAS or torch's, whichever is faster.
"""

import importlib.metadata
import json
import os
import statistics
import sys
import time

import numpy as np
import repsim
import torch

# Whatever a library prints must not get between the answers.
ANSWERS, sys.stdout = sys.stdout, sys.stderr

TRIES = 3


def answer(**content):
    print(json.dumps(content), file=ANSWERS, flush=True)


def with_numpy(x, y):
    x, y = x.astype(np.float64), y.astype(np.float64)
    x -= x.mean(axis=0)
    y -= y.mean(axis=0)
    cross = np.linalg.norm(x.T @ y) ** 2
    return float(cross / (np.linalg.norm(x.T @ x) * np.linalg.norm(y.T @ y)))


def with_torch(x, y):
    x, y = torch.from_numpy(x).double(), torch.from_numpy(y).double()
    x = x - x.mean(dim=0)
    y = y - y.mean(dim=0)
    cross = torch.linalg.norm(x.T @ y) ** 2
    return float(cross / (torch.linalg.norm(x.T @ x) * torch.linalg.norm(y.T @ y)))


def with_repsim(x, y):
    return float(repsim.cka([x, y], kernel_type="linear", estimator="gretton")[0, 1])


def read_cell(x, y):
    return with_numpy(np.load(x), np.load(y))


def rate(x, y):
    """Operations per second, a multiply-add being two, of the faster library. Of each the median of some tries:
    what is measured beside it is tried once, and its best would be compared with another's usual."""
    operations = 2 * x.shape[0] * x.shape[1] * y.shape[1]
    torch_x, torch_y = torch.from_numpy(x), torch.from_numpy(y)
    libraries = [lambda: x.T @ y, lambda: torch_x.T @ torch_y]
    seconds = [[], []]
    for _ in range(TRIES):
        for product, taken in zip(libraries, seconds):
            started = time.perf_counter()
            product()
            taken.append(time.perf_counter() - started)
    return operations / min(statistics.median(taken) for taken in seconds)


def main(x, y):
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    x, y = np.load(x), np.load(y)
    ways = {"numpy": with_numpy, "torch": with_torch, "repsim": with_repsim}
    answer(numpy=np.__version__, torch=torch.__version__, repsim=importlib.metadata.version("repsim"))
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["way"] == "rate":
            answer(gflops=rate(x, y) / 1e9)
            continue
        started, cpu = time.perf_counter(), time.process_time()
        if asked["way"] == "cell":
            value = read_cell(asked["x"], asked["y"])
        else:
            value = ways[asked["way"]](x[: asked["rows"]], y[: asked["rows"]])
        answer(value=value, seconds=time.perf_counter() - started, cpuSeconds=time.process_time() - cpu)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
