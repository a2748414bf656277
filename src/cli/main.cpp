// SPDX-License-Identifier: MIT
// The program: finds the command, runs it, and turns what went wrong into one line and an exit code.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <map>
#include <new>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "core/error.h"
#include "version.h"

namespace thalweg::cli {

namespace {

constexpr const char* kFooter =
    "`thalweg COMMAND --help` has the options and examples of a command.\n"
    "Exit codes: 0 success, 1 the work failed, 2 bad usage or bad input, 130 stopped by Ctrl-C.\n";

// The long names of a command's options, for the nearest match.
std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

// What was left over when all known options were taken.
[[noreturn]] void refuse_extras(const CLI::App& program) {
  const std::vector<CLI::App*> chosen = program.get_subcommands();
  const CLI::App* command = &program;
  while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
  const std::vector<std::string> rest = program.remaining(true);
  const std::string first = rest.empty() ? "" : rest.front();
  if (first.starts_with("-"))
    unknown_name("option", first.substr(0, first.find('=')), option_names(*command));
  if (!chosen.empty()) throw InputError(command->get_name() + ": unexpected '" + first + "'");
  std::vector<std::string> names;
  for (const Command& c : kCommands) names.emplace_back(c.name);
  unknown_name("command", first, names);
}

// No command means view, also when its options follow at once.
std::vector<std::string> complete(std::vector<std::string> arguments) {
  const std::vector<std::string> own{"-h", "--help", "--version"};
  if (arguments.empty() ||
      (arguments[0].starts_with("-") && std::find(own.begin(), own.end(), arguments[0]) == own.end()))
    arguments.insert(arguments.begin(), "view");
  return arguments;
}

// The library separates groups of options by two empty lines; one is enough.
std::string calm(std::string text) {
  for (std::size_t at; (at = text.find("\n\n\n")) != std::string::npos;) text.erase(at, 1);
  return text;
}

int run_program(std::vector<std::string> arguments) {
  CLI::App program("Thalweg explores loss landscapes: surfaces, minima, and where descents end.", "thalweg");
  program.set_version_flag("--version", "thalweg " + std::string(version()));
  program.set_help_flag("-h,--help", "this text");
  program.get_formatter()->column_width(46);
  program.footer(kFooter);
  program.require_subcommand(0, 1);
  std::map<const CLI::App*, Action> actions;
  for (const Command& command : kCommands) {
    CLI::App* app = program.add_subcommand(command.name, command.summary);
    actions[app] = command.declare(*app);
  }

  arguments = complete(std::move(arguments));
  std::reverse(arguments.begin(), arguments.end());
  try {
    program.parse(std::move(arguments));
  } catch (const CLI::CallForHelp&) {
    print(calm(program.help()));
    return 0;
  } catch (const CLI::CallForVersion& version_text) {
    print(version_text.what() + std::string("\n"));
    return 0;
  } catch (const CLI::ExtrasError&) {
    refuse_extras(program);
  } catch (const CLI::ParseError& error) {
    throw InputError(error.what());
  }
  return actions.at(program.get_subcommands().front())();
}

}  // namespace

}  // namespace thalweg::cli

int main(int argc, char** argv) {
  using namespace thalweg;
  // A reader that goes away is noticed at the write that fails, with the chance to leave nothing
  // half-written.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return cli::run_program({argv + 1, argv + argc});
  } catch (const cli::NobodyListens&) {
    return 0;
  } catch (const InputError& error) {
    cli::print_error(error.what());
    return cli::kBadInput;
  } catch (const std::bad_alloc&) {
    cli::print_error("not enough memory");
  } catch (const std::exception& error) {
    cli::print_error(error.what());
  }
  return cli::kFailed;
}
