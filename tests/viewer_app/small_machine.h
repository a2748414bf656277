// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <span>
#include <string>

#include "core/error.h"
#include "cpu/cpu_backend.h"

namespace thalweg::viewer::test {

/// A machine with little room: monkeys like large numbers, and a test has no hours.
class SmallMachine final : public Backend {
 public:
  static constexpr double kMostParticles = 50'000, kMostWork = 5e6;

  std::string device() const override { return backend_->device(); }
  std::unique_ptr<Ensemble> start(const Plan& plan) override {
    const double particles = double(plan.spec.particles);
    if (particles > kMostParticles || particles * double(plan.spec.steps) > kMostWork)
      throw Error("a small machine has no room for this run");
    return backend_->start(plan);
  }
  void values(const Landscape& f, std::span<const Point> points, std::span<double> out) override {
    backend_->values(f, points, out);
  }

 private:
  std::unique_ptr<Backend> backend_ = make_cpu_backend(1);
};

}  // namespace thalweg::viewer::test
