// SPDX-License-Identifier: MIT
#include "analysis/disconnectivity.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <iterator>

#include "core/color_map.h"
#include "core/markup.h"

namespace thalweg {

namespace {

// Viridis without its brightest fifth, which fades on white.
std::string color(double share) {
  const ColorTable& table = color_table(ColorMap::kViridis);
  const double at = std::clamp(share, 0.0, 1.0) * 0.8 * double(table.size() - 1);
  return fmt::format("#{:06x}", table[std::size_t(std::lround(at))]);
}

/// Heights on the paper, in pixels from the top.
struct Axis {
  Display display;
  double low, high, scale, top, bottom;

  double share(double v) const {
    const auto bent = [this](double a) {
      return display == Display::log ? std::log1p(std::max(0.0, a - low) / scale) : a - low;
    };
    return bent(high) > 0 ? bent(v) / bent(high) : 0;
  }
  double y(double v) const { return bottom - share(v) * (bottom - top); }
};

/// Round numbers that stand at least `gap` pixels apart.
std::vector<double> ticks(const Axis& axis, double gap) {
  std::vector<double> found;
  if (axis.display == Display::linear) {
    const double rough = (axis.high - axis.low) * gap / (axis.bottom - axis.top);
    const double power = std::pow(10, std::floor(std::log10(rough)));
    const double step = rough <= power       ? power
                        : rough <= 2 * power ? 2 * power
                        : rough <= 5 * power ? 5 * power
                                             : 10 * power;
    for (double v = std::ceil(axis.low / step) * step; v <= axis.high * (1 + 1e-12); v += step)
      found.push_back(std::abs(v) < 1e-9 * step ? 0 : v);
    return found;
  }
  std::vector<double> round{0};
  for (int p = -12; p <= 15; p++)
    for (const double m : {1.0, 2.0, 5.0})
      for (const double sign : {-1.0, 1.0}) round.push_back(sign * m * std::pow(10, p));
  // The roundest first: powers of ten before their multiples.
  std::stable_sort(round.begin(), round.end(), [](double a, double b) {
    const auto rank = [](double v) {
      return v == 0 ? 0 : std::abs(std::remainder(std::log10(std::abs(v)), 1)) < 1e-9 ? 1 : 2;
    };
    return rank(a) < rank(b);
  });
  for (const double v : round) {
    if (v < axis.low || v > axis.high) continue;
    if (std::all_of(found.begin(), found.end(),
                    [&](double u) { return std::abs(axis.y(u) - axis.y(v)) >= gap; }))
      found.push_back(v);
  }
  return found;
}

/// What is drawn of a graph: for every kept minimum its branch and those that it swallows, the lowest pass
/// first.
struct Tree {
  std::vector<const Branch*> kept;  // most persistent first
  std::vector<std::vector<const Branch*>> swallowed;
  std::vector<int> leaves;  // minima from left to right

  Tree(const PassGraph& g, const DisconnectivityStyle& style) : swallowed(g.minima.size()) {
    for (const Branch& b : g.branches)
      if (b.persistence() >= style.least_persistence && int(kept.size()) < style.most_minima)
        kept.push_back(&b);
    for (const Branch* b : kept)
      if (b->into >= 0) swallowed[std::size_t(b->into)].push_back(b);
    for (auto& list : swallowed)
      std::stable_sort(list.begin(), list.end(),
                       [](const Branch* a, const Branch* b) { return a->death < b->death; });
    for (const Branch* b : kept)
      if (b->into < 0) {
        const std::deque<int> row = arranged(b->minimum);
        leaves.insert(leaves.end(), row.begin(), row.end());
      }
  }

