// SPDX-License-Identifier: MIT
// A step as it is read: line by line, each a symbol, its numbers and a sentence about them.
#pragma once

#include "engine/explain.h"

namespace thalweg {

/// What a line is about; the ones that point somewhere have arrows in a picture.
enum class AccountSubject { plain, gradient, memory, step, setting };

struct AccountLine {
  std::string heading;  ///< not empty: a part of the account begins here, and there is nothing else
  std::string symbol, meaning;
  std::vector<double> before;  ///< empty where there is one state only
  std::vector<double> numbers;
  TermShape shape = TermShape::number;
  AccountSubject subject = AccountSubject::plain;
};

/// In the order in which the step happens: where the particle is, what each stage asks and what it changes in
/// the memory, the constants of the step, and the move.
std::vector<AccountLine> lines_of(const Plan& plan, const StepAccount& account);

/// The term that the step follows where it is not the gradient alone: the first vector of the state that says
/// where to go (a mean or sum of gradients), or nullptr.
const StepTerm* momentum_of(const StepAccount& account);

/// What was chosen for the rule in step 0, 1, ..., by the registry's names; parameters that are off are left
/// out.
std::vector<AccountLine> settings_of(const Plan& plan, i64 step);

}  // namespace thalweg
