// SPDX-License-Identifier: MIT
// The diagnosis of an ensemble, from its outcomes and its losses.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/diagnosis.h"

namespace thalweg {

namespace {

i64 count(const RunResult& r, Outcome outcome) { return r.outcomes[std::size_t(outcome)]; }

i64 converged_to_local(const RunResult& r) {
  i64 n = 0;
  for (const ReachedMinimum& m : r.minima)
    if (!m.global) n += m.count;
  return n;
}

double lowest_known(const RunResult& r) {
  double lowest = std::numeric_limits<double>::quiet_NaN();
  for (const KnownMinimum& m : r.plan.landscape.minima) lowest = std::fmin(lowest, m.value);
  for (const ReachedMinimum& m : r.minima) lowest = std::fmin(lowest, m.value);
  return lowest;
}

}  // namespace

double median_start_loss(const Plan& plan) {
  constexpr i64 kMostStarts = 256, kMostRows = 10'000'000;
  i64 n = std::min<i64>(plan.spec.particles, kMostStarts);
  if (plan.landscape.data)
    n = std::min(n, std::max<i64>(16, kMostRows / std::max<i64>(1, plan.landscape.data->rows())));
  std::vector<double> losses;
  for (i64 i = 0; i < n; i++) {
    const double loss = value(plan.landscape, start_point(plan.start, u64(i * (plan.spec.particles / n))));
    if (std::isfinite(loss)) losses.push_back(loss);
  }
  if (losses.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto middle = losses.begin() + std::ptrdiff_t(losses.size() / 2);
  std::nth_element(losses.begin(), middle, losses.end());
  return *middle;
}

Diagnosis diagnose(const RunResult& r, double first_median) {
  if (std::isnan(r.loss.median))
    return {
        Verdict::non_finite, "No particle ends with a finite loss.",
        std::isnan(first_median) ? "Start where the loss is defined." : "Divide the learning rate by 10."};
  const i64 local = converged_to_local(r);
  const i64 counts[kVerdicts] = {
      0,
      count(r, Outcome::converged) - local + count(r, Outcome::valley),
      count(r, Outcome::running),
      count(r, Outcome::oscillating),
      count(r, Outcome::diverging) + count(r, Outcome::left_domain),
      count(r, Outcome::non_finite),
      count(r, Outcome::plateau),
      count(r, Outcome::saddle) + count(r, Outcome::maximum),
      local,
  };
  const i64 most = *std::max_element(counts, counts + kVerdicts);
  const double share = 100 * double(most) / double(r.plan.spec.particles);
  const std::string of_all = fmt::format("{:.3g} % of the particles", share);
  const std::string loss =
      fmt::format("the median loss went from {:.4g} to {:.4g}", first_median, r.loss.median);
  Verdict verdict = Verdict(std::max_element(counts, counts + kVerdicts) - counts);
  if (verdict == Verdict::improving) {
    // Still on their way: too slow if less than a twentieth of what is known to be possible is done.
    const double lowest = lowest_known(r), whole = first_median - (std::isfinite(lowest) ? lowest : 0);
    if (whole > 0 && (first_median - r.loss.median) < 0.05 * whole) verdict = Verdict::too_small;
  }
  switch (verdict) {
    case Verdict::good:
      return {verdict, fmt::format("{} are at the lowest minima; {}.", of_all, loss), "Keep it."};
    case Verdict::local_minimum:
      return {verdict, fmt::format("{} are at local minima, above the lowest one; {}.", of_all, loss),
              "Try momentum, noise or a larger rate, or take the best of many starts."};
    case Verdict::too_small:
      return {verdict, fmt::format("{} are still on their way and have hardly moved; {}.", of_all, loss),
              "Raise the learning rate by factors of 3 to 10."};
    case Verdict::improving:
      return {verdict, fmt::format("{} are still on their way; {}.", of_all, loss), "Give it more steps."};
    case Verdict::oscillating:
      return {verdict, fmt::format("{} go to and fro without coming closer; {}.", of_all, loss),
              "Divide the learning rate by 2, or let a schedule lower it."};
    case Verdict::diverging:
      return {verdict, fmt::format("{} rise or leave the domain; {}.", of_all, loss),
              "Divide the learning rate by 10."};
    case Verdict::non_finite:
      return {verdict, fmt::format("{} have become NaN or infinite; {}.", of_all, loss),
              "Divide the learning rate by 10."};
    case Verdict::plateau:
      return {
          verdict, fmt::format("{} are where slope and curvature have vanished; {}.", of_all, loss),
          "Start elsewhere, or use a rule that does not depend on the size of the gradient (adam, signsgd)."};
    case Verdict::saddle:
      return {verdict, fmt::format("{} stand on saddles or maxima; {}.", of_all, loss),
              "Start elsewhere, or add noise."};
  }
  return {verdict, loss, ""};
}

}  // namespace thalweg
