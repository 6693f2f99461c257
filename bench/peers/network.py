"""The networks of learn/network.h in PyTorch, eager, as one would write them.

Starting weights and a batch come from one file (safetensors), and are turned as PyTorch's layers want them.
LSTMs are PyTorch's own (torch.lstm), attention is its batched products with a mask of lags, norms its own.
"""
import json
import math
import struct

import torch
import torch.nn.functional as F


def tensors(path):
    with open(path, "rb") as file:
        data = file.read()
    (length,) = struct.unpack("<Q", data[:8])
    found = {}
    for name, entry in json.loads(data[8:8 + length]).items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        values = torch.frombuffer(bytearray(data[8 + length + begin:8 + length + end]), dtype=torch.float32)
        found[name] = values.reshape(entry["shape"]).clone()
    return found


class Network:
    def __init__(self, path, architecture, width, layers, people):
        self.architecture, self.width, self.layers, self.people = architecture, width, layers, people
        every = tensors(path)
        self.batch = {name: every.pop(name) for name in list(every) if name.startswith("batch.")}
        self.p = every
        for name in list(self.p):  # PyTorch's linear layers and LSTMs want (out,in)
            if name.startswith("lstm") and name.endswith((".input", ".recurrent")) or name.endswith(".weight"):
                self.p[name] = self.p[name].T.contiguous()
            if name.startswith("lstm") and name.endswith(".bias"):
                self.p[name] = self.p[name].reshape(-1)
        self.days, self.heads = self.batch["batch.x"].shape[1], width // 16
        self.lag = torch.arange(self.days)[:, None] - torch.arange(self.days)[None, :]
        self.future = (self.lag < 0)[None, :, :]
        self.no_bias, self.nothing = torch.zeros(4 * width), torch.zeros(1, people, width)

    def linear(self, z, name):
        return F.linear(z, self.p[f"{name}.weight"], self.p[f"{name}.bias"])

    def norm(self, z, name):
        return F.layer_norm(z, (self.width,), self.p[f"{name}.gain"], self.p[f"{name}.shift"])

    def attention(self, z, name):
        people, days, heads, width = self.people, self.days, self.heads, self.width
        q, k, v = self.linear(z, f"{name}.qkv").view(people, days, 3, heads, width // heads).permute(2, 0, 3, 1, 4)
        mask = (-F.softplus(self.p[f"{name}.decay"])[:, None, None] * self.lag).masked_fill(self.future, float("-inf"))
        weights = torch.softmax(torch.matmul(q, k.transpose(2, 3)) / math.sqrt(width // heads) + mask, dim=3)
        return self.linear(torch.matmul(weights, v).transpose(1, 2).reshape(people, days, width), f"{name}.out")

    def lstm(self, z, name):
        weights = [self.p[f"{name}.input"], self.p[f"{name}.recurrent"], self.p[f"{name}.bias"], self.no_bias]
        return torch.lstm(z, (self.nothing, self.nothing), weights, True, 1, 0.0, True, False, True)[0]

    def forward(self, z, last=False):
        """Outputs of every day, or of the last one alone."""
        if self.architecture == "lstm-attention":
            for i in range(self.layers):
                z = self.lstm(z, f"lstm.{i}")
            z = z + self.attention(self.norm(z, "lookback.norm"), "lookback.attention")
        else:
            z = self.linear(z, "in") if self.architecture == "transformer" else self.lstm(z, "lstm.0")
            for i in range(self.layers):
                z = z + self.attention(self.norm(z, f"block.{i}.norm"), f"block.{i}.attention")
                hidden = torch.relu(self.linear(self.norm(z, f"block.{i}.feed_norm"), f"block.{i}.feed.in"))
                z = z + self.linear(hidden, f"block.{i}.feed.out")
        return self.linear(self.norm(z[:, -1] if last else z, "norm"), "head")
