"""Exact PELT for changes of level in numpy: pelt_numpy.py VALUES PENALTY MIN_LENGTH

VALUES: one number a line. Prints the seconds of the search alone, then the starts found. Killick, Fearnhead & Eckley,
JASA 107 (2012) 1590: one pass over time, the costs of all starts still in the race as one vector expression.
"""
import sys
import time

import numpy as np


def pelt(values, penalty, min_length):
    n = len(values)
    y = np.concatenate(([0.0], np.cumsum(values - values.mean())))
    yy = np.concatenate(([0.0], np.cumsum((values - values.mean()) ** 2)))
    best = np.full(n + 1, np.inf)
    best[0] = 0.0
    origin = np.zeros(n + 1, dtype=np.int64)
    race = np.zeros(1, dtype=np.int64)
    doomed = np.full(1, n + 1, dtype=np.int64)  # a start that can win no more leaves a shortest segment later
    for t in range(min_length, n + 1):
        length = t - race
        sums = best[race] + (yy[t] - yy[race]) - (y[t] - y[race]) ** 2 / length
        winner = np.argmin(sums)
        best[t] = sums[winner] + penalty
        origin[t] = race[winner]
        doomed[(sums > best[t]) & (doomed > n)] = t
        keep = t - doomed < min_length - 1
        enters = t + 1 - min_length
        if enters >= min_length:
            race = np.append(race[keep], enters)
            doomed = np.append(doomed[keep], n + 1)
        else:
            race, doomed = race[keep], doomed[keep]
    starts = []
    t = n
    while origin[t] > 0:
        t = origin[t]
        starts.append(int(t))
    return starts[::-1]


def main():
    values = np.loadtxt(sys.argv[1])
    begun = time.perf_counter()
    starts = pelt(values, float(sys.argv[2]), int(sys.argv[3]))
    print(f"{time.perf_counter() - begun:.6f}")
    print(*starts)


main()
