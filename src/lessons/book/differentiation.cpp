// SPDX-License-Identifier: MIT
#include "lessons/book/differentiation_figures.h"

namespace thalweg::lessons::book {

using namespace slopes;

namespace {

constexpr double kStep = 0.1;  // stated as `step`

Control weight() { return slider("w", "Weight", kWeight, {-0.3, 1.5}, "where the slope is wanted"); }
RunSpec descent(i64 steps) { return one_particle_on_formula(kFormula, {kWeight}, 0.2, steps); }

}  // namespace

Lesson differentiation() {
  const auto best = [](Method method, bool single) {
    return [method, single](Lab&) { return best_step(method, single); };
  };
  const auto least = [](Method method, bool single) {
    return [method, single](Lab&) { return typical_miss(method, single, best_step(method, single)); };
  };
  const auto off_at_step = [](Method method) {
    return [method](Lab&) { return miss(method, false, kWeight, kStep); };
  };
  Lesson lesson{
      .name = "differentiation",
      .title = "How machines differentiate",
      .place = 130,
      .goal = "You can say how a program finds exact slopes, and why tiny nudges find only rough ones.",
      .facts = {{"w", "0.8"},
                {"step", "0.1"},
                {"sharp", "10⁻⁹"},
                {"loss", "0.178", [](Lab&) { return at(descent(0), {kWeight}).v; }},
                {"slope", "0.254", [](Lab&) { return at(descent(0), {kWeight}).g[0]; }},
                {"flat_at", "0.27", [](Lab& lab) { return end_of(descent(200), lab).at.x; }},
                {"off_forward", "0.036", off_at_step(forward)},
                {"off_central", "0.0018", off_at_step(central)},
                {"best_forward", "10⁻⁸", best(forward, false)},
                {"best_central", "5×10⁻⁶", best(central, false)},
                {"best_float", "5×10⁻³", best(central, true)},
                {"least_forward", "3×10⁻⁹", least(forward, false)},
                {"least_central", "5×10⁻¹²", least(central, false)},
                {"least_float", "5×10⁻⁶", least(central, true)}},
      .pages = {},
      .remember = {"Automatic differentiation carries slopes through every operation: exact up to rounding.",
                   "A dual number is a value together with its slope; each operation has a rule for both.",
                   "Difference quotients trade two errors: a large step sees the bend, a small one loses "
                   "digits.",
                   "The central difference is far better than the forward one, and still not exact.",
                   "Frameworks go backward: one pass back gives the slopes of all weights."},
      .terms = {{"automatic differentiation",
                 "Computing slopes by applying the chain rule to every operation of a program."},
                {"dual number", "A value and its slope, carried together through a computation."},
                {"difference quotient", "The change of the loss divided by the nudge that caused it."},
                {"rounding error", "What is lost because a computer keeps only so many digits."}},
      .cards =
          {{"Why does a smaller step not always give a better difference quotient?",
            "Two almost equal losses are subtracted, and the few digits left are mostly rounding error."},
           {"What does a dual number hold?", "A value, and how fast it changes with the weight."},
           {"What does `loss.backward()` do?",
            "It multiplies local slopes from the loss back, and leaves the slope of each weight with it."}},
      .in_class = {
          "Let learners fill in the table of the first page on paper for a weight of their own, with "
          "a calculator, and compare the last row with the program.",
          "Common mistake: to call automatic differentiation an approximation. It is the chain rule "
          "with numbers; only difference quotients approximate.",
          "Expected answer to why anybody still uses differences: as a check. A hand-written slope "
          "that disagrees with a central difference at a good step is wrong."}};
  lesson.pages = {
      {.title = "Carry the slope along",
       .text = {"A model predicts `tanh(2*w)`, and one half would be right: `loss = (tanh(2*w) - 0.5)^2`. "
                "(Code calls the error *loss*.) A program computes that one operation at a time.",
                "Let every number bring its slope along: a *dual number*. The weight starts with slope one, "
                "and each operation has a rule for the slope, made from the values at hand.",
                "At `w = {w}` the last row says: loss {loss}, slope {slope}. Exact, without any formula for "
                "the whole."},
       .controls = {weight(), slider("row", "Operations done", kOperations, {0, kOperations, Scale::integer},
                                     "how far the computation has come")},
       .figure = carry_figure,
       .tasks = {{"Find the weight where the loss has slope zero.",
                  Aim{"Here", judge_zero, {number_in(lesson, "flat_at"), kOperations}}}}},
      {.title = "Four ways to one slope",
       .text = {"You can find the formula of the slope by hand, and hope that there is no slip. Dual numbers "
                "apply the same rules by themselves.",
                "Or you nudge: a *forward difference* looks one step ahead, a *central difference* one step "
                "to both sides. With a step of {step} at `w = {w}` the first is off by {off_forward}, the "
                "second by {off_central}.",
                "Make the step smaller and watch who gains more."},
       .controls = {weight(), slider("h", "Step", 0.3, {1e-4, 0.5, Scale::log}, "how far it looks")},
       .figure = ways_figure,
       .tasks = {{"The step becomes ten times smaller. How much smaller is the error of the central "
                  "difference, roughly?",
                  Choices{{"ten times", "a hundred times", "it stays"},
                          1,
                          {"That is the forward difference. Looking to both sides cancels the first bend.",
                           "Right: it falls with the square of the step.",
                           "Try it: the last row of the table falls quickly."}}}}},
      {.title = "Why not a tiny step?",
       .text = {"So take the step as small as can be? Both axes here are logarithmic, and the errors form a "
                "*V*: to the right the curve bends within the step, to the left digits run out.",
                "Two nearly equal losses are subtracted, and their rounding errors are divided by a tiny "
                "step. At last `w + h` is `w`, and nothing changes at all.",
                "With doubles forward differences do best near {best_forward} and are off by about "
                "{least_forward}; central ones near {best_central}, off by about {least_central}. With "
                "floats the best step is about {best_float}, and the error {least_float}."},
       .controls = {slider("h", "Step", 1e-2, {1e-16, 1, Scale::log}, "how far it looks"),
                    choice("digits", "Numbers", {"double", "float"}, "how many digits the computer keeps")},
       .figure = v_figure,
       .tasks = {{"Make the central difference better than {sharp}.",
                  Aim{"Check", judge_step, {number_in(lesson, "best_central"), 0}}}}},
      {.title = "The same in PyTorch",
       .text = {"Frameworks remember every operation of the forward pass, and `backward()` applies the chain "
                "rule from the loss back to every weight. Copy this and compare:",
                "`import torch`", "`w = torch.tensor(0.8, dtype=torch.float64, requires_grad=True)`",
                "`p = torch.tanh(2 * w)`", "`loss = (p - 0.5) ** 2`", "`loss.backward()`",
                "`print(loss.item(), w.grad.item())`",
                "Why backward? Carrying slopes forward takes one pass per weight, differences one more loss "
                "per weight. One pass back serves all weights at once."},
       .controls = {weight()},
       .figure = torch_figure,
       .tasks = {{"Prediction, loss and `backward()` run in a loop, and nobody clears `w.grad`. What "
                  "happens?",
                  Choices{{"Slopes of all rounds add up", "It always holds the newest slope",
                           "PyTorch reports an error"},
                          0,
                          {"Right: `backward()` adds to what is there, so it is set to zero in every round.",
                           "It would if `backward()` replaced the slope; it adds to it.",
                           "It stays silent, which makes the mistake hard to find."}}}}},
      {.title = "Check yourself",
       .text = {"Four questions about slopes by machine."},
       .tasks = {
           {"With which slope does the weight itself start as a dual number?",
            Choices{{"zero", "one", "its own value"},
                    1,
                    {"That is for constants, which don't change with the weight.",
                     "Right: it changes exactly as fast as itself.",
                     "The value is the other half of the pair."}}},
           {"A step of ever smaller size makes a difference quotient …",
            Choices{{"ever better", "better, then worse", "ever worse"},
                    1,
                    {"In exact arithmetic it would. A computer runs out of digits.",
                     "Right: first the bend fades, then rounding takes over.",
                     "At first it gains, because the curve bends less within the step."}}},
           {"How exact is automatic differentiation?",
            Choices{{"As exact as the step is small", "Exact up to rounding", "Exact only for polynomials"},
                    1,
                    {"It has no step.", "Right: it applies the true rule of every operation.",
                     "Every operation with a known rule will do: sines, exponentials, tanh."}}},
           {"A million weights, one loss. Which way needs the fewest passes?",
            Choices{{"differences", "slopes carried forward", "one pass back"},
                    2,
                    {"That takes a million and one losses.", "That takes one pass per weight.",
                     "Right: it gives all slopes for about the cost of a few losses."}}}}}};
  return lesson;
}

}  // namespace thalweg::lessons::book
