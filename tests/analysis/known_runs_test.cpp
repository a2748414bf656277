// SPDX-License-Identifier: MIT
// More than a thousand runs whose verdict follows from theory, against what the diagnosis says.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <random>

#include "runs.h"

namespace thalweg::test {
namespace {

using Verdicts = std::vector<Verdict>;
using enum Verdict;

struct Case {
  Descent run;
  Verdicts right;  ///< more than one where theory leaves it open
};

Descent losses_only(Descent run) {
  run.history.positions.clear();
  run.history.gradients.clear();
  run.known = nothing_known();
  run.name += " (losses only)";
  return run;
}

Descent without_landscape(Descent run) {
  run.known = nothing_known();
  run.name += " (no landscape)";
  return run;
}

// The larger root of the heavy ball's recurrence along curvature l: z^2 - (1 + b - lr l) z + b.
double growth(double lr_l, double b) {
  const double trace = 1 + b - lr_l, d = trace * trace - 4 * b;
  return d < 0 ? std::sqrt(b) : 0.5 * (std::abs(trace) + std::sqrt(d));
}

// What must happen along both axes in T steps; empty where it is a matter of taste.
Verdicts theory(double lr, double k, double b, int steps) {
  const double slow = growth(lr, b), fast = growth(lr * k, b), largest = std::max(slow, fast);
  if (std::pow(largest, 2 * steps) > 100) return {diverging, non_finite};
  if (largest >= 1) return {};
  // The heavy ball starts with a transient that grows at most like the number of steps.
  const double left = std::pow(largest, 2 * steps) * (b > 0 ? std::pow(steps, 2) : 1);
  if (left < 1e-6) return {good};
  // Effective time along the steepest axis: hardly begun.
  if (b == 0 && lr * k * steps < 0.1) return {too_small};
  // Both axes alike: exp(-2 a) of the loss is left, and the last quarter gains exp(-1.5 a) of the first one's
  // gain.
  if (b == 0 && k == 1 && lr < 1 && left > 0.15 && left < 0.45) return {improving};
  if (b == 0 && lr * k <= 1.9 && left < 0.3) return {good, improving};
  return {};
}

void add_quadratics(std::vector<Case>& cases) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> angle(0, 6.283), size(0.2, 5);
  for (const double k : {1.0, 3.0, 10.0, 30.0, 100.0})
    for (const double a :
         {1e-5, 1e-4, 5e-4, .01, .02, .1, .3, .5, .8, 1., 1.3, 1.5, 1.7, 1.9, 2.05, 2.2, 3., 5., 50.})
      for (const double b : {0., .5, .9})
        for (const int steps : {40, 100, 400}) {
          const Verdicts right = theory(a / k, k, b, steps);
          if (right.empty()) continue;
          const Descent run = descend_quadratic({.curvatures = {1, k},
                                                 .lr = a / k,
                                                 .momentum = b,
                                                 .angle = angle(random),
                                                 .start = {size(random), size(random)},
                                                 .steps = steps});
          cases.push_back({run, right});
          cases.push_back({without_landscape(run), right});
          cases.push_back(
              {losses_only(run), right == Verdicts{improving} ? Verdicts{good, improving} : right});
        }
  // Exactly at the limit along the steep axis.
  for (const double k : {1.0, 3.0, 10.0, 100.0})
    for (const double size_of_it : {1e-3, 1.0, 1e3}) {
      const Descent run =
          descend_quadratic({.curvatures = {1, k}, .lr = 2 / k, .start = {size_of_it, size_of_it}});
      cases.push_back({run, {oscillating}});
      cases.push_back({without_landscape(run), {oscillating}});
    }
}

// Noise whose stationary loss is at most a hundredth of the loss at the start.
void add_noise(std::vector<Case>& cases) {
  unsigned seed = 1;
  for (const double k : {1.0, 4.0})
    for (const double a : {.1, .3, .8})
      for (const double sigma : {.003, .03, .1})
        for (int i = 0; i < 5; i++) {
          const int steps = int(20 * k / a);  // down to the noise along the flat axis too: e^-20
          const Descent run = descend_quadratic({.curvatures = {1, k},
                                                 .lr = a / k,
                                                 .noise = sigma,
                                                 .start = {2, 2 / std::sqrt(k)},
                                                 .steps = steps,
                                                 .seed = seed++});
          cases.push_back({run, {good}});
          cases.push_back({losses_only(run), {good}});
        }
}

void add_himmelblau(std::vector<Case>& cases) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> edge(-5, 5);
  for (int i = 0; i < 80; i++) {
    const Point start{edge(random), edge(random)};
    // All four minima are global, and 0.01 is below the limit at each of them.
    cases.push_back({follow(spec_of("himmelblau", 0.01, 600), start), {good}});
    cases.push_back({losses_only(cases.back().run), {good}});
    cases.push_back({follow(spec_of("himmelblau", 1e-7, 100), start), {too_small, plateau, saddle}});
    cases.push_back({follow(spec_of("himmelblau", 0.1, 100), start), {diverging, non_finite}});
  }
}

