#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# On a machine with an NVIDIA card: builds, tests, compares the card with the CPU, measures, and prints one report.
#
# usage: scripts/gpu_check.sh [--quick]      (--quick: a sample of the comparisons, no benchmarks)
# Needs the CUDA toolkit, CMake, a compiler and python3; installs nothing. Libraries that are not installed are taken from
# THALWEG_DEPS (or ./deps), which scripts/pack_deps.sh fills on another machine. Exit code 1 when any step failed.
set -uo pipefail
# shellcheck source-path=SCRIPTDIR source=build.sh
source "$(dirname "${BASH_SOURCE[0]}")/build.sh"
build="$root/build-gpu"
logs="$build/logs"
report="$build/gpu_report.txt"
thalweg="$build/thalweg"
quick=0
[[ "${1:-}" == --quick ]] && quick=1
mkdir -p "$logs"
: >"$report"
failed=()

say() { printf '%s\n' "$*" | tee -a "$report"; }

# step NAME COMMAND...: runs it, keeps its output in a log, reports one line. A failed step shows the end of its log.
step() {
  local name=$1 start=$SECONDS log="$logs/$1.log" verdict=ok
  shift
  "$@" >"$log" 2>&1 || verdict=FAILED
  say "$(printf '%-22s %-7s %4d s  %s' "$name" "$verdict" $((SECONDS - start)) "$(summary_of "$log")")"
  if [[ $verdict == FAILED ]]; then
    failed+=("$name")
    tail -n 25 "$log" | sed 's/^/    /' | tee -a "$report"
    return 1
  fi
}

summary_of() { grep -E 'tests passed|specs give the same' "$1" | tail -n 1; }

# Tests that skip themselves because they see no card must not look like success here.
gpu_tests() {
  ctest --test-dir "$build" --output-on-failure -L '^gpu$' --no-tests=error | tee "$logs/gpu_ctest.txt"
  local status=${PIPESTATUS[0]}
  if grep -q '\*\*\*Skipped' "$logs/gpu_ctest.txt"; then
    echo "a gpu test skipped itself on a machine with a card"
    return 1
  fi
  return "$status"
}

# particle-steps per second of one spec, in units of 1e9.
throughput() {
  "$thalweg" run --json -q --particles 1048576 --steps 1000 "$@" 2>>"$logs/throughput_errors.txt" |
    python3 -c 'import json, sys; print("%.3f" % (json.load(sys.stdin)["particle_steps_per_second"] / 1e9))'
}

measurements() {
  printf '%-14s %-8s %10s %10s %10s   (1e9 particle-steps/s, 2^20 particles, 1000 steps, float)\n' \
    surface optimizer cuda-fast cuda-exact cpu-fast
  local surface optimizer status=0 row
  for surface in himmelblau rosenbrock rastrigin ackley; do
    for optimizer in sgd adam; do
      row=()
      for machine in "cuda fast" "cuda exact" "cpu fast"; do
        read -r device math <<<"$machine"
        row+=("$(throughput --surface $surface --optimizer $optimizer --device "$device" --math "$math" || echo failed)")
        [[ "${row[-1]}" == *[0-9]* ]] || status=1
      done
      printf '%-14s %-8s %10s %10s %10s\n' $surface $optimizer "${row[@]}"
    done
  done
  return $status
}

say "Thalweg on $(nvidia-smi --query-gpu=name,driver_version,compute_cap --format=csv,noheader 2>/dev/null | head -n 1)" \
    "with $(nproc) cores"
if [[ -z "${THALWEG_CUDA_ARCHITECTURES:-}" ]]; then
  capability=$(nvidia-smi --query-gpu=compute_cap --format=csv,noheader 2>/dev/null | head -n 1 | tr -d '. ')
  export THALWEG_CUDA_ARCHITECTURES="$capability"
fi
export THALWEG_CUDA=ON THALWEG_VIEWER="${THALWEG_VIEWER:-OFF}"

if step configure thalweg_configure "$build" && step build thalweg_build "$build"; then
  step devices "$thalweg" devices
  step tests ctest --test-dir "$build" --output-on-failure --parallel "$(nproc)" -LE '^gpu$'
  step gpu_tests gpu_tests
  step cpu_equals_cuda python3 "$root/scripts/compare_devices.py" "$thalweg" --every $((quick ? 7 : 1))
  if [[ $quick == 0 ]]; then
    step throughput measurements && tee -a "$report" <"$logs/throughput.log"
    if [[ -x "$build/thalweg-bench" ]]; then
      step benches "$build/thalweg-bench" --benchmark_min_time=0.05 "--benchmark_out=$logs/benches.json" &&
        tee -a "$report" <"$logs/benches.log"
    else
      say "benches                not built: no Google Benchmark"
    fi
    if python3 -c 'import torch; assert torch.cuda.is_available()' 2>/dev/null; then
      step peers python3 "$root/benches/peers.py" "$thalweg" --device cuda --json "$logs/peers.json" &&
        tee -a "$report" <"$logs/peers.log"
    else
      say "peers                  not measured: no PyTorch that sees the card"
    fi
    step cuda_bench "$build/thalweg-cuda-bench" && tee -a "$report" <"$logs/cuda_bench.log"
  fi
fi

if [[ ${#failed[@]} -gt 0 ]]; then
  say "FAILED: ${failed[*]}"
else
  say "everything passed"
fi
[[ -n "${OUT:-}" ]] && cp -r "$report" "$logs" "$OUT/"
[[ ${#failed[@]} -eq 0 ]]
