// SPDX-License-Identifier: MIT
// Every problem's mean loss, gradient and Hessian against formulas written down once more in long double, and
// what is known of each in closed form.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "problems/finite_sum.h"
#include "registry/problems.h"

namespace thalweg::test {
namespace {

using Long = long double;
using Weights = std::vector<Long>;
using Row = std::vector<double>;
/// The loss of one row, independently.
using Loss = std::function<Long(const Row&, const Weights&)>;

template <class P>
std::vector<double> built_in(const P& problem, int rows) {
  std::vector<double> all(std::size_t(rows * (P::inputs + 1)));
  for (int i = 0; i < rows; i++) problem.row(i, &all[std::size_t(i * (P::inputs + 1))]);
  return all;
}

template <class P, std::size_t... K>
Vec<double, P::weights> vec_of(const Weights& w, std::index_sequence<K...>) {
  return {{double(w[K])...}};
}

/// Compares the jet, the dual gradient and the value at several points with differences of `loss` in long
/// double. Fourth-order differences with h = 2e-3 (first) and 5e-3 (second derivatives) of losses with
/// derivatives of size `steep`, in 64 bits of mantissa: errors of steep * (h^4 + 1e-19 / h) and steep * (h^4
/// + 4e-19 / h^2).
template <class P>
void expect_derivatives(const P& problem, const Loss& loss, double steep) {
  constexpr int N = P::weights;
  const std::vector<double> rows = built_in(problem, P::rows);
  const FiniteSum<P> sum{rows.data(), P::rows, problem};
  const auto mean = [&](const Weights& w) {
    Long total = 0;
    for (int i = 0; i < P::rows; i++) {
      const auto from = rows.begin() + i * (P::inputs + 1);
      total += loss(Row(from, from + P::inputs + 1), w);
    }
    return total / P::rows;
  };
  const auto moved = [](Weights w, int i, Long h) {
    w[std::size_t(i)] += h;
    return w;
  };
  const auto slope = [&](const Weights& w, int i, Long h) {
    return (8 * (mean(moved(w, i, h)) - mean(moved(w, i, -h))) -
            (mean(moved(w, i, 2 * h)) - mean(moved(w, i, -2 * h)))) /
           (12 * h);
  };
  for (const double at : {-0.75, 0.125, 0.5, 1.25}) {
    Weights w;
    for (int k = 0; k < N; k++) w.push_back(at + 0.375 * k * k - 0.25 * k);
    const auto p = vec_of<P>(w, std::make_index_sequence<N>());
    const Jet<double, N> j = jet(sum, p);
    const Vec<double, N> g = gradient(sum, p);
    EXPECT_NEAR(j.v, double(mean(w)), 1e-14 * steep) << P::info.name;
    EXPECT_NEAR(value(sum, p), double(mean(w)), 1e-14 * steep) << P::info.name;
    for (int i = 0; i < N; i++) {
      const double truth = double(slope(w, i, 2e-3L));
      EXPECT_NEAR(j.g[i], truth, 2e-11 * steep) << P::info.name << ' ' << i;
      EXPECT_NEAR(g[i], truth, 2e-11 * steep) << P::info.name << ' ' << i;
      for (int k = i; k < N; k++) {
        const Long h = 5e-3L;
        const Long second = (8 * (slope(moved(w, k, h), i, h) - slope(moved(w, k, -h), i, h)) -
                             (slope(moved(w, k, 2 * h), i, h) - slope(moved(w, k, -2 * h), i, h))) /
                            (12 * h);
        EXPECT_NEAR(j.h(i, k), double(second), 2e-9 * steep) << P::info.name << ' ' << i << k;
      }
    }
  }
}

Long logistic(Long z) { return 1 / (1 + std::exp(-z)); }

TEST(Problems, OneWeight) {
  for (const double half : {0.0, 1.0}) {
    const OneWeight problem({half});
    expect_derivatives(
        problem,
        [&](const Row& r, const Weights& w) {
          return (half != 0 ? 0.5L : 1) * std::pow(w[0] * r[0] - r[1], 2);
        },
        200);
    // x = 2, y = 10, w = 1: (2 - 10) 2, twice that without the half.
    const std::vector<double> rows = built_in(problem, 1);
    EXPECT_EQ(gradient(FiniteSum<OneWeight>{rows.data(), 1, problem}, Vec<double, 1>{{1}})[0],
              half != 0 ? -16 : -32);
  }
}

TEST(Problems, LineFit) {
  for (const double half : {0.0, 1.0})
    expect_derivatives(
        LineFit({half}),
        [&](const Row& r, const Weights& w) {
          return (half != 0 ? 0.5L : 1) * std::pow(w[0] + w[1] * r[0] - r[1], 2);
        },
        100);
}

TEST(Problems, BrightnessPlane) {
  expect_derivatives(
      BrightnessPlane{},
      [](const Row& r, const Weights& w) { return std::pow(w[0] + w[1] * r[0] + w[2] * r[1] - r[2], 2); },
      500);
}

TEST(Problems, LogisticRegression) {
  const Loss loss = [](const Row& r, const Weights& w) {
    const Long p = logistic(w[0] + w[1] * r[0]);
    return -(r[1] * std::log(p) + (1 - r[1]) * std::log(1 - p)) + 0.15L * w[1] * w[1];
  };
  expect_derivatives(Logistic({0.3, 1.5}), loss, 10);
}

TEST(Problems, TanhNeuron) {
  expect_derivatives(
      TanhNeuron{},
      [](const Row& r, const Weights& w) { return std::pow(w[1] * std::tanh(w[0] * r[0]) - r[1], 2); }, 100);
}

TEST(Problems, TwoLayerLinear) {
  for (const double half : {0.0, 1.0})
    expect_derivatives(
        TwoLayerLinear({half}),
        [&](const Row& r, const Weights& w) {
          return (half != 0 ? 0.5L : 1) * std::pow(w[0] * w[1] * r[0] - r[1], 2);
        },
        50);
}

TEST(Problems, SigmoidChain) {
  for (const int depth : {1, 2, 7})
    expect_derivatives(
        SigmoidChain({double(depth)}),
        [&](const Row& r, const Weights& w) {
          Long h = r[0];
          for (int layer = 0; layer < depth; layer++) h = logistic(w[0] * h + w[1]);
          return std::pow(h - r[1], 2);
        },
        20);
}

// By hand: at (0, 0) every row is 1 wrong, at (0, 3) with x = +-1 for labels 1 and 0 none is; both classes on
// the margin.
TEST(Problems, HingeIsAHinge) {
  const double rows[] = {1, 1, -1, 0};
  const FiniteSum<Hinge> sum{rows, 2, Hinge({0, 2})};
  const auto at = [&](double b, double w) { return jet(sum, Vec<double, 2>{{b, w}}); };
  EXPECT_EQ(at(0, 0).v, 1);
  EXPECT_EQ(at(0, 0).g[0], 0);
  EXPECT_EQ(at(0, 0).g[1], -1);
  EXPECT_EQ(at(0, 3).v, 0);
  EXPECT_EQ(at(0, 3).g[1], 0);
  EXPECT_EQ(at(3, 0).v, 2);  // 0 for label 1, 4 for label 0
  EXPECT_EQ(at(3, 0).g[0], 0.5);
  EXPECT_EQ(at(0, 1).v, 0);
  EXPECT_EQ(at(0, 1).g[1], 0) << "on the margin";
  const FiniteSum<Hinge> kept{rows, 2, Hinge({0.5, 2})};
  EXPECT_EQ(jet(kept, Vec<double, 2>{{0, 3}}).v, 0.25 * 9);
  EXPECT_EQ(jet(kept, Vec<double, 2>{{0, 3}}).g[1], 0.5 * 3);
}

// Where z is far out exp(z) overflows or vanishes; the loss and its slope do not.
TEST(Problems, LogisticLossesStayFiniteFarOut) {
  const double rows[] = {1, 0, 1, 1};
  for (const double z : {-800.0, -50.0, 50.0, 800.0}) {
    const FiniteSum<Logistic> zero{rows, 1, Logistic({0, 2})}, one{rows + 2, 1, Logistic({0, 2})};
    const Jet<double, 2> a = jet(zero, Vec<double, 2>{{z, 0}}), b = jet(one, Vec<double, 2>{{z, 0}});
    EXPECT_NEAR(a.v, z > 0 ? z : std::exp(z), 1e-13 * std::abs(z));
    EXPECT_NEAR(a.g[0], z > 0 ? 1 : 0, 1e-15);
    EXPECT_NEAR(b.v, z > 0 ? std::exp(-z) : -z, 1e-13 * std::abs(z));
    EXPECT_NEAR(b.g[0], z > 0 ? 0 : -1, 1e-15);
    EXPECT_TRUE(std::abs(a.h(0, 0)) <= 1e-15);
  }
}

TEST(Problems, TwoLinearLayersHaveASaddleAtZero) {
  const TwoLayerLinear problem({1});
  const std::vector<double> rows = built_in(problem, TwoLayerLinear::rows);
  double xy = 0;
  for (std::size_t i = 0; i < rows.size(); i += 2) xy += rows[i] * rows[i + 1] / TwoLayerLinear::rows;
  const Jet<double, 2> j =
      jet(FiniteSum<TwoLayerLinear>{rows.data(), TwoLayerLinear::rows, problem}, Vec<double, 2>{{0, 0}});
  EXPECT_EQ(j.g[0], 0);
  EXPECT_EQ(j.g[1], 0);
  EXPECT_EQ(j.h(0, 0), 0);
  EXPECT_EQ(j.h(1, 1), 0);
  EXPECT_NEAR(j.h(0, 1), -xy, 1e-14 * xy) << "eigenvalues +-xy";
}

// dh_n/db = sum over layers l of prod over later layers of w s'(z), which is at most (w / 4)^(n - 1 - l) / 4
// each.
TEST(Problems, TheSlopeOfAChainIsAProductThatVanishes) {
  const double row[] = {0.3, 0};
  double before = std::numeric_limits<double>::infinity();
  for (const int depth : {1, 2, 4, 8, 16}) {
    const double w = 0.8, b = -0.1;
    Long h = row[0], first = 0;
    for (int layer = 0; layer < depth; layer++) {
      const Long s = logistic(w * h + b);
      first = layer == 0 ? s * (1 - s) * row[0] : first * w * s * (1 - s);  // of the first layer's own weight
      h = s;
    }
    const Jet<double, 2> j =
        jet(FiniteSum<SigmoidChain>{row, 1, SigmoidChain({double(depth)})}, Vec<double, 2>{{w, b}});
    EXPECT_NEAR(j.v, double(h * h), 1e-15);
    // The first layer's share, as a difference in its input x: dh/dx = first / x * w.
    const double step = 1e-3, moved[] = {row[0] + step, 0, row[0] - step, 0};
    const auto height = [&](const double* r) {
      return std::sqrt(
          value(FiniteSum<SigmoidChain>{r, 1, SigmoidChain({double(depth)})}, Vec<double, 2>{{w, b}}));
    };
    const double share = (height(moved) - height(moved + 2)) / (2 * step) * row[0] / w;
    EXPECT_NEAR(share, double(first), 1e-6 * std::abs(double(first)) + 1e-12);
    EXPECT_LT(std::abs(double(first)), before / 4 + 1e-300);
    EXPECT_LE(std::abs(double(first)), 0.25 * row[0] * std::pow(w / 4, depth - 1));
    before = std::abs(double(first));
  }
}

TEST(Problems, BuiltInDataAreWhatTheyAreSaidToBe) {
  const std::vector<double> plane = built_in(BrightnessPlane{}, 64), neuron = built_in(TanhNeuron{}, 21);
  EXPECT_EQ(plane[3 * 63], 7);
  EXPECT_EQ(plane[3 * 63 + 1], 7);
  EXPECT_DOUBLE_EQ(plane[3 * 63 + 2], 1.0);
  EXPECT_EQ(plane[2], 0.2);
  EXPECT_NEAR(value(FiniteSum<TanhNeuron>{neuron.data(), 21, {}}, Vec<double, 2>{{2, 1.5}}), 0, 1e-30);
  EXPECT_NEAR(value(FiniteSum<TanhNeuron>{neuron.data(), 21, {}}, Vec<double, 2>{{-2, -1.5}}), 0, 1e-30);
  const std::vector<double> classes = built_in(Logistic({0, 2}), 100);
  double mean[2] = {0, 0};
  for (std::size_t i = 0; i < 200; i += 2) mean[std::size_t(classes[i + 1])] += classes[i] / 50;
  EXPECT_NEAR(mean[1], 1, 5 / std::sqrt(50.0));
  EXPECT_NEAR(mean[0], -1, 5 / std::sqrt(50.0));
}

struct Described {
  ProblemInfo info;
  int weights, inputs, rows;
};
TEST(Problems, AreDescribed) {
#define THALWEG_DESCRIBED(P) Described{P::info, P::weights, P::inputs, P::rows},
  const std::vector<Described> all = {THALWEG_FOR_EACH_PROBLEM(THALWEG_DESCRIBED)};
#undef THALWEG_DESCRIBED
  std::set<std::string> names;
  for (const Described& d : all) {
    EXPECT_TRUE(std::regex_match(d.info.name, std::regex("[a-z][a-z0-9]*(_[a-z0-9]+)*"))) << d.info.name;
    EXPECT_TRUE(names.insert(d.info.name).second) << d.info.name;
    for (const char* text : {d.info.title, d.info.formula, d.info.row, d.info.source}) EXPECT_STRNE(text, "");
    EXPECT_TRUE(d.weights >= 1 && d.weights <= 3 && d.inputs >= 1 && d.rows >= 1) << d.info.name;
  }
}

}  // namespace
}  // namespace thalweg::test
