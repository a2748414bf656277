// SPDX-License-Identifier: MIT
// How a command is used, as plain data: cli/command_line.cpp gives it to the library that reads command
// lines, whose headers nobody else includes, since they take seconds to compile.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace thalweg::cli {

/// Where the value of an option goes: a flag, a text, a number, several texts, a text that may be left out
/// (then it is empty), or whoever is told it.
using Target = std::variant<bool*, std::string*, double*, std::vector<std::string>*,
                            std::optional<std::string>*, std::function<void(const std::string&)>>;

struct Option {
  std::string names;  ///< "-o,--output"; without dashes an argument, known by its place
  Target to;
  std::string value;  ///< as the help calls it: "FILE.png"; empty for flags
  std::string meaning;
  std::string group = "Options";  ///< its heading in the help
  std::string needs = {};         ///< the option, added before, that it makes no sense without
  bool required = false;
  bool list = false;  ///< of texts with commas between them
};

struct Usage;

/// What runs when the command was chosen: returns the exit code, throws Error or InputError.
using Action = std::function<int()>;

struct Command {
  const char* name;
  const char* summary;
  /// What the options were set to lives as long as the action.
  Action (*declare)(Usage& command);
};

struct Usage {
  std::vector<Option> options = {};
  std::vector<Command> parts = {};           ///< commands of its own
  std::function<std::string()> footer = {};  ///< below the options in the help
  bool takes_anything = false;               ///< unknown options are no mistake

  void add(Option option);
};

}  // namespace thalweg::cli
