// SPDX-License-Identifier: MIT
#include "kernels/card_functor.cuh"

#include <cstring>

namespace thalweg::kernels {

CardFunctor::CardFunctor(const Card& card, const Stream& stream, const Landscape& f)
    : bytes_(f.card_source.empty() ? f.functor : f.card_functor) {
  if (!f.data) return;
  constexpr const char* kDoing = "copying data to the card";
  const std::size_t size = f.data->numbers.size() * sizeof(double);
  rows_ = DeviceMemory(card, size, "data");
  stream.copy(rows_.bytes(), f.data->numbers.data(), size, cudaMemcpyHostToDevice, kDoing);
  stream.wait(kDoing);
  // FiniteSum begins with the pointer to its rows.
  const double* const rows = rows_.as<double>();
  std::memcpy(bytes_.data(), &rows, sizeof rows);
}

}  // namespace thalweg::kernels
