// SPDX-License-Identifier: MIT
// A landscape's functor as kernels get it: the bytes, and on the card the data that they point to.
#pragma once

#include "engine/landscape.h"
#include "kernels/kernel_store.cuh"

namespace thalweg::kernels {

class CardFunctor {
 public:
  /// Copies the landscape's data, if it has any, to the card.
  CardFunctor(const Card& card, const Stream& stream, const Landscape& f);
  RawArgument argument() const { return {bytes_.data()}; }

 private:
  DeviceMemory rows_;
  Bytes bytes_;
};

}  // namespace thalweg::kernels
