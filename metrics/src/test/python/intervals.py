"""Expected values of MeanTest and DifferenceTest.

    pip install numpy==2.4.6 scipy==1.17.1
    python intervals.py
"""

import numpy as np
from scipy import stats

FIRST = np.array([0.91, 0.85, 0.78, 0.88, 0.93, 0.70])
SECOND = np.array([0.66, 0.81, 0.59])

if __name__ == "__main__":
    low, high = stats.t.interval(0.95, len(FIRST) - 1, FIRST.mean(), stats.sem(FIRST))
    print("mean", FIRST.mean(), low, high)
    interval = stats.ttest_ind(FIRST, SECOND, equal_var=False).confidence_interval(0.95)
    print("difference", FIRST.mean() - SECOND.mean(), interval.low, interval.high)
