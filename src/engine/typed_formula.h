// SPDX-License-Identifier: MIT
// A typed formula as a landscape.
#pragma once

#include "engine/landscape.h"
#include "formula/parse.h"

namespace thalweg {

/// A formula of `weights` weights; 0: three if it has a z, one if it has a w, else two.  Throws FormulaError.
Formula parse_landscape(const std::string& text, int weights = 0);

/// Its landscape, all but domain and learning rates.  parameters: those of the formula that differ from its
/// text.
Landscape typed_landscape(const std::string& text, const Choice& parameters, int weights);

}  // namespace thalweg
