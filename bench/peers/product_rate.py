"""How fast PyTorch multiplies: product_rate.py THREADS

Prints the GFLOP/s of the quickest 512x512x512 product of floats within half a second, PyTorch's version, the BLAS that the process
has loaded, and the kernels that this BLAS chose (OpenBLAS; "-" else).
"""
import ctypes
import os
import sys
import time

import torch

torch.set_num_threads(int(sys.argv[1]))
n = 512
a, b = torch.full((n, n), 0.5), torch.full((n, n), 0.25)
best = 0.0
begun = time.perf_counter()
while time.perf_counter() - begun < 0.5:
    before = time.perf_counter()
    a @ b
    best = max(best, 2.0 * n ** 3 / (time.perf_counter() - before))

with open("/proc/self/maps") as maps:
    files = {os.path.realpath(line.split()[-1]) for line in maps if "/" in line}
blas = sorted(file for file in files if "blas" in os.path.basename(file) and "gsl" not in file)
core = "-"
for file in blas:
    try:
        name = ctypes.CDLL(file).openblas_get_corename
        name.restype = ctypes.c_char_p
        core = name().decode()
    except AttributeError:
        pass
print(f"{best / 1e9:.1f} {torch.__version__} {':'.join(blas) or '-'} {core}")
