// SPDX-License-Identifier: MIT
// Intervals enclose: at random, and at every edge where a rule changes.
#include "core/interval.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "core/jet.h"
#include "tests/support/quad.h"

namespace thalweg::test {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kTiniest = std::numeric_limits<double>::denorm_min();

bool inside(Quad a, const Interval& b) { return Quad(b.lo) <= a && a <= Quad(b.hi); }
bool is_whole_line(const Interval& a) { return a.lo == -kInfinite && a.hi == kInfinite; }

/// Intervals of all sizes and signs, some of them points, some with an end at 0.
class RandomIntervals {
 public:
  explicit RandomIntervals(double reach) : reach_(reach) {}
  Interval operator()() {
    const double a = coordinate(), b = coordinate();
    switch (count_++ % 5) {
      case 0:
        return a;
      case 1:
        return {std::min(0.0, a), std::max(0.0, a)};
      case 2:
        return {a, a + std::abs(a) * 1e-12};
      default:
        return {std::min(a, b), std::max(a, b)};
    }
  }
  /// A point of the interval: its ends now and then.
  double point_of(const Interval& a) {
    const int k = int(unit_(generator_) * 6);
    if (k == 0) return a.lo;
    if (k == 1) return a.hi;
    return std::clamp(a.lo + unit_(generator_) * (a.hi - a.lo), a.lo, a.hi);
  }

 private:
  double coordinate() {
    return (unit_(generator_) < 0.5 ? -1 : 1) * reach_ * std::exp(-20 * unit_(generator_));
  }

