// SPDX-License-Identifier: MIT
// Typed formulas against the built-in surfaces of the same text, in the same machine: pairs of rows
//   formula/SURFACE/OPTIMIZER/compiled and .../typed
// whose counter is particle_steps.
#include <string>

#include "descent.h"
#include "engine/registry.h"

namespace thalweg::bench {

void add_formulas() {
  for (const char* surface : {"rosenbrock", "himmelblau", "goldstein_price", "rastrigin", "ackley"})
    for (const char* optimizer : {"sgd", "adam"})
      for (const LandscapeKind kind : {LandscapeKind::surface, LandscapeKind::formula}) {
        const SurfaceInfo& info = find_surface(surface).info;
        RunSpec spec;
        spec.optimizer = {optimizer};
        // A hundredth of the usual rates keeps all particles moving for as long as the measurement takes.
        spec.lr = 0.01 * (std::string(optimizer) == "sgd" ? info.lr.gradient : info.lr.normalized);
        spec.particles = 100'000;
        spec.steps = 200;
        spec.threads = 1;
        spec.kind = kind;
        spec.domain = Domain(info.domain);
        spec.surface.name = surface;
        if (kind == LandscapeKind::formula) {
          spec.surface.name = "formula";
          spec.formula = info.formula;
        }
        const std::string name = std::string("formula/") + surface + "/" + optimizer +
                                 (kind == LandscapeKind::formula ? "/typed" : "/compiled");
        add_descent(name, spec);
      }
}

}  // namespace thalweg::bench
