"""Times what else does the like on the same GPU, by PyTorch's own clock, and adds it to a file of `bench --group gpu --json`.

    python3 peers.py FILE.json

A copy, hard top-k, a sort, and the projection by 50 bisections, each of N(0, 1) scores with k = n/2.
"""

import json
import statistics
import subprocess
import sys

import torch

SHAPES = [(8192, 10), (8192, 1024), (1024, 1 << 18), (1 << 20, 1), (1 << 24, 1), (1 << 26, 1)]
TAU = 1.5


def micros(work, repetitions):
    work()
    times = []
    for _ in range(repetitions):
        begin, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
        begin.record()
        work()
        end.record()
        torch.cuda.synchronize()
        times.append(begin.elapsed_time(end) * 1e3)
    return statistics.median(times)


def bisection(y, k):
    left, right = y.amin(1, keepdim=True) - TAU, y.amax(1, keepdim=True)
    for _ in range(50):
        middle = (left + right) / 2
        isLeft = ((y - middle) / TAU).clamp(0, 1).sum(1, keepdim=True) > k
        left, right = torch.where(isLeft, middle, left), torch.where(isLeft, right, middle)
    return ((y - (left + right) / 2) / TAU).clamp(0, 1)


def row(n, columns):
    y = torch.randn(columns, n, device="cuda")
    to = torch.empty_like(y)
    return {
        "n": n,
        "columns": columns,
        "copy": micros(lambda: to.copy_(y), 15),
        "topk": micros(lambda: torch.topk(y, n // 2, dim=1, sorted=False), 5),
        "sort": micros(lambda: torch.sort(y, dim=1), 5),
        "bisection": micros(lambda: bisection(y, n // 2), 3),
    }


def main(path):
    with open(path) as file:
        run = json.load(file)
    query = ["nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader"]
    gpu, driver = subprocess.run(query, capture_output=True, text=True, check=True).stdout.splitlines()[0].split(", ")
    run["peers"] = {
        "gpu": gpu,
        "driver": driver,
        "torch": torch.__version__,
        "times": [row(*shape) for shape in SHAPES],
    }
    with open(path, "w") as file:
        json.dump(run, file, indent=2)


if __name__ == "__main__":
    main(*sys.argv[1:])
