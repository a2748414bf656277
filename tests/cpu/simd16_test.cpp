// SPDX-License-Identifier: MIT
#define THALWEG_VARIANT width16
#define THALWEG_ISA_BYTES 16
#include "simd_checks.h"

THALWEG_SIMD_TESTS(Simd16)
