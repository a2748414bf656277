// SPDX-License-Identifier: MIT
// The questions of the lesson predict: a run, what may happen, and what does.  A question is asked only if
// slightly other rates, starts and random numbers lead to the same answer.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/stability.h"
#include "lessons/ball.h"
#include "lessons/dice.h"

namespace thalweg::lessons::book::predicting {

inline constexpr int kNoAnswer = -1;

struct Question {
  RunSpec spec;
  std::vector<std::string> options;
  std::vector<Point> places = {};  ///< bottoms on the map, named A, B, ...
  std::vector<std::string> conditions = {};
};

inline double momentum_of(const RunSpec& spec) {
  for (const auto& [name, value] : spec.optimizer.parameters)
    if (name == "momentum") return value;
  return 0;
}
inline void set_momentum(RunSpec& spec, double momentum) {
  spec.optimizer = {"sgd", {}};
  if (momentum > 0) spec.optimizer.parameters = {{"momentum", momentum}};
}

/// Whether the last steps are tiny compared with `scale`.
inline bool still(const std::vector<Stand>& walk, double scale) {
  constexpr std::size_t kLast = 5;
  constexpr double kTiny = 1e-3;
  for (std::size_t k = walk.size() - std::min(walk.size() - 1, kLast); k < walk.size(); k++) {
    const double x = walk[k].at.x - walk[k - 1].at.x, y = walk[k].at.y - walk[k - 1].at.y;
    if (!(std::hypot(x, y) < kTiny * scale)) return false;
  }
  return true;
}

// Level 1: bowls.

enum BowlAnswer { kOneSide, kSideToSide, kStillOnItsWay, kThrownOut };

inline Question random_bowl(Dice& dice) {
  const double a = rounded(dice.spread(0.2, 10)), c = rounded(dice.uniform(-2, 2));
  const double start = rounded(c + dice.sign() * dice.uniform(1.5, 4), 2);
  const double products[4][2] = {{0.25, 0.8}, {1.2, 1.75}, {0.002, 0.02}, {2.1, 2.8}};
  const auto& range = products[dice.roll(4)];
  const int steps = 20 + 10 * dice.roll(3);
  Question q;
  q.spec = one_particle_on_formula(fmt::format("{}*(w {} {})^2", a / 2, c < 0 ? '+' : '-', std::abs(c)),
                                   {start}, rounded(dice.spread(range[0], range[1]) / a), steps);
  q.options = {"It comes down on one side and arrives", "It jumps from side to side and arrives",
               "It is still on its way after the last step", "It is thrown out: the error explodes"};
  return q;
}

/// The bottom of a bowl: where the slope, which changes evenly, is zero.
inline double bottom_of_bowl(const Hill& h, double w) { return w - h.slope(w) / h.bend(w); }

inline int bowl_answer(const RunSpec& spec, Lab& lab) {
  const std::vector<Stand> walk = roll(spec, lab);
  if (fate_of(verdict_of(spec, walk)) == Fate::blows_up) return kThrownOut;
  constexpr double kThere = 0.02, kFar = 0.2;
  const double bottom = bottom_of_bowl(hill(spec), walk[0].at.x), way = std::abs(walk[0].at.x - bottom);
  const double left = std::abs(walk.back().at.x - bottom) / way;
  int crossings = 0;
  for (std::size_t k = 1; k < walk.size(); k++) {
    const double before = walk[k - 1].at.x - bottom, after = walk[k].at.x - bottom;
    crossings += before * after < 0 && std::abs(after) > kThere * way;
  }
  if (left < kThere) return crossings >= 2 ? kSideToSide : crossings == 0 ? kOneSide : kNoAnswer;
  return left > kFar && crossings == 0 ? kStillOnItsWay : kNoAnswer;
}

// Level 2: two valleys, momentum.

enum HillAnswer { kLeftValley, kRightValley, kOnItsWay, kNeverRests, kOut };

inline Question random_hills(Dice& dice) {
  const double width = rounded(dice.uniform(0.8, 1.3)), tilt = dice.sign() * rounded(dice.uniform(0.15, 0.6));
  Question q;
  q.spec = one_particle_on_formula(
      fmt::format("w^4/8 - {}*w^2 {} {}*w + 3", width, tilt < 0 ? '-' : '+', std::abs(tilt)),
      {dice.sign() * rounded(dice.uniform(0.6, 2.9))}, rounded(dice.spread(0.002, 1.2)), 60);
  const double momenta[3] = {0, 0.8, 0.9};
  set_momentum(q.spec, momenta[dice.roll(3)]);
  q.options = {"It comes to rest in the left valley", "It comes to rest in the right valley",
               "It is on its way down a side at the end", "It keeps jumping and never comes to rest",
               "It is thrown out: the error explodes"};
  return q;
}

/// Where a careful run from the left (-1) or the right (1) comes to rest.
inline double bottom_of_valley(const RunSpec& spec, int side, Lab& lab) {
  constexpr double kOutside = 2.5, kCareful = 0.1;
  return end_of(one_particle_on_formula(spec.formula, {side * kOutside}, kCareful, 100), lab).at.x;
}

inline int hill_answer(const RunSpec& spec, Lab& lab) {
  const std::vector<Stand> walk = roll(spec, lab);
  const Fate fate = fate_of(verdict_of(spec, walk));
  if (fate == Fate::blows_up) return kOut;
  constexpr double kClose = 0.05, kFarOff = 0.3, kScale = 6;
  const Hill h = hill(spec);
  // From a place beside the bottom there is nothing to foretell.
  constexpr double kDull = 0.35;
  if (std::abs(h.slope(*spec.start.x)) < kDull) return kNoAnswer;
  const double w = walk.back().at.x, slope = h.slope(w), bend = h.bend(w);
  const double off = bend > 0 ? std::abs(slope / bend) : INFINITY;
  if (off < kClose && still(walk, kScale)) return w < 0 ? kLeftValley : kRightValley;
  if (fate == Fate::bounces && !still(walk, kScale)) return kNeverRests;
  const double first = walk[1].at.x - walk[0].at.x, last = w - walk[walk.size() - 2].at.x;
  if (fate == Fate::on_its_way && off > kFarOff && first * last > 0) return kOnItsWay;
  return kNoAnswer;
}

// Level 3: maps of two weights, momentum, noise, schedules.

inline const std::vector<const char*>& map_surfaces() {
  static const std::vector<const char*> all{"himmelblau", "two_wells", "three_hump_camel", "styblinski_tang"};
  return all;
}

inline Question random_map(Dice& dice) {
  Question q;
  q.spec = one_particle(map_surfaces()[std::size_t(dice.roll(int(map_surfaces().size())))], {0, 0}, 0.1, 80);
  const Landscape f = make_landscape(q.spec);
  for (const KnownMinimum& m : f.minima) q.places.push_back({m.x, m.y, 0});
  constexpr double kInner = 0.45;
  q.spec.start.x = rounded(kInner * dice.uniform(f.domain.x0, f.domain.x1));
  q.spec.start.y = rounded(kInner * dice.uniform(f.domain.y0, f.domain.y1));
  const double rates[3][2] = {{0.3, 1}, {0.005, 0.02}, {8, 30}};
  const auto& range = rates[std::max(0, dice.roll(5) - 2)];
  q.spec.lr = rounded(learning_rates(f).gradient * dice.spread(range[0], range[1]));
  const int extra = dice.roll(4);
  if (extra == 1) {
    set_momentum(q.spec, 0.9);
    q.conditions.push_back("momentum " + shown(0.9));
  }
  if (extra == 2) {
    const double sigma = rounded(0.05 * measure_scale(f).slope, 1);
    q.spec.noise = {"gaussian", {{"sigma", sigma}}};
    q.conditions.push_back("noise of size " + shown(sigma) + " on every slope");
  }
  if (extra == 3) {
    q.spec.schedule = {"cosine", {}};
    q.conditions.push_back("a rate that falls to zero along the way");
  }
  for (std::size_t k = 0; k < q.places.size(); k++)
    q.options.push_back(std::string("It ends at ") + char('A' + int(k)));
  q.options.push_back("It is on its way at the end");
  q.options.push_back("It is thrown off the map");
  return q;
}

inline int map_answer(const Question& q, const RunSpec& spec, Lab& lab) {
  const std::vector<Stand> walk = roll(spec, lab);
  const Box domain = make_landscape(spec).domain;
  const int bottoms = int(q.places.size());
  const Point end = walk.back().at;
  const Fate fate = fate_of(verdict_of(spec, walk));
  const bool on_map = end.x >= domain.x0 && end.x <= domain.x1 && end.y >= domain.y0 && end.y <= domain.y1;
  if (fate == Fate::blows_up && !on_map) return bottoms + 1;
  constexpr double kThere = 0.02, kFar = 0.08;
  double nearest = INFINITY;
  int which = 0;
  for (int k = 0; k < bottoms; k++) {
    const Point p = q.places[std::size_t(k)];
    const double d = std::hypot(end.x - p.x, end.y - p.y) / width(domain);
    if (d < nearest) nearest = d, which = k;
  }
  if (nearest < kThere) return which;
  return nearest > kFar && on_map && fate == Fate::on_its_way ? bottoms : kNoAnswer;
}

// All levels.

inline int answer_of(const Question& q, const RunSpec& spec, int level, Lab& lab) {
  return level == 0 ? bowl_answer(spec, lab) : level == 1 ? hill_answer(spec, lab) : map_answer(q, spec, lab);
}

/// The answer, if it is the same for slightly other rates, starts and random numbers.
inline int sure_answer(const Question& q, int level, Lab& lab) {
  const int answer = answer_of(q, q.spec, level, lab);
  if (answer == kNoAnswer) return answer;
  const double slack = level == 0 ? 0.06 : 0.03;
  const Box domain = make_landscape(q.spec).domain;
  constexpr double kNudge = 0.005;
  for (int k = 0; k < 6; k++) {
    RunSpec other = q.spec;
    if (k < 2) *other.lr *= k == 0 ? 1 - slack : 1 + slack;
    if (k == 2 || k == 3) *other.start.x += (k == 2 ? -kNudge : kNudge) * width(domain);
    if (k >= 4 && level < 2) break;
    if (k >= 4) {
      *other.start.y += (k == 4 ? -kNudge : kNudge) * height(domain);
      other.seed += u64(k);
    }
    if (answer_of(q, other, level, lab) != answer) return kNoAnswer;
  }
  return answer;
}

}  // namespace thalweg::lessons::book::predicting
