// SPDX-License-Identifier: MIT
#include "viewer/app/ground_box.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "viewer/app/findings.h"
#include "viewer/scene/ticks.h"

namespace thalweg::viewer {

Box box_between(Point a, Point b, const Box& domain) {
  Box box = domain;
  box.x0 = std::clamp(std::min(a.x, b.x), domain.x0, domain.x1);
  box.x1 = std::clamp(std::max(a.x, b.x), domain.x0, domain.x1);
  box.y0 = std::clamp(std::min(a.y, b.y), domain.y0, domain.y1);
  box.y1 = std::clamp(std::max(a.y, b.y), domain.y0, domain.y1);
  return box;
}

bool is_thin(const Box& box, const Box& domain) {
  return !(width(box) >= kThinBox * width(domain) && height(box) >= kThinBox * height(domain));
}

Domain box_of_weights(const Box& drawn, const Box& domain, int weights) {
  Domain box(domain, weights);
  box.x0 = drawn.x0;
  box.x1 = drawn.x1;
  if (weights > 1) {
    box.y0 = drawn.y0;
    box.y1 = drawn.y1;
  }
  return box;
}

Box drawn_part(const Domain& box, const Box& drawn_domain) {
  Box part = drawn_domain;
  part.x0 = box.x0;
  part.x1 = box.x1;
  if (box.weights > 1) {
    part.y0 = box.y0;
    part.y1 = box.y1;
  }
  return part;
}

std::shared_ptr<const LineSet> outline_of(const Box& box, const Box& domain) {
  constexpr double kNode = 1.0 / 160;  // of the domain
  auto lines = std::make_shared<LineSet>();
  const std::vector<Point> corners{
      {box.x0, box.y0}, {box.x1, box.y0}, {box.x1, box.y1}, {box.x0, box.y1}, {box.x0, box.y0}};
  lines->lines.push_back(refined(domain, corners, kNode));
  return lines;
}

std::string box_text(const Box& box, int weights) {
  // As many digits as tell the edges apart.
  const auto range = [](const char* name, double low, double high) {
    const int decimals = std::clamp(int(std::ceil(2 - std::log10(std::max(high - low, 1e-12)))), 0, 12);
    return std::string(name) + " " + decimal_label(low, decimals) + " \u2013 " +
           decimal_label(high, decimals);
  };
  std::string text = range(weights > 1 ? "x" : "w", box.x0, box.x1);
  if (weights > 1) text += "   " + range("y", box.y0, box.y1);
  return text;
}

}  // namespace thalweg::viewer
