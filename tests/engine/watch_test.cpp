// SPDX-License-Identifier: MIT
#include "engine/watch.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace thalweg::test {
namespace {

template <class T>
class WatchOf : public testing::Test {};
using Precisions = testing::Types<float, double>;
TYPED_TEST_SUITE(WatchOf, Precisions);

template <class T>
T status(T x0, T y0, T x, T y) {
  const Reach<T, 2> reach{{{1, 2}}, {{100, 50}}};
  return stop_status(Vec<T, 2>{{x0, y0}}, Vec<T, 2>{{x, y}}, reach);
}

TYPED_TEST(WatchOf, StopStatusTellsWhyAParticleStops) {
  using T = TypeParam;
  const T nan = std::numeric_limits<T>::quiet_NaN(), infinity = std::numeric_limits<T>::infinity();
  EXPECT_EQ(status<T>(0, 0, 1, 1), kMoving);
  EXPECT_EQ(status<T>(0, 0, 0, 1), kMoving) << "one coordinate stands still";
  EXPECT_EQ(status<T>(3, 4, 3, 4), kAtRest);
  EXPECT_EQ(status<T>(0, 0, nan, 1), kNonFinite);
  EXPECT_EQ(status<T>(0, 0, 1, nan), kNonFinite);
  EXPECT_EQ(status<T>(0, 0, infinity, 1), kNonFinite);
  EXPECT_EQ(status<T>(0, 0, 1, -infinity), kNonFinite);
  EXPECT_EQ(status<T>(nan, nan, nan, nan), kNonFinite) << "never at rest";
  EXPECT_EQ(status<T>(0, 0, 101.5, 0), kEscaped);
  EXPECT_EQ(status<T>(0, 0, 101, 0), kMoving) << "the edge is inside";
  EXPECT_EQ(status<T>(0, 0, 0, -48.5), kEscaped);
  EXPECT_EQ(status<T>(200, 0, 200, 0), kEscaped) << "escaped and at rest: escaped";
}

// Every pair of places whose coordinates are special or at the border, in one, two and three dimensions.
template <class T, int N>
void expect_goes_on_as_stop_status_says() {
  using Limits = std::numeric_limits<T>;
  const T centre = T(0.3), half = T(100.1);
  std::vector<T> numbers = {T(0),
                            T(-0.0),
                            Limits::denorm_min(),
                            Limits::max(),
                            Limits::infinity(),
                            T(-5),
                            T(Limits::lowest()),
                            -Limits::infinity(),
                            Limits::quiet_NaN()};
  if constexpr (N < 3)
    for (const T edge : {centre - half, centre + half})
      for (const T to : {-Limits::infinity(), Limits::infinity()}) {
        T number = edge;
        for (int i = 0; i < 3; i++, number = std::nextafter(number, to)) numbers.push_back(number);
      }
  const std::size_t n = numbers.size(), places = std::size_t(std::lround(std::pow(n, N)));
  int stopped = 0, moving = 0;
  for (const T pauses : {T(0), T(1)}) {
    const Reach<T, N> reach{all<T, N>(centre), all<T, N>(half), pauses};
    for (std::size_t i = 0; i < places; i++)
      for (std::size_t j = 0; j < places; j++) {
        Vec<T, N> before, after;
        std::size_t a = i, b = j;
        for (int k = 0; k < N; k++, a /= n, b /= n) before[k] = numbers[a % n], after[k] = numbers[b % n];
        const bool moves = stop_status(before, after, reach) == T(0);
        (moves ? moving : stopped)++;
        ASSERT_EQ(goes_on(before, after, reach), moves) << i << " to " << j << ", pauses " << pauses;
      }
  }
  EXPECT_GT(moving, 0);
  EXPECT_GT(stopped, 0);
}
TYPED_TEST(WatchOf, GoesOnIsThatNothingStopsIt) {
  expect_goes_on_as_stop_status_says<TypeParam, 1>();
  expect_goes_on_as_stop_status_says<TypeParam, 2>();
  expect_goes_on_as_stop_status_says<TypeParam, 3>();
}

template <class T>
T watched(const std::vector<Vec<T, 2>>& path) {
  Watch<T, 2> w;
  for (std::size_t k = 0; k + 1 < path.size(); k++) observe(w, int(k), path[k], path[k + 1]);
  return oscillates(w);
}
/// kWatchSteps steps whose k-th is step(k).
template <class T, class Step>
std::vector<Vec<T, 2>> path_of(Step step) {
  std::vector<Vec<T, 2>> path = {{{0, 0}}};
  for (int k = 0; k < kWatchSteps; k++) path.push_back(path.back() + step(k));
  return path;
}

TYPED_TEST(WatchOf, ToAndFroOscillates) {
  using T = TypeParam;
  EXPECT_EQ(watched(path_of<T>([](int k) { return Vec<T, 2>{{T(k % 2 ? 1 : -1), 0}}; })), 1);
  EXPECT_EQ(watched(path_of<T>([](int k) {
              return Vec<T, 2>{{T(k % 2 ? 1 : -1), T(k % 2 ? 0.5 : -0.4)}};
            })),
            1);
}
TYPED_TEST(WatchOf, GrowingSwingsOscillate) {
  using T = TypeParam;
  EXPECT_EQ(watched(path_of<T>([](int k) { return Vec<T, 2>{{T(std::pow(-1.3, k)), 0}}; })), 1);
}
TYPED_TEST(WatchOf, DyingSwingsDoNot) {
  using T = TypeParam;
  // The last step is 0.8^15 = 3.5 % of the first: it is coming closer.
  EXPECT_EQ(watched(path_of<T>([](int k) { return Vec<T, 2>{{T(std::pow(-0.8, k)), 0}}; })), 0);
  // 0.95^15 = 46 %: it is not, to speak of.
  EXPECT_EQ(watched(path_of<T>([](int k) { return Vec<T, 2>{{T(std::pow(-0.95, k)), 0}}; })), 1);
}
TYPED_TEST(WatchOf, GoingOnIsNotOscillating) {
  using T = TypeParam;
  EXPECT_EQ(watched(path_of<T>([](int) { return Vec<T, 2>{{1, 2}}; })), 0);
  EXPECT_EQ(watched(path_of<T>([](int k) {
              return Vec<T, 2>{{T(std::cos(k)), T(std::sin(k))}};
            })),
            0)
      << "57 degrees";
  EXPECT_EQ(watched(path_of<T>([](int k) {
              return Vec<T, 2>{{T(std::cos(2.0 * k)), T(std::sin(2.0 * k))}};
            })),
            0)
      << "115 degrees";
  EXPECT_EQ(watched(path_of<T>([](int k) {
              return Vec<T, 2>{{T(std::cos(2.2 * k)), T(std::sin(2.2 * k))}};
            })),
            1)
      << "126 degrees";
  EXPECT_EQ(watched(path_of<T>([](int) { return Vec<T, 2>{{0, 0}}; })), 0) << "at rest";
}
TYPED_TEST(WatchOf, HalfOfTheStepsMustReverse) {
  using T = TypeParam;
  // Reversals at m of the 15 turns.
  const auto turns = [](int m) {
    double direction = 1;
    return path_of<T>([=](int k) mutable {
      if (k >= 1 && k <= m) direction = -direction;
      return Vec<T, 2>{{T(direction), 0}};
    });
  };
  EXPECT_EQ(watched(turns(7)), 0);
  EXPECT_EQ(watched(turns(8)), 1);
}
TYPED_TEST(WatchOf, NanIsNotOscillating) {
  using T = TypeParam;
  const T nan = std::numeric_limits<T>::quiet_NaN();
  EXPECT_EQ(watched(path_of<T>([=](int) { return Vec<T, 2>{{nan, nan}}; })), 0);
}

}  // namespace
}  // namespace thalweg::test
