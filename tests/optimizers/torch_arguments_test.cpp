// SPDX-License-Identifier: MIT
// Names and defaults of hyper-parameters against the signatures of torch.optim (golden/torch_arguments.py).
// Wherever they differ it is written down here, with the reason.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "golden_files.h"
#include "registry/optimizers.h"

namespace thalweg::test {
namespace {

using Defaults = std::map<std::string, double>;

template <class O>
Defaults defaults() {
  Defaults all;
  if constexpr (requires { O::fields; }) {
    const typename O::Hyper h;
    for (const auto& field : O::fields) all[field.name] = h.*field.member;
  }
  return all;
}

/// By optimizer: what `list optimizers` shows.
const std::map<std::string, Defaults>& ours() {
#define THALWEG_ROW(O) {O::info.name, defaults<O>()},
  static const std::map<std::string, Defaults> all{THALWEG_FOR_EACH_OPTIMIZER(THALWEG_ROW)};
#undef THALWEG_ROW
  return all;
}

struct Argument {
  std::string optimizer, name;
  auto operator<=>(const Argument&) const = default;
};

/// PyTorch's defaults as text; "none" is None.
std::map<Argument, std::string> torchs() {
  std::map<Argument, std::string> all;
  for (const auto& row : golden_rows("torch_arguments.csv")) all[{row.at(0), row.at(1)}] = row.at(2);
  return all;
}

// One step of ours is one evaluation, so there are no iterations and evaluations within a step to be limited;
// outcome rules, which are the same for every optimizer, say when a particle has arrived.
const std::set<Argument> kNotOurs{{"lbfgs", "max_iter"}, {"lbfgs", "max_eval"}, {"lbfgs", "tolerance_grad"}};
// The choice of a line search is a switch that is off where PyTorch's is on: fixed_step = 0 is
// "strong_wolfe".
const std::map<Argument, std::string> kRenamed{{{"lbfgs", "line_search_fn"}, "fixed_step"}};
// By name of ours. The state of a particle has room for ten pairs, more than a plane can use.
const std::map<Argument, double> kOtherDefault{{{"lbfgs", "history_size"}, 10}, {{"lbfgs", "fixed_step"}, 0}};
// optax adds eps inside the root, and its nadam has no schedule of the momentum.
const std::set<Argument> kAdded{
    {"adagrad", "eps_in_root"}, {"rmsprop", "eps_in_root"}, {"nadam", "constant_mu"}};
// Adafactor's eps1 is None: the spacing of the numbers at 1, for which 0 stands here.
const std::map<Argument, double> kNone{{{"adafactor", "eps1"}, 0}};

/// Our argument for one of PyTorch's.
Argument ours_for(const Argument& theirs) {
  const auto renamed = kRenamed.find(theirs);
  return renamed == kRenamed.end() ? theirs : Argument{theirs.optimizer, renamed->second};
}

TEST(TorchArguments, HaveTheSameNamesAndDefaults) {
  const std::map<Argument, std::string> all = torchs();
  ASSERT_GT(all.size(), 50u);
  for (const auto& [argument, text] : all) {
    const std::string what = argument.optimizer + ' ' + argument.name;
    ASSERT_TRUE(ours().contains(argument.optimizer)) << what;
    const Defaults& mine = ours().at(argument.optimizer);
    const Argument our = ours_for(argument);
    if (kNotOurs.contains(argument)) {
      EXPECT_FALSE(mine.contains(argument.name)) << what << " exists: take it from the exceptions";
      continue;
    }
    ASSERT_TRUE(mine.contains(our.name)) << what;
    if (const auto other = kOtherDefault.find(our); other != kOtherDefault.end())
      EXPECT_EQ(mine.at(our.name), other->second) << what;
    else if (text == "none")
      EXPECT_EQ(mine.at(our.name), kNone.at(our)) << what;
    else
      EXPECT_EQ(mine.at(our.name), std::stod(text)) << what;
  }
}

TEST(TorchArguments, AreAllThatTheseOptimizersHave) {
  std::set<Argument> known = kAdded;
  std::set<std::string> optimizers;
  for (const auto& [argument, text] : torchs()) {
    known.insert(ours_for(argument));
    optimizers.insert(argument.optimizer);
  }
  for (const std::string& optimizer : optimizers)
    for (const auto& [name, initial] : ours().at(optimizer))
      EXPECT_TRUE(known.contains({optimizer, name})) << optimizer << ' ' << name;
}

// Each of them is changed in some trajectory that is compared for as long as paths can be.
TEST(TorchArguments, AreVariedInAGoldenTrajectory) {
  std::set<Argument> varied;
  for (const char* file : {"torch_rules.csv", "first_order.csv"})
    for (const auto& row : golden_rows(file))
      for (const std::string& choice : split(row.at(1), ';'))
        varied.insert({row.at(0), split(choice, '=')[0]});
  for (const auto& [argument, text] : torchs()) {
    const Argument our = ours_for(argument);
    EXPECT_TRUE(kNotOurs.contains(argument) || varied.contains(our)) << our.optimizer << ' ' << our.name;
  }
  for (const Argument& added : kAdded)
    EXPECT_TRUE(varied.contains(added)) << added.optimizer << ' ' << added.name;
}

// Two hundred steps of every optimizer that PyTorch has, on two surfaces or more, with its defaults and with
// options. A line search arrives earlier.
TEST(TorchArguments, AreComparedOverTwoHundredSteps) {
  std::map<std::string, std::set<std::string>> functions;  // by optimizer and hyper-parameters
  std::map<std::string, std::set<std::string>> hypers;     // by optimizer
  std::set<std::string> optimizers;
  for (const auto& [argument, text] : torchs()) optimizers.insert(argument.optimizer);
  for (const char* file : {"torch_rules.csv", "first_order.csv"})
    for (const auto& row : golden_rows(file)) {
      hypers[row.at(0)].insert(row.at(1));
      if (row.at(4) == "200") functions[row.at(0) + ':' + row.at(1)].insert(row.at(2));
    }
  for (const std::string& optimizer : optimizers) {
    EXPECT_GE(hypers[optimizer].size(), 2u) << optimizer;
    for (const std::string& hyper : hypers[optimizer]) {
      if (optimizer == "lbfgs" && hyper.find("fixed_step") == std::string::npos) continue;
      const std::set<std::string>& seen = functions[optimizer + ':' + hyper];
      EXPECT_TRUE(seen.contains("himmelblau")) << optimizer << ':' << hyper;
      EXPECT_TRUE(seen.contains("rosenbrock") || seen.contains("valley_end")) << optimizer << ':' << hyper;
    }
  }
}

}  // namespace
}  // namespace thalweg::test
