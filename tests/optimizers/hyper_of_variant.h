// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

#include "optimizers/optimizer.h"

namespace thalweg::test {

/// Hyper-parameters that select variant V: as few as possible changed from their defaults.
template <class O>
typename O::Hyper hyper_of_variant(int v) {
  if constexpr (requires { O::fields; }) {
    const std::size_t n = std::size(O::fields);
    for (unsigned changed = 0; changed < 1u << n; changed++) {
      typename O::Hyper h;
      for (std::size_t i = 0; i < n; i++) {
        const auto& field = O::fields[i];
        if (changed >> i & 1)
          h.*field.member = field.range.scale == Scale::flag ? 1 : std::min(0.5, field.range.high);
      }
      bool allowed = true;
      if constexpr (requires { O::conflict(h); }) allowed = O::conflict(h) == nullptr;
      if (allowed && variant<O>(h) == v) return h;
    }
    ADD_FAILURE() << O::info.name << ": no hyper-parameters select variant " << v;
  }
  return {};
}

}  // namespace thalweg::test
