// SPDX-License-Identifier: MIT
// Text inside HTML and SVG.
#pragma once

#include <string>
#include <string_view>

namespace thalweg {

/// The text with <, >, & and " as entities: for elements and for attributes in double quotes.
std::string markup_text(std::string_view text);

}  // namespace thalweg
