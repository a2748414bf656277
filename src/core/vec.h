// SPDX-License-Identifier: MIT
// Small fixed-size vectors and symmetric matrices over any number type: particle positions, gradients,
// Hessians.
#pragma once

#include "core/hd.h"

namespace thalweg {

/// N numbers of type T (float, double or a SIMD type); N is 1, 2 or 3.
template <class T, int N>
struct Vec {
  T x[N];
  THALWEG_HD constexpr T& operator[](int i) { return x[i]; }
  THALWEG_HD constexpr const T& operator[](int i) const { return x[i]; }
};

namespace detail {
template <class T, int N, class F>
THALWEG_HD Vec<T, N> each(F f) {
  Vec<T, N> r;
  THALWEG_UNROLL
  for (int i = 0; i < N; i++) r[i] = f(i);
  return r;
}
}  // namespace detail

/// Every component set to a.
template <class T, int N>
THALWEG_HD Vec<T, N> all(same_t<T> a) {
  return detail::each<T, N>([&](int) { return a; });
}

template <class T, int N>
THALWEG_HD Vec<T, N> operator+(const Vec<T, N>& a, const Vec<T, N>& b) {
  return detail::each<T, N>([&](int i) { return a[i] + b[i]; });
}
template <class T, int N>
THALWEG_HD Vec<T, N> operator-(const Vec<T, N>& a, const Vec<T, N>& b) {
  return detail::each<T, N>([&](int i) { return a[i] - b[i]; });
}
/// Component by component, as every coordinate-wise optimizer needs it.
template <class T, int N>
THALWEG_HD Vec<T, N> operator*(const Vec<T, N>& a, const Vec<T, N>& b) {
  return detail::each<T, N>([&](int i) { return a[i] * b[i]; });
}
template <class T, int N>
THALWEG_HD Vec<T, N> operator/(const Vec<T, N>& a, const Vec<T, N>& b) {
  return detail::each<T, N>([&](int i) { return a[i] / b[i]; });
}
template <class T, int N>
THALWEG_HD Vec<T, N> operator*(same_t<T> a, const Vec<T, N>& b) {
  return detail::each<T, N>([&](int i) { return a * b[i]; });
}
template <class T, int N>
THALWEG_HD Vec<T, N> operator+(const Vec<T, N>& a, same_t<T> b) {
  return detail::each<T, N>([&](int i) { return a[i] + b; });
}

template <class T, int N>
THALWEG_HD T dot(const Vec<T, N>& a, const Vec<T, N>& b) {
  T s = a[0] * b[0];
  THALWEG_UNROLL
  for (int i = 1; i < N; i++) s = s + a[i] * b[i];
  return s;
}

/// A symmetric N x N matrix by its upper triangle, row by row: xx, xy, yy for N = 2.
template <class T, int N>
struct Symmetric {
  static constexpr int kSize = N * (N + 1) / 2;
  T a[kSize];
  THALWEG_HD constexpr T& operator()(int i, int j) { return a[index(i, j)]; }
  THALWEG_HD constexpr const T& operator()(int i, int j) const { return a[index(i, j)]; }
  THALWEG_HD static constexpr int index(int i, int j) {
    const int row = i < j ? i : j, column = i < j ? j : i;
    return row * N - row * (row - 1) / 2 + (column - row);
  }
};

/// The solution d of A d = b by Cramer's rule.  A singular A gives infinities or NaN, never a silently wrong
/// step.
template <class T>
THALWEG_HD Vec<T, 1> solve(const Symmetric<T, 1>& A, const Vec<T, 1>& b) {
  return {{b[0] / A.a[0]}};
}
template <class T>
THALWEG_HD Vec<T, 2> solve(const Symmetric<T, 2>& A, const Vec<T, 2>& b) {
  const T xx = A.a[0], xy = A.a[1], yy = A.a[2];
  const T inverse = T(1) / (xx * yy - xy * xy);
  return {{(yy * b[0] - xy * b[1]) * inverse, (xx * b[1] - xy * b[0]) * inverse}};
}
template <class T>
THALWEG_HD Vec<T, 3> solve(const Symmetric<T, 3>& A, const Vec<T, 3>& b) {
  const T xx = A.a[0], xy = A.a[1], xz = A.a[2], yy = A.a[3], yz = A.a[4], zz = A.a[5];
  const T cxx = yy * zz - yz * yz, cxy = xz * yz - xy * zz, cxz = xy * yz - xz * yy;
  const T cyy = xx * zz - xz * xz, cyz = xy * xz - xx * yz, czz = xx * yy - xy * xy;
  const T inverse = T(1) / (xx * cxx + xy * cxy + xz * cxz);
  return {{(cxx * b[0] + cxy * b[1] + cxz * b[2]) * inverse, (cxy * b[0] + cyy * b[1] + cyz * b[2]) * inverse,
           (cxz * b[0] + cyz * b[1] + czz * b[2]) * inverse}};
}

}  // namespace thalweg
