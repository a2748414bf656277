// SPDX-License-Identifier: MIT
// Every rule against an implementation that shares nothing with it: PyTorch where it has the rule,
// transcriptions of papers and reference code elsewhere (tests/optimizers/golden/*.py, which write the CSV
// files read here).
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "functions.h"
#include "golden_files.h"
#include "registry/optimizers.h"
#include "tests/support/descend.h"

namespace thalweg::test {

namespace {

/// What identifies a trajectory.
struct Case {
  std::string optimizer, hyper, function;
  double lr;
  auto operator<=>(const Case&) const = default;
};

using Position = std::vector<double>;
/// Positions by step.
using Trajectory = std::map<int, Position>;

std::map<Case, Trajectory> read(const std::string& name) {
  std::map<Case, Trajectory> all;
  for (const auto& cell : golden_rows(name)) {
    Position p;
    for (std::size_t i = 5; i < cell.size(); i++)
      if (!cell[i].empty()) p.push_back(std::stod(cell[i]));
    all[{cell[0], cell[1], cell[2], std::stod(cell[3])}][std::stoi(cell[4])] = p;
  }
  return all;
}

template <class O>
typename O::Hyper hyper_of(const std::string& text) {
  typename O::Hyper h;
  for (const std::string& choice : split(text, ';')) {
    const std::vector<std::string> pair = split(choice, '=');
    bool found = false;
    if constexpr (requires { O::fields; })
      for (const auto& field : O::fields)
        if (pair[0] == field.name) {
          h.*field.member = std::stod(pair[1]);
          found = true;
        }
    EXPECT_TRUE(found) << pair[0];
  }
  return h;
}

template <class O, int V, class F>
Trajectory descend_on(const Case& c, int steps) {
  Trajectory all;
  descend<O, V>(F{}, hyper_of<O>(c.hyper), c.lr, F::start, steps,
                [&](int t, const auto& p) { all[t] = Position(std::begin(p.x), std::end(p.x)); });
  return all;
}

template <class O, int V>
Trajectory descend_variant(const Case& c, int steps) {
  if (c.function == Valley::name) return descend_on<O, V, Valley>(c, steps);
  if (c.function == ValleyEnd::name) return descend_on<O, V, ValleyEnd>(c, steps);
  if (c.function == FourMinima::name) return descend_on<O, V, FourMinima>(c, steps);
  if (c.function == Quartic::name) return descend_on<O, V, Quartic>(c, steps);
  EXPECT_EQ(c.function, Chain::name);
  return descend_on<O, V, Chain>(c, steps);
}

template <class O>
Trajectory descend_by(const Case& c, int steps) {
  const int chosen = variant<O>(hyper_of<O>(c.hyper));
  Trajectory all;
  [&]<int... V>(std::integer_sequence<int, V...>) {
    ((V == chosen ? void(all = descend_variant<O, V>(c, steps)) : void()), ...);
  }
  (std::make_integer_sequence<int, variants<O>>{});
  return all;
}

const std::map<std::string, std::function<Trajectory(const Case&, int)>>& optimizers_by_name() {
#define ROW(Type) {Type::info.name, descend_by<Type>},
  static const std::map<std::string, std::function<Trajectory(const Case&, int)>> all{
      THALWEG_FOR_EACH_OPTIMIZER(ROW)};
#undef ROW
  return all;
}

// The rounding of one step, 1e-16, grows along a trajectory by the products of the curvatures that it passes:
// the scripts write only what grows by less than 1e3.
constexpr double kTolerance = 1e-12;
// Searches compare values, whose rounding hides a distance of about its root from a minimum.
constexpr double kSearchTolerance = 3e-8;

struct File {
  const char* name;
  double tolerance;
};
constexpr File kFiles[] = {{"torch_rules.csv", kTolerance},
                           {"first_order.csv", kTolerance},
                           {"second_order.csv", kTolerance},
                           {"searches.csv", kSearchTolerance}};

void expect_same(const Case& c, const Trajectory& golden, double tolerance) {
  const auto found = optimizers_by_name().find(c.optimizer);
  ASSERT_NE(found, optimizers_by_name().end()) << c.optimizer;
  const Trajectory ours = found->second(c, golden.rbegin()->first);
  for (const auto& [t, p] : golden)
    for (std::size_t i = 0; i < p.size(); i++) {
      const double error = std::abs(ours.at(t)[i] - p[i]);
      EXPECT_TRUE(error <= tolerance * std::max(1.0, std::abs(p[i])))
          << c.optimizer << ':' << c.hyper << " on " << c.function << ", step " << t << ", coordinate " << i
          << ": " << ours.at(t)[i] << " instead of " << p[i] << ", off by " << error;
    }
}

class Golden : public testing::TestWithParam<File> {};

TEST_P(Golden, TrajectoriesAgree) {
  const auto cases = read(GetParam().name);
  ASSERT_FALSE(cases.empty());
  for (const auto& [c, golden] : cases) expect_same(c, golden, GetParam().tolerance);
}

INSTANTIATE_TEST_SUITE_P(Files, Golden, testing::ValuesIn(kFiles));

TEST(Golden, HoldsOptimizersInOneTwoAndThreeDimensions) {
  std::map<std::string, std::set<std::size_t>> dimensions;
  for (const File& file : kFiles)
    for (const auto& [c, golden] : read(file.name))
      dimensions[c.optimizer].insert(golden.begin()->second.size());
  for (const auto& [name, all] : dimensions) EXPECT_EQ(all, (std::set<std::size_t>{1, 2, 3})) << name;
  // A rule without a trajectory is held to the contract and the relations alone: no reason to keep it so.
  for (const auto& [name, run] : optimizers_by_name())
    if (!dimensions.contains(name)) std::cout << name << " has no trajectory to compare with\n";
}

}  // namespace

}  // namespace thalweg::test
