// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// The mean squared error of y tanh(x t) against 1.5 tanh(2 t) at 21 points t in [-2, 2]: a saddle at 0
/// and two minima that mirror each other.  Terms of t and -t are equal, the one of 0 is 0.
struct TanhNet {
  static constexpr SurfaceInfo info{
      .name = "tanh_net",
      .title = "Two-weight tanh network",
      .formula =
          "((y*tanh(0.2*x) - 1.5*tanh(0.4))^2 + (y*tanh(0.4*x) - 1.5*tanh(0.8))^2 + "
          "(y*tanh(0.6*x) - 1.5*tanh(1.2))^2 + (y*tanh(0.8*x) - 1.5*tanh(1.6))^2 + "
          "(y*tanh(1*x) - 1.5*tanh(2))^2 + (y*tanh(1.2*x) - 1.5*tanh(2.4))^2 + "
          "(y*tanh(1.4*x) - 1.5*tanh(2.8))^2 + (y*tanh(1.6*x) - 1.5*tanh(3.2))^2 + "
          "(y*tanh(1.8*x) - 1.5*tanh(3.6))^2 + (y*tanh(2*x) - 1.5*tanh(4))^2)*2/21",
      .domain = {-4, 4, -3, 3},
      .lr = {0.02, 0.02},
      .source = "Y. LeCun et al., Efficient BackProp, 1998, section 4, with a second weight"};
  static constexpr KnownMinimum minima[] = {{2, 1.5, 0}, {-2, -1.5, 0}};

  /// The squared error at t = k / 5.
  template <class X, class Y>
  THALWEG_HD static constexpr auto term(X x, Y y, int k) {
    constexpr double target[] = {0.569923443382837328, 0.996055155401773446, 1.25048191051823289,
                                 1.38250283160970692,  1.44604137011372533,  1.47551228654052031,
                                 1.48894728030169204,  1.49502359675947673,  1.49776191349848991,
                                 1.49899394960860057};
    return sq(y * tanh((0.2 * k) * x) - target[k - 1]);
  }

  THALWEG_FORMULA {
    auto sum = term(x, y, 1);
    for (int k = 2; k <= 10; k++) sum = sum + term(x, y, k);
    return (2.0 / 21) * sum;
  }
};

}  // namespace thalweg
