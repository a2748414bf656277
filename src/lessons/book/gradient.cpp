// SPDX-License-Identifier: MIT
#include "lessons/book/gradient_figures.h"

namespace thalweg::lessons::book {

using namespace gradient_figures;

namespace {

Control coordinate(const char* name, const char* label, double initial, Range range) {
  return slider(name, label, initial, range, "where the point stands");
}

std::vector<Fact> facts() {
  const auto after = [](i64 steps) {
    return [steps](Lab& lab) { return end_of(bowl(kStart, kRate, steps), lab); };
  };
  return {
      {"x", "3"},
      {"y", "2"},
      {"slope_x", "3", [](Lab&) { return at(bowl(kStart), kStart).g[0]; }},
      {"slope_y", "4", [](Lab&) { return at(bowl(kStart), kStart).g[1]; }},
      {"length", "5", [](Lab&) { return length(gradient_of(make_landscape(bowl(kStart)), kStart)); }},
      {"best", "233", [](Lab&) { return Compass{.step = 0.001}.best(); }},
      {"down", "233.1",
       [](Lab&) {
         const Point g = gradient_of(make_landscape(bowl(kStart)), kStart);
         return direction_of({-g.x, -g.y});
       }},
      {"rate", "0.25"},
      {"new_x", "2.25", [after](Lab& lab) { return after(1)(lab).at.x; }},
      {"new_y", "1", [after](Lab& lab) { return after(1)(lab).at.y; }},
      {"error_before", "8.5", [after](Lab& lab) { return after(0)(lab).loss; }},
      {"error_after", "3.53", [after](Lab& lab) { return after(1)(lab).loss; }},
      {"second_y", "0.5", [after](Lab& lab) { return after(2)(lab).at.y; }},
      {"second_x", "1.6875", [after](Lab& lab) { return after(2)(lab).at.x; }},
      {"stretch", "10"},
      {"worst", "54.9",
       [](Lab&) {
         const Landscape f = make_landscape(stretched({}, 10));
         double worst = 0;
         for (int k = 0; k < 3600; k++)
           worst = std::max(worst, astray(f, {std::cos(0.1 * k / kDegrees), std::sin(0.1 * k / kDegrees)}));
         return worst;
       }},
  };
}

}  // namespace

Lesson gradient() {
  Lesson lesson{
      .name = "gradient",
      .title = "The gradient",
      .place = 60,
      .goal = "You can put partial slopes together to a gradient and take one step with it in every weight.",
      .facts = facts(),
      .pages = {},
      .remember =
          {"A partial slope tells how the error changes when one weight is nudged and the others rest.",
           "All partial slopes together are the gradient. It points in the steepest direction uphill.",
           "A step of gradient descent goes along minus the gradient: every weight against its own slope.",
           "Steepest is judged on the spot. It need not be the direction of the minimum."},
      .terms =
          {{"partial slope",
            "The slope of the error along one weight while all others stay as they are; also called partial "
            "derivative."},
           {"gradient",
            "All partial slopes in a row, one for each weight: an arrow that points steepest "
            "uphill."},
           {"contour line", "A line on a map along which the error stays the same."}},
      .cards = {{"What is a gradient made of?", "Of one partial slope for each weight."},
                {"Which direction lowers the error most for a very small step?",
                 "That of minus the gradient."},
                {"Does minus the gradient point to the minimum?",
                 "Not in general: only in a round bowl, or on the axes of a stretched one."}},
      .in_class = {
          "Before the figure: two learners hold a large book level with the table and tilt it. One calls the "
          "slope along the table's edge, the other across it; the class guesses which way a marble runs.",
          "Common mistake: to believe that the arrow points at the minimum. The last figure is there to "
          "shake "
          "that belief. Ask for the places where it is true, and why: on an axis one of the two slopes "
          "vanishes once the axes are taken as directions.",
          "With more weights nothing new happens: let learners write the table of the step for three "
          "weights."}};
  lesson.pages = {
      {.title = "Two weights, two slopes",
       .text = {"With two weights the error is a landscape. You see it from above: the rings are lines of "
                "equal error, "
                "and dark is low.",
                "Nudge x alone, and you measure one slope. Nudge y alone, and you measure another. They are "
                "called "
                "*partial slopes*.",
                "At `x = {x}`, `y = {y}` they are {slope_x} and {slope_y}. Together they make an arrow of "
                "length {length}: "
                "the *gradient*."},
       .controls = {coordinate("x", "Weight x", kStart.x, kX), coordinate("y", "Weight y", kStart.y, kY)},
       .figure = parts_figure,
       .tasks = {{"Find the place where the slope along x is minus two and the slope along y is plus two.",
                  Aim{"Measure here", judge_parts, {-2, 1}}}}},
      {.title = "The arrow on the bowl",
       .text = {"Here the same arrows lie on the bowl itself. Turn it, and look along the ground.",
                "The gradient is the steepest way *up*. Its opposite, minus the gradient, is the steepest "
                "way *down*. Both "
                "cross the contour line at a right angle."},
       .controls = {coordinate("x", "Weight x", -2.5, kX), coordinate("y", "Weight y", 1.5, kY)},
       .figure = parts_figure,
       .scene = arrows_scene,
       .tasks = {{"The slope along x is zero and the slope along y is positive. Which way is steepest down?",
                  Choices{{"towards smaller y, x unchanged", "towards smaller x, y unchanged",
                           "towards smaller x and y"},
                          0,
                          {"Right: the arrow has no part along x, so only y moves, against its slope.",
                           "Along x the ground is level there: moving x alone changes next to nothing.",
                           "A step along x would be spent on level ground. Only y has a slope."}}}}},
      {.title = "Is it really the steepest?",
       .text = {"Don't believe it: measure. From `x = {x}`, `y = {y}`, take steps of one length in every "
                "direction, and look "
                "at the error after each.",
                "With very short steps the best direction is {best}°. Minus the gradient points to {down}°.",
                "Make the step long, and the two part a little. The gradient speaks for the ground right "
                "here only."},
       .controls = {slider("direction", "Direction", 150, {0, 360}, "of the step, in degrees"),
                    slider("h", "Length", 0.2, {0.01, 1, Scale::log}, "of the step")},
       .figure = compass_figure,
       .tasks = {{"Turn your step to where it lowers the error most.",
                  Aim{"Take it", judge_compass, {233, 0.2}}}},
       .clock = 0,
       .per_second = 24},
      {.title = "One step, all weights at once",
       .text = {"Each weight follows its own slope: `new = old − rate · slope`. All of them move at the same "
                "moment.",
                "With rate {rate}, x goes from {x} to {new_x} and y from {y} to {new_y}. The error falls "
                "from {error_before} "
                "to {error_after}.",
                "A real model does exactly this with a million weights or more: a longer table, and not one "
                "new idea."},
       .controls = {slider("step", "Step", 0, {0, 12}, "how far the ball has come"),
                    slider("rate", "Rate", kRate, {0.01, 0.9}, "share of the slope that a step takes")},
       .figure = step_figure,
       .tasks = {{"Take one more step from `x = {new_x}`, `y = {new_y}` with rate {rate}. What is the new y? "
                  "Its slope is twice y.",
                  NumberSought{
                      number_in(lesson, "second_y"), 0.005,
                      "The slope along y is twice {new_y}. A quarter of that, taken from {new_y}, leaves "
                      "{second_y}. (x goes to {second_x} in the same step.)"}}},
       .clock = 0,
       .per_second = 1},
      {.title = "Downhill is not homewards",
       .text = {"In a round bowl, minus the gradient points straight at the minimum. Most landscapes are not "
                "round.",
                "In this one the ground is {stretch} times more curved one way than the other. There minus "
                "the gradient can "
                "miss the minimum by {worst}°: down into the valley first, along it later.",
                "Drag the point about and watch the two directions."},
       .controls = {coordinate("x", "Weight x", 3, kX), coordinate("y", "Weight y", 0.7, kY),
                    slider("stretch", "Stretch", 10, {1, 40, Scale::log}, "ratio of the two curvatures")},
       .figure = astray_figure,
       .tasks = {{"Find a place, not too near the minimum, where minus the gradient points straight at it.",
                  Aim{"It does here", judge_astray, {2.598, 1.5, 10}}}}},
      {.title = "Check yourself",
       .text = {"Four questions about what you have just seen."},
       .tasks = {{"A model has a thousand weights. How many numbers does its gradient have?",
                  Choices{{"one", "two", "a thousand"},
                          2,
                          {"The length of the arrow is one number. The arrow itself has one for each weight.",
                           "Two belong to a map with two weights. There is one for each weight.",
                           "Right: one partial slope for each weight."}}},
                 {"You walk along a contour line. What does the error do?",
                  Choices{{"it falls fastest", "it stays the same", "it rises fastest"},
                          1,
                          {"It falls fastest at a right angle to the contour line.",
                           "Right: that's what the line means. The gradient stands at a right angle to it.",
                           "It rises fastest at a right angle to the contour line."}}},
                 {"The slope along x is negative, the one along y positive. What does one step do?",
                  Choices{{"x grows and y shrinks", "x shrinks and y grows", "both shrink"},
                          0,
                          {"Right: each weight moves against its own slope.",
                           "That would be uphill: each weight moves against its slope, not with it.",
                           "x has a negative slope: its error falls towards larger x."}}},
                 {"Why can many small steps be needed although each one takes the steepest way?",
                  Choices{{"because the gradient has mistakes", "because steepest is judged on the spot only",
                           "because the weights move one after the other"},
                          1,
                          {"The gradient is exact here. It just knows nothing about the ground further away.",
                           "Right: after a short walk another direction is steepest.",
                           "They all move at once. The direction is the matter."}}}}}};
  return lesson;
}

}  // namespace thalweg::lessons::book
