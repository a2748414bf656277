// SPDX-License-Identifier: MIT
// Gradients and Hessians against differences of the formula in quadruple precision, which share nothing with
// dual numbers and jets but the formula itself.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "tests/support/quad.h"
#include "tests/support/surface_settings.h"
#include "tests/support/tracked.h"

namespace thalweg::test {
namespace {

using Bounded = Tracked<53>;

struct Subject : SurfaceSetting {
  std::function<Quad(std::array<Quad, 2>)> exact;
  std::function<Vec<Quad, 2>(std::array<Quad, 2>)> exact_gradient;
  std::function<double(Point)> value;
  std::function<Vec<double, 2>(Point)> gradient;
  std::function<Jet<double, 2>(Point)> jet;
  std::function<Vec<Bounded, 2>(Point)> bounded_gradient;
  std::function<Jet<Bounded, 2>(Point)> bounded_jet;

  template <class S>
  Subject(SurfaceSetting setting, const S& s)
      : SurfaceSetting(std::move(setting)),
        exact([s](std::array<Quad, 2> p) {
          return thalweg::value(s, Vec<Quad, 2>{{p[0], p[1]}});
        }),
        exact_gradient([s](std::array<Quad, 2> p) {
          return thalweg::gradient(s, Vec<Quad, 2>{{p[0], p[1]}});
        }),
        value([s](Point p) {
          return thalweg::value(s, Vec<double, 2>{{p.x, p.y}});
        }),
        gradient([s](Point p) {
          return thalweg::gradient(s, Vec<double, 2>{{p.x, p.y}});
        }),
        jet([s](Point p) {
          return thalweg::jet(s, Vec<double, 2>{{p.x, p.y}});
        }),
        bounded_gradient([s](Point p) {
          return thalweg::gradient(s, Vec<Bounded, 2>{{p.x, p.y}});
        }),
        bounded_jet([s](Point p) {
          return thalweg::jet(s, Vec<Bounded, 2>{{p.x, p.y}});
        }) {}

  bool has_defaults() const { return label == info.name; }
  Difference partial(Point p, std::size_t i) const;
  Difference second(Point p, std::size_t i, std::size_t k) const;
};

bool is_sharp(const Difference& d) { return d.uncertainty <= 1e-9 * (1 + d.magnitude()); }

/// The difference that take(scale) makes, for arguments of the domain's size, or of the size of the ripples
/// that wavelengths and kinks down to 1e-9 of it leave: quadruple precision has the room.
template <class Take>
Difference sharpest(double size, Take take) {
  for (const double finer : {1.0, 1e-3, 1e-5})
    if (const Difference d = take(finer * size); is_sharp(d)) return d;
  return take(1e-7 * size);
}

Difference Subject::partial(Point p, std::size_t i) const {
  return sharpest(width(info.domain), [&](double scale) {
    return partial_difference(exact, std::array{p.x, p.y}, i, scale);
  });
}
/// Of the formula's values; of its slopes, which are held against the values as well, where ripples are so
/// fine that values would need more than 113 bits.
Difference Subject::second(Point p, std::size_t i, std::size_t k) const {
  const std::array at{p.x, p.y};
  const Difference of_values = second_difference(exact, at, i, k, width(info.domain));
  if (is_sharp(of_values)) return of_values;
  const auto slope = [&](const std::array<Quad, 2>& q) { return exact_gradient(q)[int(i)]; };
  return sharpest(width(info.domain), [&](double scale) { return partial_difference(slope, at, k, scale); });
}

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
INSTANTIATE_TEST_SUITE_P(Surfaces, Derivatives, testing::ValuesIn(all_settings<Subject>()), SettingLabel());

TEST_P(Derivatives, GradientIsThatOfTheFormula) {
  const Subject& s = GetParam();
  Judge judge;
  for (const Point p : random_points(s.info.domain, s.has_defaults() ? 100 : 25)) {
    const Vec<double, 2> g = s.gradient(p);
    const Vec<Bounded, 2> bound = s.bounded_gradient(p);
    for (int i = 0; i < 2; i++) {
      judge.compare(g[i], bound[i].e, s.partial(p, std::size_t(i)), p, i == 0 ? "df/dx" : "df/dy");
    }
  }
  judge.expect_few_exceptions();
}

TEST_P(Derivatives, JetIsThatOfTheFormula) {
  const Subject& s = GetParam();
  Judge judge;
  for (const Point p : random_points(s.info.domain, s.has_defaults() ? 50 : 10, 2)) {
    const Jet<double, 2> j = s.jet(p);
    const Jet<Bounded, 2> bound = s.bounded_jet(p);
    judge.compare(j.v, bound.v.e, {s.exact({Quad(p.x), Quad(p.y)}), 0}, p, "f");
    for (std::size_t i = 0; i < 2; i++) {
      judge.compare(j.g[int(i)], bound.g[int(i)].e, s.partial(p, i), p,
                    i == 0 ? "df/dx of the jet" : "df/dy of the jet");
      for (std::size_t k = i; k < 2; k++)
        judge.compare(j.h(int(i), int(k)), bound.h(int(i), int(k)).e, s.second(p, i, k), p,
                      i == k ? (i == 0 ? "fxx" : "fyy") : "fxy");
    }
  }
  judge.expect_few_exceptions();
}

TEST_P(Derivatives, ValueIsTheFormulasUpToRounding) {
  const Subject& s = GetParam();
  for (const Point p : random_points(s.info.domain, 200, 3)) {
    const Bounded bound = s.bounded_jet(p).v;
    EXPECT_LE(double(abs(Quad(s.value(p)) - s.exact({Quad(p.x), Quad(p.y)}))), bound.e) << p.x << ' ' << p.y;
  }
}

}  // namespace
}  // namespace thalweg::test
