// SPDX-License-Identifier: MIT
#pragma GCC optimize("O0")
#include "tests/core/exactness.h"

namespace thalweg::test {

u64 hash_without_optimization() { return hash_of_maths<float>() * 31 + hash_of_maths<double>(); }

}  // namespace thalweg::test
