// SPDX-License-Identifier: MIT
// Every registered surface in every setting, evaluated in every number type that tests need, behind plain
// functions: the subjects of the property tests.  Each surface is compiled once, in generated units that call
// add_subjects (support/add_subjects.h), so a new row of src/surfaces/list.txt is tested with no new code.
#pragma once

#include <functional>

#include "core/interval.h"
#include "core/jet.h"
#include "tests/support/quad.h"
#include "tests/support/surface_settings.h"
#include "tests/support/tracked.h"

namespace thalweg::test {

/// A surface over numbers T.
template <class T>
struct Evaluations {
  std::function<T(const Vec<T, 2>&)> value;
  std::function<Vec<T, 2>(const Vec<T, 2>&)> gradient;
  std::function<Jet<T, 2>(const Vec<T, 2>&)> jet;
};

struct SurfaceSubject : SurfaceSetting {
  Evaluations<double> in_double;
  Evaluations<float> in_float;                ///< no jet
  Evaluations<Quad> exact;                    ///< no gradient
  Evaluations<Tracked<53>> bounded;           ///< what double may err
  Evaluations<Tracked<24>> bounded_in_float;  ///< no jet
  Evaluations<Interval> enclosed;             ///< the jet alone
};

/// In the order of the list.
const std::vector<SurfaceSubject>& surface_subjects();

}  // namespace thalweg::test
