// SPDX-License-Identifier: MIT
// Optimizers under schedules, as the engine puts them together, against PyTorch (make_composed.py): in every
// step the scheduled rate and, where it is cycled, the momentum in place of the rule's `momentum` or `beta1`.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "registry/optimizers.h"
#include "registry/schedules.h"
#include "tests/optimizers/functions.h"
#include "tests/support/descend.h"

namespace thalweg::test {
namespace {

using Choices = std::map<std::string, double>;

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

Choices choices_of(const std::string& text) {
  Choices all;
  for (const std::string& choice : split(text, ';')) {
    const std::size_t equals = choice.find('=');
    all[choice.substr(0, equals)] = std::stod(choice.substr(equals + 1));
  }
  return all;
}

/// The hyper-parameters of optimizer or schedule R; what is chosen must be known.
template <class R>
typename R::Hyper hyper_of(const Choices& choices) {
  typename R::Hyper h;
  std::size_t known = 0;
  for (const auto& field : R::fields)
    if (const auto found = choices.find(field.name); found != choices.end()) {
      h.*field.member = found->second;
      known++;
    }
  EXPECT_EQ(known, choices.size()) << R::info.name;
  return h;
}

struct Case {
  std::string optimizer, hyper, schedule, parameters, function;
  double lr;
  i64 steps;
  auto operator<=>(const Case&) const = default;
};
struct Step {
  double rate;
  Vec<double, 2> p;
};
/// By step, 1 for the first.
using Path = std::map<i64, Step>;

template <class O>
void set_momentum(typename O::Hyper& h, double momentum) {
  int replaced = 0;
  for (const auto& field : O::fields)
    if (std::string_view(field.name) == "momentum" || std::string_view(field.name) == "beta1") {
      h.*field.member = momentum;
      replaced++;
    }
  ASSERT_EQ(replaced, 1) << O::info.name;
}

template <class O, int V, class S, class F>
Path descend_by(const Case& c, const F& f) {
  using Rule = rule_t<O, V>;
  Choices choices = choices_of(c.parameters);
  const double warmup = choices["warmup"];
  choices.erase("warmup");
  const typename S::Hyper schedule = hyper_of<S>(choices);
  typename O::Hyper hyper = hyper_of<O>(choices_of(c.hyper));
  const auto rate_at = [&](double lr, i64 k, i64 n) { return S::at(schedule, lr, k, n); };

  Path path;
  typename Rule::template State<double, 2> state{};
  Vec<double, 2> p = F::start;
  for (i64 t = 1; t <= c.steps; t++) {
    const double rate = warmed_up(rate_at, c.lr, warmup, t - 1, c.steps);
    if constexpr (requires { &S::momentum; })
      if (cycles_momentum<S>(schedule)) {
        const auto momentum_at = [&](i64 k, i64 n) { return S::momentum(schedule, k, n); };
        set_momentum<O>(hyper, warmed_up_momentum(momentum_at, warmup, t - 1, c.steps));
      }
    EXPECT_EQ(variant<O>(hyper), V) << c.optimizer << " in step " << t;
    const auto ask = [&](const Vec<double, 2>& at) { return answer<request<Rule>>(f, at); };
    step<Rule>(ask, state, p, Rule::at(hyper, rate, t), int(t));
    path[t] = {rate, p};
  }
  return path;
}

template <class O, int V, class S>
Path descend_on(const Case& c) {
  if (c.function == Valley::name) return descend_by<O, V, S>(c, Valley{});
  EXPECT_EQ(c.function, FourMinima::name);
  return descend_by<O, V, S>(c, FourMinima{});
}

/// The variant is that of the momentum of the first step, which a schedule may switch on.
template <class O, class S>
Path run(const Case& c) {
  typename O::Hyper h = hyper_of<O>(choices_of(c.hyper));
  if constexpr (requires { &S::momentum; }) {
    Choices choices = choices_of(c.parameters);
    choices.erase("warmup");
    const typename S::Hyper schedule = hyper_of<S>(choices);
    if (cycles_momentum<S>(schedule)) set_momentum<O>(h, S::momentum(schedule, 0, c.steps));
  }
  Path path;
  [&]<int... V>(std::integer_sequence<int, V...>) {
    ((V == variant<O>(h) ? void(path = descend_on<O, V, S>(c)) : void()), ...);
  }
  (std::make_integer_sequence<int, variants<O>>{});
  return path;
}

template <class O>
Path run_under(const Case& c) {
  if (c.schedule == OneCycle::info.name) return run<O, OneCycle>(c);
  if (c.schedule == Cyclic::info.name) return run<O, Cyclic>(c);
  if (c.schedule == Cosine::info.name) return run<O, Cosine>(c);
  EXPECT_EQ(c.schedule, StepDecay::info.name);
  return run<O, StepDecay>(c);
}

Path run(const Case& c) {
  if (c.optimizer == Sgd::info.name) return run_under<Sgd>(c);
  if (c.optimizer == Rmsprop::info.name) return run_under<Rmsprop>(c);
  if (c.optimizer == Adam::info.name) return run_under<Adam>(c);
  EXPECT_EQ(c.optimizer, AdamW::info.name);
  return run_under<AdamW>(c);
}

std::map<Case, Path> golden() {
  std::ifstream file(std::filesystem::path(__FILE__).parent_path() / "composed.csv");
  std::map<Case, Path> all;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const std::vector<std::string> cell = split(line, ',');
    const Case c{cell.at(0),
                 cell.at(1),
                 cell.at(2),
                 cell.at(3),
                 cell.at(4),
                 std::stod(cell.at(5)),
                 std::stoll(cell.at(6))};
    all[c][std::stoll(cell.at(7))] = {std::stod(cell.at(8)),
                                      {{std::stod(cell.at(9)), std::stod(cell.at(10))}}};
  }
  return all;
}

// The script writes only what amplifies a relative rounding of 1e-16 by less than 1e3, in 200 steps of a few
// roundings each.
constexpr double kTolerance = 1e-12;

TEST(Composition, IsTorchs) {
  const std::map<Case, Path> cases = golden();
  ASSERT_EQ(cases.size(), 20u);
  for (const auto& [c, theirs] : cases) {
    const Path ours = run(c);
    const std::string what =
        c.optimizer + ':' + c.hyper + " under " + c.schedule + ':' + c.parameters + " on " + c.function;
    for (const auto& [t, expected] : theirs) {
      EXPECT_NEAR(ours.at(t).rate, expected.rate, kTolerance * c.lr) << what << ", step " << t;
      for (int i = 0; i < 2; i++)
        EXPECT_NEAR(ours.at(t).p[i], expected.p[i], kTolerance * std::max(1.0, std::abs(expected.p[i])))
            << what << ", step " << t;
    }
  }
}

}  // namespace
}  // namespace thalweg::test