  double reach_;
  int count_ = 0;
  std::mt19937_64 generator_{5};
  std::uniform_real_distribution<double> unit_{0, 1};
};

template <class F>
void expect_enclosed_1(const char* name, F f, double reach, double low = -kInfinite) {
  RandomIntervals next(reach);
  for (int i = 0; i < 2000; i++) {
    const Interval a = next();
    if (a.lo < low) continue;
    const Interval image = f(a);
    for (int k = 0; k < 5; k++) {
      const double x = next.point_of(a);
      EXPECT_TRUE(inside(f(Quad(x)), image)) << name << " of [" << a.lo << ", " << a.hi << "] at " << x;
    }
  }
}
template <class F>
void expect_enclosed_2(const char* name, F f, bool (*skip)(const Interval&) = nullptr) {
  RandomIntervals next(1e3);
  for (int i = 0; i < 4000; i++) {
    const Interval a = next(), b = next();
    if (skip && skip(b)) continue;
    const Interval image = f(a, b);
    for (int k = 0; k < 5; k++) {
      const double x = next.point_of(a), y = next.point_of(b);
      EXPECT_TRUE(inside(f(Quad(x), Quad(y)), image)) << name << " at " << x << ", " << y;
    }
  }
}

TEST(Interval, ArithmeticEncloses) {
  expect_enclosed_2("+", [](auto a, auto b) { return a + b; });
  expect_enclosed_2("-", [](auto a, auto b) { return a - b; });
  expect_enclosed_2("*", [](auto a, auto b) { return a * b; });
  expect_enclosed_2(
      "/", [](auto a, auto b) { return a / b; }, [](const Interval& b) { return contains(b, 0); });
  expect_enclosed_1(
      "-", [](auto a) { return -a; }, 1e3);
}

TEST(Interval, FunctionsEnclose) {
  expect_enclosed_1(
      "sq", [](auto a) { return sq(a); }, 1e3);
  expect_enclosed_1(
      "abs", [](auto a) { return abs(a); }, 1e3);
  expect_enclosed_1(
      "sqrt", [](auto a) { return sqrt(a); }, 1e3, 0);
  expect_enclosed_1(
      "exp", [](auto a) { return exp(a); }, 700);
  expect_enclosed_1(
      "log", [](auto a) { return log(a); }, 1e3, kTiniest);
  for (const double reach : {1.0, 10.0, 1e4, 1e8}) {
    expect_enclosed_1(
        "sin", [](auto a) { return sin(a); }, reach);
    expect_enclosed_1(
        "cos", [](auto a) { return cos(a); }, reach);
  }
}

TEST(Interval, SinAndCosAtTheirExtrema) {
  const double pi = 3.14159265358979323846;
  for (int k = -20; k <= 20; k++) {
    // Intervals that end next to an extremum, on both sides of it, and that contain it.
    for (const double gap : {0.0, 1e-15, 1e-9, 1e-5}) {
      const double c = k * pi, s = (k + 0.5) * pi;
      for (const Interval& a :
           {Interval(c - 0.3, c - gap), Interval(c + gap, c + 0.3), Interval(c - gap, c + gap)})
        for (const double x : {a.lo, a.hi, mid(a)})
          EXPECT_TRUE(inside(cos(Quad(x)), cos(a))) << k << ' ' << gap;
      for (const Interval& a :
           {Interval(s - 0.3, s - gap), Interval(s + gap, s + 0.3), Interval(s - gap, s + gap)})
        for (const double x : {a.lo, a.hi, mid(a)})
          EXPECT_TRUE(inside(sin(Quad(x)), sin(a))) << k << ' ' << gap;
    }
    const Interval around = cos(Interval(k * pi - 0.1, k * pi + 0.2));
    EXPECT_EQ(k % 2 == 0 ? around.hi : around.lo, k % 2 == 0 ? 1 : -1);
    // Between extrema the enclosure is sharp: it must not fall back to [-1, 1].
    const Interval between = cos(Interval(k * pi + 0.1, k * pi + 3));
    EXPECT_LT(width(between), 1.99);
  }
}

TEST(Interval, SinAndCosOfLongOrFarIntervalsAreAllTheyCanBe) {
  for (const Interval& a : {Interval(0, 6.3), Interval(-1e300, 1e300), Interval(1e15, 1e15 + 1),
                            Interval(-kInfinite, 0), Interval(0, kInfinite)}) {
    EXPECT_EQ(cos(a).lo, -1);
    EXPECT_EQ(cos(a).hi, 1);
    EXPECT_EQ(sin(a).lo, -1);
    EXPECT_EQ(sin(a).hi, 1);
  }
}

TEST(Interval, DivisionThroughZeroIsTheWholeLine) {
  for (const Interval& b :
       {Interval(-1, 1), Interval(0, 1), Interval(-1, 0), Interval(0, 0), Interval(-0.0, 0)})
    EXPECT_TRUE(is_whole_line(Interval(1, 2) / b)) << b.lo << ' ' << b.hi;
  // Next to zero it is not.
  const Interval q = Interval(1, 1) / Interval(1e-300, 1);
  EXPECT_TRUE(contains(q, 1e300));
  EXPECT_GT(q.lo, 0.999);
}

TEST(Interval, RootsAndLogarithmsAtZero) {
  EXPECT_EQ(sqrt(Interval(0, 4)).lo, 0);
  EXPECT_TRUE(contains(sqrt(Interval(0, 4)), 2));
  // Rounding has pushed the lower end of a sum of squares below 0: what counts is the part that is not
  // negative.
  EXPECT_EQ(sqrt(Interval(-1e-300, 1)).lo, 0);
  EXPECT_EQ(log(Interval(0, 1)).lo, -kInfinite);
  EXPECT_GE(log(Interval(0, 1)).hi, 0);
  EXPECT_LE(log(Interval(0, 1)).hi, 1e-300);
  EXPECT_EQ(log(Interval(-1, 1)).lo, -kInfinite);
}

TEST(Interval, SquaresAndMagnitudesAreNeverNegative) {
  for (const Interval& a :
       {Interval(-1, 2), Interval(-2, 1), Interval(0, 0), Interval(-kTiniest, kTiniest), Interval(-3, -1)}) {
    EXPECT_GE(sq(a).lo, 0);
    EXPECT_GE(abs(a).lo, 0);
    EXPECT_GE(exp(a).lo, 0);
  }
  EXPECT_EQ(sq(Interval(-1, 2)).lo, 0);
  EXPECT_GE(sq(Interval(-3, -1)).lo, 0.99);
}

TEST(Interval, InfinityIsNotLost) {
  const Interval all(-kInfinite, kInfinite);
  EXPECT_TRUE(is_whole_line(all + all));
  EXPECT_TRUE(is_whole_line(all - all));
  EXPECT_TRUE(is_whole_line(all * Interval(1, 2)));
  // 0 times anything is 0, up to the widening.
  EXPECT_LE(width(all * Interval(0, 0)), 4 * kTiniest);
  // Overflow leaves an upper end at infinity and a lower end that is still a bound.
  const Interval big = Interval(1e300, 1e305) * Interval(1e10, 1e10);
  EXPECT_EQ(big.hi, kInfinite);
  EXPECT_LE(big.lo, std::numeric_limits<double>::max());
  EXPECT_EQ(exp(Interval(0, 1000)).hi, kInfinite);
  EXPECT_EQ(exp(Interval(-kInfinite, 0)).lo, 0);
}

TEST(Interval, WidensByAtMostAFewSpacings) {
  const Interval a = Interval(1.1) + Interval(2.3), b = Interval(1.1) * Interval(2.3), c = cos(Interval(1.0));
  for (const Interval& x : {a, b}) EXPECT_LE(width(x), 2 * 0x1p-50);
  EXPECT_LE(width(c), 6 * 0x1p-53);
  EXPECT_GT(width(a), 0);
}

TEST(Interval, ComparisonsAreCertainOnlyWhenEveryPairAgrees) {
  const IntervalMask above = Interval(2, 3) > Interval(0, 1), below = Interval(0, 1) > Interval(2, 3),
                     mixed = Interval(0, 2) > Interval(1, 3), touching = Interval(0, 1) > Interval(1, 2);
  EXPECT_TRUE(above.always && !above.never);
  EXPECT_TRUE(!below.always && below.never);
  EXPECT_TRUE(!mixed.always && !mixed.never);
  EXPECT_TRUE(!touching.always && touching.never);
  const Interval joined = select(mixed, Interval(1, 2), Interval(5, 6));
  EXPECT_EQ(joined.lo, 1);
  EXPECT_EQ(joined.hi, 6);
  EXPECT_EQ(select(above, Interval(1), Interval(5)).hi, 1);
  EXPECT_EQ(select(below, Interval(1), Interval(5)).lo, 5);
}

TEST(Interval, SlopesOfKinksCoverBothSides) {
  const auto wedge = [](auto x, auto y) { return abs(x) + y; };
  const Interval slope = jet(wedge, Vec<Interval, 2>{{Interval(-1, 1), Interval(0, 1)}}).g[0];
  EXPECT_LE(slope.lo, -1);
  EXPECT_GE(slope.hi, 1);
  const auto cone = [](auto x, auto y) { return sqrt(sq(x) + sq(y)); };
  EXPECT_TRUE(is_whole_line(jet(cone, Vec<Interval, 2>{{Interval(-1, 1), Interval(-1, 1)}}).g[0]));
}

}  // namespace
}  // namespace thalweg::test
