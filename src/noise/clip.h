// SPDX-License-Identifier: MIT
// Gradient clipping, between the noise and the optimizer.
#pragma once

#include "core/math.h"
#include "core/vec.h"

namespace thalweg {

/// Limits of the gradient; infinity is none.
template <class R>
struct Clip {
  R value;  ///< of every component's size
  R norm;   ///< of the gradient's length
};

/// First every component is held within +-value, then the length within norm, as
/// torch.nn.utils.clip_grad_value_ and clip_grad_norm_ do it: g * min(1, norm / (|g| + 1e-6)).  NaN stays
/// NaN.
template <class T, int N, class R>
THALWEG_HD Vec<T, N> clipped(Vec<T, N> g, const Clip<R>& limit) {
  const T most = T(limit.value);
  THALWEG_UNROLL
  for (int i = 0; i < N; i++) g[i] = select(g[i] > most, most, select(g[i] < -most, -most, g[i]));
  const T share = T(limit.norm) / (sqrt(dot(g, g)) + T(1e-6));
  return select(share < T(1), share, T(1)) * g;
}

}  // namespace thalweg
