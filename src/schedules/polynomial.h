// SPDX-License-Identifier: MIT
#pragma once

#include "schedules/schedule.h"

namespace thalweg {

/// To 0 along a power of the steps that remain.
struct Polynomial {
  static constexpr ScheduleInfo info{
      "polynomial", "Polynomial", "lr (1 - min(k, total_iters) / total_iters)^power", "torch PolynomialLR"};
  struct Hyper {
    double total_iters = 0, power = 1;
  };
  static constexpr Field<Hyper> fields[] = {
      {"total_iters", &Hyper::total_iters, kSteps, "steps to 0; 0 means all of the run"},
      {"power", &Hyper::power, {0.01, 10}, "1: a straight line; above: fast first"},
  };

  static double at(const Hyper& h, double lr, i64 k, i64 steps) {
    return lr * __builtin_pow(1 - progress(k, h.total_iters, steps), h.power);
  }
};

}  // namespace thalweg
