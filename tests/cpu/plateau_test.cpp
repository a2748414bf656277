// SPDX-License-Identifier: MIT
// Whole runs under reduce_on_plateau against PyTorch (make_plateau_runs.py).
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "machine.h"

namespace thalweg::test {
namespace {

struct Position {
  i64 step;
  double x, y;
};

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

Choice choice_of(const std::string& name, const std::string& parameters) {
  Choice choice{name};
  for (const std::string& p : split(parameters, ';'))
    choice.parameters.emplace_back(p.substr(0, p.find('=')), std::stod(p.substr(p.find('=') + 1)));
  return choice;
}

/// By the first five cells: optimizer, hyper-parameters, those of the schedule, surface, rate.
std::map<std::vector<std::string>, std::vector<Position>> golden() {
  std::ifstream file(std::filesystem::path(__FILE__).parent_path() / "plateau_runs.csv");
  std::map<std::vector<std::string>, std::vector<Position>> all;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const std::vector<std::string> cell = split(line, ',');
    all[{cell.begin(), cell.begin() + 5}].push_back(
        {std::stoll(cell.at(5)), std::stod(cell.at(7)), std::stod(cell.at(8))});
  }
  return all;
}

// The script writes only what amplifies a relative rounding of 1e-16 by less than 1e3, in 120 steps of a few
// roundings each.  Seventeen particles at one place: a whole vector and one more, all the same.
TEST(CpuPlateaus, AreTorchs) {
  const auto cases = golden();
  ASSERT_EQ(cases.size(), 12u);
  for (const auto& [key, path] : cases) {
    RunSpec spec;
    spec.optimizer = choice_of(key[0], key[1]);
    spec.schedule = choice_of("reduce_on_plateau", key[2]);
    spec.surface = {key[3]};
    spec.lr = std::stod(key[4]);
    spec.start =
        key[3] == "rosenbrock" ? Start{StartKind::point, -1.5, 2.0} : Start{StartKind::point, -1.0, 1.5};
    spec.precision = Precision::float64;
    spec.math = MathMode::exact;
    spec.particles = 17;
    spec.steps = path.back().step;
    const std::unique_ptr<Ensemble> ensemble = backend_with("", 1)->start(make_plan(spec));
    for (const Position& expected : path) {
      ensemble->advance(expected.step - ensemble->step());
      std::vector<End> ends(17);
      ensemble->ends(0, ends);
      const std::string what = key[0] + ' ' + key[1] + ' ' + key[2] + " on " + key[3];
      for (const End& end : ends) {
        EXPECT_NEAR(end.x, expected.x, 1e-12 * std::max(1.0, std::abs(expected.x)))
            << what << ' ' << expected.step;
        EXPECT_NEAR(end.y, expected.y, 1e-12 * std::max(1.0, std::abs(expected.y)))
            << what << ' ' << expected.step;
      }
    }
  }
}

}  // namespace
}  // namespace thalweg::test
