// SPDX-License-Identifier: MIT
// The recommended learning rates work: from nearly all starts of the domain gradient descent and Adam stay
// near it, and they improve.  Starts on a plateau are no business of theirs: they stay.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/sobol.h"
#include "optimizers/adam.h"
#include "optimizers/sgd.h"
#include "tests/support/descend.h"
#include "tests/support/surface_settings.h"

namespace thalweg::test {
namespace {

using Position = Vec<double, 2>;

struct Subject : SurfaceSetting {
  std::function<double(Position)> value;
  std::function<Position(Position)> gradient;
  std::function<Position(Position start, int steps)> sgd, adam;

  template <class S>
  Subject(SurfaceSetting setting, const S& s)
      : SurfaceSetting(std::move(setting)),
        value([s](Position p) { return thalweg::value(s, p); }),
        gradient([s](Position p) { return thalweg::gradient(s, p); }),
        sgd([s, rate = lr.gradient](Position p, int steps) {
          return descend<Sgd, 0>(s, {}, rate, p, steps);
        }),
        adam([s, rate = lr.normalized](Position p, int steps) {
          return descend<Adam, 0>(s, {}, rate, p, steps);
        }) {}
};

double median(std::vector<double> a) {
  const auto middle = a.begin() + std::ptrdiff_t(a.size() / 2);
  std::nth_element(a.begin(), middle, a.end());
  return *middle;
}

class LearningRate : public testing::TestWithParam<Subject> {};
INSTANTIATE_TEST_SUITE_P(Surfaces, LearningRate, testing::ValuesIn(all_settings<Subject>()), SettingLabel());

void expect_it_works(const Subject& s, const std::function<Position(Position, int)>& method) {
  constexpr int kStarts = 200, kSteps = 500;
  const Box& b = s.info.domain;
  int diverged = 0;
  std::vector<double> before, after;
  for (u32 i = 0; i < kStarts; i++) {
    const SobolPoint u = sobol(i + 1);
    const Position start{{b.x0 + u.x * 0x1p-32 * width(b), b.y0 + u.y * 0x1p-32 * height(b)}};
    const Position end = method(start, kSteps);
    if (const Position g = s.gradient(start); g[0] == 0 && g[1] == 0) {
      EXPECT_TRUE(end[0] == start[0] && end[1] == start[1]) << start[0] << ' ' << start[1];
      continue;
    }
    const double f = s.value(end);
    // Far outside: a thousand half-widths, where the engine gives a particle up.
    const bool far = !(std::abs(end[0] - centre(b).x) <= 500 * width(b)) ||
                     !(std::abs(end[1] - centre(b).y) <= 500 * height(b));
    diverged += far || !std::isfinite(f);
    before.push_back(s.value(start));
    after.push_back(std::isfinite(f) ? f : INFINITY);
  }
  // Steps alone: only the rare start on a slope could tell anything.
  if (before.size() < kStarts / 10) return;
  EXPECT_LE(diverged, kStarts / 20);
  EXPECT_LT(median(after), median(before));
}

TEST_P(LearningRate, OfGradientDescentWorks) { expect_it_works(GetParam(), GetParam().sgd); }
TEST_P(LearningRate, OfAdamWorks) { expect_it_works(GetParam(), GetParam().adam); }

}  // namespace
}  // namespace thalweg::test
