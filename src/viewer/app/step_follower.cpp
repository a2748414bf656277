// SPDX-License-Identifier: MIT
#include "viewer/app/step_follower.h"

#include <algorithm>
#include <cmath>

#include "viewer/app/slice.h"

namespace thalweg::viewer {
namespace {

// So that a picture never waits long for a particle that has far to go.
constexpr i64 kMostSteps = 4000;
// Of the domain's width: the memory's arrow can be seen below the gradient's where both point the same way.
constexpr double kGradientLength = 0.12, kMemoryLength = 0.18, kSamePlace = 0.005;

struct Direction {
  double x, y;
};

/// In the plane that is drawn; nothing for one that is 0 or not finite.
std::optional<Direction> direction_of(const std::vector<double>& numbers, double sign) {
  if (numbers.empty()) return {};
  const double x = sign * numbers[0], y = numbers.size() > 1 ? sign * numbers[1] : 0;
  const double length = std::hypot(x, y);
  if (!(length > 0) || !std::isfinite(length)) return {};
  return Direction{x / length, y / length};
}

/// The part of the arrow that is inside the box; nothing if it begins outside.
std::optional<GroundArrow> inside(const Box& box, GroundArrow arrow) {
  const auto within = [&](Point p) {
    return p.x >= box.x0 && p.x <= box.x1 && p.y >= box.y0 && p.y <= box.y1;
  };
  if (!within(arrow.from) || !std::isfinite(arrow.to.x) || !std::isfinite(arrow.to.y)) return {};
  double t = 1;
  const auto hold = [&](double from, double to, double low, double high) {
    if (to > high) t = std::min(t, (high - from) / (to - from));
    if (to < low) t = std::min(t, (low - from) / (to - from));
  };
  hold(arrow.from.x, arrow.to.x, box.x0, box.x1);
  hold(arrow.from.y, arrow.to.y, box.y0, box.y1);
  arrow.to = {arrow.from.x + t * (arrow.to.x - arrow.from.x), arrow.from.y + t * (arrow.to.y - arrow.from.y)};
  return arrow;
}

}  // namespace

i64 followed_particle(const SessionState&) { return 0; }

ArrowSet arrows_of(const Plan& plan, i64 particle, const StepAccount& account) {
  ArrowSet set;
  const Landscape& f = plan.landscape;
  const Box box = drawn_box(f);
  Point from = to_drawing(f, account.start), to = to_drawing(f, account.end);
  if (weights(f) == 1) {
    // Particles of one weight are spread over a trough.
    PointF place{};
    spread(f, particle, {&place, 1});
    from.y = to.y = double(place.y);
  }
  const auto add = [&](Point end, Srgb color) {
    if (const auto arrow = inside(box, {from, end, color})) set.arrows.push_back(*arrow);
  };
  const auto pull = [&](const std::vector<double>& numbers, double sign, double share, Srgb color) {
    const auto d = direction_of(numbers, sign);
    if (!d) return;
    // As long on the ground whatever the shape of the domain.
    const double length = share / std::hypot(d->x / width(box), d->y / height(box));
    add({from.x + length * d->x, from.y + length * d->y}, color);
  };
  const StepTerm* const memory = momentum_of(account);
  // Means and sums of gradients point uphill like these; the direction of a line search is downhill already,
  // and the one that this step went along is the one before it.
  if (memory && memory->info.symbol == "d") pull(memory->before, 1, kMemoryLength, kMemoryArrow);
  if (memory && memory->info.symbol != "d") pull(memory->after, -1, kMemoryLength, kMemoryArrow);
  if (account.request != Request::value && !account.inquiries.empty())
    pull(account.inquiries.back().told, -1, kGradientLength, kGradientArrow);
  add(to, kStepArrow);
  return set;
}

bool StepFollower::show(const Plan& plan, i64 particle, i64 step) {
  const i64 shown = std::min(step, std::max<i64>(plan.spec.steps - 1, 0));
  const bool elsewhere = !walker_ || walker_->particle != particle || walker_->step > shown;
  if (!elsewhere && walker_->step == shown && account_) return true;
  account_.reset();
  strays_ = false;
  if (elsewhere) walker_ = follow(plan, particle);
  advance(plan, *walker_, std::min(kMostSteps, shown - walker_->step));
  if (walker_->step < shown) return false;
  account_ = explain(plan, *walker_);
  lines_ = lines_of(plan, *account_);
  arrows_ = std::make_shared<const ArrowSet>(arrows_of(plan, particle, *account_));
  return true;
}

void StepFollower::compare(const Landscape& f, Point drawn) {
  if (!account_) return;
  const Box box = drawn_box(f);
  const Point here = to_drawing(f, account_->start);
  const double x = std::abs(here.x - drawn.x) / width(box),
               y = weights(f) == 1 ? 0 : std::abs(here.y - drawn.y) / height(box);
  const bool finite = std::isfinite(here.x) && std::isfinite(here.y);
  strays_ = finite && !(x <= kSamePlace && y <= kSamePlace);
}

void StepFollower::forget() { *this = {}; }

}  // namespace thalweg::viewer
