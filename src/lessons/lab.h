// SPDX-License-Identifier: MIT
// What lessons run: single particles followed step by step, in double and with reproducible bits.
#pragma once

#include <string>
#include <vector>

#include "lessons/lesson.h"

namespace thalweg::lessons {

/// After so many steps: where the particle is, and the exact loss and slopes there.
struct Stand {
  Point at;
  double loss;
  Vec<double, 3> gradient;
};

/// A run of one particle from `start` with plain gradient descent; change what should be different.
RunSpec one_particle(const std::string& surface, Point start, double lr, i64 steps);
/// The same over a typed formula or a problem.
RunSpec one_particle_on_formula(const std::string& formula, Point start, double lr, i64 steps);
RunSpec one_particle_on_problem(const std::string& problem, Point start, double lr, i64 steps);

/// Particle 0 after 0, 1, ..., spec.steps steps.
std::vector<Stand> follow(const RunSpec& spec, Lab& lab);
/// After the last step.
Stand end_of(const RunSpec& spec, Lab& lab);
/// The smallest n for which |at - target| of the first weight is below `within` from n on, -1 if never in the
/// run.
i64 steps_until(const std::vector<Stand>& walk, double target, double within);

/// Value, gradient and Hessian of the spec's landscape at a point.
Jet<double, 3> at(const RunSpec& spec, Point p);

/// Eigenvalues of the Hessian in two weights, the smaller one first, and the directions that belong to them.
struct Bends {
  double low, high;
  Vec<double, 2> low_way, high_way;
};
Bends bends_at(const Landscape& f, Point p);

/// Controls.
Control slider(std::string name, std::string label, double initial, Range range, std::string meaning);
Control choice(std::string name, std::string label, std::vector<std::string> options, std::string meaning,
               int initial = 0);

/// "−16", "0.25": with as many decimals; "1.16" of 1.16 with 4 significant digits at most.
std::string shown(double value);
std::string shown(double value, int decimals);

}  // namespace thalweg::lessons
