// SPDX-License-Identifier: MIT
// Functions of a symmetric matrix by its eigenvalues, with the same operations for every lane.
#pragma once

#include "core/math.h"
#include "core/vec.h"

namespace thalweg {

/// A = sum_i values[i] vectors[i] vectors[i]^T, vectors orthonormal, in no particular order.
template <class T, int N>
struct Eigen {
  Vec<T, N> values, vectors[N];
};

namespace detail {

/// One rotation of Jacobi's method, which makes A(i, j) zero.
template <class T, int N>
THALWEG_HD void rotate(Symmetric<T, N>& A, Eigen<T, N>& e, int i, int j) {
  const T tau = (A(j, j) - A(i, i)) / (T(2) * A(i, j));
  const T size = T(1) / (abs(tau) + sqrt(T(1) + tau * tau));
  const T t = select(A(i, j) == T(0), T(0), select(tau < T(0), -size, size));
  const T c = T(1) / sqrt(T(1) + t * t), s = t * c, shift = t * A(i, j);
  A(i, i) = A(i, i) - shift;
  A(j, j) = A(j, j) + shift;
  A(i, j) = T(0) * shift;  // 0, or NaN
  THALWEG_UNROLL
  for (int k = 0; k < N; k++) {
    if (k != i && k != j) {
      const T a = A(i, k), b = A(j, k);
      A(i, k) = c * a - s * b;
      A(j, k) = s * a + c * b;
    }
    const T a = e.vectors[i][k], b = e.vectors[j][k];
    e.vectors[i][k] = c * a - s * b;
    e.vectors[j][k] = s * a + c * b;
  }
}

}  // namespace detail

/// Jacobi's method: one rotation solves N = 2, five sweeps bring N = 3 to rounding.
template <class T, int N>
THALWEG_HD Eigen<T, N> eigen(Symmetric<T, N> A) {
  Eigen<T, N> e;
  THALWEG_UNROLL
  for (int i = 0; i < N; i++) {
    e.vectors[i] = all<T, N>(0);
    e.vectors[i][i] = T(1);
  }
  constexpr int kSweeps = N < 3 ? N - 1 : 5;
  for (int sweep = 0; sweep < kSweeps; sweep++) THALWEG_UNROLL
  for (int i = 0; i < N; i++) {
    THALWEG_UNROLL
    for (int j = i + 1; j < N; j++) detail::rotate(A, e, i, j);
  }
  THALWEG_UNROLL
  for (int i = 0; i < N; i++) e.values[i] = A(i, i);
  return e;
}

/// f(A) b: every eigenvalue replaced by f of it.
template <class T, int N, class F>
THALWEG_HD Vec<T, N> spectral(const Eigen<T, N>& e, const Vec<T, N>& b, F f) {
  Vec<T, N> r = (f(e.values[0]) * dot(e.vectors[0], b)) * e.vectors[0];
  THALWEG_UNROLL
  for (int i = 1; i < N; i++) r = r + (f(e.values[i]) * dot(e.vectors[i], b)) * e.vectors[i];
  return r;
}

/// A b.
template <class T, int N>
THALWEG_HD Vec<T, N> multiply(const Symmetric<T, N>& A, const Vec<T, N>& b) {
  Vec<T, N> r;
  THALWEG_UNROLL
  for (int i = 0; i < N; i++) {
    r[i] = A(i, 0) * b[0];
    THALWEG_UNROLL
    for (int j = 1; j < N; j++) r[i] = r[i] + A(i, j) * b[j];
  }
  return r;
}

}  // namespace thalweg
