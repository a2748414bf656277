// SPDX-License-Identifier: MIT
// The one place that knows which compiler reads the shared headers: g++ (host), nvcc, or NVRTC at run time.
// Headers on the device path include nothing of std; they use the fixed-width names below.
#pragma once

// Before a loop: THALWEG_UNROLL writes it out, THALWEG_UNROLL_SOME a few rounds of it, because all rounds of
// a long one would neither fit into a card's instruction cache nor its registers.
#ifdef __CUDACC__
#define THALWEG_HD __host__ __device__ __forceinline__
#define THALWEG_UNROLL _Pragma("unroll")
#define THALWEG_UNROLL_SOME _Pragma("unroll 4")
#else
#define THALWEG_HD inline __attribute__((always_inline))
#define THALWEG_UNROLL _Pragma("GCC unroll 8")
#define THALWEG_UNROLL_SOME
#endif

namespace thalweg {

using u8 = unsigned char;
using u32 = unsigned int;
using u64 = unsigned long long;
using i64 = long long;

/// Blocks template argument deduction, so that a constant converts to the number type it meets.
template <class T>
struct Identity {
  using type = T;
};
template <class T>
using same_t = typename Identity<T>::type;

}  // namespace thalweg
