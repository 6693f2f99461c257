"""Training steps of the networks of learn/network.h in PyTorch:
train_step.py FILE ARCHITECTURE WIDTH LAYERS PEOPLE THREADS SECONDS

FILE: starting weights and a batch, as network.py reads them. Prints the median milliseconds of a step, then the first
five losses. Adam is PyTorch's own.
"""
import statistics
import sys
import time

import torch

from network import Network

path, architecture, width, layers, people, threads, seconds = sys.argv[1:]
seconds = float(seconds)
torch.set_num_threads(int(threads))
network = Network(path, architecture, int(width), int(layers), int(people))
x, target = network.batch["batch.x"], network.batch["batch.target"]
for value in network.p.values():
    value.requires_grad_()

optimizer = torch.optim.Adam(network.p.values(), lr=1e-3)
losses, times = [], []
begun = time.perf_counter()
while len(losses) < 5 or time.perf_counter() - begun < seconds:
    before = time.perf_counter()
    optimizer.zero_grad()
    mean, log_sd = network.forward(x).chunk(2, dim=2)
    loss = (log_sd + 0.5 * ((target - mean) * torch.exp(-log_sd)) ** 2).mean()
    loss.backward()
    optimizer.step()
    times.append(time.perf_counter() - before)
    losses.append(loss.item())
print(f"{1000 * statistics.median(times[1:]):.6f}", *(f"{loss:.7f}" for loss in losses[:5]))
