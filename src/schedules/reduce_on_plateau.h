// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "core/vec.h"
#include "schedules/schedule.h"

namespace thalweg {

/// Every particle lowers its own rate when its loss has stopped improving.  The loss is the landscape's,
/// without noise, after each step, and counts as an evaluation; the particle's step is multiplied by its rate
/// over lr, which is what torch's lr does wherever it is a factor of the step.
struct ReduceOnPlateau {
  static constexpr ScheduleInfo info{
      "reduce_on_plateau", "Reduce on plateau",
      "lr *= factor after more than `patience` steps without a loss below best (1 - threshold), per particle",
      "torch ReduceLROnPlateau"};
  struct Hyper {
    double factor = 0.1, patience = 10, threshold = 1e-4, absolute = 0, cooldown = 0, min_lr = 0, eps = 1e-8;
  };
  static constexpr Field<Hyper> fields[] = {
      {"factor", &Hyper::factor, {0, 1}, "what the rate is multiplied by"},
      {"patience", &Hyper::patience, kSteps, "steps without improvement that are tolerated"},
      {"threshold", &Hyper::threshold, {0, 1, Scale::log}, "smallest improvement that counts"},
      {"absolute", &Hyper::absolute, kSwitch,
       "loss below best - threshold instead (torch's threshold_mode abs)"},
      {"cooldown", &Hyper::cooldown, kSteps, "steps after a reduction in which nothing is counted"},
      {"min_lr", &Hyper::min_lr, {0, 1e3, Scale::log}, "lowest rate"},
      {"eps", &Hyper::eps, {0, 1, Scale::log}, "a reduction by less than this is not made"},
  };

  static double at(const Hyper&, double lr, i64, i64) { return lr; }

  template <class R>
  struct Constants {
    R factor, patience, relative, absolute, cooldown, least, smallest;  ///< least, smallest: shares of lr
  };
  static Constants<double> constants(const Hyper& h, double lr) {
    const double share = lr > 0 ? 1 / lr : 0;
    return {h.factor,
            h.patience,
            h.absolute != 0 ? 1 : 1 - h.threshold,
            h.absolute != 0 ? h.threshold : 0,
            h.cooldown,
            h.min_lr * share,
            h.eps * share};
  }

  template <class T>
  struct State {
    T scale = T(1);  ///< the particle's rate as a share of lr
    T best = T(__builtin_inf());
    T bad{}, wait{};
  };

  /// Where a particle gets that would have gone from `before` to `after` at the full rate.
  template <class T, int N>
  THALWEG_HD static Vec<T, N> slowed(const State<T>& s, const Vec<T, N>& before, const Vec<T, N>& after) {
    return detail::each<T, N>([&](int i) {
      return select(s.scale == T(1), after[i], before[i] + s.scale * (after[i] - before[i]));
    });
  }

  /// Takes note of the loss after a step.
  template <class T, class R>
  THALWEG_HD static void observe(State<T>& s, T loss, const Constants<R>& c) {
    const auto better = loss < s.best * T(c.relative) - T(c.absolute);
    s.best = select(better, loss, s.best);
    s.bad = select(better, T(0), s.bad + T(1));
    const auto cooling = s.wait > T(0);
    s.bad = select(cooling, T(0), s.bad);
    s.wait = select(cooling, s.wait - T(1), s.wait);
    const auto tired = s.bad > T(c.patience);
    const T lower = max(s.scale * T(c.factor), T(c.least));
    s.scale = select(tired, select(s.scale - lower > T(c.smallest), lower, s.scale), s.scale);
    s.wait = select(tired, T(c.cooldown), s.wait);
    s.bad = select(tired, T(0), s.bad);
  }
};

}  // namespace thalweg
