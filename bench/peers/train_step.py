"""Training steps of the networks of model/network.h in PyTorch, eager, as one would write them:
train_step.py FILE ARCHITECTURE WIDTH LAYERS PEOPLE THREADS SECONDS

FILE: starting weights and a batch (safetensors). Prints the median milliseconds of a step, then the first five losses.
LSTMs are PyTorch's own (torch.lstm), attention is its batched products with a mask of lags, norms and Adam its own.
"""
import json
import math
import statistics
import struct
import sys
import time

import torch
import torch.nn.functional as F

path, architecture, width, layers, people, threads, seconds = sys.argv[1:]
width, layers, people, seconds = int(width), int(layers), int(people), float(seconds)
torch.set_num_threads(int(threads))

with open(path, "rb") as file:
    data = file.read()
(length,) = struct.unpack("<Q", data[:8])
p = {}
for name, entry in json.loads(data[8:8 + length]).items():
    begin, end = entry["data_offsets"]
    values = torch.frombuffer(bytearray(data[8 + length + begin:8 + length + end]), dtype=torch.float32)
    p[name] = values.reshape(entry["shape"]).clone()
x, target = p.pop("batch.x"), p.pop("batch.target")
for name in list(p):  # PyTorch's linear layers and LSTMs want (out,in)
    if name.startswith("lstm") and name.endswith((".input", ".recurrent")) or name.endswith(".weight"):
        p[name] = p[name].T.contiguous()
    if name.startswith("lstm") and name.endswith(".bias"):
        p[name] = p[name].reshape(-1)
for value in p.values():
    value.requires_grad_()

days, heads = x.shape[1], width // 16
lag = torch.arange(days)[:, None] - torch.arange(days)[None, :]
future = (lag < 0)[None, :, :]
no_bias, nothing = torch.zeros(4 * width), torch.zeros(1, people, width)


def linear(z, name):
    return F.linear(z, p[f"{name}.weight"], p[f"{name}.bias"])


def norm(z, name):
    return F.layer_norm(z, (width,), p[f"{name}.gain"], p[f"{name}.shift"])


def attention(z, name):
    q, k, v = linear(z, f"{name}.qkv").view(people, days, 3, heads, width // heads).permute(2, 0, 3, 1, 4)
    mask = (-F.softplus(p[f"{name}.decay"])[:, None, None] * lag).masked_fill(future, float("-inf"))
    weights = torch.softmax(torch.matmul(q, k.transpose(2, 3)) / math.sqrt(width // heads) + mask, dim=3)
    return linear(torch.matmul(weights, v).transpose(1, 2).reshape(people, days, width), f"{name}.out")


def lstm(z, name):
    weights = [p[f"{name}.input"], p[f"{name}.recurrent"], p[f"{name}.bias"], no_bias]
    return torch.lstm(z, (nothing, nothing), weights, True, 1, 0.0, True, False, True)[0]


def forward(z):
    if architecture == "lstm-attention":
        for i in range(layers):
            z = lstm(z, f"lstm.{i}")
        z = z + attention(norm(z, "lookback.norm"), "lookback.attention")
    else:
        z = linear(z, "in") if architecture == "transformer" else lstm(z, "lstm.0")
        for i in range(layers):
            z = z + attention(norm(z, f"block.{i}.norm"), f"block.{i}.attention")
            hidden = torch.relu(linear(norm(z, f"block.{i}.feed_norm"), f"block.{i}.feed.in"))
            z = z + linear(hidden, f"block.{i}.feed.out")
    return linear(norm(z, "norm"), "head")


optimizer = torch.optim.Adam(p.values(), lr=1e-3)
losses, times = [], []
begun = time.perf_counter()
while len(losses) < 5 or time.perf_counter() - begun < seconds:
    before = time.perf_counter()
    optimizer.zero_grad()
    mean, log_sd = forward(x).chunk(2, dim=2)
    loss = (log_sd + 0.5 * ((target - mean) * torch.exp(-log_sd)) ** 2).mean()
    loss.backward()
    optimizer.step()
    times.append(time.perf_counter() - before)
    losses.append(loss.item())
print(f"{1000 * statistics.median(times[1:]):.6f}", *(f"{loss:.7f}" for loss in losses[:5]))
