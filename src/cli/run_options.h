// SPDX-License-Identifier: MIT
// The options that describe a run, the same for every command that runs one, and how they become a run spec:
// the command's defaults, overridden by a saved spec, overridden by the options.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "cli/usage.h"
#include "engine/run_spec.h"

namespace thalweg::cli {

/// What was typed, by the option's name; empty file names were not given.
struct RunOptions {
  std::map<std::string, std::string> given;
  std::string spec_file, save_file, formula_file;
};

/// Which options a command has: one particle needs no --particles, and a grid has no --start either.
enum class Descent { ensemble, one_particle, grid };

/// Adds them in groups, with the defaults of `defaults` in the help text and the registry's names below it.
void add_run_options(Usage& command, RunOptions& options, Descent descent, const RunSpec& defaults = {});

/// The run that they describe.  Throws InputError that names the option or the file.  Checks that --save-spec
/// and --save-formula can be written.
RunSpec make_spec(const RunOptions& options, const RunSpec& defaults = {});

/// Writes --save-spec and --save-formula if they were given.
void save_spec(const RunOptions& options, const RunSpec& spec);

/// The options that say which landscape, alone.
void add_landscape_options(Usage& command, RunOptions& options);

/// For below the options: the examples and the registry's names, one wrapped paragraph per kind.
std::function<std::string()> with_names(const char* examples);

/// "WIDTHxHEIGHT", each in [16, largest].
struct Size {
  int width, height;
};
Size parse_size(const std::string& text, int largest = 16384);

/// "AZ,EL,ZOOM" or any other list of `count` numbers.
std::vector<double> parse_numbers(const std::string& text, std::size_t count);

}  // namespace thalweg::cli
