// SPDX-License-Identifier: MIT
// Value, gradient and Hessian of formulas by second-order jets (core/jet_number.h has the type and its
// arithmetic, core/jet_functions.h the elementary functions).
#pragma once

#include "core/jet_functions.h"

namespace thalweg {

/// Value, gradient and Hessian of a formula of N arguments at p.
template <class F, class T>
THALWEG_HD Jet<T, 1> jet(const F& f, const Vec<T, 1>& p) {
  return f(variable<T, 1>(p[0], 0));
}
template <class F, class T>
THALWEG_HD Jet<T, 2> jet(const F& f, const Vec<T, 2>& p) {
  return f(variable<T, 2>(p[0], 0), variable<T, 2>(p[1], 1));
}
template <class F, class T>
THALWEG_HD Jet<T, 3> jet(const F& f, const Vec<T, 3>& p) {
  return f(variable<T, 3>(p[0], 0), variable<T, 3>(p[1], 1), variable<T, 3>(p[2], 2));
}

}  // namespace thalweg
