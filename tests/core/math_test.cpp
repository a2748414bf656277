// SPDX-License-Identifier: MIT
// sin, cos, exp, log against the C library in the next higher precision: the bounds that core/math.h states,
// over wide ranges and where they are hardest to keep.
#include "core/math.h"

#include <gtest/gtest.h>

#include <cfloat>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "tests/support/quad.h"

namespace thalweg::test {
namespace {

template <class T>
struct Limits;
template <>
struct Limits<float> {
  using Wide = double;
  static constexpr double far = 1e5, exp_low = -87, exp_high = 88.72;
  static constexpr double wave_ulp = 0, wave_absolute = 1e-7;
  static constexpr double meaningful = 1e7;
};
template <>
struct Limits<double> {
  using Wide = long double;
  static constexpr double far = 1e6, exp_low = -708, exp_high = 709.7;
  static constexpr double wave_ulp = 2.5, wave_absolute = 0;
  static constexpr double meaningful = 1e16;
};

/// The spacing of T at x.
template <class T>
long double ulp(long double x) {
  int exponent;
  std::frexp(std::abs(x), &exponent);
  return std::ldexp(
      1.0L, std::max(exponent, std::numeric_limits<T>::min_exponent) - std::numeric_limits<T>::digits);
}

template <class T>
std::vector<T> uniform(double low, double high, int n, unsigned seed = 1) {
  std::mt19937_64 generator(seed);
  std::uniform_real_distribution<double> distribution(low, high);
  std::vector<T> x;
  for (int i = 0; i < n; i++) x.push_back(T(distribution(generator)));
  return x;
}

/// Of both signs and all sizes from exp(low) to exp(high).
template <class T>
std::vector<T> all_sizes(double low, double high, int n) {
  std::vector<T> x = uniform<T>(low, high, n, 2);
  for (std::size_t i = 0; i < x.size(); i++) x[i] = T(std::exp(double(x[i])) * (i % 2 ? 1 : -1));
  return x;
}

/// The numbers next to the multiples of pi/2, where the reduction loses most.
template <class T>
std::vector<T> next_to_multiples(double end, int stride) {
  std::vector<T> x;
  for (int k = 1; k * 1.5707963 < end; k += stride) {
    const T at = T(k * 1.57079632679489661923132L);
    for (const T a : {at, std::nextafter(at, T(0)), std::nextafter(at, T(1e9))})
      x.insert(x.end(), {a, T(-a)});
  }
  return x;
}

/// The largest error over the points is at most `ulps` spacings or `absolute`.
template <class T, class F, class G>
void expect_close(const char* what, F f, G truth, const std::vector<T>& points, double ulps,
                  double absolute = 0) {
  using Wide = typename Limits<T>::Wide;
  long double worst = 0;
  T at = 0;
  for (const T x : points) {
    const long double expected = truth(Wide(x)), error = std::abs((long double)(f(x)) - expected);
    const long double excess = error / (ulps * ulp<T>(expected) + absolute);
    if (!(excess <= worst)) worst = excess, at = x;
    if (!(worst <= 1)) break;
  }
  EXPECT_TRUE(worst <= 1) << what << '(' << at << ") is " << f(at) << ", not " << truth(Wide(at));
}

template <class T>
class Math : public testing::Test {};
using Precisions = testing::Types<float, double>;
TYPED_TEST_SUITE(Math, Precisions);

#define LIFT(name) [](auto a) { return thalweg::name(a); }, [](auto a) { return std::name(a); }

TYPED_TEST(Math, SinAndCosKeepTheirBoundUpToTheStatedEnd) {
  using T = TypeParam;
  using L = Limits<T>;
  for (const double end : {0.7853, 3.2, 30.0, 1000.0, L::far}) {
    expect_close<T>("sin", LIFT(sin), uniform<T>(-end, end, 200'000), L::wave_ulp, L::wave_absolute);
    expect_close<T>("cos", LIFT(cos), uniform<T>(-end, end, 200'000), L::wave_ulp, L::wave_absolute);
  }
  const std::vector<T> hard = next_to_multiples<T>(L::far, L::far > 1e5 ? 10 : 1);
  expect_close<T>("sin", LIFT(sin), hard, L::wave_ulp, L::wave_absolute);
  expect_close<T>("cos", LIFT(cos), hard, L::wave_ulp, L::wave_absolute);
}

TYPED_TEST(Math, SinOfSmallArgumentsIsRelativelyExact) {
  expect_close<TypeParam>("sin", LIFT(sin), all_sizes<TypeParam>(-80, -0.25, 200'000), 1);
}

TYPED_TEST(Math, SinAndCosStayInRangeAsFarAsTheyMeanSomething) {
  using T = TypeParam;
  for (double end = 1; end <= Limits<T>::meaningful; end *= 10) {
    for (const T x : uniform<T>(-end, end, 10'000)) {
      EXPECT_LE(std::abs(thalweg::sin(x)), T(1)) << x;
      EXPECT_LE(std::abs(thalweg::cos(x)), T(1)) << x;
    }
  }
}

TYPED_TEST(Math, SinIsOddAndCosIsEvenBitForBit) {
  for (const TypeParam x : uniform<TypeParam>(0, 1000, 10'000)) {
    EXPECT_EQ(thalweg::sin(-x), -thalweg::sin(x)) << x;
    EXPECT_EQ(thalweg::cos(-x), thalweg::cos(x)) << x;
  }
  EXPECT_EQ(thalweg::sin(TypeParam(0)), 0);
  EXPECT_EQ(thalweg::cos(TypeParam(0)), 1);
}

TYPED_TEST(Math, ExpKeepsItsBoundOverItsRange) {
  using T = TypeParam;
  using L = Limits<T>;
  expect_close<T>("exp", LIFT(exp), uniform<T>(L::exp_low, L::exp_high, 500'000), 1.5);
  expect_close<T>("exp", LIFT(exp), all_sizes<T>(-80, 0, 200'000), 1.5);
  EXPECT_EQ(thalweg::exp(T(0)), 1);
  expect_close<T>("exp", LIFT(exp), {T(L::exp_low), T(L::exp_high)}, 1.5);
}

TYPED_TEST(Math, ExpFlushesBelowItsRangeAndOverflowsAboveIt) {
  using T = TypeParam;
  using L = Limits<T>;
  const T infinity = std::numeric_limits<T>::infinity();
  for (const T below : {std::nextafter(T(L::exp_low), -infinity), T(2 * L::exp_low), T(-1e30), -infinity})
    EXPECT_EQ(thalweg::exp(below), 0) << below;
  for (const T above : {std::nextafter(T(L::exp_high), infinity), T(2 * L::exp_high), T(1e30), infinity})
    EXPECT_EQ(thalweg::exp(above), infinity) << above;
}

TYPED_TEST(Math, LogKeepsItsBoundOverAllNormalNumbers) {
  using T = TypeParam;
  using L = Limits<T>;
  std::vector<T> x = all_sizes<T>(L::exp_low, L::exp_high, 500'000);
  for (T& a : x) a = std::abs(a);
  expect_close<T>("log", LIFT(log), x, 1.5);
  expect_close<T>("log", LIFT(log), uniform<T>(0.5, 2, 500'000), 1.5);
  // Next to 1, where the result vanishes, and at the ends of the range.
  x = {std::nextafter(T(1), T(0)), std::nextafter(T(1), T(2)), std::numeric_limits<T>::min(),
       std::numeric_limits<T>::max()};
  expect_close<T>("log", LIFT(log), x, 1.5);
  EXPECT_EQ(thalweg::log(T(1)), 0);
}

TYPED_TEST(Math, LogAtTheEdgeOfItsDomain) {
  using T = TypeParam;
  const T infinity = std::numeric_limits<T>::infinity();
  EXPECT_EQ(thalweg::log(T(0)), -infinity);
  EXPECT_EQ(thalweg::log(T(-0.0)), -infinity);
  EXPECT_EQ(thalweg::log(std::numeric_limits<T>::denorm_min()), -infinity) << "subnormals count as zero";
  EXPECT_EQ(thalweg::log(infinity), infinity);
  EXPECT_TRUE(std::isnan(thalweg::log(T(-1))));
  EXPECT_TRUE(std::isnan(thalweg::log(-infinity)));
}

TYPED_TEST(Math, NanPassesThroughAndInfinityHasNoSine) {
  using T = TypeParam;
  const T nan = std::numeric_limits<T>::quiet_NaN(), infinity = std::numeric_limits<T>::infinity();
  EXPECT_TRUE(std::isnan(thalweg::sin(nan)));
  EXPECT_TRUE(std::isnan(thalweg::cos(nan)));
  EXPECT_TRUE(std::isnan(thalweg::exp(nan)));
  EXPECT_TRUE(std::isnan(thalweg::log(nan)));
  EXPECT_TRUE(std::isnan(thalweg::sqrt(nan)));
  EXPECT_TRUE(std::isnan(thalweg::abs(nan)));
  for (const T a : {infinity, -infinity}) {
    EXPECT_TRUE(std::isnan(thalweg::sin(a)));
    EXPECT_TRUE(std::isnan(thalweg::cos(a)));
  }
}

TYPED_TEST(Math, AbsClearsTheSignBitOnly) {
  using T = TypeParam;
  for (const T x : {T(0), T(-0.0), T(1.5), T(-1.5), std::numeric_limits<T>::denorm_min(),
                    -std::numeric_limits<T>::infinity()}) {
    EXPECT_EQ(thalweg::abs(x), std::abs(x));
    EXPECT_FALSE(std::signbit(thalweg::abs(x)));
  }
}

TYPED_TEST(Math, MinAndMaxTakeTheSecondWhenOneIsNan) {
  using T = TypeParam;
  const T nan = std::numeric_limits<T>::quiet_NaN();
  EXPECT_EQ(thalweg::min(T(1), T(2)), 1);
  EXPECT_EQ(thalweg::min(T(2), T(1)), 1);
  EXPECT_EQ(thalweg::max(T(1), T(2)), 2);
  EXPECT_EQ(thalweg::max(T(2), T(1)), 2);
  EXPECT_EQ(thalweg::min(nan, T(1)), 1);
  EXPECT_EQ(thalweg::max(nan, T(1)), 1);
  EXPECT_TRUE(std::isnan(thalweg::min(T(1), nan)));
  EXPECT_TRUE(std::isnan(thalweg::max(T(1), nan)));
}

TYPED_TEST(Math, IsFiniteKnowsNumbersFromTheRest) {
  using T = TypeParam;
  for (const T x : {T(0), std::numeric_limits<T>::max(), std::numeric_limits<T>::lowest(),
                    std::numeric_limits<T>::denorm_min()})
    EXPECT_TRUE(thalweg::is_finite(x)) << x;
  for (const T x : {std::numeric_limits<T>::infinity(), -std::numeric_limits<T>::infinity(),
                    std::numeric_limits<T>::quiet_NaN()})
    EXPECT_FALSE(thalweg::is_finite(x)) << x;
}

TYPED_TEST(Math, SqrtIsCorrectlyRounded) {
  using T = TypeParam;
  for (T x : all_sizes<T>(-80, 80, 10'000)) {
    x = std::abs(x);
    const T root = thalweg::sqrt(x);
    const Quad half = Quad(double(ulp<T>(root))) / Quad(2);
    EXPECT_TRUE(sq(Quad(root) - half) <= Quad(x) && Quad(x) <= sq(Quad(root) + half)) << x;
  }
}

}  // namespace
}  // namespace thalweg::test
