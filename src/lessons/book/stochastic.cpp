// SPDX-License-Identifier: MIT
#include "lessons/book/stochastic_figures.h"

namespace thalweg::lessons::book {

using namespace batches;

namespace {

constexpr double kGoal = 0.004;                      // stated as `goal`
constexpr i64 kMany = 2000;                          // particles behind the stated means
constexpr double kSmallBatch = 5;                    // stated as `batch`
constexpr double kSlowRate = 0.05, kFastRate = 0.1;  // stated as `slow`, `fast`

Feedback judge_decay(const Moment& m) {
  const double excess = excess_at_end(int(m[0]), m[1], kJudges, m.lab);
  if (excess < kGoal)
    return {true, "The mean error ends " + shown(excess) + " above the best: fast first, calm in the end."};
  return {false, "It ends " + shown(excess) + " above the best. " +
                     (m[0] == 0 ? "A constant rate either arrives late or keeps its noise ball."
                                : "Try another first rate, or a schedule that ends lower.")};
}

Feedback judge_seeds(const Moment& m) {
  if (m[0] == m[1]) return {true, "The same seed draws the same rows: the same path, bit by bit."};
  return {false, "Different seeds draw different rows, so the paths differ."};
}

std::vector<std::string> schedule_labels() {
  std::vector<std::string> labels;
  for (const NamedSchedule& s : kSchedules) labels.push_back(s.label);
  return labels;
}

}  // namespace

Lesson stochastic() {
  const auto after_one_epoch = [](double batch) {
    return [batch](Lab& lab) {
      const i64 steps = batch == kFull ? 1 : i64(std::ceil(row_count() / batch));
      return mean_excess(cloud(line_run(batch, kRate, steps), {0, 0}, batch == kFull ? 1 : kMany, lab));
    };
  };
  const auto ball = [](double rate) {
    return [rate](Lab& lab) { return mean_excess(noise_ball(1, rate, kMany, lab)); };
  };
  Lesson lesson{
      .name = "stochastic",
      .title = "A few rows at a time",
      .place = 100,
      .goal = "You can say what mini-batches save, what they cost, and how a falling rate pays for it.",
      .facts = {{"rows", "25", [](Lab&) { return double(row_count()); }},
                {"rate", "0.1"},
                {"batch", "5"},
                {"slow", "0.05"},
                {"fast", "0.1"},
                {"goal", "0.004"},
                {"spread_one", "8.9", [](Lab& lab) { return spread(1, kMany, lab); }},
                {"spread_four", "4.5", [](Lab& lab) { return spread(4, kMany, lab); }},
                {"epoch_full", "12", after_one_epoch(kFull)},
                {"epoch_small", "1.9", after_one_epoch(kSmallBatch)},
                {"ball_slow", "0.026", ball(kSlowRate)},
                {"ball_fast", "0.060", ball(kFastRate)},
                {"end_constant", "0.063", [](Lab& lab) { return excess_at_end(0, kFastRate, kMany, lab); }},
                {"end_cosine", "0.0045", [](Lab& lab) { return excess_at_end(3, kFastRate, kMany, lab); }}},
      .pages = {},
      .remember = {"A few rows, drawn at random, give an estimate of the slopes that is right on average.",
                   "Four times the rows halve its spread: the spread falls with the root of the batch size.",
                   "With a constant rate the weights end in a noise ball, smaller for smaller rates.",
                   "A rate that falls gives speed first and calm in the end.",
                   "The same seed draws the same rows, and so gives the same path."},
      .terms = {{"mini-batch", "A few rows of the data, drawn for one step."},
                {"stochastic gradient descent",
                 "Descent with the slopes of a mini-batch instead of all rows."},
                {"noise ball", "The cloud around a bottom in which noisy steps with a constant rate stay."},
                {"schedule", "A rule that changes the rate while training goes on."},
                {"seed", "The number from which all random draws of a run follow."}},
      .cards = {{"What does a mini-batch of four times the size buy?",
                 "Half the spread of the slopes, for four times the work."},
                {"Why does stochastic descent with a constant rate not come to rest?",
                 "Every batch has its own slopes, which are not zero at the common bottom, so it is kicked "
                 "about."},
                {"How do you repeat a random run exactly?", "Give it the same seed."}},
      .in_class = {"Let every group estimate the mean height of the class from three people, then from "
                   "twelve. Collect the estimates on the board: the second row is half as wide.",
                   "Common mistake: to take the jitter of the error for a rate that is too large. Both jump; "
                   "a noise ball stays bounded and shrinks with the rate, divergence grows.",
                   "Expected answer to why nobody waits for all rows: after a few rows the direction is "
                   "already good, and the next batch corrects it from a better place."}};
  lesson.pages = {
      {.title = "Ask a few rows only",
       .text = {"A straight line `b + w * x` is fitted to {rows} points. The slopes of the error are means "
                "over all rows. With millions of rows every step would be slow.",
                "So ask a few rows, drawn at random: a *mini-batch*. Its slopes are an estimate, a little "
                "different in each draw. Here both weights are zero.",
                "Change the draw, then the size, and watch where the estimates fall."},
       .controls = {slider("size", "Rows in the batch", 2, {1, 25, Scale::integer},
                           "rows drawn for one step"),
                    slider("draw", "Draw", 0, {0, 49, Scale::integer}, "which random draw is shown")},
       .figure = draw_figure,
       .tasks = {{"Where is the middle of the cloud of estimates?",
                  Choices{{"At the slopes over all rows", "At zero", "It depends on the size of the batch"},
                          0,
                          {"Right: every row is drawn equally often, so the estimate is right on average.",
                           "The weights are not at a bottom, so the slopes aren't zero on average.",
                           "The size changes how wide the cloud is, not where its middle is."}}}}},
      {.title = "How rough is it?",
       .text = {"The spread says how far estimates are from the slopes over all rows, typically. Here rows "
                "are drawn anew from all of them, so that one may come twice.",
                "One row alone has a spread of {spread_one}. Four rows have {spread_four}: about half. The "
                "spread falls with the *root* of the batch size."},
       .controls = {slider("size", "Rows in the batch", 1, {1, 25, Scale::integer},
                           "rows drawn for one step")},
       .figure = spread_figure,
       .tasks = {{"You want a quarter of the spread. How much larger must the batch be?",
                  Choices{{"four times", "eight times", "sixteen times"},
                          2,
                          {"That halves it. The root is to be four.",
                           "The root of eight is a little below three.",
                           "Right: the root of sixteen is four. Good estimates are expensive."}}}}},
      {.title = "Many rough steps, or one careful step?",
       .text = {"Reading rows is the work. All {rows} rows buy one careful step, or five rough ones with "
                "batches of {batch}.",
                "After reading every row once at rate {rate}, careful descent is {epoch_full} above the best "
                "error. Batches of {batch} are {epoch_small} above it, on average.",
                "Let it run on: far from the bottom rough steps win, close to it they only jitter."},
       .controls = {slider("read", "Rows read", 75, {0, kRowsRead}, "the work done so far"),
                    slider("size", "Rows in the batch", kSmallBatch, {1, 25, Scale::integer},
                           "rows drawn for one step"),
                    slider("rate", "Rate", kRate, {0.01, 0.4, Scale::log}, "how far the weights move")},
       .figure = paths_figure,
       .tasks = {{"When are small batches worth most?",
                  Choices{{"At the start, far from the bottom", "At the end, close to the bottom", "Never"},
                          0,
                          {"Right: far away all rows say nearly the same, so a few are enough.",
                           "There the common slope is nearly zero and the differences between rows are all "
                           "that is left.",
                           "Compare the two errors after a few dozen rows: rough steps are far ahead."}}}},
       .clock = 0,
       .per_second = 25},
      {.title = "The noise ball",
       .text = {"All runs in this picture start exactly at the bottom. They don't stay: each batch has its "
                "own idea of down. The cloud that they fill is the *noise ball*.",
                "With one row per step and rate {fast} they are {ball_fast} above the best error on average, "
                "at rate {slow} only {ball_slow}. Half the rate, a little less than half "
                "of the excess."},
       .controls = {slider("rate", "Rate", kFastRate, {0.01, 0.4, Scale::log}, "how far the weights move"),
                    slider("size", "Rows in the batch", 1, {1, 25, Scale::integer},
                           "rows drawn for one step")},
       .figure = ball_figure,
       .tasks = {{"Which two changes make the noise ball smaller?",
                  Choices{{"a smaller rate, and larger batches", "a larger rate, and larger batches",
                           "more steps, and another seed"},
                          0,
                          {"Right: shorter kicks, and kicks that agree more.",
                           "Larger batches help, a larger rate makes every kick longer.",
                           "The ball has its size after a while; more steps only walk around in it."}}}}},
      {.title = "Let the rate fall",
       .text =
           {"A large rate is quick but noisy, a small one calm but slow. A *schedule* has both: it begins "
            "large and falls.",
            "From a rate of {fast}, held constant, the runs end {end_constant} above the best error on "
            "average. With half a cosine down to zero they end {end_cosine} above it, after as many "
            "steps."},
       .controls = {choice("schedule", "The rate is", schedule_labels(), "how the rate changes"),
                    slider("rate", "First rate", 0.2, {0.005, 0.4, Scale::log},
                           "the rate of the first step")},
       .figure = decay_figure,
       .tasks = {{"End less than {goal} above the best error, in the mean.",
                  Aim{"Check", judge_decay, {3, 0.03}}}}},
      {.title = "Chance that can be repeated",
       .text = {"The rows are drawn by chance, but by a chance that can be repeated: all draws follow from "
                "one number, the *seed*.",
                "Two runs with different seeds take different ways to the same region. Always give the seed "
                "with a result, and try several before you believe one."},
       .controls = {slider("first", "Seed of the first run", 1, {1, 9, Scale::integer},
                           "where chance begins"),
                    slider("second", "Seed of the second run", 2, {1, 9, Scale::integer},
                           "where chance begins")},
       .figure = seeds_figure,
       .tasks = {{"Make both runs take the same path.", Aim{"Compare", judge_seeds, {3, 3}}}}},
      {.title = "Check yourself",
       .text = {"Four questions about descent with a few rows at a time."},
       .tasks = {{"A mini-batch estimates the slopes. On average the estimate is …",
                  Choices{{"too large", "right", "too small"},
                          1,
                          {"Every row is drawn equally often, so nothing pushes it up.",
                           "Right: single draws are off, the mean of many isn't.",
                           "Every row is drawn equally often, so nothing pulls it down."}}},
                 {"The error jitters around a level and doesn't fall any more. What helps?",
                  Choices{{"A larger rate", "A smaller rate from now on", "More steps of the same kind"},
                          1,
                          {"That makes the noise ball larger.", "Right: the ball shrinks with the rate.",
                           "In its noise ball the run walks about without getting lower."}}},
                 {"Which costs more to halve the noise of one step?",
                  Choices{{"Reading twice as many rows", "Reading four times as many rows"},
                          1,
                          {"That only divides it by the root of two.",
                           "Right: the root of four is two, so this is what it takes."}}},
                 {"Two people run the same program with the same data and get different paths. Why?",
                  Choices{{"One computer is broken", "They used different seeds"},
                          1,
                          {"First compare the seeds: chance explains it.",
                           "Right: another seed draws other rows. With the same seed they would agree."}}}}}};
  return lesson;
}

}  // namespace thalweg::lessons::book
