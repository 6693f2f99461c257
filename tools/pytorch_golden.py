#!/usr/bin/env python3
"""Makes test/net/golden/*.safetensors: what PyTorch computes for each layer of net/, in double precision.

    python3 tools/pytorch_golden.py            (Debian: python3-torch; the files are kept in the repository)

Each file holds the layer's parameters under the names of its blocks, an input x, a fixed r of the output's shape, the
output y, the gradients of sum(y * r) (d.NAME and d.x), and five steps of AdamW on mean((y - t)^2): the five losses
(steps.loss) and the parameters after them (after.NAME). test/net/layer_case.h reads them.
"""
import json
import pathlib
import struct

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "test" / "net" / "golden"
STEPS = {"lr": 0.01, "betas": (0.9, 0.99), "eps": 1e-8, "weight_decay": 0.1}
CLIP = 0.5


def write(name, tensors):
    header, data = {}, b""
    for key, value in tensors.items():
        raw = value.detach().contiguous().numpy().astype("<f8").tobytes()
        header[key] = {"dtype": "F64", "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    (GOLDEN / f"{name}.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)
    print(f"{name}: {len(data) // 8} numbers")


def golden(name, parameters, layer, x):
    """layer(parameters, x) -> y, written with plain tensor operations or torch.nn.functional."""
    tensors = {key: value.clone() for key, value in parameters.items()}
    parameters = {key: value.clone().requires_grad_() for key, value in parameters.items()}
    x = x.clone().requires_grad_()
    y = layer(parameters, x)
    r, target = torch.randn_like(y), torch.randn_like(y)
    (y * r).sum().backward()
    tensors.update({"x": x, "r": r, "y": y, "d.x": x.grad, "t": target})
    tensors.update({f"d.{key}": value.grad.clone() for key, value in parameters.items()})
    optimizer = torch.optim.AdamW(parameters.values(), **STEPS)
    losses = []
    for _ in range(5):
        optimizer.zero_grad()
        loss = ((layer(parameters, x.detach()) - target) ** 2).mean()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters.values(), CLIP)
        optimizer.step()
        losses.append(loss.item())
    tensors["steps.loss"] = torch.tensor(losses)
    tensors.update({f"after.{key}": value for key, value in parameters.items()})
    write(name, tensors)


def linear(p, x, name):
    return x @ p[f"{name}.weight"] + p[f"{name}.bias"]


