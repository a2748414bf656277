// SPDX-License-Identifier: MIT
// The methods that are compared, as the commands deal with them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viewer/app/commands.h"

namespace thalweg::viewer {

/// What a rival runs beside this spec.
RunSpec run_of(const Rival& rival, const RunSpec& beside);
/// A spec without what it shares with others.
Rival rival_of(const RunSpec& spec);

/// The choice of a method; landscape and noise are those of all, which method 0 has.
struct Target {
  Slot slot;
  int method = 0;
  Target(Slot s, int m = 0) : slot(s), method(m) {}
};
/// 0 for what is the same for all methods.
int method_of(const Target& target);
/// The method must exist.
const Choice& choice(const SessionState& state, const Target& target);

/// Throws InputError for one that does not exist.
void check_method(const SessionState& state, int method);
/// Throws InputError for too many.
void check_rivals(const std::vector<Rival>& rivals);

/// steady_rate(), or nothing where the optimizer first needs to be told something.  Throws InputError for a
/// landscape that does not exist.
std::optional<double> rate_for(const RunSpec& spec);

/// One name for each method, as short as it can be while no two are the same: "Adam", with the parameters
/// that differ from the defaults, with the learning rate, or with its number.
std::vector<std::string> method_names(const SessionState& state);

/// A well-known optimizer that is not among those compared yet, with the rate that the landscape recommends
/// for it.
Rival next_rival(const SessionState& state);

}  // namespace thalweg::viewer
