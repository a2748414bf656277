// SPDX-License-Identifier: MIT
#include "kernels/step_rows.h"

#include <algorithm>
#include <cstring>

#include "kernels/layout.h"
#include "schedules/reduce_on_plateau.h"

namespace thalweg::kernels {

namespace {

template <class T>
std::vector<std::byte> converted(std::span<const double> numbers) {
  std::vector<std::byte> bytes(numbers.size() * sizeof(T));
  for (std::size_t i = 0; i < numbers.size(); i++) {
    const T a = T(numbers[i]);
    std::memcpy(&bytes[i * sizeof(T)], &a, sizeof(T));
  }
  return bytes;
}

StepRows rows_of(const Plan& plan, i64 first, i64 count, std::span<const double> numbers) {
  StepRows rows{first, count, 0, in_precision(plan.spec.precision, numbers)};
  rows.row_bytes = rows.bytes.size() / std::size_t(count);
  return rows;
}

}  // namespace

std::vector<std::byte> in_precision(Precision precision, std::span<const double> numbers) {
  return precision == Precision::float64 ? converted<double>(numbers) : converted<float>(numbers);
}

std::vector<std::byte> surroundings(const Plan& plan) {
  std::vector<double> numbers = plan.noise_constants;
  numbers.insert(numbers.end(), {plan.clip.value, plan.clip.norm});
  std::vector<double> plateau = plan.plateau_constants;
  plateau.resize(sizeof(ReduceOnPlateau::Constants<double>) / sizeof(double));
  numbers.insert(numbers.end(), plateau.begin(), plateau.end());
  return in_precision(plan.spec.precision, numbers);
}

StepRows step_rows(const Plan& plan, i64 first, i64 count) {
  return rows_of(plan, first, count, step_constants(plan, first, count));
}

StepRows watch_rows(const Plan& plan, i64 step) {
  return rows_of(plan, step, kWatchSteps, watch_constants(plan, step));
}

i64 equal_rows(const StepRows& rows, i64 k) {
  i64 n = 1;
  while (k + n < rows.first + rows.count &&
         std::memcmp(rows.row(k).data(), rows.row(k + n).data(), rows.row_bytes) == 0)
    n++;
  return n;
}

bool mostly_fixed(const Plan& plan) {
  const i64 last = std::max<i64>(0, plan.spec.steps - 1);
  const StepRows reference = step_rows(plan, std::min<i64>(1, last), 1);  // the first step is often special
  const auto same = [&](i64 k) { return step_rows(plan, k, 1).bytes == reference.bytes; };
  return same(std::min<i64>(2, last)) && same(last / 7) && same(last / 2) && same(last);
}

Cut next_cut(const StepRows& rows, i64 k, bool fixed) {
  constexpr i64 kLong = 32;
  const i64 left = rows.first + rows.count - k;
  if (fixed) {
    const i64 equal = equal_rows(rows, k);
    if (equal == left || equal >= kLong || k == 0) return {equal, StepConstants::fixed};
  }
  return {std::min<i64>(left, kTableBytes / i64(rows.row_bytes)), StepConstants::per_step};
}

}  // namespace thalweg::kernels
