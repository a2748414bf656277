// SPDX-License-Identifier: MIT
// Gradients and Hessians of random formulas against differences in quadruple precision, with tolerances that
// running error analysis gives for every formula and point; and enclosures over intervals.
#include <gtest/gtest.h>

#include <random>

#include "formula/interpret.h"
#include "formula/parse.h"
#include "number_types.h"
#include "random_formula.h"

namespace thalweg {
namespace {

using test::Quad;
using Bounded = test::Tracked<53>;

struct Sample {
  std::string text;
  std::vector<std::byte> program;
};

std::vector<Sample> random_samples(unsigned count) {
  std::vector<Sample> samples;
  for (unsigned seed = 10'000; samples.size() < count; seed++) {
    const std::string text = test::RandomFormula(seed).text();
    try {
      const Formula formula = parse_formula(text);
      samples.push_back({text, compile(formula, initial_values(formula))});
    } catch (const FormulaError&) {  // a constant that is not finite
    }
  }
  return samples;
}

template <class F>
void each_point(F f) {
  std::mt19937_64 random(5);
  std::uniform_real_distribution<double> uniform(-2, 2);
  for (int i = 0; i < 8; i++) {
    const double x = uniform(random);
    f(x, uniform(random));
  }
}

class Tally {
 public:
  /// Judges where the difference is sharp, the bound says something and belongs to the number (roots of
  /// negative numbers are NaN here and 0 there), and steps are not finer than what a difference can see.
  void compare(double computed, const Bounded& bounded, const test::Difference& truth,
               const std::string& text) {
    const double scale = 1e-6 * (1 + truth.magnitude());
    if (!(truth.uncertainty <= scale) || !(bounded.e <= scale) || !(truth.magnitude() <= 1e6)) return;
    if (!(std::abs(bounded.v - computed) <= 2 * bounded.e)) return;
    judged_++;
    EXPECT_LE(truth.error_of(computed), bounded.e + truth.uncertainty)
        << text << ": " << computed << " for " << double(truth.value);
  }
  int judged() const { return judged_; }

 private:
  int judged_ = 0;
};

TEST(FormulaDerivatives, AgreeWithDifferences) {
  Tally gradients, hessians;
  for (const Sample& s : random_samples(300)) {
    const Program& program = program_of(s.program.data());
    const auto exact = [&](std::array<Quad, 2> p) { return execute(program, p.data()); };
    each_point([&](double x, double y) {
      const Jet<double, 2> j = evaluate_jet(s.program.data(), Vec<double, 2>{{x, y}});
      const Jet<Bounded, 2> b = evaluate_jet(s.program.data(), Vec<Bounded, 2>{{x, y}});
      Vec<double, 2> g;
      const Vec<double, 2> p{{x, y}};
      interpret_gradients(s.program.data(), &p, &g, 1);
      for (int i = 0; i < 2; i++) {
        const test::Difference d = test::partial_difference(exact, std::array{x, y}, std::size_t(i));
        gradients.compare(j.g[i], b.g[i], d, s.text);
        // The gradient by duals rounds a few times less or more often than the jet's: twice the bound covers
        // both.
        gradients.compare(g[i], Bounded(b.g[i].v, 2 * b.g[i].e), d, s.text);
        for (int k = i; k < 2; k++)
          hessians.compare(j.h(i, k), b.h(i, k),
                           test::second_difference(exact, std::array{x, y}, std::size_t(i), std::size_t(k)),
                           s.text);
      }
    });
  }
  EXPECT_GT(gradients.judged(), 2000);
  EXPECT_GT(hessians.judged(), 1500);
}

// A formula over a box encloses its values, and where it is smooth its gradient.
TEST(FormulaDerivatives, IntervalsEncloseThem) {
  int finite = 0;
  for (const Sample& s : random_samples(300)) {
    each_point([&](double x, double y) {
      const double h = 1e-3;
      const Jet<Interval, 2> box =
          evaluate_jet(s.program.data(), Vec<Interval, 2>{{Interval(x, x + h), Interval(y, y + h)}});
      for (const double t : {0.0, 0.37, 1.0}) {
        const Vec<double, 2> p{{x + t * h, y + (1 - t) * h}};
        const Jet<double, 2> j = evaluate_jet(s.program.data(), p);
        const Jet<Bounded, 2> b = evaluate_jet(s.program.data(), Vec<Bounded, 2>{{p[0], p[1]}});
        // The number itself lies within its error of the truth, which lies in the interval.
        if (std::isfinite(b.v.e) && std::abs(b.v.v - j.v) <= b.v.e) {
          EXPECT_TRUE(box.v.lo <= j.v + b.v.e && j.v - b.v.e <= box.v.hi) << s.text;
          finite += std::isfinite(box.v.lo);
        }
        for (int k = 0; k < 2; k++)
          if (std::isfinite(b.g[k].e) && std::abs(b.g[k].v - j.g[k]) <= b.g[k].e &&
              std::isfinite(box.g[k].lo) && std::isfinite(box.g[k].hi)) {
            EXPECT_TRUE(box.g[k].lo <= j.g[k] + b.g[k].e && j.g[k] - b.g[k].e <= box.g[k].hi) << s.text;
          }
      }
    });
  }
  EXPECT_GT(finite, 1000);
}

}  // namespace
}  // namespace thalweg
