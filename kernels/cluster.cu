// SPDX-License-Identifier: MIT
#include "kernels/cluster.cuh"

#include <thrust/device_vector.h>
#include <thrust/execution_policy.h>
#include <thrust/functional.h>
#include <thrust/iterator/transform_iterator.h>
#include <thrust/partition.h>
#include <thrust/reduce.h>
#include <thrust/sequence.h>
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

struct KeyOf {
  Box domain;
  __host__ __device__ u64 operator()(const EndRecord& end) const {
    return u64(end_cell(domain, {end.x, end.y})) << 8 | end.status;
  }
};

// Count, steps and first particle of one end, to be added up.
using Tally = thrust::tuple<i64, i64, u32>;
struct TallyOf {
  const EndRecord* ends;
  __host__ __device__ Tally operator()(u32 i) const { return {1, i64(ends[i].steps), i}; }
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

struct IsFinite {
  template <class T>
  __host__ __device__ bool operator()(T a) const {
    return a - a == T(0);
  }
};

// -0 and 0 are one value: which of them comes first must not depend on how a machine sorts.
struct WithoutMinusZero {
  template <class T>
  __host__ __device__ T operator()(T a) const {
    return a == T(0) ? T(0) : a;
  }
};

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

template <class T>
LossQuantiles quantiles(T* losses, u32 n, cudaStream_t stream) {
  const auto policy = thrust::cuda::par.on(stream);
  thrust::transform(policy, losses, losses + n, losses, WithoutMinusZero{});
  T* end = thrust::partition(policy, losses, losses + n, IsFinite{});
  const std::size_t finite = std::size_t(end - losses);
  if (finite == 0) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    return {kNone, kNone, kNone, kNone, kNone};
  }
  thrust::sort(policy, losses, end);
  const auto nearest_rank = [&](std::size_t quarters) {
    const std::size_t rank = (quarters * finite + 3) / 4;
    T value{};
    if (const cudaError_t e = cudaMemcpyAsync(&value, losses + (rank == 0 ? 0 : rank - 1), sizeof value,
                                              cudaMemcpyDeviceToHost, stream);
        e != cudaSuccess)
      throw thrust::system_error(e, thrust::cuda_category());
    if (const cudaError_t e = cudaStreamSynchronize(stream); e != cudaSuccess)
      throw thrust::system_error(e, thrust::cuda_category());
    return double(value);
  };
  return {nearest_rank(0), nearest_rank(1), nearest_rank(2), nearest_rank(3), nearest_rank(4)};
}

std::vector<EndCell> clusters(const EndRecord* ends, u32 n, u64 first, const Box& domain,
                              cudaStream_t stream) {
  const auto policy = thrust::cuda::par.on(stream);
  thrust::device_vector<u64> keys(n), cells(n);
  thrust::device_vector<u32> order(n);
  thrust::transform(policy, ends, ends + n, keys.begin(), KeyOf{domain});
  thrust::sequence(policy, order.begin(), order.end());
  thrust::sort_by_key(policy, keys.begin(), keys.end(), order.begin());
  thrust::device_vector<Tally> tallies(n);
  const auto reduced = thrust::reduce_by_key(
      policy, keys.begin(), keys.end(), thrust::make_transform_iterator(order.begin(), TallyOf{ends}),
      cells.begin(), tallies.begin(), thrust::equal_to<u64>(), AddTallies{});
  const std::size_t count = std::size_t(reduced.first - cells.begin());
  thrust::device_vector<EndRecord> firsts(count);
  thrust::transform(policy, tallies.begin(), tallies.begin() + std::ptrdiff_t(count), firsts.begin(),
                    EndAt{ends});

  std::vector<u64> host_cells(count);
  std::vector<Tally> host_tallies(count);
  std::vector<EndRecord> host_firsts(count);
  thrust::copy(cells.begin(), reduced.first, host_cells.begin());
  thrust::copy(tallies.begin(), reduced.second, host_tallies.begin());
  thrust::copy(firsts.begin(), firsts.end(), host_firsts.begin());
  std::vector<EndCell> all(count);
  for (std::size_t k = 0; k < count; k++)
    all[k] = {u32(host_cells[k] >> 8),
              u8(host_cells[k]),
              thrust::get<0>(host_tallies[k]),
              thrust::get<1>(host_tallies[k]),
              i64(first) + thrust::get<2>(host_tallies[k]),
              {host_firsts[k].x, host_firsts[k].y}};
  return all;
}

}  // namespace

std::vector<EndCell> cluster_ends(const EndRecord* ends, u32 n, u64 first, const Box& domain,
                                  cudaStream_t stream) {
  return guarded("clustering", n, [&] { return clusters(ends, n, first, domain, stream); });
}

LossQuantiles loss_quantiles(float* losses, u32 n, cudaStream_t stream) {
  return guarded("sorting the losses of", n, [&] { return quantiles(losses, n, stream); });
}

LossQuantiles loss_quantiles(double* losses, u32 n, cudaStream_t stream) {
  return guarded("sorting the losses of", n, [&] { return quantiles(losses, n, stream); });
}

}  // namespace thalweg::kernels
