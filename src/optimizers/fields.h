// SPDX-License-Identifier: MIT
// The hyper-parameters that many rules have, described in the same words everywhere.
#pragma once

#include "core/parameters.h"

namespace thalweg {

/// A decay of a mean: just below 1 at most.
inline constexpr Range kDecay{0, 0.9999999};
inline constexpr Range kFraction{0, 1};
inline constexpr Range kSmall{0, 1, Scale::log};
inline constexpr Range kPull{0, 10};

template <class H>
constexpr Field<H> beta1_field(double H::*member) {
  return {"beta1", member, kDecay, "decay of the mean of the gradient"};
}
template <class H>
constexpr Field<H> beta2_field(double H::*member) {
  return {"beta2", member, kDecay, "decay of the mean of the squared gradient"};
}
template <class H>
constexpr Field<H> eps_field(double H::*member) {
  return {"eps", member, kSmall, "added to the divisor, against division by zero"};
}
template <class H>
constexpr Field<H> momentum_field(double H::*member) {
  return {"momentum", member, kFraction, "share of the last step that is kept"};
}
/// Coupled: the pull is part of the gradient.
template <class H>
constexpr Field<H> weight_decay_field(double H::*member) {
  return {"weight_decay", member, kPull, "pull towards 0, added to the gradient"};
}
/// Decoupled: the pull is a step of its own, lr weight_decay p.
template <class H>
constexpr Field<H> decoupled_decay_field(double H::*member) {
  return {"weight_decay", member, kPull, "pull towards 0 beside the gradient's step, lr weight_decay p"};
}

}  // namespace thalweg
