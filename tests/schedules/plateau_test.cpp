// SPDX-License-Identifier: MIT
// The schedule that follows the loss, against torch's ReduceLROnPlateau (make_plateau.py).
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "schedules/reduce_on_plateau.h"

namespace thalweg::test {
namespace {

using Plateau = ReduceOnPlateau;

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

Plateau::Hyper hyper_of(const std::string& text) {
  Plateau::Hyper h;
  for (const std::string& choice : split(text, ';')) {
    int known = 0;
    for (const auto& field : Plateau::fields)
      if (choice.substr(0, choice.find('=')) == field.name) {
        h.*field.member = std::stod(choice.substr(choice.find('=') + 1));
        known++;
      }
    EXPECT_EQ(known, 1) << choice;
  }
  return h;
}

// Rates are shares of lr here, whose factors torch multiplies with lr first: a rounding for each of at most
// 31 reductions.
TEST(ReduceOnPlateau, IsTorchs) {
  std::ifstream file(std::filesystem::path(__FILE__).parent_path() / "plateau.csv");
  std::map<std::string, std::vector<double>> losses;
  int compared = 0, changed = 0;
  for (std::string line; std::getline(file, line);) {
    const std::vector<std::string> cell = split(line, ',');
    ASSERT_GE(cell.size(), 3u) << line;
    if (cell[0] == "losses") {
      for (std::size_t i = 2; i < cell.size(); i++) losses[cell[1]].push_back(std::stod(cell[i]));
      continue;
    }
    std::map<std::size_t, double> changes;
    for (std::size_t i = 4; i < cell.size(); i++)
      changes[std::stoul(cell[i])] = std::stod(cell[i].substr(cell[i].find(':') + 1));
    const double lr = std::stod(cell[3]);
    const Plateau::Constants<double> constants = Plateau::constants(hyper_of(cell[2]), lr);
    Plateau::State<double> state;
    double rate = lr;
    const std::vector<double>& seen = losses.at(cell[1]);
    for (std::size_t k = 0; k < seen.size(); k++) {
      if (changes.contains(k)) rate = changes[k];
      Plateau::observe(state, seen[k], constants);
      ASSERT_NEAR(state.scale * lr, rate, 32 * 0x1p-53 * rate) << cell[1] << ' ' << cell[2] << " after " << k;
      compared++;
    }
    changed += int(changes.size());
  }
  EXPECT_EQ(compared, 5 * 10 * 90);
  EXPECT_GT(changed, 300);
}

// At the full rate particles go where the rule sends them, to the bit: p + 1 (q - p) would round.
TEST(ReduceOnPlateau, LeavesTheFullRateAlone) {
  const Vec<double, 3> p{{1e16, 0.1, -3}}, q{{1, 0.3, 1e-30}};
  const Vec<double, 3> full = Plateau::slowed(Plateau::State<double>{}, p, q);
  for (int i = 0; i < 3; i++) EXPECT_EQ(full[i], q[i]);
  Plateau::State<double> tired;
  tired.scale = 0.25;
  const Vec<double, 3> slow = Plateau::slowed(tired, p, q);
  for (int i = 0; i < 3; i++) EXPECT_DOUBLE_EQ(slow[i], 0.75 * p[i] + 0.25 * q[i]);
  tired.scale = 0;
  const Vec<double, 3> still = Plateau::slowed(tired, p, q);
  for (int i = 0; i < 3; i++) EXPECT_EQ(still[i], p[i]);
}

// With lr = 0 shares of it mean nothing, but are numbers.
TEST(ReduceOnPlateau, HasNumbersAtARateOfZero) {
  const Plateau::Constants<double> c = Plateau::constants({.patience = 0}, 0);
  Plateau::State<double> state;
  for (int k = 0; k < 40; k++) {
    Plateau::observe(state, 1.0, c);
    EXPECT_TRUE(state.scale >= 0 && state.scale <= 1);
  }
}

}  // namespace
}  // namespace thalweg::test
