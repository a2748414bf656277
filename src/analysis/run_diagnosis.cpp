// SPDX-License-Identifier: MIT
// The diagnosis of an ensemble, from its outcomes and its losses.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

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

// Less than a twentieth of what is known to be possible is done.
bool hardly_moved(const RunResult& r, double first_median) {
  const double lowest = lowest_known(r), whole = first_median - (std::isfinite(lowest) ? lowest : 0);
  return whole > 0 && first_median - r.loss.median < 0.05 * whole;
}

const char* what(Verdict verdict) {
  switch (verdict) {
    case Verdict::good:
      return "are at the lowest minima";
    case Verdict::local_minimum:
      return "are at minima above the lowest one";
    case Verdict::too_small:
      return "are still on their way and have hardly moved";
    case Verdict::improving:
      return "are still on their way";
    case Verdict::oscillating:
      return "go to and fro without coming closer";
    case Verdict::diverging:
      return "rise or leave the domain";
    case Verdict::non_finite:
      return "have become NaN or infinite";
    case Verdict::plateau:
      return "are where slope and curvature have vanished";
    case Verdict::saddle:
      break;
  }
  return "stand on saddles or maxima";
}

const char* advice(Verdict verdict) {
  switch (verdict) {
    case Verdict::good:
      return "Keep it.";
    case Verdict::local_minimum:
      return "Try momentum, noise or a larger rate, or take the best of many starts.";
    case Verdict::too_small:
      return "Raise the learning rate by factors of 3 to 10.";
    case Verdict::improving:
      return "Give it more steps.";
    case Verdict::oscillating:
      return "Divide the learning rate by 2, or let a schedule lower it.";
    case Verdict::diverging:
    case Verdict::non_finite:
      return "Divide the learning rate by 10.";
    case Verdict::plateau:
      return "Start elsewhere, or use a rule that does not depend on the size of the gradient (adam, "
             "signsgd).";
    case Verdict::saddle:
      break;
  }
  return "Start elsewhere, or add noise.";
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
  const double all = double(r.plan.spec.particles);
  int order[kVerdicts];  // by count, ties in the order of the verdicts
  std::iota(order, order + kVerdicts, 0);
  std::stable_sort(order, order + kVerdicts, [&](int a, int b) { return counts[a] > counts[b]; });
  const auto verdict_of = [&](int i) {
    return Verdict(i) == Verdict::improving && hardly_moved(r, first_median) ? Verdict::too_small
                                                                             : Verdict(i);
  };
  const Verdict verdict = verdict_of(order[0]), next = verdict_of(order[1]);
  std::string reason =
      fmt::format("{:.3g} % of the particles {}", 100 * double(counts[order[0]]) / all, what(verdict));
  // Who is a tenth or more is mentioned; who is a fifth or more has a say where the rest is well.
  const double share = double(counts[order[1]]) / all;
  if (share >= 0.1) reason += fmt::format(", {:.3g} % {}", 100 * share, what(next));
  reason += fmt::format("; the median loss went from {:.4g} to {:.4g}.", first_median, r.loss.median);
  return {verdict, reason, advice(verdict == Verdict::good && share >= 0.2 ? next : verdict)};
}

}  // namespace thalweg
