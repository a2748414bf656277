// SPDX-License-Identifier: MIT
#include "lessons/book/chain_rule_figures.h"

namespace thalweg::lessons::book {

using namespace chains;

namespace {

// Where the second page begins; stated as `x`, `v`, `w`, `true`.
constexpr double kX = 2, kV = 0.5, kW = -1;
constexpr double kFlat = 0.01, kWrong = 0.5;  // stated as `flat`, `wrong`
constexpr int kTen = 10;                      // stated as `layers`
constexpr double kLeast = 0.1, kMost = 10;    // stated as `least`, `most`

Feedback judge_flat(const Moment& m) {
  const double x = m[1], v = m[2], w = m[3];
  const Pass r = pass(x, v, w);
  if (!(r.e.value > kWrong)) return {false, "The error is only " + shown(r.e.value, 3) + "."};
  if (!(std::abs(r.e_by_v()) < kFlat))
    return {false, "The slope by v is still " + shown(r.e_by_v(), 3) + "."};
  const char* why = std::abs(x) < 0.1   ? "the input is (almost) zero"
                    : std::abs(w) < 0.1 ? "the weight w behind it is (almost) zero"
                                        : "the sigmoid is flat there";
  return {true, "Wrong, and yet v is hardly told: " + std::string(why) + ", and one small factor is enough."};
}

Feedback judge_help(const Moment& m) {
  const double slope = std::abs(first_slope(int(m[0]), m[1], kDeepest));
  if (slope > kLeast && slope < kMost)
    return {true, "The first layer is told with a slope of " + shown(slope) + "."};
  return {false, slope <= kLeast
                     ? "The slope is " + shown(slope) + ": the first layer learns next to nothing."
                     : "The slope is " + shown(slope) + ": now it explodes."};
}

}  // namespace

Lesson chain_rule() {
  Lesson lesson{
      .name = "chain_rule",
      .title = "The chain rule",
      .place = 110,
      .goal =
          "You can follow a slope back through a chain of operations, and say why deep chains fall silent.",
      .facts = {{"factor", "3", [](Lab&) { return triple(1).slope; }},
                {"machine_w", "0.8"},
                {"square_slope", "1.6", [](Lab&) { return square(0.8).slope; }},
                {"both_slope", "4.8",
                 [](Lab&) { return square(0.8).slope * triple(square(0.8).value).slope; }},
                {"x", "2"},
                {"v", "0.5"},
                {"w", "−1"},
                {"true", "1"},
                {"error", "3.00", [](Lab&) { return pass(kX, kV, kW).e.value; }},
                {"by_p", "−3.46", [](Lab&) { return pass(kX, kV, kW).e.slope; }},
                {"p_by_h", "−1", [](Lab&) { return pass(kX, kV, kW).p.slope; }},
                {"h_by_a", "0.197", [](Lab&) { return pass(kX, kV, kW).h.slope; }},
                {"a_by_v", "2", [](Lab&) { return pass(kX, kV, kW).a_by_v; }},
                {"by_v", "1.36", [](Lab&) { return slope_at_once(kX, kV, kW); }},
                {"flat", "0.01"},
                {"wrong", "0.5"},
                {"layers", "10"},
                {"deepest", "30"},
                {"least", "0.1"},
                {"most", "10"},
                {"quarter", "0.25", [](Lab&) { return local([](auto t) { return sigmoid(t); }, 0).slope; }},
                {"vanished", "9.5×10⁻⁷", [](Lab&) { return first_slope(sigmoids, 1, kTen); }},
                {"deep_sigmoid", "8.7×10⁻¹⁹", [](Lab&) { return first_slope(sigmoids, 1, kDeepest); }},
                {"deep_relu", "1", [](Lab&) { return first_slope(relus, 1, kDeepest); }}},
      .pages = {},
      .remember =
          {"Along a chain, local slopes multiply.",
           "The forward pass computes values, the backward pass multiplies slopes from the error back.",
           "One backward pass gives the slopes of all weights.",
           "A sigmoid passes on at most a quarter, so in deep chains of them early layers are told "
           "almost nothing."},
      .terms = {{"chain rule", "The slope of a chain of operations is the product of their local slopes."},
                {"local slope",
                 "How much one operation stretches a small nudge, whatever comes before or after."},
                {"backward pass",
                 "Multiplying local slopes from the error back to the weights; also called "
                 "backpropagation."},
                {"vanishing gradient",
                 "Slopes that become so small on the way back that early layers don't "
                 "learn."},
                {"saturated", "A sigmoid so far out that its slope is almost zero."}},
      .cards = {{"How do slopes combine along a chain?", "They are multiplied."},
                {"Why do early layers of a deep chain of sigmoids hardly learn?",
                 "Each sigmoid passes on at most a quarter of the slope, and the product of many quarters is "
                 "almost zero."},
                {"What does the backward pass need from the forward pass?",
                 "The values at every stage, because the local slopes depend on them."}},
      .in_class = {
          "Play the chain with people in a row: each has a card with a local slope, takes the number "
          "from the neighbour, multiplies and passes it on. Begin at the error.",
          "Common mistake: adding the slopes instead of multiplying them. Go back to the two "
          "machines: a nudge that is doubled and then tripled is six times as large.",
          "Expected answer to why tanh vanishes more slowly: its steepest slope is one, not a "
          "quarter; but where it saturates it falls silent as well."}};
  lesson.pages = {
      {.title = "A nudge goes through two machines",
       .text = {"The first machine squares: `u = w^2`. The second takes {factor} times what it gets: "
                "`e = 3 * u`. Nudge `w` a little and watch how the nudge is stretched, twice.",
                "At `w = {machine_w}` the first stretches by {square_slope}, its slope there, and the second "
                "by {factor}. Together that is {both_slope}: the slopes *multiply*. This is the chain rule.",
                "For small nudges the stretch is the slope; for larger ones the curve shows."},
       .controls = {slider("w", "Weight", 0.8, {0.1, 1}, "what goes into the first machine"),
                    slider("h", "Nudge", 0.3, {0.005, 0.4, Scale::log}, "how far the weight is moved")},
       .figure = machines_figure,
       .tasks = {{"One machine stretches a small nudge by four, the next one by minus two. What do both do "
                  "together?",
                  Choices{{"by two", "by minus eight", "by minus two"},
                          1,
                          {"That is their sum. The second stretches what the first has stretched already.",
                           "Right: four times minus two; the nudge also turns round.",
                           "That is the second machine alone."}}}}},
      {.title = "Forward, then back",
       .text = {"Here is the smallest deep network: two weights with a sigmoid between them. The true answer "
                "is {true}. Going forward, every box computes its value.",
                "Going back, the slope of the error is multiplied by one local slope after the other. At "
                "`x = {x}`, `v = {v}`, `w = {w}` the error is {error}, and the slope by `v` is {by_p} times "
                "{p_by_h} times {h_by_a} times {a_by_v}, which is {by_v}.",
                "Play it step by step. The slope by `w` turns off on the way: one pass back serves both."},
       .controls = {slider("stage", "Stage", kForward, {0, kStages}, "how far the passes have come"),
                    slider("x", "Input x", kX, {-3, 3}, "what goes in"),
                    slider("v", "Weight v", kV, {-3, 3}, "before the sigmoid"),
                    slider("w", "Weight w", kW, {-3, 3}, "behind the sigmoid")},
       .figure = graph_figure,
       .tasks = {{"Find a place where the error is above {wrong}, and yet the slope by v is smaller than "
                  "{flat} in size.",
                  Aim{"Check", judge_flat, {kStages, 3, -3, kW}}}},
       .clock = 0,
       .per_second = 1},
      {.title = "Many quarters",
       .text =
           {"A sigmoid is nowhere steeper than {quarter}. In a chain every layer multiplies the slope by "
            "such a factor, and by its weight.",
            "With weight one and {layers} layers the first one receives {vanished} of the slope, at most. "
            "It is as good as deaf: the *vanishing gradient*.",
            "Each dot on the left is a layer. Larger weights help until the sigmoids saturate: then the "
            "dots run out to where the slope is zero."},
       .controls = {slider("depth", "Layers", kTen, {1, kDeepest, Scale::integer}, "sigmoids in a row"),
                    slider("w", "Weight", 1, {0.5, 5}, "of every layer"),
                    slider("input", "Input", kMiddle, {0, 1}, "what goes into the first layer")},
       .figure = vanish_figure,
       .tasks = {{"Every layer of a chain passes on a quarter. Two more layers are added. The slope by the "
                  "first input becomes …",
                  Choices{{"half as large", "a sixteenth as large", "smaller by two quarters"},
                          1,
                          {"Each of the two divides by four.", "Right: a quarter of a quarter.",
                           "Slopes are multiplied along a chain, not subtracted."}}}}},
      {.title = "What helps",
       .text = {"Depth {deepest}, weight one: sigmoids pass on {deep_sigmoid} to the first layer, a ReLU, "
                "which leaves positive numbers as they are, passes on {deep_relu}.",
                "A *shortcut* adds what came in to what comes out. Its local slope is one plus something, so "
                "the product can't die out. The size of the weights matters as well: too large, and slopes "
                "explode."},
       .controls = {choice("kind", "Layers", kKinds, "what every layer does"),
                    slider("w", "Weight", 1, {0.5, 2}, "of every layer")},
       .figure = help_figure,
       .tasks = {{"Choose layers and a weight so that the slope by the first input lies between {least} and "
                  "{most}.",
                  Aim{"Check", judge_help, {double(relus), 1}}}}},
      {.title = "Check yourself",
       .text = {"Four questions about slopes in chains."},
       .tasks = {{"One local slope in a chain is zero. What is the slope of the whole chain?",
                  Choices{{"zero", "the sum of the others", "unchanged"},
                          0,
                          {"Right: one zero factor silences everything before it.",
                           "Slopes are multiplied, not added.", "A product with a zero factor is zero."}}},
                 {"In which order does the backward pass go?",
                  Choices{{"from the input to the error", "from the error to the input"},
                          1,
                          {"That is the forward pass, which computes the values.",
                           "Right: it begins with the slope of the error by the prediction."}}},
                 {"A network has a thousand weights. How many backward passes give all their slopes?",
                  Choices{{"one", "a thousand"},
                          0,
                          {"Right: each slope turns off the same way back.",
                           "They share the way back; each one turns off where its weight sits."}}},
                 {"Which change can cure a vanishing slope?",
                  Choices{{"more sigmoid layers", "shortcuts around the layers", "a smaller rate"},
                          1,
                          {"Each of them multiplies by a quarter at most: it gets worse.",
                           "Right: then a slope of one goes through, whatever the layer does.",
                           "That makes the steps of the first layers even smaller."}}}}}};
  return lesson;
}

}  // namespace thalweg::lessons::book
