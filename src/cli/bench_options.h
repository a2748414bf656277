// SPDX-License-Identifier: MIT
// The options that describe a study, and how they become one: a file or a preset, overridden by the options.
#pragma once

#include <map>
#include <string>

#include "cli/usage.h"
#include "study/runner.h"

namespace thalweg::cli {

/// What was typed, by the option's name.
struct StudyOptions {
  std::string file, preset;
  std::map<std::string, std::string> given;
};

void add_study_options(Usage& command, StudyOptions& options);
/// --device and --threads alone.
void add_machine_options(Usage& command, StudyOptions& options);

/// Whether anything of a study was given, and not only where it runs.
bool describes_study(const StudyOptions& options);

/// Throws InputError that names the option or the file.
study::StudySpec make_study(const StudyOptions& options);

/// A run spec with the device and the threads that were asked for, and the study's mode.
RunSpec machine_of(const StudyOptions& options, const study::StudySpec& spec);

/// "2/4": the second of four shards, counted from 1.
study::Shard parse_shard(const std::string& text);

}  // namespace thalweg::cli
