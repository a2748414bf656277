// SPDX-License-Identifier: MIT
#include "analysis/diagnosis.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/curve.h"
#include "analysis/stability.h"
#include "core/error.h"

namespace thalweg {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::string number(double a) { return fmt::format("{:.4g}", a); }
std::string percent(double share) { return fmt::format("{:.3g} %", 100 * share); }
std::string at(Point p) { return fmt::format("({:.4g}, {:.4g})", p.x, p.y); }

double length(Point p) { return std::hypot(p.x, p.y, p.z); }

bool finite(Point p) { return std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z); }

// The first step at which anything is not finite, or -1.
std::ptrdiff_t first_not_finite(const History& h) {
  for (std::size_t k = 0; k < h.losses.size(); k++)
    if (!std::isfinite(h.losses[k]) || (!h.positions.empty() && !finite(h.positions[k])) ||
        (!h.gradients.empty() && !finite(h.gradients[k])))
      return std::ptrdiff_t(k);
  return -1;
}

// The limit of the rate where it is known, for the end of an advice.
std::string limit_text(const Knowledge& known) {
  return known.stable_below > 0 && std::isfinite(known.stable_below)
             ? fmt::format(" (where it stands now, rates below {} are stable)", number(known.stable_below))
             : "";
}
std::string smaller_rate(const Knowledge& known, double factor) {
  if (!(known.lr > 0)) return fmt::format("Divide the learning rate by {:g}", factor);
  return fmt::format("Divide the learning rate {} by {:g}", number(known.lr), factor);
}

struct Case {
  const History& history;
  const Knowledge& known;
  const DiagnosisRules& rules;
  Curve curve;
  Turns turns;

  std::size_t steps() const { return history.losses.size() - 1; }
  double first() const { return history.losses.front(); }
  double last() const { return history.losses.back(); }

  double slope_at_end() const { return history.gradients.empty() ? kNaN : length(history.gradients.back()); }
  double steepest() const {
    double s = 0;
    for (const Point& g : history.gradients) s = std::max(s, length(g));
    return s;
  }
  /// The share of the possible improvement that is left; NaN if nobody can say.  Without a lowest value the
  /// squared gradient must do, as on a quadratic, and without gradients 0 for losses that are never negative.
  double left() const {
    if (std::isfinite(known.lowest)) return share(last() - known.lowest, first() - known.lowest);
    if (!history.gradients.empty()) {
      const double start = length(history.gradients.front());
      return start > 0 ? std::min(1.0, std::pow(slope_at_end() / start, 2)) : 0;
    }
    return curve.lowest >= 0 ? share(last(), first()) : kNaN;
  }
  std::string from_to() const {
    return fmt::format("the loss went from {} to {} in {} steps", number(first()), number(last()), steps());
  }

 private:
  static double share(double part, double whole) { return whole > 0 ? part / whole : part > 0 ? 1 : 0; }
};

std::optional<Diagnosis> non_finite(const Case& c) {
  const std::ptrdiff_t k = first_not_finite(c.history);
  if (k < 0) return {};
  if (k == 0)
    return Diagnosis{Verdict::non_finite, "The start itself has no finite loss, position or gradient.",
                     "Start where the loss is defined."};
  const double before = c.history.losses[std::size_t(k) - 1];
  return Diagnosis{
      Verdict::non_finite,
      fmt::format("From step {} on the numbers are not finite; the loss before was {}, {} at the start.", k,
                  number(before), number(c.first())),
      before > c.first()
          ? smaller_rate(c.known, 10) + ": the loss had grown before it overflowed."
          : "Look for a point where the loss is undefined, and divide the learning rate by 10."};
}

std::optional<Diagnosis> diverging(const Case& c) {
  if (rises(c.curve, c.rules.growth, c.rules.risen))
    return Diagnosis{
        Verdict::diverging,
        fmt::format("The loss rises: from {} to {} in {} steps, with {} as the lowest on the way.",
                    number(c.first()), number(c.last()), c.steps(), number(c.curve.lowest)),
        smaller_rate(c.known, 10) + limit_text(c.known) + "."};
  if (c.known.outside)
    return Diagnosis{
        Verdict::diverging,
        fmt::format("It has left the domain for {}, where the loss is {} ({} at the start).",
                    at(c.history.positions.back()), number(c.last()), number(c.first())),
        "If the loss has no lower bound out there, stay inside with a smaller rate or fewer steps."};
  return {};
}

