// SPDX-License-Identifier: MIT
// Gradients and Hessians against differences of the formula in quadruple precision, which share nothing with
// dual numbers and jets but the formula itself.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/surface_subjects.h"

namespace thalweg::test {
namespace {

using Bounded = Tracked<53>;
using Subject = SurfaceSubject;

bool is_sharp(const Difference& d) { return d.uncertainty <= 1e-9 * (1 + d.magnitude()); }

/// The difference that take(scale) makes, for arguments of the domain's size, or of the size of the ripples
/// that wavelengths and kinks down to 1e-9 of it leave: quadruple precision has the room.
template <class Take>
Difference sharpest(double size, Take take) {
  for (const double finer : {1.0, 1e-3, 1e-5})
    if (const Difference d = take(finer * size); is_sharp(d)) return d;
  return take(1e-7 * size);
}

// Differences of the formula in quadruple precision, with steps in proportion to the domain.
struct Truth {
  const Subject& s;
  using Numbers = std::array<Quad, 2>;
  Quad operator()(const Numbers& p) const { return s.exact.value({{p[0], p[1]}}); }
  double size(std::size_t i) const { return i == 0 ? width(s.info.domain) : height(s.info.domain); }

  Difference partial(Point p, std::size_t i) const {
    return sharpest(size(i), [&](double scale) {
      return partial_difference(*this, std::array{p.x, p.y}, i, scale);
    });
  }
  /// Of the formula's values; of its slopes, which are held against the values as well, where ripples are so
  /// fine that values would need more than 113 bits.
  Difference second(Point p, std::size_t i, std::size_t k) const {
    const std::array at{p.x, p.y};
    const Difference of_values = second_difference(*this, at, i, k, std::min(size(i), size(k)));
    if (is_sharp(of_values)) return of_values;
    const auto slope = [&](const Numbers& q) { return s.exact.gradient({{q[0], q[1]}})[int(i)]; };
    return sharpest(size(k), [&](double scale) { return partial_difference(slope, at, k, scale); });
  }
};

// Compares where the differences are sharp enough to judge, and demands that this be nearly everywhere:
// points next to a kink are the exception.
class Judge {
 public:
  void compare(double computed, double bound, const Difference& truth, Point at, const char* what) {
    compared_++;
    const double error = truth.error_of(computed);
    if (!is_sharp(truth)) {
      unclear_++;
      return;
    }
    EXPECT_TRUE(error <= bound + truth.uncertainty)
        << what << " at (" << at.x << ", " << at.y << ") is " << computed << ", not " << double(truth.value)
        << ": off by " << error << ", allowed " << bound << " + " << truth.uncertainty;
    // A bound that allows everything would prove nothing; wrong formulas are wrong by more than this.
    if (!(bound <= 1e-6 * (1 + truth.magnitude()))) loose_++;
  }
  void expect_few_exceptions() const {
    EXPECT_LE(unclear_ * 10, compared_);
    EXPECT_LE(loose_ * 10, compared_);
  }

 private:
  int compared_ = 0, unclear_ = 0, loose_ = 0;
};

class Derivatives : public testing::TestWithParam<Subject> {};
INSTANTIATE_TEST_SUITE_P(Surfaces, Derivatives, testing::ValuesIn(surface_subjects()), SettingLabel());

TEST_P(Derivatives, GradientIsThatOfTheFormula) {
  const Subject& s = GetParam();
  Judge judge;
  for (const Point p : random_points(s.info.domain, s.has_defaults() ? 100 : 25)) {
    const Vec<double, 2> at{{p.x, p.y}}, g = s.in_double.gradient(at);
    const Vec<Bounded, 2> bound = s.bounded.gradient({{p.x, p.y}});
    for (int i = 0; i < 2; i++)
      judge.compare(g[i], bound[i].e, Truth{s}.partial(p, std::size_t(i)), p, i == 0 ? "df/dx" : "df/dy");
  }
  judge.expect_few_exceptions();
}

TEST_P(Derivatives, JetIsThatOfTheFormula) {
  const Subject& s = GetParam();
  Judge judge;
  for (const Point p : random_points(s.info.domain, s.has_defaults() ? 50 : 10, 2)) {
    const Jet<double, 2> j = s.in_double.jet({{p.x, p.y}});
    const Jet<Bounded, 2> bound = s.bounded.jet({{p.x, p.y}});
    const Truth truth{s};
    judge.compare(j.v, bound.v.e, {truth({p.x, p.y}), 0}, p, "f");
    for (std::size_t i = 0; i < 2; i++) {
      judge.compare(j.g[int(i)], bound.g[int(i)].e, truth.partial(p, i), p,
                    i == 0 ? "df/dx of the jet" : "df/dy of the jet");
      for (std::size_t k = i; k < 2; k++)
        judge.compare(j.h(int(i), int(k)), bound.h(int(i), int(k)).e, truth.second(p, i, k), p,
                      i == k ? (i == 0 ? "fxx" : "fyy") : "fxy");
    }
  }
  judge.expect_few_exceptions();
}

TEST_P(Derivatives, ValueIsTheFormulasUpToRounding) {
  const Subject& s = GetParam();
  for (const Point p : random_points(s.info.domain, 200, 3)) {
    const Bounded bound = s.bounded.jet({{p.x, p.y}}).v;
    const double error = double(abs(Quad(s.in_double.value({{p.x, p.y}})) - Truth{s}({p.x, p.y})));
    EXPECT_TRUE(error <= bound.e) << p.x << ' ' << p.y << ": off by " << error << ", allowed " << bound.e;
  }
}

}  // namespace
}  // namespace thalweg::test
