// SPDX-License-Identifier: MIT
#include "analysis/certificate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>

#include "analysis/components.h"
#include "analysis/polish.h"

namespace thalweg {

namespace {

struct Cell {
  Interval x, y;
};

bool has_zero(const Interval& a) { return contains(a, 0); }
bool inside(const Interval& a, const Interval& b) { return a.lo > b.lo && a.hi < b.hi; }
bool apart(const Interval& a, const Interval& b) { return a.hi < b.lo || a.lo > b.hi; }
bool inside(const Cell& a, const Cell& b) { return inside(a.x, b.x) && inside(a.y, b.y); }
bool apart(const Cell& a, const Cell& b) { return apart(a.x, b.x) || apart(a.y, b.y); }
Interval common(const Interval& a, const Interval& b) { return {std::max(a.lo, b.lo), std::min(a.hi, b.hi)}; }
bool bounded(const Interval& a) { return std::isfinite(a.lo) && std::isfinite(a.hi); }
bool bounded(const Jet<Interval, 2>& j) {
  return bounded(j.v) && bounded(j.g[0]) && bounded(j.g[1]) && bounded(j.h.a[0]) && bounded(j.h.a[1]) &&
         bounded(j.h.a[2]);
}

Jet<Interval, 2> enclose(const Landscape& f, const Cell& c) {
  return f.surface->enclose(f.functor.data(), c.x, c.y);
}

Cell inflated(const Cell& c) {
  const auto wide = [](const Interval& a) {
    const double more = 0.1 * width(a) + 1e-15 * std::max(std::abs(a.lo), std::abs(a.hi)) + 1e-300;
    return Interval(a.lo - more, a.hi + more);
  };
  return {wide(c.x), wide(c.y)};
}

/// Krawczyk's operator on c with its midpoint m: all zeros of the gradient in c lie in it, and if it lies
/// inside c there is exactly one.  False if the Hessian in the middle cannot be inverted.
bool krawczyk(const Cell& c, const Jet<Interval, 2>& whole, Point m, const Jet<Interval, 2>& middle,
              Cell& image) {
  const double a = mid(middle.h.a[0]), b = mid(middle.h.a[1]), d = mid(middle.h.a[2]), det = a * d - b * b;
  const double xx = d / det, xy = -b / det,
               yy = a / det;  // any matrix will do; this one is nearly the inverse
  if (!std::isfinite(xx) || !std::isfinite(xy) || !std::isfinite(yy)) return false;
  const Interval rx = c.x - Interval(m.x), ry = c.y - Interval(m.y);
  const Interval ixx(xx), ixy(xy), iyy(yy), one(1);
  image.x = Interval(m.x) - (ixx * middle.g[0] + ixy * middle.g[1]) +
            (one - (ixx * whole.h.a[0] + ixy * whole.h.a[1])) * rx -
            (ixx * whole.h.a[1] + ixy * whole.h.a[2]) * ry;
  image.y = Interval(m.y) - (ixy * middle.g[0] + iyy * middle.g[1]) -
            (ixy * whole.h.a[0] + iyy * whole.h.a[1]) * rx +
            (one - (ixy * whole.h.a[1] + iyy * whole.h.a[2])) * ry;
  return true;
}

Point middle_of(const Cell& c) { return {mid(c.x), mid(c.y)}; }
Cell at(Point p) { return {Interval(p.x), Interval(p.y)}; }

/// What is known of a box.  one: exactly one zero in `larger`, which lies in `zero`.
enum class Verdict { none, one, split };
struct Test {
  Verdict verdict;
  Cell larger, zero;
  CriticalKind kind = CriticalKind::none;
};

CriticalKind kind_of(const Symmetric<Interval, 2>& h) {
  const Interval det = h.a[0] * h.a[2] - sq(h.a[1]);
  if (det.hi < 0) return CriticalKind::saddle;
  if (det.lo > 0 && h.a[0].lo > 0) return CriticalKind::minimum;
  if (det.lo > 0 && h.a[0].hi < 0) return CriticalKind::maximum;
  return CriticalKind::none;
}

Test test(const Landscape& f, const Cell& c) {
  const Test none{Verdict::none, {}, {}}, split{Verdict::split, {}, {}};
  const Jet<Interval, 2> whole = enclose(f, c);
  if (!has_zero(whole.g[0]) || !has_zero(whole.g[1])) return none;
  const Point m = middle_of(c);
  const Jet<Interval, 2> middle = enclose(f, at(m));
  if (!bounded(whole) || !bounded(middle)) return split;
  const Interval dx = c.x - Interval(m.x), dy = c.y - Interval(m.y);
  if (!has_zero(middle.g[0] + whole.h.a[0] * dx + whole.h.a[1] * dy) ||
      !has_zero(middle.g[1] + whole.h.a[1] * dx + whole.h.a[2] * dy))
    return none;

  // A zero on the edge of c is inside the larger box of one of the two.
  Test t{Verdict::one, inflated(c), {}};
  const Jet<Interval, 2> larger = enclose(f, t.larger);
  if (!bounded(larger) || !krawczyk(t.larger, larger, m, middle, t.zero)) return split;
  if (apart(t.zero, c)) return none;
  if (!inside(t.zero, t.larger)) return split;
  // The image is again a box with this zero: more rounds make it as small as rounding allows.
  for (int k = 0; k < 12; k++) {
    const double before = std::max(width(t.zero.x), width(t.zero.y));
    const Point n = middle_of(t.zero);
    Cell image;
    if (!krawczyk(t.zero, enclose(f, t.zero), n, enclose(f, at(n)), image) || apart(image, t.zero)) break;
    t.zero = {common(t.zero.x, image.x), common(t.zero.y, image.y)};
    if (std::max(width(t.zero.x), width(t.zero.y)) > 0.5 * before) break;
  }
  if (apart(t.zero, c)) return none;
  t.kind = kind_of(enclose(f, t.zero).h);
  // Where the formula is not defined, enclosures say nothing; its value in the middle does.
  if (t.kind == CriticalKind::none || !std::isfinite(value(f, middle_of(t.zero)))) return split;
  return t;
}

/// Smaller boxes than this share of the domain are given up.
constexpr double kSmallest = 1e-10;
constexpr int kCuts = 8;

std::array<double, kCuts + 1> irregular_cuts(double from, double to, double frequency, double phase) {
  std::array<double, kCuts + 1> cuts{};
  for (int i = 1; i < kCuts; i++)
    cuts[std::size_t(i)] = from + (to - from) * (i + 0.13 * std::sin(i * frequency + phase)) / kCuts;
  cuts[0] = from;
  cuts[kCuts] = to;
  return cuts;
}

class Prover {
 public:
  Prover(const Landscape& f, i64 budget)
      : f_(f), domain_{{f.domain.x0, f.domain.x1}, {f.domain.y0, f.domain.y1}} {
    budget_ = budget;
    const auto xs = irregular_cuts(f.domain.x0, f.domain.x1, 1.7, 0.3);
    const auto ys = irregular_cuts(f.domain.y0, f.domain.y1, 2.3, 0.7);
    for (std::size_t j = 0; j < kCuts; j++)
      for (std::size_t i = 0; i < kCuts; i++) open_.push_back({{xs[i], xs[i + 1]}, {ys[j], ys[j + 1]}});
  }

