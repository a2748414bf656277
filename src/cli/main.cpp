// SPDX-License-Identifier: MIT
// The program: runs the command line, and turns what went wrong into one line and an exit code.
#include <csignal>
#include <new>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "core/error.h"

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
