// SPDX-License-Identifier: MIT
#include "kernels/cluster.cuh"

#include <thrust/binary_search.h>
#include <thrust/device_vector.h>
#include <thrust/execution_policy.h>
#include <thrust/functional.h>
#include <thrust/iterator/counting_iterator.h>
#include <thrust/iterator/transform_iterator.h>
#include <thrust/reduce.h>
#include <thrust/sort.h>
#include <thrust/system_error.h>
#include <thrust/transform.h>
#include <thrust/tuple.h>

#include <limits>
#include <new>
#include <string>

#include "core/error.h"

namespace thalweg::kernels {

namespace {

// One sort of 64-bit integers serves both questions: Thrust compiles slowly.

// An end as cell, status and index in one word, so that sorting brings clusters together, each with its
// lowest index first.  Cells are below 10^8 < 2^27; particles without one come last.
constexpr int kIndexBits = 29, kStatusBits = 8;
constexpr u64 kIndexMask = (u64(1) << kIndexBits) - 1;
constexpr u32 kLastCell = (u32(1) << 27) - 1;

struct Pack {
  const EndRecord* ends;
  Box domain;
  __host__ __device__ u64 operator()(u32 i) const {
    const u32 cell = end_cell(domain, {ends[i].x, ends[i].y});
    return (u64(cell == EndCell::kNoCell ? kLastCell : cell) << kStatusBits | ends[i].status) << kIndexBits |
           i;
  }
};
struct ClusterOf {
  __host__ __device__ u64 operator()(u64 packed) const { return packed >> kIndexBits; }
};

// Count, steps and first particle, to be added up.
using Tally = thrust::tuple<i64, i64, u32>;
struct TallyOf {
  const EndRecord* ends;
  __host__ __device__ Tally operator()(u64 packed) const {
    const u32 i = u32(packed & kIndexMask);
    return {1, i64(ends[i].steps), i};
  }
};
struct AddTallies {
  __host__ __device__ Tally operator()(const Tally& a, const Tally& b) const {
    const u32 i = thrust::get<2>(a), j = thrust::get<2>(b);
    return {thrust::get<0>(a) + thrust::get<0>(b), thrust::get<1>(a) + thrust::get<1>(b), i < j ? i : j};
  }
};
struct EndAt {
  const EndRecord* ends;
  __host__ __device__ EndRecord operator()(const Tally& t) const { return ends[thrust::get<2>(t)]; }
};

// Doubles as integers in the same order; what is not finite comes last, and -0 is 0.
constexpr u64 kSign = u64(1) << 63, kNotFinite = ~u64(0);
struct Ordered {
  __host__ __device__ u64 operator()(double a) const {
    if (!(a - a == 0)) return kNotFinite;
    const u64 b = bits(a == 0 ? 0.0 : a);
    return (b & kSign) != 0 ? ~b : b | kSign;
  }
};
double unordered(u64 a) { return from_bits((a & kSign) != 0 ? a & ~kSign : ~a); }

// Thrust's complaints in our words.
template <class F>
auto guarded(const char* what, u32 n, F f) {
  const std::string where = std::string(" while ") + what + " " + std::to_string(n) + " particles";
  try {
    return f();
  } catch (const thrust::system_error& error) {
    cudaGetLastError();
    throw Error("the card failed" + where + ": " + error.what());
  } catch (const std::bad_alloc& error) {
    cudaGetLastError();
    throw Error("the card's memory is too small" + where + ": " + error.what());
  }
}

void fetch(void* to, const void* from, std::size_t bytes, cudaStream_t stream) {
  cudaError_t error = cudaMemcpyAsync(to, from, bytes, cudaMemcpyDeviceToHost, stream);
  if (error == cudaSuccess) error = cudaStreamSynchronize(stream);
  if (error != cudaSuccess) throw thrust::system_error(error, thrust::cuda_category());
}

LossQuantiles quantiles(double* losses, u32 n, cudaStream_t stream) {
  const auto policy = thrust::cuda::par.on(stream);
  u64* const ordered = reinterpret_cast<u64*>(losses);
  thrust::transform(policy, losses, losses + n, ordered, Ordered{});
  thrust::sort(policy, ordered, ordered + n);
  const u64* const end = thrust::lower_bound(policy, ordered, ordered + n, kNotFinite);
  const std::size_t finite = std::size_t(end - ordered);
  if (finite == 0) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    return {kNone, kNone, kNone, kNone, kNone};
  }
  const auto nearest_rank = [&](std::size_t quarters) {
    const std::size_t rank = (quarters * finite + 3) / 4;
    u64 found = 0;
    fetch(&found, ordered + (rank == 0 ? 0 : rank - 1), sizeof found, stream);
    return unordered(found) + 0.0;  // -0 becomes 0
  };
  return {nearest_rank(0), nearest_rank(1), nearest_rank(2), nearest_rank(3), nearest_rank(4)};
}

std::vector<EndCell> clusters(const EndRecord* ends, u32 n, u64 first, const Box& domain,
                              cudaStream_t stream) {
  const auto policy = thrust::cuda::par.on(stream);
  thrust::device_vector<u64> packed(n), keys(n);
  thrust::device_vector<Tally> tallies(n);
  thrust::transform(policy, thrust::counting_iterator<u32>(0), thrust::counting_iterator<u32>(n),
                    packed.begin(), Pack{ends, domain});
  thrust::sort(policy, packed.begin(), packed.end());
  const auto cluster = thrust::make_transform_iterator(packed.begin(), ClusterOf{});
  const auto reduced = thrust::reduce_by_key(
      policy, cluster, cluster + n, thrust::make_transform_iterator(packed.begin(), TallyOf{ends}),
      keys.begin(), tallies.begin(), thrust::equal_to<u64>(), AddTallies{});
  const std::size_t count = std::size_t(reduced.first - keys.begin());
  thrust::device_vector<EndRecord> firsts(count);
  thrust::transform(policy, tallies.begin(), reduced.second, firsts.begin(), EndAt{ends});

  std::vector<u64> host_keys(count);
  std::vector<Tally> host_tallies(count);
  std::vector<EndRecord> host_firsts(count);
  fetch(host_keys.data(), thrust::raw_pointer_cast(keys.data()), count * sizeof(u64), stream);
  fetch(host_tallies.data(), thrust::raw_pointer_cast(tallies.data()), count * sizeof(Tally), stream);
  fetch(host_firsts.data(), thrust::raw_pointer_cast(firsts.data()), count * sizeof(EndRecord), stream);
  std::vector<EndCell> all(count);
  for (std::size_t k = 0; k < count; k++) {
    const u32 cell = u32(host_keys[k] >> kStatusBits);
    all[k] = {cell == kLastCell ? EndCell::kNoCell : cell,
              u8(host_keys[k]),
              thrust::get<0>(host_tallies[k]),
              thrust::get<1>(host_tallies[k]),
              i64(first) + thrust::get<2>(host_tallies[k]),
              {host_firsts[k].x, host_firsts[k].y, host_firsts[k].z}};
  }
  return all;
}

}  // namespace

std::vector<EndCell> cluster_ends(const EndRecord* ends, u32 n, u64 first, const Box& domain,
                                  cudaStream_t stream) {
  if (n > kIndexMask) throw Error("too many particles to cluster at once: " + std::to_string(n));
  return guarded("clustering", n, [&] { return clusters(ends, n, first, domain, stream); });
}

LossQuantiles loss_quantiles(double* losses, u32 n, cudaStream_t stream) {
  return guarded("sorting the losses of", n, [&] { return quantiles(losses, n, stream); });
}

}  // namespace thalweg::kernels