  Certificate run(Progress progress, void* context) {
    // Breadth first: if the budget ends, what is left is small.
    while (!open_.empty() && result_.boxes < budget_) {
      const Cell c = open_.front();
      open_.pop_front();
      result_.boxes++;
      decide(c);
      if (progress && result_.boxes % 256 == 0 && !progress(context, i64(decided_ * 1e6), 1'000'000)) break;
    }
    left_.insert(left_.end(), open_.begin(), open_.end());
    for (const Test& t : proved_) result_.points.push_back({t.kind, t.zero.x, t.zero.y});
    result_.undecided = i64(left_.size());
    result_.decided = left_.empty();
    result_.where = neighbourhoods();
    return std::move(result_);
  }

 private:
  double share(const Cell& c) const {
    return width(c.x) / width(domain_.x) * (width(c.y) / width(domain_.y));
  }

  void decide(const Cell& c) {
    const Test t = test(f_, c);
    if (t.verdict == Verdict::split || (t.verdict == Verdict::one && !take(t)))
      split(c);
    else
      decided_ += share(c);
  }

  /// Whether it is clear that the zero lies inside or outside the domain, and is new or not.
  bool take(const Test& t) {
    if (apart(t.zero, domain_)) return true;
    if (!inside(t.zero, domain_)) return false;
    for (const Test& known : proved_) {
      if (apart(t.zero, known.zero)) continue;
      // The zero of `known` is the only one in its larger box.
      return inside(t.zero, known.larger);
    }
    proved_.push_back(t);
    return true;
  }

  void split(const Cell& c) {
    const double x = width(c.x) / width(domain_.x), y = width(c.y) / width(domain_.y);
    if (std::max(x, y) < kSmallest) {
      left_.push_back(c);
      return;
    }
    const auto cut = [](const Interval& a) { return a.lo + 0.4863 * width(a); };
    if (x >= y) {
      open_.push_back({{c.x.lo, cut(c.x)}, c.y});
      open_.push_back({{cut(c.x), c.x.hi}, c.y});
    } else {
      open_.push_back({c.x, {c.y.lo, cut(c.y)}});
      open_.push_back({c.x, {cut(c.y), c.y.hi}});
    }
  }

