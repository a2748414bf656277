// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/surface_subjects.h"

namespace thalweg::test {

/// Appends S in all its settings.
template <class S>
void add_subjects(std::vector<SurfaceSubject>& all) {
  const auto value = [](const S& s, auto& e) {
    e.value = [s](const auto& p) { return thalweg::value(s, p); };
  };
  const auto gradient = [](const S& s, auto& e) {
    e.gradient = [s](const auto& p) { return thalweg::gradient(s, p); };
  };
  const auto jet = [](const S& s, auto& e) { e.jet = [s](const auto& p) { return thalweg::jet(s, p); }; };
  for_each_setting<S>([&](SurfaceSetting setting, const S& s) {
    SurfaceSubject& subject = all.emplace_back();
    static_cast<SurfaceSetting&>(subject) = std::move(setting);
    value(s, subject.in_double), gradient(s, subject.in_double), jet(s, subject.in_double);
    value(s, subject.in_float), gradient(s, subject.in_float);
    value(s, subject.exact), gradient(s, subject.exact), jet(s, subject.exact);
    value(s, subject.bounded), gradient(s, subject.bounded), jet(s, subject.bounded);
    value(s, subject.bounded_in_float), gradient(s, subject.bounded_in_float);
    jet(s, subject.enclosed);
  });
}

}  // namespace thalweg::test
