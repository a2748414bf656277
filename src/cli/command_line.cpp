// SPDX-License-Identifier: MIT
#include "cli/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "core/error.h"
#include "version.h"

namespace thalweg::cli {

void Usage::add(Option option) { options.push_back(std::move(option)); }

namespace {

CLI::Option* given(CLI::App& app, const Option& o, bool* to) {
  return app.add_flag(o.names, *to, o.meaning)->disable_flag_override();
}
CLI::Option* given(CLI::App& app, const Option& o, std::optional<std::string>* to) {
  const auto take = [to](const std::vector<std::string>& texts) {
    *to = texts.empty() ? std::string() : texts.front();
  };
  return app.add_option_function<std::vector<std::string>>(o.names, take, o.meaning)->expected(0, 1);
}
CLI::Option* given(CLI::App& app, const Option& o, const std::function<void(const std::string&)>& to) {
  return app.add_option_function<std::string>(o.names, to, o.meaning);
}
template <class Value>
CLI::Option* given(CLI::App& app, const Option& o, Value* to) {
  return app.add_option(o.names, *to, o.meaning);
}

void add(CLI::App& app, const Option& o) {
  CLI::Option* option = std::visit([&](const auto& to) { return given(app, o, to); }, o.to);
  option->group(o.group)->required(o.required);
  if (!o.value.empty()) option->type_name(o.value);
  if (!o.needs.empty()) option->needs(app.get_option(o.needs));
  if (o.list) option->delimiter(',');
}

using Actions = std::map<const CLI::App*, Action>;

void add(CLI::App& app, const Usage& usage, Actions& actions) {
  for (const Option& option : usage.options) add(app, option);
  if (usage.footer) app.footer(usage.footer);
  app.allow_extras(usage.takes_anything);
  for (const Command& part : usage.parts) {
    CLI::App* const own = app.add_subcommand(part.name, part.summary);
    Usage of_part;
    actions[own] = part.declare(of_part);
    add(*own, of_part, actions);
  }
  app.require_subcommand(0, 1);
}

// The command that was chosen, or a part of it.
const CLI::App& chosen(const CLI::App& program) {
  const CLI::App* command = &program;
  while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
  return *command;
}

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
  const CLI::App& command = chosen(program);
  const std::vector<std::string> rest = program.remaining(true);
  const std::string first = rest.empty() ? "" : rest.front();
  if (first.starts_with("-")) unknown_name("option", first.substr(0, first.find('=')), option_names(command));
  if (&command != &program) throw InputError(command.get_name() + ": unexpected '" + first + "'");
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

}  // namespace

void read_arguments(const Usage& usage, std::vector<std::string> arguments) {
  CLI::App app;
  Actions actions;
  add(app, usage, actions);
  std::reverse(arguments.begin(), arguments.end());
  try {
    app.parse(std::move(arguments));
  } catch (const CLI::ParseError& error) {
    throw InputError(error.what());
  }
}

int run_program(std::vector<std::string> arguments) {
  CLI::App program("Thalweg explores loss landscapes: surfaces, minima, and where descents end.", "thalweg");
  program.set_version_flag("--version", "thalweg " + std::string(version()));
  program.set_help_flag("-h,--help", "this text");
  program.get_formatter()->column_width(46);
  Actions actions;
  add(program, {.parts = {std::begin(kCommands), std::end(kCommands)}, .footer = [] { return kFooter; }},
      actions);

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
  return actions.at(&chosen(program))();
}

}  // namespace thalweg::cli