  /// Boxes around the connected sets of what is left, as a raster of the domain shows them.
  std::vector<Box> neighbourhoods() const {
    constexpr int kRaster = 64;
    const auto bin = [](double p, const Interval& a) {
      return std::clamp(int((p - a.lo) / width(a) * kRaster), 0, kRaster - 1);
    };
    std::vector<char> marked(kRaster * kRaster, 0);
    std::vector<int> bins;
    for (const Cell& c : left_) {
      bins.push_back(bin(mid(c.y), domain_.y) * kRaster + bin(mid(c.x), domain_.x));
      marked[std::size_t(bins.back())] = 1;
    }
    const auto sets = components(marked, kRaster, kRaster);
    std::vector<int> set_of(marked.size(), -1);
    for (std::size_t s = 0; s < sets.size(); s++)
      for (const int b : sets[s]) set_of[std::size_t(b)] = int(s);
    std::vector<Box> boxes(sets.size(), Box{1, 0, 1, 0});
    for (std::size_t k = 0; k < left_.size(); k++) {
      Box& box = boxes[std::size_t(set_of[std::size_t(bins[k])])];
      const Cell& c = left_[k];
      box = box.x0 > box.x1 ? Box{c.x.lo, c.x.hi, c.y.lo, c.y.hi}
                            : Box{std::min(box.x0, c.x.lo), std::max(box.x1, c.x.hi),
                                  std::min(box.y0, c.y.lo), std::max(box.y1, c.y.hi)};
    }
    return boxes;
  }

  const Landscape& f_;
  Cell domain_;
  i64 budget_ = 0;
  double decided_ = 0;
  std::deque<Cell> open_;
  std::vector<Cell> left_;
  std::vector<Test> proved_;
  Certificate result_;
};

bool is_inside_kind(PointKind k) {
  return k == PointKind::minimum || k == PointKind::saddle || k == PointKind::maximum ||
         k == PointKind::degenerate;
}

PointKind point_kind(CriticalKind kind) {
  return kind == CriticalKind::minimum   ? PointKind::minimum
         : kind == CriticalKind::maximum ? PointKind::maximum
                                         : PointKind::saddle;
}

}  // namespace

Certificate certify(const Landscape& f, i64 budget, Progress progress, void* context) {
  check_two_weights(f, "proof");
  return Prover(f, budget).run(progress, context);
}

bool agree(const Certificate& certificate, const CriticalPoints& found) {
  std::vector<char> hit(certificate.points.size(), 0);
  const double near_x = Thresholds().same * 1e-3, near_y = near_x;
  for (const CriticalPoint& p : found.points) {
    if (!is_inside_kind(p.kind)) continue;
    const auto holds = [&](const ProvedPoint& q) {
      // Newton's limit is within rounding of the proved box, which is not much wider than rounding itself.
      const double dx = near_x * (1 + std::abs(p.at.x)), dy = near_y * (1 + std::abs(p.at.y));
      return point_kind(q.kind) == p.kind && p.at.x > q.x.lo - dx && p.at.x < q.x.hi + dx &&
             p.at.y > q.y.lo - dy && p.at.y < q.y.hi + dy;
    };
    const auto proved = std::find_if(certificate.points.begin(), certificate.points.end(), holds);
    if (proved == certificate.points.end()) return false;
    char& taken = hit[std::size_t(proved - certificate.points.begin())];
    if (taken) return false;
    taken = 1;
  }
  return std::all_of(hit.begin(), hit.end(), [](char h) { return h != 0; });
}

CriticalPoints with_proof(const Landscape& f, const Certificate& certificate, const CriticalPoints& found,
                          const Loop& loop) {
  CriticalPoints r = found;
  std::erase_if(r.points, [](const CriticalPoint& p) { return is_inside_kind(p.kind); });
  r.regions.clear();
  for (const ProvedPoint& q : certificate.points) {
    const Point p{mid(q.x), mid(q.y)};
    const Jet<double, 2> j = jet(f, p);
    const Spectrum s = spectrum(j.h);
    r.points.push_back({point_kind(q.kind),
                        p,
                        j.v,
                        {s.low, s.high},
                        q.kind == CriticalKind::saddle ? -1 : 1,
                        q.kind == CriticalKind::minimum});
  }
  std::sort(r.points.begin(), r.points.end(), [](const CriticalPoint& a, const CriticalPoint& b) {
    if (a.kind != b.kind) return a.kind < b.kind;
    return a.value < b.value;
  });
  r.checksum = checksum(r.points, r.regions, found.checksum.boundary_winding, found.checksum.cell_winding);
  r.certain = r.checksum.ok;
  r.reason = r.certain
                 ? ""
                 : "the counts inside are proved, but the sums with the rim are not right: " + found.reason;
  add_persistence(f, tree_cells(found.cells), loop, r.points);
  return r;
}

}  // namespace thalweg
