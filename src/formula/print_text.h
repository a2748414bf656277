// SPDX-License-Identifier: MIT
// A formula as canonical text: parsing it again gives the same nodes.
#pragma once

#include "formula/expression.h"

namespace thalweg {

/// "a = 1 : 0..10; let t1 = x^2 + y; t1^2 + a*t1": parameters, shared subexpressions, the formula.
std::string print_text(const Formula& formula);

/// The shortest decimal form that reads back as the same double.
std::string shortest(double value);

}  // namespace thalweg
