// SPDX-License-Identifier: MIT
// What a typed formula computes, recorded.
#pragma once

#include "cpu/trace.h"
#include "optimizers/optimizer.h"

namespace thalweg::cpu {

/// Records the answer of `program` (the bytes of compile(); 1 to 3 arguments) at the point whose coordinates
/// are inputs 0, 1, 2, as the block interpreter computes it: the same operations in the same order.  Nodes of
/// the value, or the gradient, or value, gradient and Hessian, in the order of their numbers.
std::vector<int> trace_formula(Trace& trace, const void* program, Request request);

}  // namespace thalweg::cpu
