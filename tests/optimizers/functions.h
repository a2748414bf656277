// SPDX-License-Identifier: MIT
// The functions that the golden trajectories descend, with their starts: tests/optimizers/golden/common.py
// has the same, with derivatives written by hand.
#pragma once

#include "core/dual.h"
#include "core/jet.h"

namespace thalweg::test {

struct Valley {
  static constexpr const char* name = "rosenbrock";
  static constexpr Vec<double, 2> start{{-1.5, 2}};
  template <class X, class Y>
  auto operator()(X x, Y y) const {
    return 100 * sq(y - sq(x)) + sq(1 - x);
  }
};

/// The same from nearby, for rules that amplify rounding along the valley.
struct ValleyEnd : Valley {
  static constexpr const char* name = "valley_end";
  static constexpr Vec<double, 2> start{{1.2, 1.2}};
};

struct FourMinima {
  static constexpr const char* name = "himmelblau";
  static constexpr Vec<double, 2> start{{-1, 1.5}};
  template <class X, class Y>
  auto operator()(X x, Y y) const {
    return sq(sq(x) + y - 11) + sq(x + sq(y) - 7);
  }
};

struct Quartic {
  static constexpr const char* name = "quartic";
  static constexpr Vec<double, 1> start{{2}};
  template <class X>
  auto operator()(X x) const {
    return 0.25 * sq(sq(x)) - sq(x) + 0.3 * x;
  }
};

struct Chain {
  static constexpr const char* name = "chain";
  static constexpr Vec<double, 3> start{{-1.2, 1, 0.8}};
  template <class X, class Y, class Z>
  auto operator()(X x, Y y, Z z) const {
    return (4 * sq(y - sq(x)) + sq(1 - x)) + (4 * sq(z - sq(y)) + sq(1 - y));
  }
};

}  // namespace thalweg::test
