// SPDX-License-Identifier: MIT
// A formula as the source of a functor: the same text is compiled by NVRTC for a card, by nvcc, and by the
// host's compiler in tests.  It needs core/dual.h or core/jet.h and belongs into namespace thalweg, like any
// surface.
#pragma once

#include <cstddef>
#include <span>

#include "formula/expression.h"

namespace thalweg {

/// struct NAME { double c[K]; template <class X, class Y> THALWEG_HD auto operator()(X x, Y y) const {...} };
/// With other than two arguments it says how many: `static constexpr int weights`.
/// Constants are written out; c holds what depends on parameters and is left out when nothing does, so that
/// moving a slider changes the functor's bytes and not its source.
std::string print_cuda(const Formula& formula, const std::string& name = "Typed");

/// The bytes of that functor for these parameter values: sizeof(NAME) of them.
std::vector<std::byte> functor_bytes(const Formula& formula, std::span<const double> parameters);

}  // namespace thalweg
