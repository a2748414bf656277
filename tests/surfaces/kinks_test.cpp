// SPDX-License-Identifier: MIT
// On kinks and at tips gradients are what the surfaces' comments define, in double and in float.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/surface_subjects.h"

namespace thalweg::test {
namespace {

struct OnKink {
  const char* surface;
  double x, y, dx, dy;
};

constexpr OnKink kKinks[] = {
    {"ackley", 0, 0, 0, 0},
    {"schwefel", 0, 0, 0, 0},
    {"eggholder", 0, -47, 0, 0},  // both roots' arguments vanish: only factors with sin(0) remain
    {"holder_table", 0, 0, 0, 0},
    {"cross_in_tray", 0, 0, 0, 0},
    {"cross_in_tray", 0, 1, 0, 0},  // without the kink's own slope only the +1 in the root varies: e^-50
    {"bukin6", -10, 1, 0, 0},
    {"ring_valley", 0, 0, 0, 0},
    {"abs_ridge", 0, 0, 0, 0},
    {"abs_ridge", 2, 0, 1, 0},
    {"abs_ridge", 0, -2, 0, -10},
    {"max_norm", 0, 0, 0, 0},
    {"max_norm", 2, 2, 0.5, 0.5},
    {"max_norm", -3, 3, -0.5, 0.5},
    {"huber", 0, 0, 0, 0},
    {"huber", 1, -1, 1, -1},
    {"wolfe", 0, 0, 9, 0},
    {"wolfe", -1, 0, 0, 0},
    // Not kinks, but centres at which the root in the formula has one.
    {"drop_wave", 0, 0, 0, 0},
    {"schaffer6", 0, 0, 0, 0},
};

TEST(Kinks, GradientsAreAsDefined) {
  for (const SurfaceSubject& s : surface_subjects()) {
    for (const OnKink& k : kKinks) {
      if (s.label != k.surface) continue;
      const Vec<double, 2> g = s.in_double.gradient({{k.x, k.y}});
      const Vec<float, 2> h = s.in_float.gradient({{float(k.x), float(k.y)}});
      EXPECT_NEAR(g[0], k.dx, 1e-12) << k.surface << ' ' << k.x << ' ' << k.y;
      EXPECT_NEAR(g[1], k.dy, 1e-12) << k.surface << ' ' << k.x << ' ' << k.y;
      EXPECT_NEAR(double(h[0]), k.dx, 1e-5) << k.surface << ' ' << k.x << ' ' << k.y;
      EXPECT_NEAR(double(h[1]), k.dy, 1e-5) << k.surface << ' ' << k.x << ' ' << k.y;
    }
  }
}

TEST(Kinks, GuardedRootsHaveTheCurvatureOfTheFunctionAtTheirCentres) {
  // -(1 + cos 12 r) / (r^2 / 2 + 2) = -1 + (36 + 1/4) r^2 + ...; F6 = (1 + 0.001) r^2 + ...
  for (const SurfaceSubject& s : surface_subjects()) {
    const double expected = s.label == "drop_wave" ? 72.5 : s.label == "schaffer6" ? 2.002 : 0;
    if (expected == 0) continue;
    const Symmetric<double, 2> h = s.in_double.jet({{0, 0}}).h;
    EXPECT_NEAR(h(0, 0), expected, 1e-12 * expected);
    EXPECT_NEAR(h(1, 1), expected, 1e-12 * expected);
    EXPECT_EQ(h(0, 1), 0);
  }
}

}  // namespace
}  // namespace thalweg::test
