// SPDX-License-Identifier: MIT
// The words that files and the command line have for what a session holds.  layer_names(), check_layers(),
// layer_named() and name(Coloring) are declared beside what they are about.
#pragma once

#include <span>
#include <string>

#include "viewer/app/session.h"

namespace thalweg::viewer {

struct OptionName {
  Option option;
  const char* name;
  bool layer;  // --show and --hide know it
};
/// Of the options that sessions keep; the rest concerns the window alone.
std::span<const OptionName> option_names();
/// "" for one that has none.
const char* name(Option option);
/// Throws InputError for an unknown name.
Option option_named(const std::string& name);

/// Throws InputError for an unknown name.
Coloring coloring_named(const std::string& name);

/// "linear", "log", "power".
const char* name(HeightScale scale);
/// Throws InputError for an unknown name.
HeightScale scale_named(const std::string& name);

}  // namespace thalweg::viewer