std::optional<Diagnosis> oscillating(const Case& c) {
  const DiagnosisRules& r = c.rules;
  const int period = orbit_period(c.history.positions);
  // Where nearly everything is gained, steps that turn back are noise or rounding, unless they repeat.
  const bool by_angle = c.turns.known && c.turns.reversals > r.reversals && c.turns.last_step > 0 &&
                        c.turns.last_step > r.not_shorter * c.turns.early_step &&
                        (period > 1 || !(c.left() <= r.gained));
  const bool by_loss = !c.turns.known && c.curve.range > 0 &&
                       ((c.curve.flips > r.flips && c.curve.swing > r.swing) ||
                        (c.curve.turns >= r.slow_flips && c.curve.swing > r.slow_swing));
  if (!by_angle && !by_loss) return {};
  const std::string advice = smaller_rate(c.known, 2) + limit_text(c.known) + ", or let a schedule lower it.";
  if (!by_angle)
    return Diagnosis{
        Verdict::oscillating,
        fmt::format("The loss goes up and down over {} of its range in the last {} steps; {} of the "
                    "changes have another sign than the one before.",
                    percent(c.curve.swing), c.curve.window, percent(c.curve.flips)),
        advice};
  return Diagnosis{
      Verdict::oscillating,
      fmt::format(
          "{} of the last {} steps turn back on the one before, and they do not get shorter ({} against {} "
          "early on){}.",
          percent(c.turns.reversals), c.turns.window, number(c.turns.last_step), number(c.turns.early_step),
          period > 1 ? fmt::format(": an orbit of period {}", period) : ""),
      advice};
}

// At a critical point of the landscape.
std::optional<Diagnosis> at_critical_point(const Case& c) {
  if (!c.known.end || c.known.end->kind == CriticalKind::none) return {};
  const Critical& e = *c.known.end;
  const std::string curvatures =
      fmt::format("curvatures {} and {}", number(e.eigenvalues[0]), number(e.eigenvalues[1]));
  const std::string where = fmt::format("at {}, loss {}", at(e.at), number(e.value));
  switch (e.kind) {
    case CriticalKind::saddle:
      return Diagnosis{
          Verdict::saddle, fmt::format("It stands on a saddle {}: {}.", where, curvatures),
          "Start beside the ridge, or add noise or momentum: a saddle holds only exact starts for long."};
    case CriticalKind::maximum:
      return Diagnosis{Verdict::saddle, fmt::format("It stands on a maximum {}: {}.", where, curvatures),
                       "Start elsewhere, or add noise: the slope is zero there, but it is no minimum."};
    case CriticalKind::plateau:
      return Diagnosis{
          Verdict::plateau,
          fmt::format("Slope and curvature have vanished {}, compared with a typical slope of {}.", where,
                      number(c.known.slope)),
          "Start elsewhere, or use a rule that does not depend on the size of the gradient (adam, "
          "signsgd)."};
    case CriticalKind::minimum:
    case CriticalKind::valley:
    case CriticalKind::none:
      break;
  }
  const double above = e.value - c.known.lowest;
  const bool higher =
      std::isfinite(above) && above > c.rules.same_value * std::max(c.first() - c.known.lowest, above);
  if (!higher)
    return Diagnosis{
        Verdict::good,
        fmt::format("It has arrived at a {} {}{}.",
                    e.kind == CriticalKind::valley ? "valley of minima" : "minimum", where,
                    c.turns.known && c.turns.reversals > c.rules.reversals && c.curve.range > 0
                        ? fmt::format("; {} of the last {} steps turned back on the one before, so it "
                                      "overshot all the way: lr times the curvature is between 1 and 2",
                                      percent(c.turns.reversals), c.turns.window)
                        : ""),
        c.turns.known && c.turns.reversals > c.rules.reversals && c.curve.range > 0
            ? "Keep it; half the learning rate would arrive without overshooting."
            : "Keep it."};
  if (e.kind == CriticalKind::valley)
    return Diagnosis{Verdict::plateau,
                     fmt::format("One curvature has vanished {}, {} above the lowest known value {}.", where,
                                 number(above), number(c.known.lowest)),
                     "Start elsewhere: there is hardly a slope to follow here."};
  return Diagnosis{
      Verdict::local_minimum,
      fmt::format("It has arrived at a local minimum {}, {} above the lowest known value {}.", where,
                  number(above), number(c.known.lowest)),
      "Start elsewhere, from several places, or with momentum or noise that can cross the ridge."};
}

// Without a landscape the gradient says whether it rests.
std::optional<Diagnosis> at_rest(const Case& c) {
  if (c.known.end || c.history.gradients.empty() || !(c.slope_at_end() <= c.rules.at_rest * c.steepest()))
    return {};
  return Diagnosis{
      Verdict::good,
      fmt::format("The gradient has shrunk to {}, {} of the steepest on the way, and {}.",
                  number(c.slope_at_end()), percent(c.slope_at_end() / c.steepest()), c.from_to()),
      "Keep it; whether this is a minimum, and the lowest one, only the landscape can tell."};
}

