// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/schedule_free.h"

namespace thalweg {
/// SGD that needs no schedule: its average is as good as a schedule's last iterate.  Equals the authors'
/// code, which stores y instead of x.
struct ScheduleFreeSgd {
  static constexpr OptimizerInfo info{
      .name = "schedule_free_sgd",
      .title = "Schedule-free SGD",
      .rule = "y = (1 - momentum) z + momentum p; z -= lr g(y); p += c (z - p), c = w_t / (w_1 + ... + w_t)",
      .source = "A. Defazio et al. 2024, equations 2 to 4"};
  struct Hyper {
    double momentum = 0.9, weight_decay = 0, warmup_steps = 0, r = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"momentum", &Hyper::momentum, kFraction, "where the gradient is asked: 0 at z, 1 at the average"},
      {"weight_decay", &Hyper::weight_decay, kPull, "pull towards 0 at y, added to the gradient"},
      detail::ScheduleFree::warmup_field(&Hyper::warmup_steps),
      detail::ScheduleFree::r_field(&Hyper::r),
  };

  static constexpr bool probes = true;
  template <class R>
  struct Step {
    R lr, beta, age, weight_decay;
  };
  template <class T, int N>
  using State = detail::ScheduleFree::Average<T, N>;

  static void terms(const auto& s, const auto& tell) { detail::ScheduleFree::terms(s, tell); }
  static void factors(const auto& c, const auto& tell) {
    tell(c.lr, "lr, warmed up", "The rate of this step.");
    tell(c.age, "t^r", "The weight of this step in the average.");
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {detail::ScheduleFree::warmed(lr, h.warmup_steps, t), h.momentum, __builtin_pow(double(t), h.r),
            h.weight_decay};
  }

  template <int K, class T, int N, class R>
  THALWEG_HD static Vec<T, N> probe(const State<T, N>& s, const Vec<T, N>& p, const Step<R>& c) {
    return detail::ScheduleFree::between(s, p, T(c.beta));
  }

  template <int K, class T, int N, class R>
  THALWEG_HD static void absorb(State<T, N>& s, Vec<T, N>& p, Vec<T, N> g, const Step<R>& c) {
    if (c.weight_decay != 0) g = g + T(c.weight_decay) * detail::ScheduleFree::between(s, p, T(c.beta));
    detail::ScheduleFree::advance(s, p, T(c.lr) * g, T(c.lr), T(c.age));
  }
};

}  // namespace thalweg
