// SPDX-License-Identifier: MIT
// The functions of core/math_*.h against the C library in long double: errors in units in the last place,
// special values, derivatives at kinks, and enclosures by intervals.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "core/dual.h"
#include "core/interval.h"
#include "core/jet.h"

namespace thalweg {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

template <class S>
class MathFunctions : public testing::Test {};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(MathFunctions, Scalars);

/// |result - truth| in spacings of S at the truth.
template <class S>
double ulps(S result, long double truth) {
  if (std::isnan(truth)) return std::isnan(result) ? 0 : kInfinity;
  if (S(truth) == result) return 0;
  if (!std::isfinite(result) || !std::isfinite(S(truth))) return kInfinity;
  int exponent;
  std::frexp(truth, &exponent);
  exponent = std::max(exponent, std::numeric_limits<S>::min_exponent);
  return double(std::abs((long double)result - truth) /
                std::ldexp(1.0L, exponent - std::numeric_limits<S>::digits));
}

/// Numbers of [low, high]: uniform ones, and as many with uniform exponents near `low` and near 0.
template <class S, class F>
void each_sample(double low, double high, F f) {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> uniform(low, high), exponent(-30, 0);
  for (int i = 0; i < 100'000; i++) {
    f(S(uniform(random)));
    const S small = S(uniform(random) * std::exp2(exponent(random)));
    if (small >= S(low) && small <= S(high)) f(small);
  }
  f(S(low));
  f(S(high));
}

template <class S, class F, class G>
void expect_accurate(const char* name, F ours, G truth, double low, double high, double bound) {
  double worst = 0;
  S where = 0;
  each_sample<S>(low, high, [&](S x) {
    const double error = ulps<S>(ours(x), truth((long double)x));
    if (!(error <= worst)) worst = error, where = x;
  });
  EXPECT_LE(worst, bound) << name << " at " << where << ": " << ours(where);
}

#define EXPECT_ACCURATE(name, low, high, bound)                                                             \
  expect_accurate<TypeParam>(                                                                               \
      #name, [](TypeParam x) { return thalweg::name(x); }, [](long double x) { return std::name(x); }, low, \
      high, bound)

TYPED_TEST(MathFunctions, InverseTrigonometryWithin3Ulp) {
  EXPECT_ACCURATE(asin, -1, 1, 3);
  EXPECT_ACCURATE(acos, -1, 1, 3);
  EXPECT_ACCURATE(atan, -10, 10, 3);
  EXPECT_ACCURATE(atan, -1e30, 1e30, 3);
}

TYPED_TEST(MathFunctions, HyperbolicWithin3Ulp) {
  const bool single = sizeof(TypeParam) == 4;
  EXPECT_ACCURATE(sinh, single ? -88.7 : -709.6, single ? 88.7 : 709.6, 3);
  EXPECT_ACCURATE(sinh, -2, 2, 3);
  EXPECT_ACCURATE(cosh, single ? -88.7 : -709.6, single ? 88.7 : 709.6, 3);
  EXPECT_ACCURATE(tanh, -30, 30, 3);
  EXPECT_ACCURATE(tanh, -2, 2, 3);
  EXPECT_ACCURATE(erf, -8, 8, 3);
  EXPECT_ACCURATE(erf, -2, 2, 3);
}

TYPED_TEST(MathFunctions, RootsAndLogarithms) {
  EXPECT_ACCURATE(cbrt, -1e30, 1e30, 2);
  EXPECT_ACCURATE(cbrt, -2, 2, 2);
  EXPECT_ACCURATE(log2, 2, 1e30, 4);
  EXPECT_ACCURATE(log10, 2, 1e30, 4);
}

// tan is a quotient of sin and cos, whose reduced argument carries the rounding of the reduction: an absolute
// error of an argument up to 100 is 100 * pi/2 in its last place at most, seen relative to the distance from
// a zero.
TYPED_TEST(MathFunctions, TangentNearZeroAndAway) {
  EXPECT_ACCURATE(tan, -0.75, 0.75, 4);
  each_sample<TypeParam>(-100, 100, [](TypeParam x) {
    const long double truth = std::tan((long double)x);
    if (std::abs(std::sin(2 * (long double)x)) < 0.1) return;
    EXPECT_LE(ulps<TypeParam>(thalweg::tan(x), truth), 16) << x;
  });
}

TYPED_TEST(MathFunctions, PowWithin2Ulp) {
  using S = TypeParam;
  std::mt19937_64 random(11);
  std::uniform_real_distribution<double> uniform(-1, 1);
  const double limit = sizeof(S) == 4 ? 80 : 700;
  double worst = 0;
  for (int i = 0; i < 300'000; i++) {
    // Bases of all sizes, exponents such that the result spans the whole range.
    const S a = S(std::exp(uniform(random) * (i % 3 == 0 ? limit : i % 3 == 1 ? 1 : 0.01)));
    const S b = S(uniform(random) * limit / std::max(1e-3, std::abs(std::log(double(a)))));
    const long double truth = std::pow((long double)a, (long double)b);
    if (!(truth > std::exp(-(long double)limit) && truth < std::exp((long double)limit))) continue;
    worst = std::max(worst, ulps<S>(thalweg::pow(a, b), truth));
  }
  EXPECT_LE(worst, 2);
}

TYPED_TEST(MathFunctions, PowOfSpecialNumbersFollowsC) {
  using S = TypeParam;
  const S infinity = S(kInfinity), nan = std::numeric_limits<S>::quiet_NaN();
  for (const S a :
       {S(-infinity), S(-3), S(-2), S(-1), S(-0.5), S(0), S(0.5), S(1), S(2), S(3), infinity, nan})
    for (const S b : {S(-infinity), S(-3), S(-2), S(-1.5), S(-1), S(0), S(0.5), S(1), S(2), S(3), S(1e20),
                      infinity, nan}) {
      if (std::abs(a) == 1 && !std::isfinite(b)) continue;  // C says 1, also for NaN; here NaN
      const S truth = std::pow(a, b);
      const bool exact = !std::isfinite(truth) || truth == 0 || b == 0;
      EXPECT_LE(ulps<S>(thalweg::pow(a, b), truth), exact ? 0 : 1) << a << "^" << b;
    }
}

// Every multiplication adds half a spacing relative to the top of its binade, and squarings double what is
// there: n - 1 relative units, one more for the reciprocal, each at most one spacing.
TYPED_TEST(MathFunctions, PowiLosesAnUlpPerUnitOfTheExponent) {
  for (const int n : {-7, -2, -1, 0, 1, 2, 3, 4, 5, 8, 13}) {
    const double bound = n > 0 ? n - 1 : -n;
    expect_accurate<TypeParam>(
        "powi", [n](TypeParam x) { return thalweg::powi(x, n); },
        [n](long double x) { return std::pow(x, (long double)n); }, 0.5, 3, bound);
  }
  EXPECT_EQ(thalweg::powi(TypeParam(-2), 3), TypeParam(-8));
  EXPECT_EQ(thalweg::powi(TypeParam(-2), -3), TypeParam(-0.125));
}

TYPED_TEST(MathFunctions, HypotAndAtan2) {
  using S = TypeParam;
  std::mt19937_64 random(13);
  std::uniform_real_distribution<double> uniform(-1, 1);
  for (int i = 0; i < 200'000; i++) {
    const S scale = S(std::exp2(uniform(random) * (sizeof(S) == 4 ? 100 : 900)));
    const S a = S(uniform(random)) * scale, b = S(uniform(random) * std::exp2(20 * uniform(random))) * scale;
    if (!std::isfinite(a) || !std::isfinite(b)) continue;
    EXPECT_LE(ulps<S>(thalweg::hypot(a, b), std::hypot((long double)a, (long double)b)), 2) << a << " " << b;
    EXPECT_LE(ulps<S>(thalweg::atan2(a, b), std::atan2((long double)a, (long double)b)), 3) << a << " " << b;
  }
  const S infinity = S(kInfinity), big = std::numeric_limits<S>::max() / 2;
  EXPECT_EQ(thalweg::hypot(infinity, S(1)), infinity);
  EXPECT_TRUE(std::isfinite(thalweg::hypot(big, big)));
  EXPECT_EQ(thalweg::hypot(S(0), S(0)), S(0));
  for (const S y : {-infinity, S(-1), S(-0.0), S(0), S(1), infinity})
    for (const S x : {-infinity, S(-1), S(-0.0), S(0), S(1), infinity}) {
      if (std::isinf(x) && std::isinf(y)) continue;
      EXPECT_LE(ulps<S>(thalweg::atan2(y, x), std::atan2((long double)y, (long double)x)), 1)
          << y << " " << x;
    }
}

TYPED_TEST(MathFunctions, StepsAreExact) {
  using S = TypeParam;
  const auto check = [](S x) {
    EXPECT_EQ(thalweg::floor(x), std::floor(x)) << x;
    EXPECT_EQ(thalweg::ceil(x), std::ceil(x)) << x;
    EXPECT_EQ(thalweg::round(x), std::round(x)) << x;
    EXPECT_EQ(thalweg::sign(x), S((x > 0) - (x < 0))) << x;
  };
  each_sample<S>(-100, 100, check);
  each_sample<S>(-1e18, 1e18, check);
  const double edge = sizeof(S) == 4 ? 0x1p23 : 0x1p52;
  for (const double x : {0.5, 1.5, 2.5, 0.49999997, 0.49999999999999994, edge, edge - 0.5, edge + 1,
                         edge / 2 + 0.5, kInfinity})
    check(S(x)), check(S(-x));
  for (const S x : {S(-0.0), S(-0.25)}) {
    EXPECT_TRUE(std::signbit(thalweg::ceil(x)));
    EXPECT_TRUE(std::signbit(thalweg::round(x)));
  }
  EXPECT_EQ(thalweg::mod(S(-1.25), S(1)), S(0.75));
  EXPECT_EQ(thalweg::mod(S(7), S(4)), S(3));
}

TYPED_TEST(MathFunctions, NanInNanOut) {
  const TypeParam nan = std::numeric_limits<TypeParam>::quiet_NaN();
  for (const TypeParam r : {thalweg::tan(nan),
                            thalweg::asin(nan),
                            thalweg::acos(nan),
                            thalweg::atan(nan),
                            thalweg::sinh(nan),
                            thalweg::cosh(nan),
                            thalweg::tanh(nan),
                            thalweg::erf(nan),
                            thalweg::cbrt(nan),
                            thalweg::floor(nan),
                            thalweg::ceil(nan),
                            thalweg::round(nan),
                            thalweg::sign(nan),
                            thalweg::log2(nan),
                            thalweg::log10(nan),
                            thalweg::atan2(nan, TypeParam(1)),
                            thalweg::atan2(nan, TypeParam(0)),
                            thalweg::atan2(nan, TypeParam(-0.0)),
                            thalweg::atan2(TypeParam(1), nan),
                            thalweg::asin(TypeParam(1.01)),
                            thalweg::acos(TypeParam(-1.01)),
                            thalweg::hypot(nan, TypeParam(1)),
                            thalweg::hypot(TypeParam(1), nan)})
    EXPECT_TRUE(std::isnan(r));
}

TYPED_TEST(MathFunctions, InfinityGoesToTheLimit) {
  const TypeParam infinity = TypeParam(kInfinity);
  EXPECT_EQ(thalweg::atan(infinity), TypeParam(1.57079632679489661923));
  EXPECT_EQ(thalweg::atan(-infinity), TypeParam(-1.57079632679489661923));
  EXPECT_EQ(thalweg::tanh(infinity), TypeParam(1));
  EXPECT_EQ(thalweg::erf(-infinity), TypeParam(-1));
  EXPECT_EQ(thalweg::sinh(-infinity), -infinity);
  EXPECT_EQ(thalweg::cosh(-infinity), infinity);
  EXPECT_EQ(thalweg::cbrt(-infinity), -infinity);
  EXPECT_EQ(thalweg::floor(-infinity), -infinity);
}

// ---------------------------------------------------------------- derivatives

using Dx = Dual<double, 1>;
Dx at(double x) { return {x, {1}}; }
Jet<double, 1> jet_at(double x) { return variable<double, 1>(x, 0); }

#define THALWEG_LIBRARY_FUNCTIONS                                                                        \
  using std::tan, std::asin, std::acos, std::atan, std::sinh, std::cosh, std::tanh, std::erf, std::cbrt; \
  using std::log2, std::log10, std::pow, std::atan2, std::hypot, std::floor, std::ceil, std::round;

/// A smooth function of one argument over duals, jets and long double.
#define SMOOTH(name, expression)                                                          \
  struct name {                                                                           \
    template <class T>                                                                    \
    auto operator()(T x) const {                                                          \
      return expression;                                                                  \
    }                                                                                     \
    long double truth(long double x) const {                                              \
      THALWEG_LIBRARY_FUNCTIONS                                                           \
      const auto powi = [](long double a, int n) { return std::pow(a, (long double)n); }; \
      const auto min = [](long double a, long double b) { return a < b ? a : b; };        \
      const auto max = [](long double a, long double b) { return a > b ? a : b; };        \
      (void)powi, (void)min, (void)max;                                                   \
      return expression;                                                                  \
    }                                                                                     \
  }

template <class F>
void expect_derivatives(const char* name, const F& f, std::initializer_list<double> points) {
  for (const double x : points) {
    // Central differences in long double: truncation h^4 f^(5) / 30 and rounding 1e-19 / h^2 are both below
    // 1e-9.
    const long double h = 1e-3L * std::max(0.1L, std::abs((long double)x));
    const auto t = [&](int k) { return f.truth(x + k * h); };
    const long double slope = (8 * (t(1) - t(-1)) - (t(2) - t(-2))) / (12 * h);
    const long double bend = (16 * (t(1) + t(-1)) - (t(2) + t(-2)) - 30 * t(0)) / (12 * h * h);
    const Jet<double, 1> j = f(jet_at(x));
    EXPECT_NEAR(f(at(x)).d[0], double(slope), 1e-8 * double(1 + std::abs(slope))) << name << " at " << x;
    EXPECT_NEAR(j.g[0], double(slope), 1e-8 * double(1 + std::abs(slope))) << name << " at " << x;
    EXPECT_NEAR(j.h.a[0], double(bend), 1e-7 * double(1 + std::abs(bend))) << name << " at " << x;
    EXPECT_EQ(f(at(x)).v, j.v) << name;
  }
}

SMOOTH(Tan, tan(x));
SMOOTH(Asin, asin(x));
SMOOTH(Acos, acos(x));
SMOOTH(Atan, atan(x));
SMOOTH(Sinh, sinh(x));
SMOOTH(Cosh, cosh(x));
SMOOTH(Tanh, tanh(x));
SMOOTH(Erf, erf(x));
SMOOTH(Cbrt, cbrt(x));
SMOOTH(Log2, log2(x));
SMOOTH(Log10, log10(x));
SMOOTH(Cube, powi(x, 3));
SMOOTH(Inverse, powi(x, -2));
SMOOTH(PowConstant, pow(x, 2.5));
SMOOTH(ConstantPow, pow(1.7, x));
SMOOTH(PowPow, pow(x, x));
SMOOTH(Angle, atan2(x* x + 0.5, x - 1.0));
SMOOTH(AngleConstant, atan2(x, -2.0));
SMOOTH(Length, hypot(x, 2.0 - x));
SMOOTH(LengthConstant, hypot(3.0, x));
SMOOTH(Lower, min(x* x, x + 0.5));
SMOOTH(Upper, max(1.0 - x, x* x* x));

TEST(Derivatives, AgreeWithDifferences) {
#define EXPECT_DERIVATIVES(F, ...) expect_derivatives(#F, F{}, {__VA_ARGS__})
  EXPECT_DERIVATIVES(Tan, -0.7, 0.1, 1.2);
  EXPECT_DERIVATIVES(Asin, -0.9, -0.2, 0, 0.6);
  EXPECT_DERIVATIVES(Acos, -0.9, -0.2, 0, 0.6);
  EXPECT_DERIVATIVES(Atan, -5, -0.2, 0, 0.6);
  EXPECT_DERIVATIVES(Sinh, -2, -0.1, 0.5, 3);
  EXPECT_DERIVATIVES(Cosh, -2, -0.1, 0.5, 3);
  EXPECT_DERIVATIVES(Tanh, -2, -0.1, 0.5, 3);
  EXPECT_DERIVATIVES(Erf, -2, -0.1, 0.5, 1.5);
  EXPECT_DERIVATIVES(Cbrt, -2, -0.5, 0.5, 8);
  EXPECT_DERIVATIVES(Log2, 0.3, 1, 8);
  EXPECT_DERIVATIVES(Log10, 0.3, 1, 8);
  EXPECT_DERIVATIVES(Cube, -2, 0, 1.5);
  EXPECT_DERIVATIVES(Inverse, -2, -0.5, 1.5);
  EXPECT_DERIVATIVES(PowConstant, 0.5, 2, 3);
  EXPECT_DERIVATIVES(ConstantPow, -2, 0, 3);
  EXPECT_DERIVATIVES(PowPow, 0.5, 1.5, 3);
  EXPECT_DERIVATIVES(Angle, -1, 0.3, 2);
  EXPECT_DERIVATIVES(AngleConstant, -1, 0.7, 2);
  EXPECT_DERIVATIVES(Length, -1, 0.3, 2);
  EXPECT_DERIVATIVES(LengthConstant, -1, 0.3, 2);
  EXPECT_DERIVATIVES(Lower, -2, 0.3, 2);
  EXPECT_DERIVATIVES(Upper, -2, 0.3, 2);
}

TEST(Derivatives, AreDefinedAtKinks) {
  const Dx zero = at(0), one = at(1);
  EXPECT_EQ(abs(zero).d[0], 0);
  EXPECT_EQ(sqrt(zero).d[0], 0);
  EXPECT_EQ(cbrt(zero).d[0], 0);
  EXPECT_EQ(asin(one).d[0], 0);
  EXPECT_EQ(acos(one).d[0], 0);
  EXPECT_EQ(hypot(zero, zero).d[0], 0);
  EXPECT_EQ(atan2(zero, zero).d[0], 0);
  EXPECT_EQ(pow(zero, 1.0).d[0], 1);
  EXPECT_EQ(pow(zero, 0.5).d[0], 0);
  EXPECT_EQ(pow(zero, 2.5).d[0], 0);
  EXPECT_EQ(powi(zero, 1).d[0], 1);
  EXPECT_EQ(powi(zero, 0).d[0], 0);
  // At ties the first argument's.
  EXPECT_EQ(min(one, 2.0 * one - 1.0).d[0], 1);
  EXPECT_EQ(min(2.0 * one - 1.0, one).d[0], 2);
  EXPECT_EQ(max(one, 2.0 * one - 1.0).d[0], 1);
  EXPECT_EQ(max(one, 1.0).d[0], 1);
  EXPECT_EQ(max(1.0, one).d[0], 0);
  EXPECT_EQ(partial<0>(floor(one)), 0);
  EXPECT_EQ(partial<0>(sign(zero)), 0);
  EXPECT_EQ(where(less(one, 2.0), 3.0 * one, one).d[0], 3);
  EXPECT_EQ(where(less(one, 1.0), 3.0 * one, one).d[0], 1);
  EXPECT_EQ(where(less_equal(one, 1.0), 3.0, one).d[0], 0);
  EXPECT_EQ(mod(at(2.5), 1.0).d[0], 1);
  const Jet<double, 1> j = jet_at(0);
  for (const auto& r : {abs(j), sqrt(j), cbrt(j), hypot(j, j), atan2(j, j), floor(j), sign(j), pow(j, 0.5)}) {
    EXPECT_EQ(r.g[0], 0);
    EXPECT_EQ(r.h.a[0], 0);
  }
  EXPECT_EQ(pow(j, 2.0).h.a[0], 2);
}

// ---------------------------------------------------------------- intervals

template <class F, class G>
void expect_enclosed(const char* name, F enclosure, G truth, double low, double high) {
  std::mt19937_64 random(17);
  std::uniform_real_distribution<double> uniform(low, high), unit(0, 1);
  for (int i = 0; i < 20'000; i++) {
    double a = uniform(random), b = uniform(random);
    if (i % 2 == 0) b = a + 1e-6 * unit(random);
    const Interval x(std::min(a, b), std::max(a, b)), r = enclosure(x);
    for (const double t : {0.0, unit(random), 1.0}) {
      const long double y =
          truth(std::min((long double)x.lo + (long double)t * (x.hi - x.lo), (long double)x.hi));
      if (std::isnan(y)) continue;
      ASSERT_TRUE((long double)r.lo <= y && y <= (long double)r.hi)
          << name << " on [" << x.lo << ", " << x.hi << "]";
    }
  }
}
#define EXPECT_ENCLOSED(expression, low, high)                        \
  expect_enclosed(                                                    \
      #expression, [](Interval x) -> Interval { return expression; }, \
      [](long double x) -> long double {                              \
        THALWEG_LIBRARY_FUNCTIONS                                     \
        return expression;                                            \
      },                                                              \
      low, high)

TEST(Intervals, EncloseEveryValue) {
  const auto powi_truth = [](int n) { return [n](long double x) { return std::pow(x, (long double)n); }; };
  EXPECT_ENCLOSED(tan(x), -5, 5);
  EXPECT_ENCLOSED(asin(x), -1, 1);
  EXPECT_ENCLOSED(acos(x), -1, 1);
  EXPECT_ENCLOSED(atan(x), -20, 20);
  EXPECT_ENCLOSED(sinh(x), -20, 20);
  EXPECT_ENCLOSED(cosh(x), -20, 20);
  EXPECT_ENCLOSED(tanh(x), -20, 20);
  EXPECT_ENCLOSED(erf(x), -6, 6);
  EXPECT_ENCLOSED(cbrt(x), -1e3, 1e3);
  EXPECT_ENCLOSED(log2(x), 0, 1e3);
  EXPECT_ENCLOSED(log10(x), 0, 1e3);
  EXPECT_ENCLOSED(floor(x), -9, 9);
  EXPECT_ENCLOSED(ceil(x), -9, 9);
  EXPECT_ENCLOSED(round(x), -9, 9);
  EXPECT_ENCLOSED(atan2(x, decltype(x)(-1)), -3, 3);
  EXPECT_ENCLOSED(atan2(decltype(x)(-1), x), -3, 3);
  EXPECT_ENCLOSED(hypot(x, x + 1), -3, 3);
  EXPECT_ENCLOSED(pow(x, decltype(x)(2.5)), 0, 9);
  EXPECT_ENCLOSED(pow(x, decltype(x)(-1.5)), 0, 9);
  EXPECT_ENCLOSED(pow(x, decltype(x)(3)), -9, 9);
  EXPECT_ENCLOSED(pow(decltype(x)(2), x), -9, 9);
  for (const int n : {-3, -2, 0, 1, 2, 3, 4, 7, 20})
    expect_enclosed(
        "powi", [n](Interval x) { return powi(x, n); }, powi_truth(n), -3, 3);
}

TEST(Intervals, TightWhereTheyCanBe) {
  EXPECT_EQ(powi(Interval(-1, 2), 4).lo, 0);
  EXPECT_LE(powi(Interval(-1, 2), 4).hi, 16 + 1e-12);
  EXPECT_GE(powi(Interval(-1, 2), 3).lo, -1 - 1e-12);
  EXPECT_GE(cosh(Interval(-1, 2)).lo, 1);
  EXPECT_LE(width(tan(Interval(1, 1.5))), 13);
}

// What has no derivative inside the interval is enclosed by the whole line; away from it the enclosure is
// finite.
TEST(Intervals, KinksAndJumpsAreNotHidden) {
  const auto x = [](double lo, double hi) { return variable<Interval, 1>(Interval(lo, hi), 0); };
  const Interval half(0.5);
  EXPECT_EQ(abs(x(-1, 1)).h.a[0].hi, kInfinity);
  EXPECT_NEAR(abs(x(-1, 1)).g[0].lo, -1, 1e-12);
  EXPECT_LE(abs(x(1, 2)).h.a[0].hi, 1e-12);
  EXPECT_EQ(floor(x(0.5, 1.5)).g[0].hi, kInfinity);
  EXPECT_LE(floor(x(1, 1.5)).g[0].hi, 1e-12);
  EXPECT_EQ(max(x(-1, 1), Interval(0)).h.a[0].hi, kInfinity);
  EXPECT_LE(max(x(-1, 1), Interval(0)).g[0].hi, 1 + 1e-12);
  EXPECT_EQ(where(less(x(0, 1), half), x(0, 1), half).g[0].hi, kInfinity);
  EXPECT_LE(where(less(x(0.75, 1), half), x(0, 1), half).g[0].hi, 1e-12);
  EXPECT_EQ(atan2(x(-1, 1), Interval(-2)).g[0].hi, kInfinity);
  EXPECT_LE(atan2(x(-1, 1), Interval(2)).g[0].hi, 1);
}

}  // namespace
}  // namespace thalweg
