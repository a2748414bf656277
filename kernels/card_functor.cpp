// SPDX-License-Identifier: MIT
#include "kernels/card_functor.cuh"

#include <cstring>

#include "problems/finite_sum.h"

namespace thalweg::kernels {

CardFunctor::CardFunctor(const Card& card, const Stream& stream, const Landscape& f)
    : bytes_(f.card_source.empty() ? f.functor : f.card_functor) {
  if (!f.data) return;
  constexpr const char* kDoing = "copying data to the card";
  const std::size_t count = f.data->numbers.size(), doubles = count * sizeof(double),
                    floats = count * sizeof(float);
  rows_ = DeviceMemory(card, doubles + floats, "data");
  stream.copy(rows_.bytes(), f.data->numbers.data(), doubles, cudaMemcpyHostToDevice, kDoing);
  stream.copy(rows_.bytes() + doubles, f.rounded_data->data(), floats, cudaMemcpyHostToDevice, kDoing);
  stream.wait(kDoing);
  // FiniteSum begins with them.
  const Rows rows(rows_.as<double>(), rows_.as<float>(doubles));
  std::memcpy(bytes_.data(), &rows, sizeof rows);
}

}  // namespace thalweg::kernels
