"""Expected values for the Java tests, from the definitions alone.

    pip install numpy==2.4.6 scipy==1.17.1
    python golden.py > ../resources/dev/lamina/metrics/golden.csv

The arrays come from integer arithmetic, so that Java builds the same to the bit (GoldenTest has the
same formula). Linear CKA is exact: n x n kernels of rational numbers, centred by the definition only.
The others take singular values of the matrices themselves and distances of pairs one by one, where
the library takes eigenvalues of products. The library goes none of these ways.
"""

import math
import platform
from fractions import Fraction

import numpy as np
import scipy
from scipy.linalg import subspace_angles, svd
from scipy.spatial.distance import pdist, squareform
from scipy.stats import spearmanr

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


def finite(*arrays):
    kept = np.all([np.isfinite(a).all(1) for a in arrays], axis=0)
    return [a[kept] for a in arrays], int((~kept).sum())


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


def alignment(hsic, x, y):
    k, l = exact(x) @ exact(x).T, exact(y) @ exact(y).T
    cross = hsic(k, l)
    squared = cross * cross / (hsic(k, k) * hsic(l, l))
    return math.copysign(math.sqrt(squared), cross)


def centred(a):
    return a - a.mean(0)


def cka_rbf(x, y):
    def kernel(a):
        d = pdist(a)
        k = squareform(np.exp(-(d**2) / (2 * np.median(d) ** 2)))
        np.fill_diagonal(k, 1)
        h = np.eye(len(k)) - 1 / len(k)
        return h @ k @ h

    k, l = kernel(x), kernel(y)
    return (k * l).sum() / math.sqrt((k * k).sum() * (l * l).sum())


def svcca(x, y):
    def components(a):
        u, s, _ = svd(centred(a), full_matrices=False)
        return u[:, : int(np.argmax(np.cumsum(s**2) >= 0.99 * (s**2).sum())) + 1]

    return np.cos(subspace_angles(components(x), components(y))).mean()


def pwcca(x, y):
    x, y = centred(x), centred(y)

    def basis(a):
        u, s, _ = svd(a / np.linalg.norm(a, axis=0), full_matrices=False)
        return u[:, s > 1e-5 * s[0]]

    qx, qy = basis(x), basis(y)
    u, rho, vt = svd(qx.T @ qy, full_matrices=False)
    if rho.min() > 1 - 1e-7:
        return 1.0
    if qx.shape[1] + qy.shape[1] > len(x) - 1:
        return None
    alpha = np.abs((qx @ u).T @ x).sum(1)
    beta = np.abs((qy @ vt.T).T @ y).sum(1)
    return (alpha @ rho / alpha.sum() + beta @ rho / beta.sum()) / 2


def procrustes(x, y):
    x, y = (centred(a) / np.linalg.norm(centred(a)) for a in (x, y))
    return math.sqrt(2 - 2 * svd(x.T @ y, compute_uv=False).sum())


def rsa(x, y):
    def dissimilarities(a):
        # Rows of these arrays differ by constants here and there: what is equal but for rounding ties.
        apart = pdist(a, "correlation")
        return np.where(apart < 1e-13, 0, apart).astype(np.float32)

    first, second = dissimilarities(x), dissimilarities(y)
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return None
    return spearmanr(first, second).statistic


def mutual_knn(x, y, k=10):
    if len(x) < k + 2:
        return None

    def neighbours(a):
        near = squareform(pdist(a, "cosine"))
        np.fill_diagonal(near, np.inf)
        ordered = np.sort(near)
        assert (ordered[:, k] - ordered[:, k - 1] > 1e-12).all(), "a tie"
        return [set(row[:k]) for row in np.argsort(near)]

    return np.mean([len(a & b) / k for a, b in zip(neighbours(x), neighbours(y))])


def effective_rank(x):
    p = svd(centred(x), compute_uv=False) ** 2
    p = p[p > 1e-20 * p[0]] / p.sum()
    return math.exp(-(p * np.log(p)).sum())


def participation_ratio(x):
    p = svd(centred(x), compute_uv=False) ** 2
    return p.sum() ** 2 / (p**2).sum()


def intrinsic_dimension(x):
    near = squareform(pdist(x))
    np.fill_diagonal(near, np.inf)
    near.sort()
    log_mu = np.sort(np.log(near[:, 1] / near[:, 0]))
    n = len(log_mu)
    kept = int(0.9 * n)
    log_mu, f = log_mu[:kept], np.arange(1, kept + 1) / n
    slope = np.linalg.lstsq(log_mu[:, None], -np.log(1 - f), rcond=None)[0]
    return slope[0]


def anisotropy(x):
    return np.mean(1 - pdist(x, "cosine"))


MEASURES = {
    "cka": lambda x, y: alignment(hsic_biased, x, y),
    "cka-debiased": lambda x, y: alignment(hsic_song, x, y),
    "cka-rbf": cka_rbf,
    "svcca": svcca,
    "pwcca": pwcca,
    "procrustes": procrustes,
    "rsa": rsa,
    "mutual-knn": mutual_knn,
}

DESCRIPTORS = {
    "effective-rank": effective_rank,
    "participation-ratio": participation_ratio,
    "intrinsic-dimension": intrinsic_dimension,
    "anisotropy": anisotropy,
}

if __name__ == "__main__":
    print(
        f"# golden.py, Python {platform.python_version()},"
        f" numpy {np.__version__}, scipy {scipy.__version__}"
    )
    for name, case in CASES.items():
        shape = ",".join(map(str, (name, *case[:4])))
        both, dropped = finite(*sides(*case))
        for measure, value in ((m, f(*both)) for m, f in MEASURES.items()):
            if value is not None:
                print(f"{shape},{dropped},{measure},{float(value)!r}")
        (first,), dropped = finite(sides(*case)[0])
        for descriptor, f in DESCRIPTORS.items():
            print(f"{shape},{dropped},{descriptor},{float(f(first))!r}")
