// SPDX-License-Identifier: MIT
// The number types of tests/support in formulas: comparisons as numbers.
#pragma once

#include "formula/evaluate.h"
#include "support/quad.h"
#include "support/tracked.h"

namespace thalweg::test {

inline Quad less(Quad a, Quad b) { return a < b ? 1 : 0; }
inline Quad less_equal(Quad a, Quad b) { return a <= b ? 1 : 0; }
inline Quad equal(Quad a, Quad b) { return a == b ? 1 : 0; }
inline Quad where(Quad condition, Quad a, Quad b) { return condition == Quad(0) ? b : a; }

template <int D>
Tracked<D> less(Tracked<D> a, Tracked<D> b) {
  return select(a < b, Tracked<D>(1), Tracked<D>(0));
}
template <int D>
Tracked<D> less_equal(Tracked<D> a, Tracked<D> b) {
  return select(a <= b, Tracked<D>(1), Tracked<D>(0));
}
template <int D>
Tracked<D> equal(Tracked<D> a, Tracked<D> b) {
  return select(a == b, Tracked<D>(1), Tracked<D>(0));
}
template <int D>
Tracked<D> where(Tracked<D> condition, Tracked<D> a, Tracked<D> b) {
  return select(condition == Tracked<D>(0), b, a);
}

}  // namespace thalweg::test
