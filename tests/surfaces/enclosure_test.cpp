// SPDX-License-Identifier: MIT
// Interval jets enclose every value, gradient and Hessian that a surface takes on a box: the fact on which
// proofs of critical points rest.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/surface_subjects.h"

namespace thalweg::test {
namespace {

using Subject = SurfaceSubject;

bool inside(Quad a, const Interval& b) { return Quad(b.lo) <= a && a <= Quad(b.hi); }

// f, fx, fy, fxx, fxy, fyy
template <class T>
std::array<T, 6> parts(const Jet<T, 2>& j) {
  return {j.v, j.g[0], j.g[1], j.h.a[0], j.h.a[1], j.h.a[2]};
}

class Enclosure : public testing::TestWithParam<Subject> {};
INSTANTIATE_TEST_SUITE_P(Surfaces, Enclosure, testing::ValuesIn(surface_subjects()), SettingLabel());

TEST_P(Enclosure, ContainsThePointsOfRandomBoxes) {
  const Subject& s = GetParam();
  const Box& d = s.info.domain;
  std::mt19937_64 generator(7);
  std::uniform_real_distribution<double> unit(0, 1);
  const std::vector<Point> corners = random_points(d, 60, 4);
  for (std::size_t i = 0; i < corners.size(); i++) {
    constexpr double kSizes[] = {0, 0.3, 1e-2, 1e-4, 1e-7, 1e-10};  // of the domain
    const double size = kSizes[i % 6];
    const Point c = corners[i];
    const Interval x(c.x, c.x + size * width(d)), y(c.y, c.y + size * height(d));
    const std::array box = parts(s.enclosed.jet({{x, y}}));
    for (int k = 0; k < 8; k++) {
      // Corners of the box, then points inside.
      const double u = k < 4 ? k % 2 : unit(generator), v = k < 4 ? k / 2 : unit(generator);
      const double px = std::min(x.hi, x.lo + u * (x.hi - x.lo)),
                   py = std::min(y.hi, y.lo + v * (y.hi - y.lo));
      const std::array truth = parts(s.exact.jet({{px, py}}));
      for (std::size_t m = 0; m < 6; m++)
        EXPECT_TRUE(inside(truth[m], box[m]))
            << "part " << m << " at " << px << ' ' << py << ": " << double(truth[m]) << " not in ["
            << box[m].lo << ", " << box[m].hi << "]";
    }
  }
}

// Wide intervals enclose everything and prove nothing.  On a point each operation widens by a few of the half
// units that running error analysis counts: at most two spacings for arithmetic, eight for functions.  Below
// 1e-18 widths do not matter: the sine of a small interval is as wide as that of a large one.
TEST_P(Enclosure, IsTightOnPoints) {
  const Subject& s = GetParam();
  int loose = 0, judged = 0;
  for (const Point p : random_points(s.info.domain, 50, 5)) {
    const std::array box = parts(s.enclosed.jet({{p.x, p.y}}));
    const std::array bound = parts(s.bounded.jet({{p.x, p.y}}));
    for (std::size_t m = 0; m < 6; m++, judged++)
      loose += !(box[m].hi - box[m].lo <= 32 * bound[m].e + 1e-18);
  }
  EXPECT_LE(loose * 50, judged);
}

// The width of the enclosure falls at least in proportion to the box, so that subdivision decides in the end:
// twentyfold on average for boxes a hundred times smaller, since those above the size of ripples have them
// all. On a plateau it is that of the rounding alone.
TEST_P(Enclosure, ShrinksWithTheBox) {
  const Subject& s = GetParam();
  const Box& d = s.info.domain;
  const auto spread = [&](Point p, double size) {
    const Interval x(p.x, p.x + size * width(d)), y(p.y, p.y + size * height(d));
    return width(s.enclosed.jet({{x, y}}).v);
  };
  int failed = 0;
  for (const Point p : random_points(d, 20, 6)) {
    const double rounding = 32 * s.bounded.value({{p.x, p.y}}).e, proportion = 0.05 * 0.05;
    failed += !(spread(p, 1e-8) <= std::max(proportion * spread(p, 1e-4), rounding));
  }
  EXPECT_LE(failed, 1);
}

}  // namespace
}  // namespace thalweg::test
