// SPDX-License-Identifier: MIT
#include "cli/interrupt.h"

#include <signal.h>

namespace thalweg::cli {

namespace {

// A signal handler can reach nothing but a global of this type.
volatile sig_atomic_t signal_came = 0;

extern "C" void note_signal(int) { signal_came = 1; }

}  // namespace

void catch_interrupts() {
  struct sigaction action {};
  action.sa_handler = note_signal;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() { return signal_came != 0; }

}  // namespace thalweg::cli
