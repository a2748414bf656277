// SPDX-License-Identifier: MIT
// A lesson with one page of each kind.
#pragma once

#include "lessons/lab.h"
#include "viewer/app.h"

namespace thalweg::viewer::test {

/// For an explorer that has nothing to show.
inline RunSpec tiny_run() {
  RunSpec spec = explorer_spec();
  spec.particles = spec.steps = 1;
  return spec;
}

/// Where the figure's handle is and what it moves.
inline figures::Figure handle_figure(const lessons::Moment& m) {
  figures::Figure figure{.title = "A point to drag"};
  const figures::Plot plot{.low = {100, 100}, .high = {900, 500}, .x = {0, 10}, .y = {0, 1}};
  figures::add_axes(figure, plot);
  figure.handles.push_back({plot, figures::place(plot, m[0], 0.5), 0, -1});
  figure.readout = {{"value", lessons::shown(m[0])}, {"answered", m.answered ? "yes" : "no"}};
  return figure;
}

inline lessons::Page question(u64 seed, int level, lessons::Lab&) {
  return {.title = "Question",
          .text = {"Which is it?"},
          .controls = {lessons::slider("time", "Time", 0, {0, 4}, "seconds")},
          .figure = handle_figure,
          .tasks = {{"The number is",
                     lessons::Choices{{"even", "odd"}, int((seed + u64(level)) % 2), {"It is."}}}},
          .clock = 0,
          .per_second = 2};
}

inline lessons::Lesson small_lesson() {
  using namespace lessons;
  Lesson lesson{.name = "small", .title = "Small", .place = 1, .goal = "You can test."};
  lesson.facts = {{"two", "2"}};
  lesson.remember = {"Tests can fail."};
  lesson.pages = {
      {.title = "Drag",
       .text = {"A paragraph with {two}."},
       .controls = {slider("x", "X", 2, {0, 10}, "a number"),
                    choice("which", "Which", {"a", "b", "c"}, "a name")},
       .figure = handle_figure,
       .tasks = {{"Move x to seven.", Aim{"Check",
                                          [](const Moment& m) {
                                            return Feedback{m[0] == 7, m[0] == 7 ? "Seven." : "Not seven.",
                                                            int(100 - 10 * (7 - m[0]))};
                                          },
                                          {7, 0}}},
                 {"Which is right?", Choices{{"this", "that"}, 1, {"No.", "Yes."}}},
                 {"How many?", NumberSought{0.25, 0.01, "A quarter."}}}},
      {.title = "Clock",
       .text = {},
       .controls = {slider("t", "T", 0, {0, 3}, "time")},
       .clock = 0,
       .per_second = 2},
      {.title = "Scene",
       .text = {},
       .scene =
           [](const Moment&) {
             return Scene{.run = one_particle("himmelblau", {1, 1}, 0.01, 10), .show = {"critical"}};
           }},
      {.title = "Questions", .text = {"Endless."}, .series = Page::Series{{"easy", "hard"}, question}}};
  return lesson;
}

}  // namespace thalweg::viewer::test
