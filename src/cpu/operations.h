// SPDX-License-Identifier: MIT
// A trace as the operations that it takes: what is not read is left out, products are joined with sums.
#pragma once

#include <span>

#include "cpu/trace.h"

namespace thalweg::cpu {

struct Operations {
  std::vector<TraceNode> nodes;  ///< numbered as in the trace
  std::vector<int> reads;        ///< of each node by other operations and answers; 0: it is not needed
};

/// contract: products that only sums want are rounded once, with them.
Operations operations_of(const Trace& trace, std::span<const int> answers, bool contract);

}  // namespace thalweg::cpu
