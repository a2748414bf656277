// SPDX-License-Identifier: MIT
// A float of a card in the fast mode, for cpu::Traced: its elementary functions are instructions
// (core/math.h).
#pragma once

#include <cmath>

#include "cpu/traced.h"

namespace thalweg::bench {

struct CardFloat {
  float value;
  CardFloat(double v) : value(float(v)) {}
  operator float() const { return value; }
};
using TracedCardFloat = cpu::Traced<CardFloat>;

enum class CardFunction { sine, cosine, exponential, logarithm };

#define THALWEG_CARD_FUNCTION(name, which)                                         \
  inline TracedCardFloat name(TracedCardFloat a) {                                 \
    if (!a.trace) return {std::name(a.value.value)};                               \
    const int detail = int(CardFunction::which);                                   \
    return {a.trace, a.trace->act(cpu::Action::function, a.node, -1, -1, detail)}; \
  }
THALWEG_CARD_FUNCTION(sin, sine)
THALWEG_CARD_FUNCTION(cos, cosine)
THALWEG_CARD_FUNCTION(exp, exponential)
THALWEG_CARD_FUNCTION(log, logarithm)
#undef THALWEG_CARD_FUNCTION

}  // namespace thalweg::bench

namespace thalweg {

template <>
struct RealTraits<bench::TracedCardFloat> {
  using Scalar = float;
  using Bits = cpu::TracedWords<bench::CardFloat>;
};

}  // namespace thalweg
