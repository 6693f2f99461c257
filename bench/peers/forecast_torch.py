"""Forecasts of one person by the networks of learn/network.h in PyTorch:
forecast_torch.py FILE ARCHITECTURE WIDTH LAYERS PEOPLE EVENINGS THREADS SECONDS OUT

FILE: weights and days, as network.py reads them. Prints the milliseconds of the quickest forward pass without
gradients, and writes its outputs to OUT, as floats. EVENINGS: every, or last.
"""
import array
import sys
import time

import torch

from network import Network

path, architecture, width, layers, people, evenings, threads, seconds, out = sys.argv[1:]
torch.set_num_threads(int(threads))
network = Network(path, architecture, int(width), int(layers), int(people))
x = network.batch["batch.x"]
times = []
with torch.no_grad():
    said = network.forward(x, evenings == "last")
    begun = time.perf_counter()
    while len(times) < 5 or time.perf_counter() - begun < float(seconds):
        before = time.perf_counter()
        said = network.forward(x, evenings == "last")
        times.append(time.perf_counter() - before)
with open(out, "wb") as file:
    array.array("f", said.flatten().tolist()).tofile(file)
print(f"{1000 * min(times):.6f}")
