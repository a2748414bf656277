// SPDX-License-Identifier: MIT
#pragma once

#include "core/constant_table.h"
#include "core/philox.h"
#include "surfaces/surface.h"

namespace thalweg {

/// Random wells with a planted optimum: the product of 1 - depth g for Gaussians g, one of which has
/// depth 1, so that its centre has the value 0 and nothing is lower, in a shallow bowl around the same
/// point.
struct GaussianMixture {
  static constexpr SurfaceInfo info{
      .name = "gaussian_mixture",
      .title = "Gaussian mixture",
      .formula =
          "0.01 |p - c_0|^2 + product over i of (1 - depth_i exp(-|p - c_i|^2 / (2 "
          "width_i^2))), depth_0 = 1",
      .domain = {-5, 5, -5, 5},
      .lr = {0.05, 0.05},
      .source =
          "M. Gallagher, B. Yuan, A general-purpose tunable landscape generator, IEEE "
          "Trans. Evolutionary Computation 10, 2006, with a product for the maximum"};

  static constexpr int kMaxWells = 32;
  struct Hyper {
    double wells = 10, seed = 1;
  };
  static constexpr Field<Hyper> fields[] = {
      {"wells", &Hyper::wells, {1, kMaxWells, Scale::integer}, "number of holes"},
      {"seed", &Hyper::seed, {0, 1e6, Scale::integer}, "of the random places, widths and depths"},
  };

  template <class R>
  struct Well {
    R x, y, depth, scale;  ///< scale: -1 / (2 width^2)
  };
  ConstantTable<Well, kMaxWells> wells;
  int count;

  /// Centres in [-4, 4]^2, widths in [0.4, 1.2], depths in [0.2, 0.9] but 1 for the planted one.
  explicit GaussianMixture(const Hyper& h) : wells{}, count(int(h.wells)) {
    for (int i = 0; i < count; i++) {
      const Words<u32> random = random_words(u64(h.seed), Stream::start, u32(i), 0);
      const auto between = [&](int k, double low, double high) {
        return low + (high - low) * open_unit<double>(random.w[k]);
      };
      const double width = between(2, 0.4, 1.2);
      wells.set(i, {between(0, -4, 4), between(1, -4, 4), i == 0 ? 1 : between(3, 0.2, 0.9),
                    -0.5 / (width * width)});
    }
  }
  constexpr KnownMinimum minimum() const { return {wells.exact[0].x, wells.exact[0].y, 0}; }

  template <class X, class Y>
  THALWEG_HD constexpr auto well(X x, Y y, int i) const {
    const auto& w = wells.template at<X>(i);
    return 1 - w.depth * exp(w.scale * (sq(x - w.x) + sq(y - w.y)));
  }

  THALWEG_FORMULA {
    auto product = well(x, y, 0);
    THALWEG_UNROLL_SOME
    for (int i = 1; i < count; i++) product = product * well(x, y, i);
    const auto& planted = wells.template at<X>(0);
    return 0.01 * (sq(x - planted.x) + sq(y - planted.y)) + product;
  }
};

}  // namespace thalweg
