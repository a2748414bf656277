// SPDX-License-Identifier: MIT
#include "viewer/app/methods.h"

#include <algorithm>
#include <string>

#include "core/error.h"
#include "engine/plan.h"
#include "viewer/app/describe.h"
#include "viewer/scene/ticks.h"

namespace thalweg::viewer {
namespace {

constexpr int kNameLevels = 4;

/// A name that says more with every level.
std::string name_at(const RunSpec& spec, int method, int level) {
  const std::string title = find_optimizer(spec.optimizer.name).info.title;
  if (level == 0) return title;
  std::string text = describe(title, spec.optimizer);
  if (level == 1) return text;
  text += spec.lr ? ", lr " + tick_label(*spec.lr) : ", recommended lr";
  if (level == 2) return text;
  return text + " (" + std::to_string(method + 1) + ")";
}

}  // namespace

RunSpec run_of(const Rival& rival, const RunSpec& beside) {
  RunSpec spec = beside;
  spec.optimizer = rival.optimizer;
  spec.lr = rival.lr;
  spec.rates = rival.rates;
  spec.schedule = rival.schedule;
  spec.then = rival.then;
  return spec;
}

Rival rival_of(const RunSpec& spec) {
  return {spec.optimizer, spec.lr, spec.schedule, spec.then, spec.rates};
}

int method_of(const Target& target) {
  return target.slot == Slot::kOptimizer || target.slot == Slot::kSchedule ? target.method : 0;
}

const Choice& choice(const SessionState& state, const Target& target) {
  if (method_of(target) == 0) return choice(state.spec, target.slot);
  const Rival& rival = state.rivals[std::size_t(target.method - 1)];
  return target.slot == Slot::kOptimizer ? rival.optimizer : rival.schedule;
}

void check_method(const SessionState& state, int method) {
  const std::size_t methods = state.rivals.size() + 1;
  if (method < 0 || std::size_t(method) >= methods)
    throw InputError("method " + std::to_string(method + 1) + " does not exist: " +
                     (methods == 1 ? "there is one" : "there are " + std::to_string(methods)));
}

void check_rivals(const std::vector<Rival>& rivals) {
  if (rivals.size() >= std::size_t(kMostMethods))
    throw InputError("at most " + std::to_string(kMostMethods) + " methods can be compared");
}

std::optional<double> rate_for(const RunSpec& spec) {
  make_landscape(spec);  // whose errors are to be seen
  try {
    return steady_rate(spec);
  } catch (const InputError&) {
    return {};
  }
}

std::vector<std::string> method_names(const SessionState& state) {
  const int methods = int(state.rivals.size()) + 1;
  std::vector<std::string> names;
  for (int m = 0; m < methods; m++) {
    const RunSpec spec = method_spec(state, m);
    int level = 0;
    const auto taken = [&] {
      for (int other = 0; other < methods; other++)
        if (other != m && name_at(method_spec(state, other), other, level) == name_at(spec, m, level))
          return true;
      return false;
    };
    while (level + 1 < kNameLevels && taken()) level++;
    names.push_back(name_at(spec, m, level));
  }
  return names;
}

Rival next_rival(const SessionState& state) {
  const Choice known[] = {
      {"adam"}, {"sgd", {{"momentum", 0.9}}}, {"rmsprop"}, {"lion"}, {"adagrad"}, {"lbfgs"}, {"nadam"}};
  const auto used = [&](const std::string& name) {
    return state.spec.optimizer.name == name ||
           std::any_of(state.rivals.begin(), state.rivals.end(),
                       [&](const Rival& rival) { return rival.optimizer.name == name; });
  };
  for (const Choice& candidate : known) {
    if (used(candidate.name)) continue;
    Rival rival{.optimizer = candidate};
    rival.lr = rate_for(run_of(rival, state.spec));
    return rival;
  }
  return {};  // there are more names than methods
}

}  // namespace thalweg::viewer
