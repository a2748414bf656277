// SPDX-License-Identifier: MIT
#include "kernels/step_rows.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/watch.h"
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
  StepRows rows{plan.spec.precision, first, count, 0, in_precision(plan.spec.precision, numbers)};
  rows.row_bytes = rows.bytes.size() / std::size_t(count);
  return rows;
}

/// Steps that shape_of() looks at.
constexpr i64 kSamples = 64;

constexpr u32 bit(std::size_t i) { return u32(1) << i; }
constexpr bool has(u32 bits, std::size_t i) { return (bits & bit(i)) != 0; }

/// The bits of a number, and of number i of the constants of step k.
u64 bits_of(Precision precision, double a) {
  return precision == Precision::float64 ? std::bit_cast<u64>(a) : std::bit_cast<u32>(float(a));
}
u64 bits_of(const StepRows& rows, i64 k, std::size_t i) {
  const std::size_t size = number_bytes(rows.precision);
  u64 bits = 0;
  std::memcpy(&bits, rows.row(k).data() + i * size, size);
  return bits;
}
/// Whether the constants of step k are 0 and 1 where a shape says so.
bool fits(const StepRows& rows, i64 k, const StepShape& shape) {
  const u64 one = bits_of(rows.precision, 1);
  for (std::size_t i = 0; i < rows.numbers(); i++)
    if ((has(shape.zero, i) && bits_of(rows, k, i) != 0) || (has(shape.one, i) && bits_of(rows, k, i) != one))
      return false;
  return true;
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

StepShape shape_of(const Plan& plan) {
  const i64 last = std::max<i64>(0, plan.spec.steps - 1), second = std::min<i64>(1, last);
  const StepRows reference = step_rows(plan, second, 1);
  const u64 one = bits_of(reference.precision, 1);
  // Nothing is said about numbers that do not exist.
  const u32 existing = u32((u64(1) << reference.numbers()) - 1);
  StepShape shape{0, existing, existing};
  for (i64 sample = 0; sample <= kSamples; sample++) {
    const i64 k = std::max(second, last * sample / kSamples);
    const StepRows row = step_rows(plan, k, 1);
    for (std::size_t i = 0; i < row.numbers(); i++) {
      const u64 bits = bits_of(row, k, i);
      if (bits != bits_of(reference, second, i)) shape.varying |= bit(i);
      if (bits != 0) shape.zero &= ~bit(i);
      if (bits != one) shape.one &= ~bit(i);
    }
  }
  return shape;
}

Cut next_cut(const StepRows& rows, i64 k, const StepShape& given) {
  const bool as_guessed = fits(rows, k, given);
  const StepShape shape = as_guessed ? given : StepShape{};
  i64 varying = 0;
  for (std::size_t i = 0; i < rows.numbers(); i++) varying += has(shape.varying, i);
  const auto joins = [&](i64 step) {
    if (fits(rows, step, given) != as_guessed) return false;
    for (std::size_t i = 0; i < rows.numbers(); i++)
      if (!has(shape.varying, i) && bits_of(rows, step, i) != bits_of(rows, k, i)) return false;
    return true;
  };
  i64 end = rows.first + rows.count;
  if (varying > 0) end = std::min(end, k + kTableBytes / (varying * i64(number_bytes(rows.precision))));
  i64 stop = k + 1;
  while (stop < end && joins(stop)) stop++;
  return {stop - k, shape};
}

std::array<std::byte, kStepTableBytes> step_table(const StepRows& rows, i64 k, const Cut& cut) {
  std::array<std::byte, kStepTableBytes> table{};
  std::copy_n(rows.row(k).data(), rows.row_bytes, table.begin());
  const std::size_t size = number_bytes(rows.precision);
  std::byte* to = table.data() + (rows.row_bytes + 15) / 16 * 16;
  for (i64 step = k; step < k + cut.count; step++)
    for (std::size_t i = 0; i < rows.numbers(); i++)
      if (has(cut.shape.varying, i)) to = std::copy_n(rows.row(step).data() + i * size, size, to);
  return table;
}

}  // namespace thalweg::kernels
