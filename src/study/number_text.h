// SPDX-License-Identifier: MIT
// Numbers as people read them in a study's report: three digits that mean something, with their interval.
// UTF-8; infinity is a sign, NaN a dash.
#pragma once

#include <string>
#include <string_view>

#include "engine/result.h"
#include "study/statistics.h"

namespace thalweg::study {

/// "0.0123", "12 300", "4.5×10⁻⁹".
std::string number_text(double value);
/// "12.3 %" of 0.123.
std::string percent_text(double share);
/// "[11, 14]"; "> 11" where nothing bounds it from above.
std::string interval_text(double low, double high);
std::string interval_text(const Proportion& shares);
/// "12.3 [11, 14]".
std::string estimate_text(const Estimate& estimate);
/// "0.012", "< 0.001".
std::string p_text(double p);
/// At most `most` characters, the rest an ellipsis.
std::string shortened(std::string_view text, std::size_t most);
/// Characters of UTF-8 text.
std::size_t characters(std::string_view text);

}  // namespace thalweg::study
