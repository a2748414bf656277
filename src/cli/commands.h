// SPDX-License-Identifier: MIT
// The sub-commands.  A new one is a file with its declare function, a line here and a row in kCommands.
#pragma once

#include "cli/usage.h"

namespace thalweg::cli {

Action declare_view(Usage& command);
Action declare_render(Usage& command);
Action declare_run(Usage& command);
Action declare_trace(Usage& command);
Action declare_eval(Usage& command);
Action declare_critical(Usage& command);
Action declare_passes(Usage& command);
Action declare_basins(Usage& command);
Action declare_map(Usage& command);
Action declare_diagnose(Usage& command);
Action declare_bench(Usage& command);
Action declare_lesson(Usage& command);
Action declare_list(Usage& command);
Action declare_devices(Usage& command);
Action declare_export(Usage& command);

inline constexpr Command kCommands[] = {
    {"view", "open the explorer (the default)", declare_view},
    {"render", "the explorer's picture or film, without a window", declare_render},
    {"run", "run an ensemble: minima reached, outcomes, losses, speed", declare_run},
    {"trace", "follow one particle, every step", declare_trace},
    {"eval", "value, gradient and Hessian at points", declare_eval},
    {"critical", "all critical points, with a checksum or a proof", declare_critical},
    {"passes", "the ways from minimum to minimum: barriers, paths, disconnectivity graph", declare_passes},
    {"basins", "where every start of a grid ends: a picture, fractions, entropy, dimension", declare_basins},
    {"map", "outcome over two parameters, such as lr and momentum: a picture", declare_map},
    {"diagnose", "what a loss curve or a run shows, and what to change", declare_diagnose},
    {"bench", "the study of optimizers: tuned, at equal cost, with intervals; a report", declare_bench},
    {"lesson", "learn gradient descent by doing it", declare_lesson},
    {"list", "what there is: surfaces, problems, optimizers, schedules, noises, lessons", declare_list},
    {"devices", "what can run here, and why not the rest", declare_devices},
    {"export", "surface, trails or particles as a file for other programs", declare_export},
};

/// Exit codes beside 0.
inline constexpr int kFailed = 1, kBadInput = 2, kInterrupted = 130;

}  // namespace thalweg::cli
