// SPDX-License-Identifier: MIT
#pragma once

#include "engine/run_spec.h"
#include "kernels/machine.cuh"

namespace thalweg::bench {

/// Fused multiply-adds per second of a whole card.
double multiply_adds_per_second(kernels::Machine& machine, const kernels::Stream& stream,
                                Precision precision);

}  // namespace thalweg::bench
