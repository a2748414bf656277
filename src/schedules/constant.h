// SPDX-License-Identifier: MIT
#pragma once

#include "schedules/schedule.h"

namespace thalweg {

struct Constant {
  static constexpr ScheduleInfo info{"constant", "Constant", "lr",
                                     "H. Robbins, S. Monro 1951 (the case of fixed gain)"};
  struct Hyper {};

  static double at(const Hyper&, double lr, i64, i64) { return lr; }
};

}  // namespace thalweg