def attention(p, x, name, heads, first):
    people, days, width = x.shape
    q, k, v = linear(p, x, f"{name}.qkv").split(width, dim=2)
    q, k, v = (z.view(people, days, heads, width // heads).transpose(1, 2) for z in (q, k, v))
    scores = q @ k.transpose(2, 3) / (width // heads) ** 0.5
    lag = torch.arange(days)[:, None] - torch.arange(days)[None, :]
    scores = scores - F.softplus(p[f"{name}.decay"])[None, :, None, None] * lag
    allowed = (lag >= 0)[None] & (torch.arange(days)[None, None, :] >= torch.tensor(first)[:, None, None])
    scores = scores.masked_fill(~allowed[:, None], float("-inf"))
    weights = torch.nan_to_num(torch.softmax(scores, dim=3))  # a day of padding attends to nothing
    mixed = (weights @ v).transpose(1, 2).reshape(people, days, width)
    return linear(p, mixed, f"{name}.out")


def lstm(p, x, name, width, first):
    people = x.shape[0]
    weights = [p[f"{name}.input"].T, p[f"{name}.recurrent"].T, p[f"{name}.bias"].reshape(-1), torch.zeros(4 * width)]
    nothing = (torch.zeros(1, 1, width), torch.zeros(1, 1, width))
    rows = []
    for person in range(people):  # padding: the sequence starts at `first`
        start = first[person]
        state = torch.lstm(x[person:person + 1, start:], nothing, weights, True, 1, 0.0, True, False, True)[0]
        rows.append(torch.cat([torch.zeros(1, start, width), state], dim=1))
    return torch.cat(rows)


def main():
    GOLDEN.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(20261126)
    draw = torch.randn
    golden("linear", {"layer.weight": draw(5, 3), "layer.bias": draw(3)}, lambda p, x: linear(p, x, "layer"), draw(7, 5))
    golden("layer_norm", {"layer.gain": draw(11), "layer.shift": draw(11)},
           lambda p, x: F.layer_norm(x, (11,), p["layer.gain"], p["layer.shift"]), draw(6, 11))
    golden("batch_norm", {"layer.gain": draw(5), "layer.shift": draw(5)},
           lambda p, x: F.batch_norm(x, None, None, p["layer.gain"], p["layer.shift"], training=True), draw(9, 5))
    golden("feed_forward", {"layer.in.weight": draw(4, 10), "layer.in.bias": draw(10), "layer.out.weight": draw(10, 4),
                            "layer.out.bias": draw(4)},
           lambda p, x: linear(p, torch.relu(linear(p, x, "layer.in")), "layer.out"), draw(7, 4))
    golden("lstm", {"layer.input": draw(3, 20) / 2, "layer.recurrent": draw(5, 20) / 2, "layer.bias": draw(4, 5)},
           lambda p, x: lstm(p, x, "layer", 5, [0, 2, 0]), draw(3, 6, 3))
    golden("attention", {"layer.qkv.weight": draw(8, 24) / 2, "layer.qkv.bias": draw(24), "layer.out.weight": draw(8, 8),
                         "layer.out.bias": draw(8), "layer.decay": draw(2)},
           lambda p, x: attention(p, x, "layer", 2, [0, 3]), draw(2, 7, 8))
    golden("embedding", {"layer.weight": draw(4, 3)},
           lambda p, x: x + torch.tensor([[0, 1.5, 0, 0], [0, 0, 0, 0], [2, 0, 0, -0.5]]) @ p["layer.weight"], draw(3, 3))
    encoder = {"in.weight": draw(3, 8), "in.bias": draw(8)}
    for part, shape in (("attention.qkv", (8, 24)), ("attention.out", (8, 8)), ("feed.in", (8, 16)), ("feed.out", (16, 8))):
        encoder.update({f"{part}.weight": draw(*shape) / 3, f"{part}.bias": draw(shape[1]) / 3})
    encoder.update({"attention.decay": draw(2), "norm.gain": draw(8), "norm.shift": draw(8), "lstm.input": draw(8, 24) / 2,
                    "lstm.recurrent": draw(6, 24) / 2, "lstm.bias": draw(4, 6), "head.weight": draw(6, 4), "head.bias": draw(4)})

    def hybrid(p, x):
        """Every layer in one: linear, attention and feed-forward around which the input goes on, norm, LSTM, head."""
        z = linear(p, x, "in")
        z = z + attention(p, z, "attention", 2, [0, 2])
        z = z + linear(p, torch.relu(linear(p, z, "feed.in")), "feed.out")
        z = F.layer_norm(z, (8,), p["norm.gain"], p["norm.shift"])
        return linear(p, lstm(p, z, "lstm", 6, [0, 2]), "head")

    golden("hybrid", encoder, hybrid, draw(2, 6, 3))
    losses()


def losses():
    """Three losses with their gradients for mean, log sd and the raw cuts."""
    n = 9
    mean, log_sd, weight = torch.randn(n), torch.randn(n) / 2, torch.rand(n)
    weight[3] = 0
    target, score = torch.randn(n) * 2, torch.tensor([0.0, 5, 2, 3, 1, 4, 2, 0, 3])
    tensors = {"mean": mean, "log_sd": log_sd, "weight": weight, "target": target, "score": score}

    def record(name, density, extra=()):
        m, s = mean.clone().requires_grad_(), log_sd.clone().requires_grad_()
        loss = -(weight * density(m, s)).sum()
        loss.backward()
        tensors.update({f"{name}.loss": loss.reshape(1), f"{name}.d_mean": m.grad, f"{name}.d_log_sd": s.grad})
        tensors.update({f"{name}.d_raw": value.grad for value in extra})

    half = 0.5 * torch.log(torch.tensor(2 * torch.pi))
    record("gaussian", lambda m, s: torch.distributions.Normal(m, s.exp()).log_prob(target) + half)
    constant = torch.lgamma(torch.tensor(2.5)) - torch.lgamma(torch.tensor(2.0)) - 0.5 * torch.log(torch.tensor(4 * torch.pi))
    record("student", lambda m, s: torch.distributions.StudentT(4.0, m, s.exp()).log_prob(target) - constant)
    raw = torch.tensor([-1.7, 0.3, -0.4, 0.9, 0.2]).requires_grad_()
    tensors["raw"] = raw.detach().clone()

    def ordinal(m, s):
        cuts = torch.cat([raw[:1], raw[:1] + torch.cumsum(F.softplus(raw[1:]), 0)])
        ends = (cuts[None, :] - m[:, None]) / s.exp()[:, None]
        ends = torch.cat([torch.full((n, 1), -40.0), ends, torch.full((n, 1), 40.0)], dim=1)
        at = score.long()[:, None]
        low, high = ends.gather(1, at).squeeze(1), ends.gather(1, at + 1).squeeze(1)
        low, high = torch.where(low > 0, -high, low), torch.where(low > 0, -low, high)  # the tail that is not near 1
        below = lambda u: torch.erfc(-u / 2 ** 0.5) / 2
        return torch.log(below(high) - below(low))

    record("ordinal", ordinal, (raw,))
    write("loss", tensors)


if __name__ == "__main__":
    main()
