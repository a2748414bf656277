// SPDX-License-Identifier: MIT
#include "lessons/book/three_weights_figures.h"

namespace thalweg::lessons::book {

using namespace plane;

Lesson three_weights() {
  const auto error_after = [](i64 epochs) {
    return [epochs](Lab& lab) { return end_of(fit(fractions, kRate, epochs), lab).loss; };
  };
  const auto first_below = [](Lab& lab) {
    const std::vector<Stand> walk = follow(fit(fractions, kRate, kEpochs), lab);
    std::size_t k = 0;
    while (k < walk.size() && !(walk[k].loss < kErrorGoal)) k++;
    return double(k);
  };
  Lesson lesson{
      .name = "three_weights",
      .title = "Three weights",
      .place = 90,
      .goal = "You can fit three weights to data at once, and say why inputs are normalised first.",
      .facts = {{"rate", "0.5"},
                {"goal", "0.01"},
                {"final_goal", "10⁻⁶"},
                {"final_epochs", "30"},
                {"pixels", "64",
                 [](Lab&) { return double(make_landscape(fit(fractions, kRate, 0)).data->rows()); }},
                {"error_start", "0.396", error_after(0)},
                {"error_one", "0.120", error_after(1)},
                {"error_ten", "2.0×10⁻³", error_after(10)},
                {"error_hundred", "4.0×10⁻⁹", error_after(100)},
                {"epochs_needed", "4", first_below},
                {"best_w0", "0.2", [](Lab&) { return solved().x; }},
                {"best_w1", "0.5", [](Lab&) { return solved().y; }},
                {"best_w2", "0.3", [](Lab&) { return solved().z; }},
                {"flattest", "0.1394", [](Lab&) { return bends(fractions).flattest; }},
                {"middle", "0.2143", [](Lab&) { return bends(fractions).middle; }},
                {"steepest", "3.0749", [](Lab&) { return bends(fractions).steepest; }},
                {"ratio", "22", [](Lab&) { return bends(fractions).ratio(); }},
                {"ratio_bytes", "2.2×10⁵", [](Lab&) { return bends(bytes).ratio(); }},
                {"ratio_centred", "9.33", [](Lab&) { return bends(centred).ratio(); }},
                {"ratio_standardised", "1.00", [](Lab&) { return bends(standardised).ratio(); }},
                {"limit", "0.65", [](Lab&) { return bends(fractions).largest_rate(); }},
                {"limit_bytes", "2.5×10⁻⁵", [](Lab&) { return bends(bytes).largest_rate(); }}},
      .pages = {},
      .remember = {"Every weight has its own slope; one pass over the data gives them all.",
                   "All weights move at once, each against its own slope, with the same rate.",
                   "Least squares over a plane also has a formula; most models have none, and descent needs "
                   "none.",
                   "Inputs of very different size make a narrow valley: normalise them first."},
      .terms = {{"epoch", "One pass over all rows of the data."},
                {"normal equations",
                 "The linear equations that say: every slope of the squared error is zero."},
                {"condition number",
                 "The steepest bend of a bowl divided by its flattest; one is a round bowl."},
                {"normalise", "To bring inputs to a common size, such as mean zero and spread one."}},
      .cards =
          {{"Why does every row of inputs begin with a one?",
            "So that the first weight is added to every prediction: it is the brightness where x and y "
            "are zero."},
           {"Why normalise inputs?",
            "Then the bowl is rounder, the condition number small, and one rate suits all weights."},
           {"Why descend if least squares has a formula?",
            "Because most models have none, and for very large ones solving costs more than descending."}},
      .in_class = {
          "Give learners a printed picture of a few pixels and three slips of paper with weights. One "
          "computes predictions, one errors, one the new weights. After two passes they see that "
          "all three weights move together.",
          "Common mistake: to think that the three weights are fitted one after the other. Point at "
          "the three slopes in the table, which come from the same pass.",
          "With byte coordinates the rate that suits the slopes of the coordinates is tiny, and the first "
          "weight hardly "
          "moves. Expected answer to why: a slope is multiplied by its input, so large inputs make "
          "large slopes."}};
  lesson.pages = {
      {.title = "A picture as a table",
       .text = {"Here is a small picture of {pixels} pixels. We want to predict how bright a pixel is from "
                "where it lies: `brightness = w0 + w1 * x + w2 * y`.",
                "Each pixel gives one row of inputs, `[1, x, y]`, and its true brightness. The coordinates "
                "are written as fractions: zero at one edge, one at the other.",
                "Move the frame, and watch which row belongs to it."},
       .controls = {slider("x", "Pixel to the right", 2, {0, kSide - 1, Scale::integer},
                           "column of the pixel"),
                    slider("y", "Pixel upwards", 5, {0, kSide - 1, Scale::integer}, "line of the pixel")},
       .figure = table_figure,
       .tasks = {{"Why does every row begin with a one?",
                  Choices{
                      {"So that the first weight counts in every prediction", "It numbers the pixels",
                       "It is the brightness of white"},
                      0,
                      {"Right: `w0 * 1` is added everywhere. It is the brightness where x and y are zero.",
                       "It is the same in all rows, so it numbers nothing. It lets `w0` count in each of "
                       "them.",
                       "Brightness stands in the last column. The one is an input, so that `w0` counts in "
                       "every prediction."}}}}},
      {.title = "Three slopes in one pass",
       .text =
           {"All weights start at zero, so the prediction is black. One pass over all pixels, an *epoch*, "
            "gives the error and three slopes, one per weight.",
            "Then every weight moves against its own slope: `w ← w − rate * slope`.",
            "At rate {rate} the error falls from {error_start} to {error_one} after one epoch, "
            "{error_ten} after ten and {error_hundred} after a hundred."},
       .controls = {slider("epoch", "Epoch", 0, {0, kEpochs}, "passes over the data so far"),
                    slider("rate", "Rate", kRate, {0.05, 0.7}, "how far the weights move")},
       .figure = fit_figure,
       .tasks = {{"Go to the first epoch after which the error is below {goal}.",
                  Aim{"This one", judge_epoch, {number_in(lesson, "epochs_needed"), kRate}}}},
       .clock = 0,
       .per_second = 8},
      {.title = "Is there no formula?",
       .text = {"For this model there is. The bottom is where all three slopes are zero, and each slope is a "
                "straight expression of the weights. Three straight equations with three unknowns can be "
                "solved: `w0 = {best_w0}`, `w1 = {best_w1}`, `w2 = {best_w2}`.",
                "They are called *normal equations*. Why descend at all, then? Because such equations are "
                "rare. Switch to yes-or-no answers: the slopes are no longer straight, and no formula gives "
                "the weights. Descent doesn't mind."},
       .controls = {choice("model", "Model", {"plane", "yes or no"}, "what is fitted")},
       .figure = formula_figure,
       .tasks = {{"What does descent need to know about a model?",
                  Choices{{"A formula for the best weights", "The slopes at the weights it has now",
                           "That the error is a bowl"},
                          1,
                          {"With such a formula nobody would need to descend. The slopes are enough.",
                           "Right: that is all, and every model that can be differentiated has them.",
                           "It helps, but descent follows the slopes on any landscape."}}}}},
      {.title = "Normalise the inputs",
       .text =
           {"Nothing forces us to write coordinates as fractions. Pixel numbers do, or bytes, as image "
            "files like them. The best prediction is the same. The landscape is not.",
            "With fractions the error bends by {flattest} in its flattest direction, {middle} in the next "
            "and {steepest} in the steepest. The ratio of steepest to flattest, the *condition number*, "
            "is {ratio}, and rates up to {limit} are stable.",
            "With bytes the ratio is {ratio_bytes}, and rates above {limit_bytes} explode: a narrow "
            "canyon. Centring the fractions brings it to {ratio_centred}, standardising (mean zero, "
            "spread one) to {ratio_standardised}, a round bowl."},
       .controls = {choice("inputs", "Coordinates", kInputs, "how the pixels' coordinates are written",
                           bytes),
                    slider("rate", "Rate", 1e-5, {1e-6, 1, Scale::log}, "how far the weights move")},
       .figure = inputs_figure,
       .tasks = {{"Bring the error below {final_goal} within {final_epochs} epochs.",
                  Aim{"Check", judge_inputs, {double(standardised), number_in(lesson, "rate")}}}}},
      {.title = "Check yourself",
       .text = {"Four questions about fitting several weights."},
       .tasks = {
           {"How many slopes does one pass over the data give for three weights?",
            Choices{{"one", "two", "three"},
                    2,
                    {"One slope cannot tell three weights where to go: each has its own.",
                     "Each weight has a slope of its own, the first one too.",
                     "Right: one per weight, all from the same pass."}}},
           {"One input goes from zero to one, another to a thousand. What happens to the landscape?",
            Choices{{"It becomes a narrow valley", "It becomes a round bowl", "Nothing"},
                    0,
                    {"Right: it bends far more along the weight of the large input.",
                     "It would be round if the inputs had the same size.",
                     "A slope is multiplied by its input, so a large input makes steep walls."}}},
           {"What does normalising inputs allow?",
            Choices{{"A perfect model", "One rate that suits all weights", "Fewer weights"},
                    1,
                    {"The best error stays what it was; it is only reached sooner.",
                     "Right: the bends become alike, so one rate is good for all.",
                     "There are as many weights as before."}}},
           {"For which model do normal equations give the weights at once?",
            Choices{{"A plane with squared error", "Any neural network", "A yes-or-no model with a sigmoid"},
                    0,
                    {"Right: its slopes are straight in the weights.",
                     "The weights of a network multiply each other; its slopes aren't straight in them.",
                     "The sigmoid bends the slopes, so the equations can't be solved at once."}}}}}};
  return lesson;
}

}  // namespace thalweg::lessons::book
