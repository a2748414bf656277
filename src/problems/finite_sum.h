// SPDX-License-Identifier: MIT
// A problem as a landscape: the mean of its loss over rows of data.  To everybody else that is a surface's
// functor.
#pragma once

#include "core/constant_table.h"
#include "problems/problem.h"

namespace thalweg {

/// Rows of data, row-major, in the memory of the machine that evaluates.
struct Rows {
  const double* exact;
  const float* rounded;  ///< the same as floats; null where no formula of floats is evaluated
  Rows(const double* numbers, const float* floats = nullptr) : exact(numbers), rounded(floats) {}
};

/// One row that all particles share.
template <class R>
struct SharedRow {
  const R* numbers;
  THALWEG_HD R operator[](int k) const { return numbers[k]; }
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

  Rows rows;  ///< count x columns
  u64 count;  ///< 1 to 2^32 - 1
  Problem loss;

  /// Row i, for formulas of floats or of others.
  template <bool floats>
  THALWEG_HD const auto* row(u32 i) const {
    if constexpr (floats)
      return rows.rounded + u64(i) * columns;
    else
      return rows.exact + u64(i) * columns;
  }

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
    constexpr bool floats = (of_floats<W> && ...);
    return mean(
        u32(count), [this](u32 i) { return SharedRow{row<floats>(i)}; }, w...);
  }
};

}  // namespace thalweg
