// SPDX-License-Identifier: MIT
#define THALWEG_VARIANT width64
#define THALWEG_ISA_BYTES 64
#include "simd_checks.h"

THALWEG_SIMD_TESTS(Simd64)
