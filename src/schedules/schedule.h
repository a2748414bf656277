// SPDX-License-Identifier: MIT
// The schedule contract: the learning rate as a function of the step.  A registered schedule is a struct with
//   static constexpr ScheduleInfo info;  struct Hyper;  static constexpr Field<Hyper> fields[]
//   static double at(const Hyper&, double lr, i64 k, i64 steps)     k = 0 for the first of `steps` steps
// Host code in double; machines only see its values.
#pragma once

#include "core/parameters.h"

namespace thalweg {

struct ScheduleInfo {
  const char* name;
  const char* title;
  const char* formula;
  const char* source;
};

}  // namespace thalweg
