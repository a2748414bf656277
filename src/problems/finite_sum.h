// SPDX-License-Identifier: MIT
// A problem as a landscape: the mean of its loss over rows of data.  To everybody else that is a surface's
// functor.
#pragma once

#include "problems/problem.h"

namespace thalweg {

/// One row that all particles share.
struct SharedRow {
  const double* numbers;
  THALWEG_HD double operator[](int k) const { return numbers[k]; }
};

/// One row per particle: T is a number or a SIMD vector with a particle per lane.
template <class T, int Columns>
struct OwnRow {
  T numbers[Columns];
  THALWEG_HD T operator[](int k) const { return numbers[k]; }
};

template <class Problem>
struct FiniteSum {
  static constexpr int weights = Problem::weights, columns = Problem::inputs + 1;

  const double* rows;  ///< row-major, count x columns; in the memory of the machine that evaluates
  u64 count;           ///< 1 to 2^32 - 1
  Problem loss;

  /// The mean over rows row_of(0), ..., row_of(n - 1), added up in that order.
  template <class RowOf, class... W>
  THALWEG_HD auto mean(u32 n, RowOf row_of, W... w) const {
    auto sum = loss(row_of(0), w...);
    THALWEG_UNROLL_SOME
    for (u32 i = 1; i < n; i++) sum = sum + loss(row_of(i), w...);
    return sum / double(n);
  }

  template <class... W>
  THALWEG_HD auto operator()(W... w) const {
    return mean(
        u32(count), [this](u32 i) { return SharedRow{rows + u64(i) * columns}; }, w...);
  }
};

}  // namespace thalweg