  // Swallowed trees on alternate sides, later ones further out: no line crosses another.
  std::deque<int> arranged(int minimum) const {
    std::deque<int> row{minimum};
    std::size_t left = 0, right = 0;
    for (const Branch* b : swallowed[std::size_t(minimum)]) {
      const std::deque<int> part = arranged(b->minimum);
      if (right <= left) {
        row.insert(row.end(), part.begin(), part.end());
        right += part.size();
      } else {
        row.insert(row.begin(), part.begin(), part.end());
        left += part.size();
      }
    }
    return row;
  }
};

constexpr double kLeft = 92, kRight = 36, kTop = 92, kPlot = 460, kBelow = 66;

class Drawing {
 public:
  Drawing(const PassGraph& g, const DisconnectivityStyle& style) : g_(g), style_(style), tree_(g, style) {
    slot_ = std::clamp(900.0 / std::max<double>(1, double(tree_.leaves.size())), 5.0, 110.0);
    width_ = std::max(640.0, kLeft + kRight + slot_ * double(tree_.leaves.size()));
    x_.assign(g.minima.size(), 0);
    const double indent = kLeft + (width_ - kLeft - kRight - slot_ * double(tree_.leaves.size())) / 2;
    for (std::size_t k = 0; k < tree_.leaves.size(); k++)
      x_[std::size_t(tree_.leaves[k])] = indent + slot_ * (double(k) + 0.5);
    double low = 0, high = 1;
    if (!tree_.kept.empty()) {
      low = std::numeric_limits<double>::infinity();
      high = -low;
      for (const Branch* b : tree_.kept) {
        low = std::min(low, b->birth);
        high = std::max(high, b->pass >= 0 ? b->death : b->birth);
      }
    }
    if (!(high > low)) high = low + std::max(1.0, std::abs(low));
    axis_ = {style.display, low, high, style.scale, kTop + 26, kTop + kPlot};
  }

  std::string text() {
    put(R"(<svg xmlns="http://www.w3.org/2000/svg" width="{0:.0f}" height="{1:.0f}" )"
        R"(viewBox="0 0 {0:.0f} {1:.0f}" )"
        R"(font-family="Inter, 'Helvetica Neue', Arial, sans-serif">)",
        width_, kTop + kPlot + kBelow);
    put(R"(<rect width="100%" height="100%" fill="#ffffff"/>)");
    put(R"(<text x="28" y="38" font-size="19" font-weight="600" fill="#1b1f27">{}</text>)",
        markup_text(style_.title));
    put(R"(<text x="28" y="61" font-size="12.5" fill="#5b6472">{}</text>)", markup_text(subtitle()));
    frame();
    put(R"(<g fill="none" stroke-linecap="round" stroke-width="{:.2f}">)", std::clamp(slot_ / 14, 1.0, 2.6));
    for (auto b = tree_.kept.rbegin(); b != tree_.kept.rend(); ++b) branch(**b);
    put("</g>");
    passes();
    leaves();
    put("</svg>");
    return std::move(text_);
  }

 private:
  template <class... T>
  void put(fmt::format_string<T...> format, T&&... values) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<T>(values)...);
    text_ += '\n';
  }

  std::string subtitle() const {
    std::string text = style_.subtitle;
    if (tree_.kept.size() < g_.minima.size())
      text += fmt::format("   the {} most persistent of {} minima", tree_.kept.size(), g_.minima.size());
    return text;
  }

