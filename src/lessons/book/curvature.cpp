// SPDX-License-Identifier: MIT
#include "lessons/book/curvature_figures.h"

namespace thalweg::lessons::book {

using namespace curvature_figures;

namespace {

std::vector<Fact> facts() {
  const auto taken = [](RunSpec (*make)(double, i64), double stretch) {
    return [make, stretch](Lab& lab) { return double(steps_taken(follow(make(stretch, kMostSteps), lab))); };
  };
  const auto limit = [](double stretch) {
    return [stretch](Lab&) { return 2 / sharpness(make_landscape(bowl(stretch, 0.1, 1)), {}); };
  };
  return {
      {"stretch", shown(kStretch)},
      {"limit", "0.2", limit(kStretch)},
      {"wider", "25"},
      {"widest", "100"},
      {"plain_wider", "87", taken(best_plain, 25)},
      {"plain_widest", "346", taken(best_plain, 100)},
      {"rolling_wider", "27", taken(best_rolling, 25)},
      {"rolling_widest", "58", taken(best_rolling, 100)},
      {"newton", "1", [](Lab& lab) { return double(steps_taken(follow(by_newton(bowl(100, 1, 5)), lab))); }},
      {"long", shown(kLong)},
      {"long_plain", "173", taken(best_plain, kLong)},
      {"good", std::to_string(kGoodSteps)},
      {"border", "0.816",
       [](Lab&) {
         const Landscape f = make_landscape(newton_ground(kSaddle, {}, 1));
         double low = 0, high = 2;
         for (int k = 0; k < 60; k++) {
           const double y = 0.5 * (low + high);
           (bends_at(f, {0, y}).low < 0 ? low : high) = y;
         }
         return low;
       }},
      {"start_x", "1.5"},
      {"start_y", "0.6"},
      {"saddle_error", "0",
       [](Lab& lab) {
         return end_of(by_newton(newton_ground(kSaddle, {1.5, 0.6}, kSteps)), lab).loss;
       }},
      {"lowest", "−1", [](Lab& lab) {
         return end_of(newton_ground(kSaddle, {1.5, 0.6}, 200), lab).loss;
       }}};
}

}  // namespace

Lesson curvature() {
  Lesson lesson{
      .name = "curvature",
      .title = "Curvature",
      .place = 120,
      .goal = "You can say how curvature limits the rate, and what momentum and Newton's method do about it.",
      .facts = facts(),
      .pages = {},
      .remember =
          {"A bowl has a curvature along each axis: the eigenvalues of the Hessian, the table of second "
           "derivatives.",
           "The largest curvature limits the rate of plain descent: two over it.",
           "The condition number, largest over smallest, says how slow plain descent is at its best.",
           "With momentum the steps grow only with the root of that number. Newton's method divides by the "
           "curvatures.",
           "Newton's method goes to any place where the slope vanishes, saddles included."},
      .terms = {{"Hessian", "The table of all second derivatives: how each slope changes along each weight."},
                {"eigenvalue", "Here: the curvature of a bowl along one of its own axes."},
                {"condition number", "The largest curvature of a bowl divided by the smallest."},
                {"Newton's method",
                 "A step to where the slope would vanish if the ground were a bowl with the slopes and "
                 "curvatures of here."}},
      .cards = {{"What is the largest rate with which plain descent settles in a bowl?",
                 "Two divided by the largest curvature; at that value and above it doesn't settle."},
                {"Why is plain descent slow in a narrow valley?",
                 "The steep direction keeps the rate small, and the flat one then creeps."},
                {"What is dangerous about Newton's method?",
                 "It is drawn to saddles and tops as well as to minima."}},
      .in_class = {"Fold a sheet of paper into a gutter and let a marble roll in from the side: to and fro "
                   "across, slowly along. Ask "
                   "which of the two motions decides how hard you may push.",
                   "Common mistake: to blame the flat direction for the divergence. The figure of the limit "
                   "shows that the walk blows "
                   "up along the short axis, where the ground is steep.",
                   "Expected answer on Newton's method: it is one step in any bowl, yet nobody uses it as it "
                   "stands for models with "
                   "millions of weights: the table of curvatures would have millions times millions of "
                   "entries, and saddles attract it."}};
  lesson.pages = {
      {.title = "Two curvatures",
       .text = {"Cut a bowl in half along different directions: the cut is a parabola, narrow or wide. How "
                "fast it bends is "
                "the *curvature* λ in that direction.",
                "There is a direction with the smallest curvature and one with the largest, at a right "
                "angle. They are the "
                "axes of the ellipses on the map.",
                "A half axis of the thick ellipse is `1/√λ` long: strongly bent means short."},
       .controls = {slider("stretch", "Stretch", 4, {1, 50, Scale::log},
                           "large curvature over small curvature"),
                    slider("turn", "Turn", kTurn, {-90, 90}, "of the long axis, in degrees")},
       .figure = axes_figure,
       .tasks = {{"Make the long axis three times as long as the short one.",
                  Aim{"Measure", judge_axes, {9, kTurn}}}}},
      {.title = "The steep direction sets the limit",
       .text = {"The same rate serves all directions. In this bowl the largest curvature is {stretch}, and a "
                "rate above "
                "`2/λ`, here {limit}, overshoots further each time.",
                "Move the rate across the limit. Watch along which axis the walk blows up.",
                "The flat direction could take a far larger rate, but nobody asks it."},
       .controls = {slider("step", "Step", 10, {0, double(kSteps)}, "how far the walk has come"),
                    slider("rate", "Rate", 0.1, {0.005, 0.25}, "share of the slope that a step takes")},
       .figure = limit_figure,
       .tasks = {{"Find a rate as large as possible with which the walk still settles.",
                  Aim{"Try it", judge_limit, {double(kSteps), 0.198}}}},
       .clock = 0,
       .per_second = 6},
      {.title = "Three ways down",
       .text = {"Here are three methods, each with its best settings. They have arrived when the error is "
                "a millionth of what "
                "it was.",
                "With a stretch of {wider} plain descent takes {plain_wider} steps, with {widest} it takes "
                "{plain_widest}. "
                "Momentum takes {rolling_wider} and {rolling_widest}.",
                "Newton's method divides each slope by its curvature. In a bowl that is exact: {newton} "
                "step, however "
                "stretched it is."},
       .controls = {slider("step", "Step", 12, {0, 60}, "how far the walks have come"),
                    slider("stretch", "Stretch", 25, {1, 100, Scale::log},
                           "large curvature over small curvature")},
       .figure = ways_figure,
       .tasks = {{"The condition number becomes four times as large. What happens to the steps of plain "
                  "descent and of "
                  "momentum?",
                  Choices{{"plain about four times, momentum about twice", "both about four times",
                           "both about twice"},
                          0,
                          {"Right: plain descent goes with the condition number, momentum with its root.",
                           "Momentum does better: its steps go with the root.",
                           "Plain descent does worse: its steps go with the condition number itself."}}}},
       .clock = 0,
       .per_second = 4},
      {.title = "Why momentum helps",
       .text =
           {"Momentum adds up steps. Across the valley they point to and fro, and cancel. Along the valley "
            "they all point "
            "the same way, and grow.",
            "This valley has a stretch of {long}; plain descent needs {long_plain} steps at its very best."},
       .controls = {slider("rate", "Rate", 0.02, {0.005, 0.08}, "share of the slope that a step takes"),
                    slider("momentum", "Momentum", 0, {0, 0.95}, "share of the last step that is kept")},
       .figure = momentum_figure,
       .tasks = {{"Arrive within {good} steps.", Aim{"Count the steps", judge_momentum, {0.05, 0.6}}}}},
      {.title = "Newton's method, and a danger",
       .text = {"Newton's method looks for the place where the slope vanishes. It doesn't ask whether that "
                "is down.",
                "Near a saddle one curvature is negative, and dividing by it turns that part of the step "
                "round: *uphill*. Here "
                "that happens between `y = −{border}` and `y = {border}`.",
                "From `x = {start_x}`, `y = {start_y}` it ends at the saddle with an error of "
                "{saddle_error}, where plain descent "
                "finds {lowest}."},
       .controls = {slider("x", "Weight x", 1.5, {-2.2, 2.2}, "where both start"),
                    slider("y", "Weight y", 0.6, {-2.2, 2.2}, "where both start"),
                    choice("ground", "Landscape", {"bowl", "saddle"}, "what they walk on", kSaddle)},
       .figure = newton_figure,
       .scene = newton_scene,
       .tasks =
           {{"Find a start from which Newton's method reaches a minimum of the landscape with the saddle.",
             Aim{"Start here", judge_newton, {1.5, 1.3, kSaddle}}}}},
      {.title = "Check yourself",
       .text = {"Four questions about what you have just seen."},
       .tasks = {{"A bowl has curvatures {stretch} and one. Which of them limits the rate?",
                  Choices{{"the larger one", "the smaller one", "their mean"},
                          0,
                          {"Right: along that direction a step overshoots first.",
                           "That direction is the patient one: it would stand a far larger rate.",
                           "Every direction must be stable by itself, so the worst one counts."}}},
                 {"What is the limit of the rate in that bowl?",
                  NumberSought{number_in(lesson, "limit"), 0.0005,
                               "Two over the largest curvature, {stretch}, is {limit}."}},
                 {"All curvatures of a bowl are equal. What does minus the gradient do?",
                  Choices{{"it points along the valley", "it points straight at the minimum",
                           "it points at a saddle"},
                          1,
                          {"Such a bowl is round: there is no valley in it.",
                           "Right: the contour lines are circles, and the right angle to a circle goes "
                           "through its middle.",
                           "A bowl has no saddle."}}},
                 {"Newton's method has come to rest. What do you know?",
                  Choices{{"it is a minimum", "the slope is zero there", "the error is zero there"},
                          1,
                          {"It may be a saddle or a top. Look at the curvatures.",
                           "Right: and the curvatures tell what it is.",
                           "The slope is zero. The error can be anything."}}}}}};
  return lesson;
}

}  // namespace thalweg::lessons::book