std::optional<Diagnosis> stuck_or_slow(const Case& c) {
  const DiagnosisRules& r = c.rules;
  const double slope = c.slope_at_end(), left = c.left();
  const bool has_slope = std::isfinite(slope) && c.known.slope > 0;
  const bool on_flat_ground = has_slope && slope < r.flat * c.known.slope;
  const bool steep = (has_slope && !on_flat_ground) || (!has_slope && slope > 0);
  if (c.curve.range == 0) {
    if (steep)
      return Diagnosis{Verdict::too_small,
                       fmt::format("The loss stays at {} in all {} steps although the slope is {}.",
                                   number(c.last()), c.steps(), number(slope)),
                       "Raise the learning rate by factors of 10 until the loss moves."};
    return Diagnosis{Verdict::plateau,
                     fmt::format("The loss stays at {} in all {} steps.", number(c.last()), c.steps()),
                     "Start elsewhere; if the slope here is not zero, the learning rate is."};
  }
  const bool far = std::isnan(left) || left > 1 - r.undone;
  if (!far || !c.curve.falls || !(c.curve.late > r.steady * c.curve.early)) return {};
  const std::string gains =
      fmt::format("the last quarter gained {}, the first {}", number(c.curve.late), number(c.curve.early));
  if (on_flat_ground)
    return Diagnosis{
        Verdict::plateau,
        fmt::format("The slope {} is {} of what is typical here, and {}.", number(slope),
                    percent(slope / c.known.slope), c.from_to()),
        "Start elsewhere, or use a rule that does not depend on the size of the gradient (adam, signsgd)."};
  if (c.curve.late > r.speeding_up * c.curve.early)
    return Diagnosis{Verdict::improving,
                     fmt::format("It gets faster, as when leaving a plateau or a saddle: {}.", gains),
                     "Give it more steps."};
  if (std::isnan(left) && !(c.curve.late > (1 - r.steady) * c.curve.early)) return {};
  return Diagnosis{
      Verdict::too_small,
      fmt::format(
          "It keeps falling at nearly its first pace ({}) and {}{}.", gains,
          std::isnan(left) ? "" : fmt::format("{} of the way is left: ", percent(std::min(1.0, left))),
          c.from_to()),
      "Raise the learning rate by factors of 3 to 10" + limit_text(c.known) + "."};
}

Diagnosis good_or_improving(const Case& c) {
  const double left = c.left();
  const bool done = left <= c.rules.done;
  const std::string gains = fmt::format("{}; the last quarter gained {}, the first {}", c.from_to(),
                                        number(c.curve.late), number(c.curve.early));
  // Where the landscape knows of no critical point here, a slow rest of the way is still a way, unless noise
  // is all that moves; and so it is where much is known to be left.
  const bool much_left =
      (std::isfinite(c.known.lowest) || !c.history.gradients.empty()) && left > c.rules.much_left;
  const bool on_its_way =
      c.curve.late > 0 &&
      ((c.known.end && c.curve.falls) || (much_left && c.curve.late > c.rules.much_left * c.curve.early));
  if (done || (c.curve.late < c.rules.levelled * c.curve.early && !on_its_way))
    return {Verdict::good, fmt::format("It levels off: {}.", gains),
            c.curve.falls ? "Keep it."
                          : "Keep it; a schedule that lowers the learning rate would quiet the rest."};
  return {Verdict::improving, fmt::format("It is on its way: {}.", gains),
          "Give it more steps" +
              std::string(c.turns.known && c.turns.reversals > c.rules.reversals
                              ? "; every step overshoots, so a smaller learning rate is faster."
                              : ".")};
}

}  // namespace

std::string_view name(Verdict verdict) {
  constexpr std::string_view kNames[kVerdicts] = {"too_small",   "good",      "improving",
                                                  "oscillating", "diverging", "non_finite",
                                                  "plateau",     "saddle",    "local_minimum"};
  return kNames[int(verdict)];
}

Knowledge nothing_known() { return {kNaN, kNaN, {}, false, kNaN, kNaN}; }

Knowledge what_is_known(const Plan& plan, Point end) {
  const Landscape& f = plan.landscape;
  Knowledge known = nothing_known();
  for (const KnownMinimum& m : f.minima) known.lowest = std::fmin(known.lowest, m.value);
  const LandscapeScale scale = measure_scale(f);
  known.slope = scale.slope;
  known.lr = learning_rate(plan, std::max<i64>(0, plan.spec.steps - 1));
  if (!finite(end)) return known;
  known.outside = end_cell(f.domain, end) == EndCell::kNoCell;
  known.end = find_critical(f, scale, end);
  if (const std::optional<LinearRule> rule = linear_rule(plan))
    known.stable_below = stable_below(*rule, sharpness(f, end));
  return known;
}

Diagnosis diagnose(const History& h, const Knowledge& known, const DiagnosisRules& rules) {
  if (h.losses.size() < 3)
    throw InputError("a diagnosis needs at least 3 losses, not " + std::to_string(h.losses.size()));
  if ((!h.positions.empty() && h.positions.size() != h.losses.size()) ||
      (!h.gradients.empty() && h.gradients.size() != h.losses.size()))
    throw InputError("a diagnosis needs as many positions and gradients as losses");
  Case c{h, known, rules, {}, {}};
  if (const auto found = non_finite(c)) return *found;
  c.curve = curve_of(h.losses);
  c.turns = turns_of(h.positions, rules.reversal);
  for (const auto& rule : {diverging, oscillating, at_critical_point, at_rest, stuck_or_slow})
    if (const auto found = rule(c)) return *found;
  return good_or_improving(c);
}

}  // namespace thalweg
