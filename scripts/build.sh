# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Sourced by run.sh, test.sh and gpu_check.sh: configures and builds one build folder, the same way for all of them, so
# that going back and forth between running and testing never rebuilds.
#
# The environment may override THALWEG_CUDA, THALWEG_VIEWER, THALWEG_CUDA_ARCHITECTURES, THALWEG_DEPS and JOBS.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Jobs: one per core, but one per 2 GiB of memory at most: nvcc and the vector kernels take up to that.
thalweg_jobs() {
  local cores memory_kib limit jobs
  cores=$(nproc)
  memory_kib=$(sed -n 's/^MemTotal: *\([0-9]*\) kB/\1/p' /proc/meminfo)
  limit=$(cat /sys/fs/cgroup/memory.max 2>/dev/null || echo max)
  if [[ "$limit" =~ ^[0-9]+$ ]] && ((limit / 1024 < memory_kib)); then
    memory_kib=$((limit / 1024))
  fi
  jobs=$((memory_kib / (2 * 1024 * 1024)))
  ((jobs < 1)) && jobs=1
  ((jobs > cores)) && jobs=$cores
  echo "${JOBS:-$jobs}"
}

# thalweg_configure FOLDER [CMAKE_ARGUMENT...]
thalweg_configure() {
  local folder=$1 log generator=()
  shift
  if [[ ! -f "$folder/CMakeCache.txt" ]] && command -v ninja >/dev/null; then
    generator=(-G Ninja)
  fi
  mkdir -p "$folder"
  log="$folder/configure.log"
  if ! cmake -S "$root" -B "$folder" "${generator[@]}" -DCMAKE_BUILD_TYPE=Release -DTHALWEG_TESTS=ON \
       -DTHALWEG_BENCHES=ON -DTHALWEG_CUDA="${THALWEG_CUDA:-AUTO}" -DTHALWEG_VIEWER="${THALWEG_VIEWER:-AUTO}" \
       -DTHALWEG_CUDA_ARCHITECTURES="${THALWEG_CUDA_ARCHITECTURES:-}" \
       ${THALWEG_DEPS:+-DTHALWEG_DEPS="$THALWEG_DEPS"} "$@" >"$log" 2>&1; then
    cat "$log" >&2
    return 1
  fi
  grep -E '^-- (CUDA backend|Explorer|Benchmarks|Thalweg)' "$log" >&2
}

# thalweg_build FOLDER [CMAKE_BUILD_ARGUMENT...]: quiet when there is nothing to do.
thalweg_build() {
  local folder=$1
  shift
  cmake --build "$folder" --parallel "$(thalweg_jobs)" "$@" >&2
}
