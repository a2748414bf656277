// SPDX-License-Identifier: MIT
// The schedules that PyTorch has, against it (make_catalogue.py); those that it has not, against their
// formulas.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "registry/schedules.h"

namespace thalweg::test {
namespace {

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

template <class S>
typename S::Hyper hyper_of(const std::string& text) {
  typename S::Hyper h;
  if constexpr (requires { S::fields; })
    for (const std::string& choice : split(text, ';')) {
      const std::vector<std::string> pair = split(choice, '=');
      bool known = false;
      for (const auto& field : S::fields)
        if (pair[0] == field.name) {
          h.*field.member = std::stod(pair[1]);
          known = true;
        }
      EXPECT_TRUE(known) << S::info.name << ' ' << choice;
    }
  return h;
}

/// What a schedule says about step k.
struct Said {
  double rate;
  std::optional<double> momentum;  ///< nothing where the rule's own is left alone
};
using Say = Said (*)(const std::string& parameters, double lr, i64 k, i64 steps);

template <class S>
Said say(const std::string& parameters, double lr, i64 k, i64 steps) {
  const typename S::Hyper h = hyper_of<S>(parameters);
  Said said{S::at(h, lr, k, steps), {}};
  if constexpr (requires { &S::momentum; })
    if (cycles_momentum<S>(h)) said.momentum = S::momentum(h, k, steps);
  return said;
}

const std::map<std::string, Say>& schedules_by_name() {
#define THALWEG_ROW(S) {S::info.name, say<S>},
  static const std::map<std::string, Say> all{THALWEG_FOR_EACH_SCHEDULE(THALWEG_ROW)};
#undef THALWEG_ROW
  return all;
}

double rate(const std::string& name, const std::string& parameters, i64 k, i64 steps) {
  return schedules_by_name().at(name)(parameters, 1, k, steps).rate;
}

TEST(ScheduleCatalogue, IsTorchs) {
  std::ifstream file(std::filesystem::path(__FILE__).parent_path() / "catalogue.csv");
  std::string line;
  std::getline(file, line);
  int compared = 0, cycled = 0;
  for (; std::getline(file, line); compared++) {
    const std::vector<std::string> cell = split(line, ',');
    ASSERT_EQ(cell.size(), 7u) << line;
    ASSERT_TRUE(schedules_by_name().contains(cell[0])) << line;
    const double lr = std::stod(cell[2]);
    const Said said = schedules_by_name().at(cell[0])(cell[1], lr, std::stoll(cell[4]), std::stoll(cell[3]));
    // A cosine of an angle of a few periods, or a recursion of torch's over some dozen steps.
    EXPECT_NEAR(said.rate, std::stod(cell[5]), 256 * 0x1p-53 * lr) << line;
    ASSERT_EQ(said.momentum.has_value(), cell[6] != "-") << line;
    if (said.momentum) {
      EXPECT_NEAR(*said.momentum, std::stod(cell[6]), 256 * 0x1p-53) << line;
      cycled++;
    }
  }
  EXPECT_GT(compared, 1000);
  EXPECT_GT(cycled, 300);
}

TEST(ScheduleCatalogue, StableDecayRisesStaysAndFalls) {
  const std::string p = "warmup_share=0.1;decay_share=0.3;end_factor=0.2";
  EXPECT_DOUBLE_EQ(rate("warmup_stable_decay", p, 0, 100), 0.1);
  EXPECT_DOUBLE_EQ(rate("warmup_stable_decay", p, 4, 100), 0.5);
  for (const i64 k : {9, 10, 40, 70}) EXPECT_EQ(rate("warmup_stable_decay", p, k, 100), 1) << k;
  EXPECT_DOUBLE_EQ(rate("warmup_stable_decay", p, 85, 100), 0.6);
  for (const i64 k : {100, 500}) EXPECT_DOUBLE_EQ(rate("warmup_stable_decay", p, k, 100), 0.2) << k;
}

TEST(ScheduleCatalogue, InverseRootAndInverseTime) {
  EXPECT_EQ(rate("inverse_sqrt", "", 0, 10), 1);
  EXPECT_DOUBLE_EQ(rate("inverse_sqrt", "", 3, 10), 0.5);
  EXPECT_DOUBLE_EQ(rate("inverse_sqrt", "k0=100", 300, 10), 0.5);
  EXPECT_DOUBLE_EQ(rate("inverse_time", "k0=50", 50, 1000), 0.5);
  EXPECT_DOUBLE_EQ(rate("inverse_time", "k0=50;power=2", 50, 1000), 0.25);
  EXPECT_DOUBLE_EQ(rate("inverse_time", "", 100, 1000), 0.5) << "a tenth of the run";
}

// Chen et al. 2022, equation 1: (1 - z) / (1/2 + (1 - z) / 2).
TEST(ScheduleCatalogue, RexIsAboveTheStraightLineUntilTheEnd) {
  for (i64 k = 1; k < 100; k++) {
    const double z = double(k) / 100;
    EXPECT_DOUBLE_EQ(rate("rex", "", k, 100), 2 * (1 - z) / (2 - z));
    EXPECT_GT(rate("rex", "", k, 100), 1 - z);
  }
  EXPECT_EQ(rate("rex", "", 100, 100), 0);
}

// With a warm-up of k0 steps the rate is lr sqrt(k0 / k) afterwards (Vaswani et al. 2017, equation 3).
TEST(WarmUp, RisesToTheScheduleAndDelaysIt) {
  const auto root = [](double lr, i64 k, i64 n) { return InverseSqrt::at({.k0 = 20}, lr, k, n); };
  for (i64 k = 0; k < 20; k++) EXPECT_DOUBLE_EQ(warmed_up(root, 0.1, 20, k, 100), 0.1 * double(k + 1) / 20);
  for (i64 k = 20; k < 100; k++)
    EXPECT_DOUBLE_EQ(warmed_up(root, 0.1, 20, k, 100), 0.1 * std::sqrt(20.0 / double(k)));
  const auto cosine = [](double lr, i64 k, i64 n) { return Cosine::at({}, lr, k, n); };
  EXPECT_EQ(warmed_up(cosine, 0.1, 20, 20, 100), 0.1);
  EXPECT_EQ(warmed_up(cosine, 0.1, 20, 100, 100), 0) << "it ends with the run";
  for (i64 k = 0; k < 100; k++) EXPECT_EQ(warmed_up(cosine, 0.1, 0, k, 100), cosine(0.1, k, 100));
}

TEST(WarmUp, HoldsTheMomentumOfTheFirstStep) {
  const auto cycle = [](i64 k, i64 n) { return OneCycle::momentum({}, k, n); };
  for (i64 k = 0; k <= 20; k++) EXPECT_EQ(warmed_up_momentum(cycle, 20, k, 100), 0.95) << k;
  for (i64 k = 20; k < 100; k++) EXPECT_EQ(warmed_up_momentum(cycle, 20, k, 100), cycle(k - 20, 80)) << k;
  for (i64 k = 0; k < 100; k++) EXPECT_EQ(warmed_up_momentum(cycle, 0, k, 100), cycle(k, 100)) << k;
}

// Whatever the length of the run, and past its end, a momentum between its two ends.
TEST(CycledMomentum, StaysBetweenItsEnds) {
  for (const i64 steps : {0, 1, 2, 7, 1000})
    for (i64 k = 0; k <= steps + 10; k++)
      for (const double mode : {0, 1, 2}) {
        const double one = OneCycle::momentum({.three_phase = mode > 0 ? 1.0 : 0.0}, k, steps),
                     many = Cyclic::momentum({.mode = mode, .gamma = 0.99}, k, steps);
        // One rounding of each of the ends.
        EXPECT_TRUE(one >= 0.85 - 1e-15 && one <= 0.95 + 1e-15) << one << " at " << k << " of " << steps;
        EXPECT_TRUE(many >= 0.8 - 1e-15 && many <= 0.9 + 1e-15) << many << " at " << k << " of " << steps;
      }
}

}  // namespace
}  // namespace thalweg::test
