// SPDX-License-Identifier: MIT
#include "cli/run_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "analysis/stability.h"
#include "cli/terminal.h"
#include "io/spec_text.h"
#include "version.h"

namespace thalweg::cli {

namespace {

// A coordinate or a value with its point below the others' where that is possible; what rounding left of zero
// is zero.
std::string number(double a) {
  const double size = std::abs(a);
  if (size < 1e-12) a = 0;
  return a == 0 || (size >= 1e-3 && size < 1e5) ? fmt::format("{:.7f}", a) : fmt::format("{:.6e}", a);
}

void heading(std::string& text, const Plan& plan, i64 steps) {
  const RunSpec& s = plan.spec;
  const Box& d = plan.landscape.domain;
  const SurfaceInfo& info = plan.landscape.surface->info;
  auto out = std::back_inserter(text);
  const int n = weights(plan.landscape);
  if (s.kind == LandscapeKind::formula)
    fmt::format_to(out, "{}\n", s.formula);
  else
    fmt::format_to(out, "{}   {}{}\n", to_text(s.surface), s.kind == LandscapeKind::problem ? "mean of " : "",
                   info.formula);
  if (plan.landscape.data)
    fmt::format_to(out, "{} rows of data{}, inputs scaled: {}\n", grouped(plan.landscape.data->rows()),
                   s.data_file.empty() ? "" : " from " + s.data_file,
                   to_text(s.scaling.value_or(find_problem(s.surface.name).info.scaling)));
  const std::string starts =
      s.start.kind == StartKind::point ? "all from (" + to_text(s.start) + ")" : "starts " + to_text(s.start);
  fmt::format_to(out, "{} particles, {}; domain [{}, {}]", grouped(s.particles), starts, d.x0, d.x1);
  if (n > 1) fmt::format_to(out, " x [{}, {}]", d.y0, d.y1);
  if (n > 2) fmt::format_to(out, " x [{}, {}]", d.z0, d.z1);
  fmt::format_to(out, "\n{} steps of {}, lr {}, schedule {}, noise {}", grouped(steps), to_text(s.optimizer),
                 rates_text(s), schedules_text(s), to_text(s.noise));
  if (s.clip_norm) fmt::format_to(out, ", gradients at most {} long", *s.clip_norm);
  if (s.clip_value) fmt::format_to(out, ", components at most {}", *s.clip_value);
  text += '\n';
  if (steps != s.steps) fmt::format_to(out, "stopped at step {} of {}\n", grouped(steps), grouped(s.steps));
}

void minima_table(std::string& text, const RunResult& result) {
  constexpr std::size_t kMostRows = 30;
  const i64 n = result.plan.spec.particles;
  auto out = std::back_inserter(text);
  if (result.minima.empty()) {
    fmt::format_to(out, "\nno particle reached a minimum\n");
    return;
  }
  const int weights_count = weights(result.plan.landscape);
  text += '\n';
  for (const std::string& name : coordinate_names(weights_count))
    fmt::format_to(out, "{:>14} ", name == "y" || name == "z" ? name : "minimum at " + name);
  const bool claims = settling_at(result.plan, result.minima.front().at).claimed;
  fmt::format_to(out, "{:>14}  {:<7}{:>14} {:>10}   {}\n", "value", "kind", "particles", "share",
                 claims ? "95 % interval         stable below lr" : "95 % interval");
  for (const ReachedMinimum& m : std::span(result.minima).first(std::min(kMostRows, result.minima.size()))) {
    const Proportion p = wilson95(m.count, n);
    for (const double a : coordinates(m.at, weights_count)) fmt::format_to(out, "{:>14} ", number(a));
    const Settling s = settling_at(result.plan, m.at);
    const std::string interval = percent(p.low) + " .. " + percent(p.high);
    constexpr std::size_t kInterval = 22;
    fmt::format_to(out, "{:>14}  {:<7}{:>14} {:>10}   {}", number(m.value), m.global ? "global" : "local",
                   grouped(m.count), percent(double(m.count) / double(n)), interval);
    if (s.claimed)
      fmt::format_to(out, "{:{}}{:.4g}{}", "", kInterval - interval.size(), s.stable_below,
                     s.can_settle ? "" : ", cannot settle");
    text += '\n';
  }
  if (result.minima.size() > kMostRows)
    fmt::format_to(out, "{:>14} {} more minima; --json lists them all\n", "...",
                   result.minima.size() - kMostRows);
}

// The published minima that this rate keeps away from.
void unreachable(std::string& text, const RunResult& result) {
  const std::vector<KnownMinimum> minima = unreachable_minima(result.plan);
  constexpr std::size_t kMostRows = 10;
  auto out = std::back_inserter(text);
  for (const KnownMinimum& m : std::span(minima).first(std::min(kMostRows, minima.size())))
    fmt::format_to(out, "no descent settles at ({:.7g}, {:.7g}): stable below lr {:.4g}\n", m.x, m.y,
                   settling_at(result.plan, {m.x, m.y}).stable_below);
  if (minima.size() > kMostRows) fmt::format_to(out, "... and at {} more\n", minima.size() - kMostRows);
}

void outcome_table(std::string& text, const RunResult& result) {
  auto out = std::back_inserter(text);
  fmt::format_to(out, "\n{:<14}{:>14} {:>10}\n", "outcome", "particles", "share");
  for (int i = 0; i < kOutcomes; i++) {
    const i64 count = result.outcomes[std::size_t(i)];
    if (count)
      fmt::format_to(out, "{:<14}{:>14} {:>10}\n", name(Outcome(i)), grouped(count),
                     percent(double(count) / double(result.plan.spec.particles)));
  }
}

void numbers(std::string& text, const RunResult& r) {
  auto out = std::back_inserter(text);
  const RunSpec& s = r.plan.spec;
  fmt::format_to(out, "\nfinal loss     min {:.6g}, quartiles {:.6g} {:.6g} {:.6g}, max {:.6g}\n", r.loss.min,
                 r.loss.q25, r.loss.median, r.loss.q75, r.loss.max);
  fmt::format_to(out, "evaluations    {:.4g} gradients", double(r.evaluations.gradient));
  if (r.evaluations.value) fmt::format_to(out, ", {:.4g} values", double(r.evaluations.value));
  if (r.evaluations.hessian) fmt::format_to(out, ", {:.4g} Hessians", double(r.evaluations.hessian));
  fmt::format_to(out, "\nspeed          {:.3g} particle-steps/s, {:.3g} s\n", r.particle_steps_per_second,
                 r.seconds);
  fmt::format_to(out, "device         {}; {}, {} maths; seed {}; thalweg {}\n", r.device,
                 to_text(s.precision), to_text(s.math), s.seed, version());
}

}  // namespace

std::string run_report(const RunResult& result, i64 steps) {
  std::string text;
  heading(text, result.plan, steps);
  minima_table(text, result);
  unreachable(text, result);
  outcome_table(text, result);
  numbers(text, result);
  return text;
}

}  // namespace thalweg::cli
