// SPDX-License-Identifier: MIT
// Constants that a formula reads in a loop, in the precision that it is calculated in.
#pragma once

#include "core/real.h"

namespace thalweg {

/// Whether a formula's X, a dual or a jet, is one of floats or of vectors of floats.
template <class X>
inline constexpr bool of_floats = [] {
  if constexpr (requires { typename scalar_t<decltype(X::v)>; })
    return is_single<decltype(X::v)>;
  else
    return false;
}();

/// N rows, also rounded to float once and for all.  A double is converted wherever a float formula meets it:
/// compilers take it out of loops where registers last, which they do not for tables, and it takes a card as
/// long as eight multiplications.  Row<R> holds nothing but numbers of type R.
template <template <class> class Row, int N>
struct ConstantTable {
  Row<double> exact[N];
  Row<float> rounded[N];

  void set(int i, const Row<double>& row) {
    constexpr int kNumbers = int(sizeof(Row<double>) / sizeof(double));
    static_assert(sizeof(Row<float>) == kNumbers * sizeof(float));
    double numbers[kNumbers];
    float floats[kNumbers];
    __builtin_memcpy(numbers, &row, sizeof row);
    for (int k = 0; k < kNumbers; k++) floats[k] = float(numbers[k]);
    exact[i] = row;
    __builtin_memcpy(&rounded[i], floats, sizeof floats);
  }
  /// Row i, for a formula of X.
  template <class X>
  THALWEG_HD constexpr const auto& at(int i) const {
    if constexpr (of_floats<X>)
      return rounded[i];
    else
      return exact[i];
  }
};

}  // namespace thalweg
