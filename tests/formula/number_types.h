// SPDX-License-Identifier: MIT
// The number types with which formulas are tested.
#pragma once

#include "formula/evaluate.h"
#include "support/quad.h"
#include "support/tracked.h"