// Gradient descent with a small rate ends in the minimum whose basin the start lies in; which one it reached
// is read off the published coordinates, the verdict from its published value.
void add_local_minima(std::vector<Case>& cases) {
  std::mt19937 random(5);
  for (const auto& [surface, lr] : {std::pair("six_hump_camel", 0.005), std::pair("three_hump_camel", 0.01),
                                    std::pair("styblinski_tang", 0.005)}) {
    const Landscape f = make_landscape({surface});
    std::uniform_real_distribution<double> x(f.domain.x0 / 2, f.domain.x1 / 2),
        y(f.domain.y0 / 2, f.domain.y1 / 2);
    for (int i = 0; i < 40; i++) {
      const Descent run = follow(spec_of(surface, lr, 4000), {x(random), y(random)});
      const Point end = run.history.positions.back();
      const auto reached = std::find_if(f.minima.begin(), f.minima.end(), [&](const KnownMinimum& m) {
        return std::hypot(end.x - m.x, end.y - m.y) < 1e-3;
      });
      if (reached == f.minima.end()) continue;
      const bool global = std::all_of(f.minima.begin(), f.minima.end(), [&](const KnownMinimum& m) {
        return reached->value <= m.value + 1e-6;
      });
      cases.push_back({run, {global ? good : local_minimum}});
      cases.push_back({losses_only(run), {good}});  // nobody can tell from losses
    }
  }
}

void add_saddles(std::vector<Case>& cases) {
  // On the ridge y = 0 the slope across is exactly 0, so the descent stays on it and ends in the saddle.
  for (const double x : {-1.5, -0.7, 0.2, 0.9, 1.3})
    for (const double lr : {.02, .05, .1, .2}) {
      cases.push_back({follow(formula_spec("x^2 - y^2 + y^4", {-2, 2, -2, 2}, lr, 400), {x, 0}), {saddle}});
      cases.push_back({follow(formula_spec("x^2 - y^2 + y^4", {-2, 2, -2, 2}, lr, 400), {x, 0.3}), {good}});
      cases.push_back({follow(formula_spec("3*x^2 + x^4 - cos(y)", {-2, 2, -4, 4}, lr / 2, 400),
                              {x, 3.14159265358979323846}),
                       {saddle}});
    }
}

void add_plateaus(std::vector<Case>& cases) {
  // At radius r the slope is 2 r exp(-r^2): nothing in the corners, 1e-3 and more over most of the domain.
  std::mt19937 random(9);
  std::uniform_real_distribution<double> far(3.3, 4), rate(0.01, 1);
  for (int i = 0; i < 40; i++) {
    const double sx = i % 2 ? 1 : -1, sy = i / 2 % 2 ? 1 : -1;
    const RunSpec spec = formula_spec("1 - exp(-(x^2 + y^2))", {-4, 4, -4, 4}, rate(random), 200);
    cases.push_back({follow(spec, {sx * far(random), sy * far(random)}), {plateau}});
  }
  for (const double lr : {0.01, 1.0, 100.0})
    cases.push_back({follow(formula_spec("0*x + 3", {-1, 1, -1, 1}, lr, 50), {0.2, 0.3}), {plateau}});
}

std::string text_of(const Verdicts& verdicts) {
  std::string text;
  for (const Verdict v : verdicts) text.append(text.empty() ? "" : " or ").append(name(v));
  return text;
}

TEST(KnownRuns, AtLeast97OfAHundredVerdictsAreRight) {
  std::vector<Case> cases;
  add_quadratics(cases);
  add_noise(cases);
  add_himmelblau(cases);
  add_local_minima(cases);
  add_saddles(cases);
  add_plateaus(cases);
  ASSERT_GE(cases.size(), 1000u);

  std::array<int, kVerdicts> seen{};
  std::size_t wrong = 0;
  for (const Case& c : cases) {
    const Diagnosis d = diagnose(c.run.history, c.run.known);
    seen[std::size_t(d.verdict)]++;
    EXPECT_FALSE(d.reason.empty());
    EXPECT_FALSE(d.advice.empty());
    if (std::find(c.right.begin(), c.right.end(), d.verdict) != c.right.end()) continue;
    wrong++;
    std::cout << "wrong: " << name(d.verdict) << " instead of " << text_of(c.right) << ": " << c.run.name
              << ": " << d.reason << '\n';
  }
  std::cout << cases.size() - wrong << " of " << cases.size() << " right\n";
  for (int v = 0; v < kVerdicts; v++) {
    std::cout << "  " << name(Verdict(v)) << ' ' << seen[std::size_t(v)] << '\n';
    EXPECT_GT(seen[std::size_t(v)], 0) << name(Verdict(v)) << " never occurred";
  }
  EXPECT_LE(double(wrong), 0.03 * double(cases.size()));
}

}  // namespace
}  // namespace thalweg::test
