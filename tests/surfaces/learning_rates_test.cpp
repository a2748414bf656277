// SPDX-License-Identifier: MIT
// The recommended learning rates work: from nearly all starts of the domain gradient descent and Adam stay
// near it, and they improve.  Starts on a plateau are no business of theirs: they stay.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/sobol.h"
#include "optimizers/adam.h"
#include "optimizers/sgd.h"
#include "tests/support/descend.h"
#include "tests/support/surface_subjects.h"

namespace thalweg::test {
namespace {

using Position = Vec<double, 2>;
using Subject = SurfaceSubject;

template <class Optimizer>
Position descended(const Subject& s, double lr, Position p, int steps) {
  using Rule = rule_t<Optimizer, 0>;
  static_assert(request<Rule> == Request::gradient);
  typename Rule::template State<double, 2> state{};
  const auto ask = [&](const Position& at) {
    Answer<double, 2> a{};
    a.gradient = s.in_double.gradient(at);
    return a;
  };
  for (int t = 1; t <= steps; t++) step<Rule>(ask, state, p, Rule::at({}, lr, t), t);
  return p;
}

double median(std::vector<double> a) {
  const auto middle = a.begin() + std::ptrdiff_t(a.size() / 2);
  std::nth_element(a.begin(), middle, a.end());
  return *middle;
}

class LearningRate : public testing::TestWithParam<Subject> {};
INSTANTIATE_TEST_SUITE_P(Surfaces, LearningRate, testing::ValuesIn(surface_subjects()), SettingLabel());

template <class Optimizer>
void expect_it_works(const Subject& s, double lr) {
  constexpr int kStarts = 200, kSteps = 500;
  const Box& b = s.info.domain;
  int diverged = 0;
  std::vector<double> before, after;
  for (u32 i = 0; i < kStarts; i++) {
    const SobolPoint u = sobol(i + 1);
    const Position start{{b.x0 + u.x * 0x1p-32 * width(b), b.y0 + u.y * 0x1p-32 * height(b)}};
    const Position end = descended<Optimizer>(s, lr, start, kSteps);
    if (const Position g = s.in_double.gradient(start); g[0] == 0 && g[1] == 0) {
      EXPECT_TRUE(end[0] == start[0] && end[1] == start[1]) << start[0] << ' ' << start[1];
      continue;
    }
    const double f = s.in_double.value(end);
    // Far outside: a thousand half-widths, where the engine gives a particle up.
    const bool far = !(std::abs(end[0] - centre(b).x) <= 500 * width(b)) ||
                     !(std::abs(end[1] - centre(b).y) <= 500 * height(b));
    diverged += far || !std::isfinite(f);
    before.push_back(s.in_double.value(start));
    after.push_back(std::isfinite(f) ? f : INFINITY);
  }
  // Steps alone: only the rare start on a slope could tell anything.
  if (before.size() < kStarts / 10) return;
  EXPECT_LE(diverged, kStarts / 20);
  EXPECT_LT(median(after), median(before));
}

TEST_P(LearningRate, OfGradientDescentWorks) { expect_it_works<Sgd>(GetParam(), GetParam().lr.gradient); }
TEST_P(LearningRate, OfAdamWorks) { expect_it_works<Adam>(GetParam(), GetParam().lr.normalized); }

}  // namespace
}  // namespace thalweg::test
