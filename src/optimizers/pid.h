// SPDX-License-Identifier: MIT
#pragma once

#include "core/math.h"
#include "optimizers/arithmetic.h"
#include "optimizers/fields.h"
#include "optimizers/optimizer.h"
#include "optimizers/terms.h"

namespace thalweg {

/// The gradient, its sum and its change as the three terms of a controller.  The sum lets the step grow to
/// 1 + integral / (1 - momentum) gradients, so the default rate is a fiftieth of plain SGD's.
struct Pid {
  static constexpr OptimizerInfo info{
      .name = "pid",
      .title = "PID",
      .rule =
          "I = momentum I + (1 - dampening) g; D = momentum D + (1 - momentum) (g - g_last); "
          "p -= lr (g + integral I + derivative D)",
      .source = "W. An et al. 2018, equation 12",
      .lr_factor = 0.02};
  struct Hyper {
    double momentum = 0.9, dampening = 0, integral = 5, derivative = 10, weight_decay = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"momentum", &Hyper::momentum, kFraction, "decay of the sum and of the mean change"},
      {"dampening", &Hyper::dampening, kFraction, "share of the gradient that is kept out of the sum"},
      {"integral", &Hyper::integral, {0, 100}, "weight of the sum"},
      {"derivative", &Hyper::derivative, {0, 100}, "weight of the change"},
      weight_decay_field(&Hyper::weight_decay),
  };

  template <class R>
  struct Step {
    R lr, momentum, gain, change, integral, derivative, weight_decay, first;
  };
  template <class T, int N>
  struct State {
    Vec<T, N> sum, change, last;
  };

  static void terms(const auto& s, const auto& tell) {
    tell(s.sum, "I", "The integral: a decaying sum of the gradients.");
    tell(s.change, "D", "The derivative: a mean of the gradient's changes.");
    tell(s.last, "g_last", words::kLast);
  }
  static Step<double> at(const Hyper& h, double lr, i64 t) {
    return {lr,         h.momentum,   1 - h.dampening, 1 - h.momentum,
            h.integral, h.derivative, h.weight_decay,  double(t == 1)};
  }

  template <class T, int N, class R>
  THALWEG_HD static void update(State<T, N>& s, Vec<T, N>& p, Vec<T, N> g, const Step<R>& c) {
    if (c.weight_decay != 0) g = g + T(c.weight_decay) * p;
    if (c.first != 0) s.last = g;
    s.sum = T(c.momentum) * s.sum + T(c.gain) * g;
    s.change = T(c.momentum) * s.change + T(c.change) * (g - s.last);
    s.last = g;
    p = p - T(c.lr) * (g + T(c.integral) * s.sum + T(c.derivative) * s.change);
  }
};

}  // namespace thalweg
