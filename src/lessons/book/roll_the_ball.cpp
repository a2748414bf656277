// SPDX-License-Identifier: MIT
#include "analysis/stability.h"
#include "lessons/book/roll_the_ball_figures.h"

namespace thalweg::lessons::book {

namespace {

using namespace rolling;

constexpr double kMostSteps = 60, kSettled = 0.5;  // steps, error: what a good stop of the shaky run keeps to
constexpr double kLeftValley = -2;

Feedback judge_deep_valley(const Moment& m) {
  const std::vector<Stand> walk = roll(one_particle_on_formula(kHills, {m[1]}, m[2], kDropSteps), m.lab);
  const Stand& end = walk.back();
  const std::string where = "It ends at weight " + shown(end.at.x, 2) + " with the error " + shown(end.loss);
  if (std::abs(end.at.x - kLeftValley) < 0.5) return {true, where + ", in the deeper valley."};
  if (std::abs(end.at.x) < 3) return {false, where + ": not in the deeper valley on the left."};
  return {false, "The rate is so large that the ball is thrown out of the valleys."};
}

Feedback judge_stop(const Moment& m) {
  if (m[0] != 1) return {false, "This is another run: choose the shaky one."};
  const std::vector<Stand> walk = follow(stopping_run(1), m.lab);
  const i64 stop = stop_of(walk, Rule(int(m[1])), int(m[2]));
  if (stop < 0) return {false, "This rule never stops the shaky run: all steps are used up."};
  double best = walk[0].loss;
  for (i64 k = 0; k <= stop; k++) best = std::min(best, walk[std::size_t(k)].loss);
  const std::string found =
      "It stops after step " + shown(double(stop)) + "; the lowest error so far is " + shown(best);
  if (!(best < kSettled)) return {false, found + ". Too early: one bad step is no reason to give up."};
  if (double(stop) > kMostSteps)
    return {false, found + ". It was as low long before: less patience would do."};
  return {true, found + ". It has waited out the bad luck, and not much longer."};
}

Fact weight_after(const char* name, const char* stated, i64 steps) {
  return {name, stated, [steps](Lab& lab) { return end_of(one_weight(true, kFirstRate, steps), lab).at.x; }};
}
Fact error_at(const char* name, const char* stated, bool half, double w) {
  return {name, stated, [=](Lab&) { return at(one_weight(half, kFirstRate, 1), {w}).v; }};
}
Fact slope_at(const char* name, const char* stated, bool half, double w) {
  return {name, stated, [=](Lab&) { return at(one_weight(half, kFirstRate, 1), {w}).g[0]; }};
}
enum class Part { weight, error, slope };
Fact in_bowl(const char* name, const char* stated, i64 step, Part part) {
  return {name, stated, [=](Lab& lab) {
            const Stand s = end_of(one_particle_on_formula(kBowl, {kFirstWeight}, kBowlRate, step), lab);
            return part == Part::weight ? s.at.x : part == Part::error ? s.loss : s.gradient[0];
          }};
}
double limit_of_rate() {
  const RunSpec spec = one_weight(true, kFirstRate, 1);
  const Plan plan = make_plan(spec);
  return stable_below(*linear_rule(plan), sharpness(plan.landscape, {kBestWeight}));
}

std::vector<Fact> facts() {
  const auto row = [](std::size_t column) {
    return [column](Lab&) { return make_landscape(one_weight(true, kFirstRate, 1)).data->numbers[column]; };
  };
  return {
      {"input", "2", row(0)},
      {"answer", "10", row(1)},
      {"first_weight", shown(kFirstWeight)},
      {"rate", shown(kFirstRate)},
      {"difference", "8",
       [](Lab&) { return std::sqrt(at(one_weight(false, kFirstRate, 1), {kFirstWeight}).v); }},
      {"prediction", "2",
       [row](Lab& lab) {
         return row(1)(lab) - std::sqrt(at(one_weight(false, kFirstRate, 1), {kFirstWeight}).v);
       }},
      error_at("squared", "64", false, kFirstWeight),
      error_at("half_squared", "32", true, kFirstWeight),
      slope_at("slope_half", "−16", true, kFirstWeight),
      slope_at("slope_full", "−32", false, kFirstWeight),
      slope_at("slope_best", "0", true, kBestWeight),
      weight_after("w1", "1.16", 1),
      weight_after("w10", "2.3407", 10),
      weight_after("w50", "4.4805", 50),
      weight_after("w100", "4.9325", 100),
      weight_after("w200", "4.99886", 200),
      weight_after("w300", "4.99998", 300),
      {"best", "5", [](Lab& lab) { return end_of(one_weight(true, kFirstRate, 1000), lab).at.x; }},
      {"near", shown(kNear)},
      {"settled", shown(kSettled)},
      {"most_steps", shown(kMostSteps)},
      {"near_from", "204",
       [](Lab& lab) {
         return double(steps_until(follow(one_weight(true, kFirstRate, kSteps), lab), kBestWeight, kNear));
       }},
      {"limit", "0.5", [](Lab&) { return limit_of_rate(); }},
      {"one_step", "0.25", [](Lab&) { return limit_of_rate() / 2; }},
      {"bowl_rate", shown(kBowlRate)},
      in_bowl("bowl_w1", "3", 1, Part::weight),
      in_bowl("bowl_w2", "4", 2, Part::weight),
      in_bowl("bowl_w3", "4.5", 3, Part::weight),
      in_bowl("bowl_e0", "16", 0, Part::error),
      in_bowl("bowl_e1", "4", 1, Part::error),
      in_bowl("bowl_e2", "1", 2, Part::error),
      in_bowl("bowl_s0", "−8", 0, Part::slope),
      in_bowl("bowl_s1", "−4", 1, Part::slope),
      in_bowl("bowl_s2", "−2", 2, Part::slope),
      {"hop_down", "−2.09",
       [](Lab& lab) { return end_of(one_particle_on_formula(kHills, {-1}, 0.1, kDropSteps), lab).at.x; }},
  };
}

Page one_step(const Lesson& lesson) {
  return {
      .title = "One step, written out",
      .text =
          {"The smallest model there is has one weight: `prediction = weight × input`. There is one example "
           "to learn from: for the input {input} the answer is {answer}.",
           "We begin with the weight {first_weight}. The prediction is {prediction}, off by {difference}, "
           "and {difference} squared is {squared}. Half of that, {half_squared}, is our error: the half "
           "only makes the slope tidier.",
           "One step has four parts: *predict*, *measure the error*, *find the slope*, *move*. With the "
           "slope {slope_half} and the rate {rate} the weight becomes {w1}.",
           "Press play, or move the slider through the parts. Without the half everything doubles: the "
           "slope would be {slope_full}."},
      .controls = {slider("part", "Part of the step", 0, {0, kTurns * kPhases}, "four parts make one step"),
                   choice("half", "Error", {"half the square", "the square"}, "how the error is measured"),
                   slider("rate", "Rate", kFirstRate, kRates,
                          "share of the slope that is taken off the weight")},
      .figure = step_figure,
      .tasks =
          {{"Type the slope at the best weight, `w = {best}`, where prediction and answer agree.",
            NumberSought{number_in(lesson, "slope_best"), 1e-6,
                         "There the prediction is right, the difference is zero, and so is the slope: "
                         "nothing is left to do."}},
           {"The slope is negative. What happens to the weight?",
            Choices{
                {"It grows", "It shrinks", "It stays"},
                0,
                {"Right: taking away something negative adds to the weight, and downhill is on the right.",
                 "The rule takes the slope *away*. Taking away a negative number makes the weight larger.",
                 "It stays only where the slope is zero."}}}},
      .clock = 0,
      .per_second = 0.8};
}

Page again() {
  return {
      .title = "And again",
      .text = {"One step is never enough. So: measure the slope, move, and repeat.",
               "With the rate {rate} the weight is {w10} after ten steps, {w50} after fifty, {w100} after "
               "a hundred, {w200} after two hundred and {w300} after three hundred.",
               "The way that is left shrinks by the same share at every step: "
               "`weight = 5 − 4 × 0.96ⁿ`. From step {near_from} on the weight is within {near} of {best}.",
               "Then try other rates. Below {limit} this ball comes to rest."},
      .controls = {slider("step", "Step", 0, {0, kSteps}, "steps done so far"),
                   slider("rate", "Rate", kFirstRate, kRates, "share of the slope that is taken off")},
      .figure = walk_figure,
      .tasks = {{"Find the rate with which a single step leads to the best weight.",
                 Aim{"Take the step", judge_one_step, {0, 0.25}}}},
      .clock = 0,
      .per_second = 25};
}

Page bowl(const Lesson& lesson) {
  return {
      .title = "Why the steps shrink",
      .text =
          {"Another bowl: `error = (w − 5)²`, from `w = {first_weight}`, with the rate {bowl_rate}.",
           "The weight goes to {bowl_w1} and then to {bowl_w2}. The error falls from {bowl_e0} to {bowl_e1} "
           "to {bowl_e2}, and the slope flattens from {bowl_s0} to {bowl_s1} to {bowl_s2}.",
           "The rate stays the same. Steps get shorter because the ground gets flatter: the ball slows "
           "down by itself."},
      .controls = {slider("step", "Step", 0, {0, kBowlSteps}, "steps done so far")},
      .figure = bowl_figure,
      .tasks = {{"The weight is {bowl_w2} and the slope {bowl_s2}. What is the next weight?",
                 NumberSought{number_in(lesson, "bowl_w3"), 1e-6,
                              "`weight − rate × slope`: {bowl_w2} plus half of one is {bowl_w3}."}},
                {"By how much does the error shrink at each of these steps?",
                 Choices{{"to three quarters", "to a half", "to a quarter"},
                         2,
                         {"Compare {bowl_e0} and {bowl_e1}: more is gone than that.",
                          "The *distance* to the best weight halves. The error is its square.",
                          "Right: the distance halves, and the error is its square."}}}},
      .clock = 0,
      .per_second = 0.8};
}

Page drop() {
  return {
      .title = "Drop the ball",
      .text =
          {"Now a curve with two valleys. Drag the diamond to where the ball should start, choose a rate, "
           "and press play.",
           "The ball never sees the curve from above. It knows only the slope under it, so it goes down "
           "on the side where it started.",
           "It is not a real ball, either: it hops from place to place, and doesn't swing up the "
           "other side by its own weight. Only a large rate can carry it across the hill."},
      .controls = {slider("step", "Step", 0, {0, kDropSteps}, "steps done so far"),
                   slider("start", "Start", 1.2, {-2.9, 2.9}, "where the ball is dropped"),
                   slider("rate", "Rate", 0.1, {0.005, 1.3, Scale::log}, "share of the slope per step")},
      .figure = drop_figure,
      .tasks = {{"Make the ball end in the deeper valley, near `w = {hop_down}`.",
                 Aim{"Drop it", judge_deep_valley, {0, -1, 0.1}}},
                {"Why did the ball not go there from the first start?",
                 Choices{{"The rate was too small", "The slope under it pointed to the other valley",
                          "It ran out of steps"},
                         1,
                         {"A rate that is a little larger leads to the same valley, only faster.",
                          "Right: downhill from there is the nearer valley, and the slope knows no other.",
                          "It was at rest in the nearer valley well before the last step."}}}},
      .clock = 0,
      .per_second = 5};
}

Page when_to_stop() {
  return {
      .title = "When to stop",
      .text =
          {"In theory the ball never quite arrives. In practice we repeat until the error stops improving.",
           "Two signs together say so: the slope is small *and* the error gains nothing any more. One "
           "sign alone can fool you: the bouncing run gains nothing and stands on steep slopes.",
           "Real runs shake, because they measure the slope on small samples. *Patience* says "
           "how many steps in a row must show the sign before we stop; the lowest error so far is kept."},
      .controls = {choice("run", "Run", {"smooth", "shaky", "bouncing"}, "which run is to be stopped"),
                   choice("rule", "Stop at", {"no gain", "small slope", "both"},
                          "the sign that is waited for"),
                   slider("patience", "Patience", 1, {1, 20, Scale::integer}, "so many steps in a row")},
      .figure = stop_figure,
      .tasks = {
          {"Stop the shaky run well: its lowest error must be below {settled}, after at most {most_steps} "
           "steps.",
           Aim{"Stop it so", judge_stop, {1, 0, 8}}},
          {"The bouncing run gains nothing from its first step on, and its slope stays large. What helps?",
           Choices{{"More patience", "A smaller rate", "Stopping there"},
                   1,
                   {"It would bounce between the same two weights for ever.",
                    "Right: it jumps from side to side over the bottom. Shorter steps come to rest.",
                    "It is as far from the bottom as it was at the start: a large slope says so."}}}}};
}

Page check_yourself(const Lesson& lesson) {
  return {
      .title = "Check yourself",
      .text = {"Four questions about a step, and about many."},
      .tasks = {
          {"Which is the right order of the parts of a step?",
           Choices{
               {"slope, predict, move, error", "predict, error, slope, move", "move, slope, error, predict"},
               1,
               {"First the model says something; then we see how wrong it is, which way is down, and "
                "move."}}},
          {"The weight is {first_weight}, the slope {slope_half} and the rate {rate}. What is the new "
           "weight?",
           NumberSought{number_in(lesson, "w1"), 1e-6,
                        "`weight − rate × slope`: taking away a negative number makes it {w1}."}},
          {"The rate is fixed. Why do steps get shorter near the bottom?",
           Choices{{"Because the slope gets smaller", "Because the rate shrinks", "They do not"},
                   0,
                   {"A step is rate times slope, and the ground flattens towards the bottom.",
                    "The rate is the same at every step here. What else is in the product?",
                    "They do: a step is rate times slope, and the slope fades."}}},
          {"When is a run done?",
           Choices{{"When the error is zero", "When the error stops improving on flat ground",
                    "When one step did not improve the error"},
                   1,
                   {"Few errors can become zero. What counts is that they fall no further.",
                    "Right: no gain and a small slope, for several steps in a row.",
                    "One bad step may be chance, or a jump over the bottom: look at slope and patience."}}}}};
}

}  // namespace

Lesson roll_the_ball() {
  Lesson lesson{
      .name = "roll_the_ball",
      .title = "Roll the ball",
      .place = 20,
      .goal = "You can work out a step of gradient descent by hand and say when to stop.",
      .facts = facts(),
      .pages = {},
      .remember =
          {"A step: predict, measure the error, find the slope, move.",
           "New weight = old weight − rate × slope.",
           "The same rate makes shorter and shorter steps, because the slope fades.",
           "The ball feels only the slope under it: with small steps it ends in the valley it starts in.",
           "Stop when the slope is small and the error has gained nothing for a while."},
      .terms = {{"rate",
                 "How much of the slope is taken off the weight at each step; also called learning rate, "
                 "written η."},
                {"step", "One update of the weights: predict, measure the error, find the slope, move."},
                {"gradient descent", "Measuring the slope and moving against it, again and again."},
                {"prediction", "What the model says for an input."},
                {"patience", "How many steps in a row may bring no gain before a run is stopped."}},
      .cards = {{"How is the new weight made from the old one?", "New weight = old weight − rate × slope."},
                {"Which four parts does a step have?", "Predict, measure the error, find the slope, move."},
                {"The rate is fixed. Why does the ball slow down near the bottom?",
                 "A step is rate × slope, and the slope fades towards the bottom."},
                {"When do you stop?",
                 "When the slope is small and the error has stopped improving for several steps in a row."}},
      .in_class = {
          "Work the first step on the board before anybody touches the program: prediction {prediction}, "
          "difference {difference}, error {half_squared}, slope {slope_half}, new weight {w1}. Then "
          "let learners do the second step on paper and check it with the slider.",
          "Common mistake: adding the slope instead of taking it away. Ask where the ball would go. "
          "Another one: some books leave out the half, so their slope is {slope_full}; a rate half as "
          "large makes the same steps.",
          "Open question: is it a good idea to stop when the error is low enough? Expected: only if "
          "somebody knows what is enough; no gain and a small slope can be seen in the run itself."}};
  lesson.pages = {one_step(lesson), again(), bowl(lesson), drop(), when_to_stop(), check_yourself(lesson)};
  return lesson;
}

}  // namespace thalweg::lessons::book
