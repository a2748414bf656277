// SPDX-License-Identifier: MIT
#define THALWEG_VARIANT width32
#define THALWEG_ISA_BYTES 32
#include "simd_checks.h"

THALWEG_SIMD_TESTS(Simd32)
