// SPDX-License-Identifier: MIT
// The pairs that are advanced by one kernel: cheap surfaces with the rules that are run most.
#include "cpu/pair_kernels.h"
#include "optimizers/adam.h"
#include "optimizers/lion.h"
#include "optimizers/sam.h"
#include "optimizers/sgd.h"
#include "surfaces/goldstein_price.h"
#include "surfaces/himmelblau.h"
#include "surfaces/rastrigin.h"
#include "surfaces/rosenbrock.h"

namespace thalweg::cpu::THALWEG_VARIANT {

#define THALWEG_PAIR(Surface, Optimizer, variant) \
  pair_kernel<thalweg::Surface, thalweg::Optimizer, variant>(#Surface, #Optimizer)
#define THALWEG_LIGHT_PAIR(Surface, Optimizer, variant) \
  pair_kernel<thalweg::Surface, thalweg::Optimizer, variant, true>(#Surface, #Optimizer)

extern const PairKernel pairs[];
extern const int pair_count;
const PairKernel pairs[] = {
    THALWEG_LIGHT_PAIR(Rosenbrock, Sgd, 0), THALWEG_LIGHT_PAIR(Rosenbrock, Sgd, 1),
    THALWEG_PAIR(Rosenbrock, Adam, 0),      THALWEG_PAIR(Rosenbrock, Lion, 0),
    THALWEG_PAIR(Rosenbrock, Sam, 0),       THALWEG_PAIR(Rosenbrock, Sam, 1),
    THALWEG_LIGHT_PAIR(Himmelblau, Sgd, 0), THALWEG_LIGHT_PAIR(Himmelblau, Sgd, 1),
    THALWEG_PAIR(Himmelblau, Adam, 0),      THALWEG_PAIR(Himmelblau, Lion, 0),
    THALWEG_PAIR(Himmelblau, Sam, 0),       THALWEG_PAIR(Himmelblau, Sam, 1),
    THALWEG_PAIR(GoldsteinPrice, Sgd, 0),   THALWEG_PAIR(GoldsteinPrice, Sgd, 1),
    THALWEG_PAIR(GoldsteinPrice, Adam, 0),  THALWEG_PAIR(Rastrigin, Sgd, 0),
    THALWEG_PAIR(Rastrigin, Sgd, 1),        THALWEG_PAIR(Rastrigin, Adam, 0),
};
const int pair_count = int(sizeof(pairs) / sizeof(pairs[0]));
#undef THALWEG_LIGHT_PAIR
#undef THALWEG_PAIR

}  // namespace thalweg::cpu::THALWEG_VARIANT
