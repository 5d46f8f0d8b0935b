#!/usr/bin/env bash
# Measures everything that the report on the GPU shows, on a machine with an NVIDIA GPU:
#   measure.sh FOLDER_OF_THE_BUNDLE OUT.json
# What needs more than the driver is left out where it is missing: python3 with torch and numpy, and ncu.
set -u
home=$(cd "$1" && pwd) || exit 2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# TornadoVM itself uses 4 GiB of a device unless it is told otherwise.
export HYPERSIMPLEX_OPTS=${HYPERSIMPLEX_OPTS:--Xmx24g -Dtornado.device.memory=40GB}

"$home/hypersimplex" bench --group gpu --time "${MILLIS:-200}" --json "$out" || exit
python3 -c 'import torch' 2>/dev/null || { echo "no torch: nothing to compare with"; exit; }
python3 "$here/peers.py" "$out" || exit
command -v ncu >/dev/null || { echo "no ncu: nothing is counted"; exit; }

metrics=gpu__time_duration.sum,launch__registers_per_thread,smsp__inst_executed.sum,dram__bytes_read.sum
metrics+=,dram__bytes_write.sum,sm__warps_active.avg.pct_of_peak_sustained_active
profiles=()
for shape in 10x8192 1024x8192 65536x1024 1x67108864; do
    n=${shape#*x}
    python3 -c "import numpy, sys
numpy.save(sys.argv[1], numpy.random.default_rng(1).standard_normal((${shape%x*}, $n), numpy.float32))" "$work/y.npy"
    # The clocks are left as they are; what a copy to the GPU leaves in its cache stays there, as without a profiler.
    ncu --clock-control none --cache-control none --target-processes all --metrics "$metrics" --csv \
        --log-file "$work/$shape.csv" \
        "$home/hypersimplex" project --engine gpu --k $((n / 2)) --tau 1.5 --out "$work/x.npy" "$work/y.npy" || exit
    profiles+=("$shape=$work/$shape.csv")
done
python3 "$here/profile.py" "$out" "${profiles[@]}"
