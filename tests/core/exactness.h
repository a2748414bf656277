// SPDX-License-Identifier: MIT
// Hashes the bits of the shared maths over many arguments; compiled in several ways, which must agree.
#pragma once

#include "core/math.h"

namespace thalweg::test {

// Defined in exactness_plain.cpp and exactness_optimized.cpp.
u64 hash_without_optimization();
u64 hash_with_optimization();

template <class T>
u64 hash_of_maths() {
  u64 hash = 1469598103934665603ull;  // FNV-1a over words
  const auto add = [&](T a) { hash = (hash ^ u64(bits(a))) * 1099511628211ull; };
  for (int i = -40'000; i <= 40'000; i++) {
    const T x = T(i) * T(2.2003e-3);
    add(sin(x));
    add(cos(x));
    add(exp(x));
    add(log(abs(x)));
    add(sqrt(abs(x)));
  }
  return hash;
}

}  // namespace thalweg::test
