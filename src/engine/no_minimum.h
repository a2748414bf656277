// SPDX-License-Identifier: MIT
// What BasinLookup (engine/result.h) says of an end that is at no minimum: below -1, how it ended.
#pragma once

#include "engine/outcome.h"

namespace thalweg {

constexpr int no_minimum(Outcome outcome) { return -2 - int(outcome); }
/// Of a number that no_minimum() gave.
constexpr Outcome outcome_without_minimum(int number) { return Outcome(-2 - number); }

}  // namespace thalweg
