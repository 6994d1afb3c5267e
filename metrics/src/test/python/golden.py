"""Expected values for the Java tests, from the definitions alone.

    pip install numpy==2.4.6
    python golden.py > ../resources/dev/lamina/metrics/golden.csv

The arrays come from integer arithmetic, so that Java builds the same to the bit (GoldenTest has the
same formula). All sums are exact: n x n kernels of rational numbers, centred by the definition only.
The library goes none of these ways.
"""

import math
import platform
from fractions import Fraction

import numpy as np

# name: rows, columns of x, columns of y, offset of every third column, rows with NaN in x, in y
CASES = {
    "tall": (60, 7, 5, 0, [], []),
    "wide": (12, 20, 17, 0, [], []),
    "mixed": (20, 30, 6, 0, [], []),
    "massive": (50, 9, 8, 1000, [], []),
    "holes": (40, 6, 6, 0, [0, 17], [17, 39]),
    "four": (4, 3, 3, 0, [], []),
}


def noise(rows, columns, seed):
    i, j = np.mgrid[0:rows, 0:columns]
    mixed = i * 7919 + j * 104729 + i * j * 31 + i * i * (17 + seed) + seed * 613
    return mixed % 1009 / 1009.0 - 0.5


def sides(rows, dx, dy, offset, holes_x, holes_y):
    x = noise(rows, dx, 1)
    y = noise(rows, dy, 2)
    shared = min(dx, dy)
    y[:, :shared] = 0.75 * x[:, :shared] + 0.25 * y[:, :shared]
    x[:, ::3] += offset
    y[:, ::3] -= offset
    x[holes_x, 0] = np.nan
    y[holes_y, -1] = np.inf
    return x, y


def kernels(x, y):
    kept = np.isfinite(x).all(1) & np.isfinite(y).all(1)
    x, y = exact(x[kept]), exact(y[kept])
    return x @ x.T, y @ y.T, int((~kept).sum())


def exact(values):
    return np.vectorize(Fraction, otypes=[object])(values)


def hsic_biased(k, l):
    n = len(k)
    h = exact(np.eye(n)) - Fraction(1, n)
    return np.trace(k @ h @ l @ h) / Fraction((n - 1) ** 2)


def hsic_song(k, l):
    n = len(k)
    k = k * exact(1 - np.eye(n))
    l = l * exact(1 - np.eye(n))
    kl = k @ l
    return (
        np.trace(kl)
        + k.sum() * l.sum() / Fraction((n - 1) * (n - 2))
        - 2 * kl.sum() / Fraction(n - 2)
    ) / Fraction(n * (n - 3))


def alignment(hsic, k, l):
    cross = hsic(k, l)
    squared = cross * cross / (hsic(k, k) * hsic(l, l))
    return math.copysign(math.sqrt(squared), cross)


if __name__ == "__main__":
    print(f"# golden.py, Python {platform.python_version()}, numpy {np.__version__}")
    for name, case in CASES.items():
        k, l, dropped = kernels(*sides(*case))
        shape = ",".join(map(str, (name, *case[:4])))
        print(f"{shape},{dropped},cka,{alignment(hsic_biased, k, l)!r}")
        print(f"{shape},{dropped},cka-debiased,{alignment(hsic_song, k, l)!r}")
