// SPDX-License-Identifier: MIT
// How an instance of a BBOB function is drawn, on the host and in double: the generator, the seeds and the
// order of the operations are those of the reference implementation COCO, so that values agree.
#pragma once

#include <vector>

#include "surfaces/bbob_weak_structure.h"

namespace thalweg::bbob {

/// n numbers in (0, 1) of Park and Miller's generator with the shuffle of Bays and Durham.
std::vector<double> uniforms(int n, i64 seed);
/// n standard normal numbers by Box and Muller's method, from 2 n uniforms.
std::vector<double> normals(int n, i64 seed);
/// An orthogonal matrix: four normal numbers, column by column, by Gram and Schmidt's method.
Linear rotation(i64 seed);

Linear operator*(const Linear& a, const Linear& b);
/// L_a = diag(1, sqrt(a)).
Linear stretch(double a);

/// Of a function (f1..f24) and instance: f4 has that of f3, f18 that of f17.
i64 seed_of(int function, const Bbob::Hyper& hyper);
/// The rotations R and Q.
Linear first_rotation(i64 seed);
Linear second_rotation(i64 seed);
/// Uniform in [-4, 4)^2, by four decimals.
Point drawn_optimum(i64 seed);
/// The ratio of two normal numbers in hundredths, between -1000 and 1000.
double drawn_value(i64 seed);

/// The N peaks of Gallagher's functions: condition numbers are powers of 1000 and `first` for the highest;
/// places are uniform in [-offset, span - offset)^2.
std::vector<GallagherPeak<double>> drawn_peaks(int n, i64 seed, double first, double span, double offset);

}  // namespace thalweg::bbob
