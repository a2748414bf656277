// SPDX-License-Identifier: MIT
// What a rule's numbers mean, said once beside them for everybody who follows a step:
//   static void terms(const auto& state, const auto& tell)
//       calls tell(state.m, "m", "One sentence.") for every member of State, under its symbol in the paper
//   static void factors(const auto& step, const auto& tell)
//       likewise, tell(step.rate, "lr / (1 - beta1^t)", "One sentence."), for those constants of Step that
//       change from step to step: neither lr itself nor a hyper-parameter, nor whether t = 1
// A wrapper hands `tell` on to the rule inside.  No two members have the same symbol.
//
// Below is what many rules remember or multiply with, in the same words everywhere.
#pragma once

namespace thalweg::words {

// Members of State.
inline constexpr const char kMean[] =
    "The mean of the gradients, the newer the heavier: beta1 of the old one plus 1 - beta1 of g.";
inline constexpr const char kSquare[] =
    "The mean of the squared gradients: beta2 of the old one plus 1 - beta2 of g^2. Its root is how steep "
    "each coordinate usually is.";
inline constexpr const char kLargest[] =
    "The largest v so far, which takes the place of v so that the divisor never shrinks.";
inline constexpr const char kBuffer[] =
    "The momentum: momentum times the old one plus the gradient, like the speed of a heavy ball.";
inline constexpr const char kLast[] = "The gradient of this step, kept for the next one to compare with.";
inline constexpr const char kStart[] = "Where the particle started.";

// Factors of Step.
inline constexpr const char kRateFill[] =
    "The rate, raised while m is still filling up from 0; in the end it is lr.";
inline constexpr const char kRootFill[] =
    "What sqrt(v) is multiplied by, because v began at 0 too; in the end it is 1.";
inline constexpr const char kBothFills[] =
    "The rate, corrected because m and v began at 0; in the end it is lr.";
inline constexpr const char kKeep[] =
    "What the position is multiplied by: the pull of the weight decay towards 0.";

}  // namespace thalweg::words
