"""Adds what NVIDIA's profiler counted of one projection each to a file of `bench --group gpu --json`.

    python3 profile.py FILE.json COLUMNSxN=NCU.csv ...
"""

import csv
import json
import sys

METRICS = {
    "gpu__time_duration.sum": ("micros", 1e-3),
    "launch__registers_per_thread": ("registers", 1),
    "smsp__inst_executed.sum": ("instructions", 1),
    "dram__bytes_read.sum": ("read", 1),
    "dram__bytes_write.sum": ("written", 1),
    "sm__warps_active.avg.pct_of_peak_sustained_active": ("occupancy", 1),
}


def launches(path):
    """The launches in order, each with its kernel and what was counted: nanoseconds are made microseconds."""
    with open(path) as file:
        found = {}
        for row in csv.DictReader(line for line in file if line.startswith('"')):
            name, scale = METRICS[row["Metric Name"]]
            # TornadoVM names a kernel after its graph, its task and its method.
            launch = found.setdefault(row["ID"], {"kernel": row["Kernel Name"].split("_")[2]})
            launch[name] = float(row["Metric Value"].replace(",", "")) * scale
    return list(found.values())


def main(path, *works):
    with open(path) as file:
        run = json.load(file)
    run["profile"] = []
    for work in works:
        shape, log = work.split("=")
        columns, n = shape.split("x")
        run["profile"].append({"n": int(n), "columns": int(columns), "launches": launches(log)})
    with open(path, "w") as file:
        json.dump(run, file, indent=2)


if __name__ == "__main__":
    main(*sys.argv[1:])
