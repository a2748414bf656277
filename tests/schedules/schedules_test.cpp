// SPDX-License-Identifier: MIT
// Schedules against torch.optim.lr_scheduler (make_golden.py) and their own closed forms, and what every
// registered one must do.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "registry/schedules.h"

namespace thalweg::test {
namespace {

using Choices = std::map<std::string, double>;

struct Subject {
  ScheduleInfo info;
  std::function<double(const Choices&, double lr, i64 k, i64 steps)> at;
};

template <class S>
typename S::Hyper hyper_of(const Choices& choices) {
  typename S::Hyper h;
  std::size_t known = 0;
  if constexpr (requires { S::fields; }) {
    for (const auto& field : S::fields) {
      if (const auto found = choices.find(field.name); found != choices.end()) {
        h.*field.member = found->second;
        known++;
      }
    }
  }
  EXPECT_EQ(known, choices.size()) << S::info.name << ": unknown parameter";
  return h;
}

std::vector<Subject> all() {
#define THALWEG_SUBJECT(S) \
  Subject{S::info, [](const Choices& c, double lr, i64 k, i64 n) { return S::at(hyper_of<S>(c), lr, k, n); }},
  return {THALWEG_FOR_EACH_SCHEDULE(THALWEG_SUBJECT)};
#undef THALWEG_SUBJECT
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

TEST(Schedules, AreTorchs) {
  std::ifstream file(std::filesystem::path(__FILE__).parent_path() / "golden.csv");
  std::string line;
  ASSERT_TRUE(std::getline(file, line));
  const std::vector<Subject> subjects = all();
  int compared = 0;
  while (std::getline(file, line)) {
    const std::vector<std::string> cell = split(line, ',');
    ASSERT_EQ(cell.size(), 6u) << line;
    Choices choices;
    for (const std::string& choice : split(cell[1], ';')) {
      const std::size_t equals = choice.find('=');
      choices[choice.substr(0, equals)] = std::stod(choice.substr(equals + 1));
    }
    const auto subject = std::find_if(subjects.begin(), subjects.end(),
                                      [&](const Subject& s) { return s.info.name == cell[0]; });
    ASSERT_NE(subject, subjects.end()) << cell[0];
    const double lr = std::stod(cell[2]), expected = std::stod(cell[5]);
    // A cosine of one rounded angle: a few units of the initial rate.
    EXPECT_NEAR(subject->at(choices, lr, std::stoll(cell[4]), std::stoll(cell[3])), expected,
                8 * 0x1p-53 * lr)
        << line;
    compared++;
  }
  EXPECT_GE(compared, 30);
}

TEST(Schedules, CosineFallsFromTheRateToItsEndAndStaysThere) {
  for (const double end : {0.0, 1e-3}) {
    const Cosine::Hyper h{.T_max = 40, .eta_min = end};
    EXPECT_EQ(Cosine::at(h, 0.1, 0, 100), 0.1);
    EXPECT_NEAR(Cosine::at(h, 0.1, 20, 100), 0.5 * (0.1 + end), 1e-16);
    for (const i64 k : {40, 41, 60, 99, 1'000'000}) EXPECT_EQ(Cosine::at(h, 0.1, k, 100), end) << k;
    for (i64 k = 1; k <= 40; k++) EXPECT_LT(Cosine::at(h, 0.1, k, 100), Cosine::at(h, 0.1, k - 1, 100)) << k;
  }
}

TEST(Schedules, CosineSpansTheRunUnlessToldOtherwise) {
  for (i64 k = 0; k <= 250; k++)
    EXPECT_EQ(Cosine::at({}, 0.3, k, 250), Cosine::at({.T_max = 250}, 0.3, k, 9999)) << k;
  EXPECT_TRUE(std::isfinite(Cosine::at({}, 0.3, 0, 0))) << "a run of no steps";
}

TEST(Schedules, ConstantIsConstant) {
  for (const i64 k : {0, 1, 999}) EXPECT_EQ(Constant::at({}, 0.25, k, 1000), 0.25);
}

// With its defaults every schedule gives rates that a run can use, over the whole run and past its end.
TEST(Schedules, RatesAreFiniteAndNotNegative) {
  for (const Subject& s : all()) {
    for (const i64 steps : {1, 2, 7, 1000}) {
      double largest = 0;
      for (i64 k = 0; k <= steps + 10; k++) {
        const double rate = s.at({}, 0.1, k, steps);
        ASSERT_TRUE(std::isfinite(rate) && rate >= 0) << s.info.name << " k " << k << " of " << steps;
        if (k < steps) largest = std::max(largest, rate);
      }
      EXPECT_GT(largest, 0) << s.info.name << " over " << steps << " steps";
    }
  }
}

TEST(Schedules, AreDescribed) {
  std::set<std::string> names;
  for (const Subject& s : all()) {
    EXPECT_TRUE(std::regex_match(s.info.name, std::regex("[a-z][a-z0-9]*(_[a-z0-9]+)*"))) << s.info.name;
    EXPECT_TRUE(names.insert(s.info.name).second) << s.info.name << " is taken twice";
    EXPECT_STRNE(s.info.title, "") << s.info.name;
    EXPECT_STRNE(s.info.formula, "") << s.info.name;
    EXPECT_STRNE(s.info.source, "") << s.info.name;
  }
}

}  // namespace
}  // namespace thalweg::test
