// SPDX-License-Identifier: MIT
// The settings in which a surface is tested: its default parameters, and each parameter at both ends of its
// range.
#pragma once

#include <gtest/gtest.h>

#include <ostream>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "surfaces/surface.h"

namespace thalweg::test {

/// What all subjects have; tests add the functions that they evaluate.
struct SurfaceSetting {
  std::string label;  ///< "ellipse", "ellipse_condition_low"
  SurfaceInfo info;
  LearningRates lr;
  std::vector<KnownMinimum> minima;  ///< empty if none is published
  std::vector<std::pair<std::string, double>> parameters;
  bool has_defaults() const { return label == info.name; }
  friend std::ostream& operator<<(std::ostream& out, const SurfaceSetting& s) { return out << s.label; }
};

template <class S>
std::vector<KnownMinimum> minima_of([[maybe_unused]] const S& surface) {
  if constexpr (requires { surface.minimum(); })
    return {surface.minimum()};
  else if constexpr (requires { S::minima; })
    return {std::begin(S::minima), std::end(S::minima)};
  else
    return {};
}

template <class S, class F>
void for_each_setting(F f) {
  using Parameters = decltype(SurfaceSetting::parameters);
  const auto add = [&](std::string label, LearningRates lr, const S& surface, Parameters parameters = {}) {
    f(SurfaceSetting{std::move(label), S::info, lr, minima_of(surface), std::move(parameters)}, surface);
  };
  const std::string name = S::info.name;
  if constexpr (requires { typename S::Hyper; }) {
    const auto visit = [&](const std::string& label, const typename S::Hyper& h) {
      Parameters parameters;
      for (const auto& field : S::fields) parameters.push_back({field.name, h.*field.member});
      if constexpr (requires { S::learning_rates(h); })
        add(label, S::learning_rates(h), S(h), parameters);
      else
        add(label, S::info.lr, S(h), parameters);
    };
    visit(name, {});
    for (const auto& field : S::fields) {
      typename S::Hyper low, high;
      low.*field.member = field.range.low;
      high.*field.member = field.range.high;
      visit(name + "_" + field.name + "_low", low);
      visit(name + "_" + field.name + "_high", high);
    }
  } else {
    add(name, S::info.lr, S{});
  }
}

struct SettingLabel {
  template <class Info>
  std::string operator()(const Info& info) const {
    return info.param.label;
  }
};

/// n reproducible points, uniform in the box.
inline std::vector<Point> random_points(const Box& box, int n, unsigned seed = 1) {
  std::mt19937_64 generator(seed);
  std::uniform_real_distribution<double> x(box.x0, box.x1), y(box.y0, box.y1);
  std::vector<Point> points;
  for (int i = 0; i < n; i++) {
    const double at_x = x(generator);
    points.push_back({at_x, y(generator)});
  }
  return points;
}

}  // namespace thalweg::test
