// SPDX-License-Identifier: MIT
// First steps in closed form, and relations between runs that hold for the exact rule: they need no reference
// implementation.
#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "optimizers/adam.h"
#include "optimizers/newton.h"
#include "optimizers/rmsprop.h"
#include "optimizers/sam.h"
#include "optimizers/sgd.h"
#include "tests/support/descend.h"

namespace thalweg::test {
namespace {

using Position = Vec<double, 2>;
using Path = std::vector<Position>;

struct Valley {
  double scale = 1;
  template <class X, class Y>
  auto operator()(X x, Y y) const {
    return scale * (100 * sq(y - sq(x)) + sq(1 - x));
  }
};
constexpr Position kStart{{-1.5, 2}};  // the gradient there is (-155, -50)
constexpr Position kSlope{{-155, -50}};

template <class O, int V>
Path path_of(const Valley& f, const typename O::Hyper& hyper, double lr, int steps) {
  Path path;
  descend<O, V>(f, hyper, lr, kStart, steps, [&](int, const Position& p) { path.push_back(p); });
  return path;
}
template <class O, int V>
Position first_step(const typename O::Hyper& hyper, double lr) {
  return path_of<O, V>(Valley{}, hyper, lr, 1)[0] - kStart;
}
void expect_same(const Path& a, const Path& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t t = 0; t < a.size(); t++) {
    EXPECT_EQ(a[t][0], b[t][0]) << "step " << t + 1;
    EXPECT_EQ(a[t][1], b[t][1]) << "step " << t + 1;
  }
}

// p and the step are rounded: half a spacing of p and three of the step.
void expect_step(const Position& step, double x, double y) {
  EXPECT_NEAR(step[0], x, 0x1p-52 * (1.5 + 3 * std::abs(x)));
  EXPECT_NEAR(step[1], y, 0x1p-52 * (2 + 3 * std::abs(y)));
}

TEST(Sgd, FirstStepIsTheGradientsWithAndWithoutMomentum) {
  expect_step(first_step<Sgd, 0>({}, 1e-3), 0.155, 0.05);
  expect_step(first_step<Sgd, 1>({.momentum = 0.9}, 1e-3), 0.155, 0.05);
  // PyTorch: the buffer starts as the first gradient, dampening not applied.
  expect_step(first_step<Sgd, 1>({.momentum = 0.9, .dampening = 0.5}, 1e-3), 0.155, 0.05);
  // Nesterov looks ahead: g + momentum b with b = g.
  expect_step(first_step<Sgd, 1>({.momentum = 0.9, .nesterov = 1}, 1e-3), 1.9 * 0.155, 1.9 * 0.05);
  // Coupled decay: g + weight_decay p.
  expect_step(first_step<Sgd, 0>({.weight_decay = 0.1}, 1e-3), 1e-3 * (155 + 0.15), 1e-3 * (50 - 0.2));
}

TEST(Sgd, SecondStepAppliesMomentumAndDampening) {
  const double lr = 1e-4, mu = 0.8, damp = 0.25;
  const Position p1 = kStart - lr * kSlope, g1 = gradient(Valley{}, p1);
  const Position b = mu * kSlope + (1 - damp) * g1, expected = p1 - lr * b;
  const Path path = path_of<Sgd, 1>({}, {.momentum = mu, .dampening = damp}, lr, 2);
  EXPECT_NEAR(path[1][0], expected[0], 1e-15);
  EXPECT_NEAR(path[1][1], expected[1], 1e-15);
}

TEST(Sgd, ScalingTheSurfaceByAPowerOfTwoIsScalingTheRate) {
  // All products with powers of two are exact, so the paths agree bit for bit.
  for (const double c : {0.25, 8.0, 1024.0}) {
    expect_same(path_of<Sgd, 0>(Valley{c}, {}, 1e-3 / c, 50), path_of<Sgd, 0>(Valley{}, {}, 1e-3, 50));
    expect_same(path_of<Sgd, 1>(Valley{c}, {.momentum = 0.9}, 1e-4 / c, 50),
                path_of<Sgd, 1>(Valley{}, {.momentum = 0.9}, 1e-4, 50));
    expect_same(path_of<Sgd, 1>(Valley{c}, {.momentum = 0.9, .nesterov = 1}, 1e-4 / c, 50),
                path_of<Sgd, 1>(Valley{}, {.momentum = 0.9, .nesterov = 1}, 1e-4, 50));
  }
}

TEST(Sgd, ContractsABowlByItsFactorPerStep) {
  const auto bowl = [](auto x, auto y) { return sq(x) + 2 * sq(y); };
  const Position p = descend<Sgd, 0>(bowl, {}, 0.1, Position{{1, 1}}, 20);
  EXPECT_NEAR(p[0], std::pow(1 - 2 * 0.1, 20), 1e-15);
  EXPECT_NEAR(p[1], std::pow(1 - 4 * 0.1, 20), 1e-15);
}

TEST(Adam, FirstStepIsTheRateInEachCoordinate) {
  // lr g / (|g| + eps): the corrections of mean and root cancel.
  const double lr = 0.01, eps = 1e-8;
  expect_step(first_step<Adam, 0>({}, lr), lr / (1 + eps / 155), lr / (1 + eps / 50));
  expect_step(first_step<Adam, 0>({.eps = 10}, lr), lr / (1 + 10.0 / 155), lr / (1 + 10.0 / 50));
  expect_step(first_step<Adam, 1>({.amsgrad = 1}, lr), lr / (1 + eps / 155), lr / (1 + eps / 50));
  expect_step(first_step<Adam, 0>({.beta1 = 0.5, .beta2 = 0.6}, lr), lr / (1 + eps / 155),
              lr / (1 + eps / 50));
}

TEST(Adam, KnowsNoScaleWithoutEps) {
  for (const double c : {0x1p-20, 0.5, 0x1p10}) {
    expect_same(path_of<Adam, 0>(Valley{c}, {.eps = 0}, 0.01, 50),
                path_of<Adam, 0>(Valley{}, {.eps = 0}, 0.01, 50));
    expect_same(path_of<Adam, 1>(Valley{c}, {.eps = 0, .amsgrad = 1}, 0.01, 50),
                path_of<Adam, 1>(Valley{}, {.eps = 0, .amsgrad = 1}, 0.01, 50));
  }
}

TEST(Adam, WithoutMeansIsTheSignOfTheGradient) {
  for (const Position& p : path_of<Adam, 0>({}, {.beta1 = 0, .beta2 = 0, .eps = 0}, 0.125, 4))
    for (int i = 0; i < 2; i++) EXPECT_EQ(p[i] * 8, std::round(p[i] * 8)) << "steps of exactly an eighth";
}

TEST(Adam, AmsgradDividesByTheLargestMomentSoFar) {
  // Slopes 10, then 0.1 for ever: v falls, its maximum stays, so each later step is shorter than Adam's.
  const auto moved = [](auto variant, double amsgrad) {
    using Rule = Adam::Rule<decltype(variant)::value>;
    typename Rule::template State<double, 1> state{};
    Vec<double, 1> p{{0}}, before{{0}};
    const Adam::Hyper h{.beta2 = 0.9, .amsgrad = amsgrad};
    for (int t = 1; t <= 60; t++) {
      before = p;
      Rule::update(state, p, Vec<double, 1>{{t == 1 ? 10.0 : 0.1}}, Rule::at(h, 0.01, t));
    }
    return before[0] - p[0];
  };
  EXPECT_GT(moved(std::integral_constant<int, 0>{}, 0), 2 * moved(std::integral_constant<int, 1>{}, 1));
}

TEST(Rmsprop, FirstStep) {
  // v = (1 - alpha) g^2, so |step| = lr / (sqrt(1 - alpha) + eps / |g|), in each coordinate.
  const double lr = 0.01, root = std::sqrt(1 - 0.99);
  expect_step(first_step<Rmsprop, 0>({}, lr), lr / (root + 1e-8 / 155), lr / (root + 1e-8 / 50));
  expect_step(first_step<Rmsprop, 2>({.momentum = 0.5}, lr), lr / (root + 1e-8 / 155),
              lr / (root + 1e-8 / 50));
  // Centered: v - m^2 = (1 - alpha) g^2 - (1 - alpha)^2 g^2 = alpha (1 - alpha) g^2.
  const double deviation = std::sqrt(0.99 * (1 - 0.99));
  const Position centered = first_step<Rmsprop, 1>({.centered = 1}, lr);
  EXPECT_NEAR(centered[0], lr / (deviation + 1e-8 / 155), 1e-14);
  EXPECT_NEAR(centered[1], lr / (deviation + 1e-8 / 50), 1e-14);
}

TEST(Rmsprop, KnowsNoScaleWithoutEps) {
  expect_same(path_of<Rmsprop, 3>(Valley{0x1p-20}, {.eps = 0, .momentum = 0.5, .centered = 1}, 0.001, 30),
              path_of<Rmsprop, 3>(Valley{}, {.eps = 0, .momentum = 0.5, .centered = 1}, 0.001, 30));
}

// Foret et al. 2021, algorithm 1 with p = 2, line by line and on plain doubles.  The rule adds 1e-12 to |g|,
// as the authors' code does, which the tolerance allows for over 60 steps.
TEST(Sam, IsItsAlgorithm) {
  const double lr = 5e-4, rho = 0.05, momentum = 0.9;
  double x = kStart[0], y = kStart[1], bx = 0, by = 0;
  const Path plain = path_of<Sam, 0>({}, {{}, rho}, lr, 60),
             heavy = path_of<Sam, 1>({}, {{momentum}, rho}, lr / 5, 60);
  const auto worst = [&](double px, double py) {
    const double gx = -400 * px * (py - px * px) - 2 * (1 - px), gy = 200 * (py - px * px);
    const double norm = std::sqrt(gx * gx + gy * gy), wx = px + rho * gx / norm, wy = py + rho * gy / norm;
    return Position{{-400 * wx * (wy - wx * wx) - 2 * (1 - wx), 200 * (wy - wx * wx)}};
  };
  for (const Position& p : plain) {
    const Position g = worst(x, y);
    x -= lr * g[0];
    y -= lr * g[1];
    EXPECT_NEAR(p[0], x, 1e-10);
    EXPECT_NEAR(p[1], y, 1e-10);
  }
  x = kStart[0], y = kStart[1];
  for (const Position& p : heavy) {
    const Position g = worst(x, y);
    bx = momentum * bx + g[0];
    by = momentum * by + g[1];
    x -= lr / 5 * bx;
    y -= lr / 5 * by;
    EXPECT_NEAR(p[0], x, 1e-10);
    EXPECT_NEAR(p[1], y, 1e-10);
  }
}
TEST(Sam, WithoutANeighbourhoodIsItsBase) {
  expect_same(path_of<Sam, 0>({}, {{}, 0}, 1e-3, 20), path_of<Sgd, 0>({}, {}, 1e-3, 20));
  expect_same(path_of<Sam, 1>({}, {{.momentum = 0.9}, 0}, 1e-4, 20),
              path_of<Sgd, 1>({}, {.momentum = 0.9}, 1e-4, 20));
}

// Whatever the quadratic, bowl, saddle or dome: one step ends in its critical point.
template <int N>
void expect_one_step(unsigned seed) {
  std::mt19937_64 generator(seed);
  std::uniform_real_distribution<double> entry(-1, 1);
  for (int k = 0; k < 100; k++) {
    Symmetric<double, N> A;
    Vec<double, N> c, p;
    for (double& a : A.a) a = entry(generator);
    for (int i = 0; i < N; i++)
      A(i, i) = A(i, i) + (A(i, i) < 0 ? -2.0 : 2.0);  // well-conditioned: |det| >= 1
    for (int i = 0; i < N; i++) c[i] = entry(generator), p[i] = 10 * entry(generator);
    Answer<double, N> a{};
    a.hessian = A;
    for (int i = 0; i < N; i++) {
      a.gradient[i] = 0;
      for (int j = 0; j < N; j++) a.gradient[i] = a.gradient[i] + A(i, j) * (p[j] - c[j]);
    }
    typename Newton::template State<double, N> state{};
    Newton::update(state, p, a, Newton::at({}, 1, 1));
    for (int i = 0; i < N; i++) EXPECT_NEAR(p[i], c[i], 1e-12) << N << " dimensions, system " << k;
  }
}
TEST(Newton, FindsTheCriticalPointOfAQuadraticInOneStep) {
  expect_one_step<1>(1);
  expect_one_step<2>(2);
  expect_one_step<3>(3);
}
TEST(Newton, ConvergesQuadraticallyToARoot) {
  const auto cosine_valley = [](auto x, auto y) { return exp(x) - 2 * x + sq(y) * (1 + sq(y)); };
  std::vector<double> errors;
  descend<Newton, 0>(cosine_valley, {}, 1, Position{{1, 0.4}}, 8, [&](int, const Position& p) {
    errors.push_back(std::hypot(p[0] - std::log(2.0), p[1]));
  });
  for (std::size_t t = 1; t < errors.size(); t++)
    EXPECT_LE(errors[t], 3 * errors[t - 1] * errors[t - 1] + 1e-15);
  EXPECT_LE(errors.back(), 1e-15);
}

}  // namespace
}  // namespace thalweg::test
