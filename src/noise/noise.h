// SPDX-License-Identifier: MIT
// The noise contract: how exact gradients are made stochastic.  A registered noise model is a struct with
//   static constexpr NoiseInfo info;  struct Hyper;  static constexpr Field<Hyper> fields[]
//   template <class R> struct Constants { R ...; }      at least one member
//   static Constants<double> at(const Hyper&)
//   static constexpr bool random                        whether it draws numbers at all
// and one of
//   static Vec<T, N> apply(const Vec<T, N>& g, const Words<U>&, const Constants<R>&)    changes the gradient
//   static constexpr bool shifts = true;
//   static Vec<T, N> shift(const Vec<T, N>& p, const Words<U>&, const Constants<R>&)    asks somewhere else
//   static constexpr bool samples = true;                                               asks about a part of
//   the data static Batch batch(const Constants<R>&, u32 rows, u64 seed, u32 step, u64 particle)
// The words are those of (seed, step, particle), so all stages of one step see the same draw, as they would
// see the same mini-batch.
#pragma once

#include "core/parameters.h"
#include "core/philox.h"
#include "core/vec.h"

namespace thalweg {

struct NoiseInfo {
  const char* name;
  const char* title;
  const char* formula;
  const char* source;
};

template <class Noise>
inline constexpr bool shifts = [] {
  if constexpr (requires { Noise::shifts; })
    return Noise::shifts;
  else
    return false;
}();

template <class Noise>
inline constexpr bool samples = [] {
  if constexpr (requires { Noise::samples; })
    return Noise::samples;
  else
    return false;
}();

}  // namespace thalweg