  void frame() {
    put(R"(<g font-size="11.5" fill="#5b6472" text-anchor="end">)");
    for (const double v : ticks(axis_, 40)) {
      put(R"(<line x1="{:.1f}" x2="{:.1f}" y1="{:.2f}" y2="{:.2f}" stroke="#e7eaef"/>)", kLeft,
          width_ - kRight, axis_.y(v), axis_.y(v));
      put(R"(<text x="{:.1f}" y="{:.2f}">{:.6g}</text>)", kLeft - 10, axis_.y(v) + 4, v);
    }
    put("</g>");
    put(R"(<text transform='translate(26 {:.1f}) rotate(-90)' font-size="12" fill="#5b6472" )"
        R"(text-anchor="middle">)"
        R"(loss{}</text>)",
        kTop + kPlot / 2, style_.display == Display::log ? " (log scale)" : "");
  }

  // Up from the minimum to its pass, round the corner, and level to the one that swallows it.
  void branch(const Branch& b) {
    const double x = x_[std::size_t(b.minimum)], y = axis_.y(b.birth);
    const std::string stroke = color(axis_.share(b.birth));
    if (b.pass < 0) {
      put(R"(<path d="M{0:.2f} {1:.2f}V{2:.2f}" stroke="{3}"/>)", x, y, kTop, stroke);
      return;
    }
    const double to = x_[std::size_t(b.into)], up = axis_.y(b.death), side = to > x ? 1 : -1;
    const double r = std::max(0.0, std::min({9.0, std::abs(to - x) / 2, y - up}));
    put(R"(<path d="M{0:.2f} {1:.2f}V{2:.2f}Q{0:.2f} {3:.2f} {4:.2f} {3:.2f}H{5:.2f}" stroke="{6}"/>)", x, y,
        up + r, up, x + side * r, to, stroke);
  }

  // Rings where branches join, with their heights where there is room.
  void passes() {
    if (slot_ < 12) return;
    for (const Branch* b : tree_.kept) {
      if (b->pass < 0) continue;
      const double x = x_[std::size_t(b->into)], y = axis_.y(b->death);
      put(R"(<circle cx="{:.2f}" cy="{:.2f}" r="2.6" fill="#ffffff" stroke="#2b313c" stroke-width="1.2"/>)",
          x, y);
      const bool right = x_[std::size_t(b->minimum)] > x;
      if (slot_ >= 58)
        put(R"(<text x="{:.2f}" y="{:.2f}" font-size="10.5" text-anchor="{}" fill="#5b6472">{}</text>)",
            right ? x + 9 : x - 9, y - 6, right ? "start" : "end", number(b->death));
    }
  }

  // What rounding has left of 0, beside the heights of the picture, is 0.
  std::string number(double v) const {
    return fmt::format("{:.5g}", std::abs(v) < 1e-12 * (axis_.high - axis_.low) ? 0 : v);
  }

  void leaves() {
    for (const int m : tree_.leaves) {
      const CriticalPoint& p = g_.minima[std::size_t(m)];
      const double x = x_[std::size_t(m)], y = axis_.y(p.value),
                   r = std::clamp(slot_ / 6, p.global ? 3.0 : 1.6, 5.5);
      put(R"(<circle cx="{:.2f}" cy="{:.2f}" r="{:.2f}" fill="{}"{}>)"
          R"(<title>{} {}: {:.6g} at ({:.6g}, {:.6g})</title></circle>)",
          x, y, r, p.global ? "#e4572e" : color(axis_.share(p.value)),
          p.global ? R"( stroke="#ffffff" stroke-width="1.4")" : "", name(p.kind), m + 1, p.value, p.at.x,
          p.at.y);
      if (slot_ >= 58)
        put(R"(<text x="{:.2f}" y="{:.2f}" font-size="11" text-anchor="middle" fill="#2b313c">{}</text>)"
            R"(<text x="{:.2f}" y="{:.2f}" font-size="9.5" text-anchor="middle" fill="#7a8391">)"
            R"(({:.3g}, {:.3g})</text>)",
            x, y + 19, number(p.value), x, y + 31, p.at.x, p.at.y);
      else if (slot_ >= 16)
        put(R"(<text x="{:.2f}" y="{:.2f}" font-size="10" text-anchor="middle" fill="#5b6472">{}</text>)", x,
            y + 16, m + 1);
    }
  }

  const PassGraph& g_;
  const DisconnectivityStyle& style_;
  Tree tree_;
  Axis axis_{};
  double slot_, width_;
  std::vector<double> x_;
  std::string text_;
};

}  // namespace

std::string disconnectivity_svg(const PassGraph& graph, const DisconnectivityStyle& style) {
  return Drawing(graph, style).text();
}

}  // namespace thalweg
