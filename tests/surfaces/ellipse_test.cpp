// SPDX-License-Identifier: MIT
// The ellipse's parameters mean what they say.
#include "surfaces/ellipse.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tests/support/tracked.h"

namespace thalweg::test {
namespace {

using Bounded = Tracked<53>;

struct RandomEllipses {
  std::mt19937_64 generator{11};
  Ellipse::Hyper operator()() {
    std::uniform_real_distribution<double> exponent(0, 6), angle(-180, 180);
    const double condition = std::pow(10, exponent(generator));
    return {condition, angle(generator)};
  }
};

TEST(Ellipse, HasTheEigenvaluesOneAndConditionAlongItsAxes) {
  RandomEllipses next;
  for (int i = 0; i < 200; i++) {
    const Ellipse::Hyper h = next();
    const Symmetric<double, 2> H = jet(Ellipse(h), Vec<double, 2>{{0.3, -0.7}}).h;
    const double turn = h.rotation * (3.14159265358979323846 / 180), c = std::cos(turn), s = std::sin(turn);
    // H (c, s) = 1 (c, s) and H (-s, c) = condition (-s, c), up to rounding relative to the largest entry.
    const double tolerance = 16 * 0x1p-53 * h.condition;
    EXPECT_NEAR(H(0, 0) * c + H(0, 1) * s, c, tolerance);
    EXPECT_NEAR(H(0, 1) * c + H(1, 1) * s, s, tolerance);
    EXPECT_NEAR(-H(0, 0) * s + H(0, 1) * c, -h.condition * s, tolerance);
    EXPECT_NEAR(-H(0, 1) * s + H(1, 1) * c, h.condition * c, tolerance);
  }
}

TEST(Ellipse, TurningThePointWithTheAxesChangesNothing) {
  RandomEllipses next;
  std::uniform_real_distribution<double> coordinate(-5, 5);
  for (int i = 0; i < 200; i++) {
    const Ellipse::Hyper h = next();
    const double x = coordinate(next.generator), y = coordinate(next.generator);
    const Ellipse turned(h), upright({h.condition, 0});
    const Vec<double, 2> p{{turned.c * x - turned.s * y, turned.s * x + turned.c * y}};
    // The turned point is rounded; moving it by that much moves f by at most |grad f| times it.
    const Vec<double, 2> g = gradient(turned, p);
    const double moved = 8 * 0x1p-53 * 10 * (std::abs(g[0]) + std::abs(g[1]));
    const double tolerance = value(turned, Vec<Bounded, 2>{{p[0], p[1]}}).e + moved;
    EXPECT_NEAR(value(turned, p), value(upright, Vec<double, 2>{{x, y}}), tolerance);
  }
}

TEST(Ellipse, GradientDescentContractsByTheFastestFactor) {
  // Nocedal & Wright, section 3.3: with lr = 2 / (1 + condition) both eigendirections shrink by
  // (condition - 1) / (condition + 1) per step.
  const Ellipse::Hyper h{25, 40};
  const Ellipse f(h);
  const double lr = Ellipse::learning_rates(h).gradient, factor = 24.0 / 26;
  Vec<double, 2> p{{3, 1}};
  const double before = std::hypot(p[0], p[1]);
  for (int i = 0; i < 50; i++) p = p - lr * gradient(f, p);
  EXPECT_NEAR(std::hypot(p[0], p[1]) / before, std::pow(factor, 50), 1e-13);
}

}  // namespace
}  // namespace thalweg::test
