"""The safetensors format in twenty lines, written from its description alone: prints each tensor, one a line."""
import json
import struct
import sys


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    (length,) = struct.unpack("<Q", data[:8])
    header, body = json.loads(data[8:8 + length]), data[8 + length:]
    print("metadata", json.dumps(header.pop("__metadata__", {}), sort_keys=True))
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        letter, size = {"F32": ("f", 4), "F64": ("d", 8), "I64": ("q", 8)}[entry["dtype"]]
        values = struct.unpack(f"<{(end - begin) // size}{letter}", body[begin:end])
        print(name, entry["dtype"], entry["shape"], [float(f"{value:.7g}") for value in values])


read(sys.argv[1])
