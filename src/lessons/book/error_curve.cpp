// SPDX-License-Identifier: MIT
#include "analysis/stability.h"
#include "lessons/book/error_curve_figures.h"

namespace thalweg::lessons::book {

namespace {

using namespace reading;

Feedback judge_wanted(const Moment& m, Fate wanted) {
  const Patient& p = kPatients[std::clamp(int(m[1]), 0, 2)];
  const Diagnosis d = diagnosis_of(errors_of(p, m[0], m.lab));
  const bool right = fate_of(d.verdict) == wanted;
  return {right, std::string(right ? "Yes: " : "Not yet: ") + in_words(d.verdict) + "."};
}

std::vector<double> listed(const Lesson& lesson, const char* list) {
  std::vector<double> e;
  for (const char* k : {"1", "2", "3", "4"}) e.push_back(number_in(lesson, std::string(list) + k));
  return e;
}

/// The rate at which the bowl's error grows by this factor at every step.
double rate_that_grows(double factor, Lab& lab) {
  double low = 1, high = 2;
  for (int k = 0; k < 50; k++) {
    const double rate = (low + high) / 2;
    const std::vector<double> e = errors(follow(growing_run(rate, {8, 0}), lab));
    (e[1] / e[0] < factor ? low : high) = rate;
  }
  return low;
}

Page first_down(const Lesson& lesson) {
  const std::vector<double> e = listed(lesson, "down");
  const int right = fate_of(diagnosis_of(e).verdict) == Fate::blows_up ? 1 : -1;
  return {
      .title = "First down, then up",
      .text = {"Somebody wrote down the error after each step: {down1}, {down2}, {down3}, {down4}.",
               "One good number at the beginning proves little. Look where it is going."},
      .figure = [e](const Moment&) { return first_down_figure(e); },
      .tasks = {{"What happened?",
                 Choices{{"It learned well at first, so the rate is fine", "The rate is too large",
                          "The rate is too small", "It needs more steps"},
                         right,
                         {"The first step came out low by luck. After it the error grows ever more.",
                          "Right: the first jump happened to land low. From there every jump lands higher.",
                          "A small rate makes a smooth curve that creeps. This one leaps.",
                          "With more steps the error would only grow further."}}},
                {"What should be tried next?",
                 Choices{{"Divide the rate by ten", "Multiply the rate by ten", "Wait"},
                         0,
                         {"Right: first it must fall at all. Then grow the rate again, little by little.",
                          "It is too large as it is.",
                          "An error that has begun to explode doesn't come back by itself."}}}}};
}

Feedback judge_growth(const Moment& m, const std::vector<double>& e) {
  const std::vector<double> run = errors(follow(growing_run(m[0], e), m.lab));
  double least = INFINITY, most = 0;
  for (std::size_t k = 1; k < e.size(); k++)
    least = std::min(least, e[k] / e[k - 1]), most = std::max(most, e[k] / e[k - 1]);
  const double ratio = run[1] / run[0];
  const std::string found = "At this rate each error is " + shown(ratio) + " times the last";
  if (ratio < 1) return {false, found + ": it shrinks."};
  if (ratio < least) return {false, found + ": those in the table grow faster."};
  if (ratio > most) return {false, found + ": those in the table grow more slowly."};
  return {true, found + ", like those in the table: such a rate is well beyond the limit."};
}

Page faster(const Lesson& lesson) {
  const std::vector<double> e = listed(lesson, "up");
  return {
      .title = "Faster and faster",
      .text = {"Another note: {up1}, {up2}, {up3}, {up4}. Each error is {ratio1}, {ratio2} and {ratio3} "
               "times the "
               "one before. That is how it looks when every jump over the bottom is longer than the last.",
               "Which rate does that? Take the bowl `(w − 5)²`, whose limit is {bowl_limit}, and fit your "
               "errors to these."},
      .controls = {slider("rate", "Rate", 0.9, {0.5, 1.6}, "share of the slope per step")},
      .figure = [e](const Moment& m) { return faster_figure(m, e); },
      .tasks = {
          {"Find a rate at which the bowl's errors grow like those in the table.",
           Aim{"Compare", [e](const Moment& m) { return judge_growth(m, e); }, {1.32}}},
          {"What helps?",
           Choices{{"Divide the rate by ten", "Take a few more steps", "Take away a tenth of the rate"},
                   0,
                   {"Right. The rates that fit lie between {rate_low} and {rate_high}; a tenth of that is "
                    "safely below the limit.",
                    "More steps make it worse, ever faster.",
                    "Rates from {rate_low} on fit here: a tenth less is still beyond the limit, "
                    "{bowl_limit}."}}}}};
}

Page patients() {
  return {
      .title = "Three patients",
      .text = {"Three runs, three error curves. What is wrong with each, if anything?",
               "NaN means *not a number*: the error grew beyond all numbers that a computer has."},
      .figure = ward_figure,
      .tasks = {
          {"What is the matter with A?",
           Choices{{"The rate is too large", "The rate is too small", "Nothing: it is done"},
                   0,
                   {"Right: the error grew so fast that no number could hold it.",
                    "A small rate never leads to NaN: it makes small steps.",
                    "NaN is not zero. It says that the numbers have run out."}}},
          {"What is the matter with B?",
           Choices{{"The rate is too large", "The rate is too small", "Nothing: it is done"},
                   1,
                   {"A large rate makes leaps. This curve hardly moves.",
                    "Right: it falls, but so slowly that most of the way is left.",
                    "It still falls at its first pace. It is only slow."}}},
          {"What is the matter with C?",
           Choices{{"The rate is too large", "The rate is too small", "Nothing: it is done"},
                   2,
                   {"Nothing jumps here.", "It fell quickly. What is left is flat ground.",
                    "Right: smooth, then flat. Whether another valley is lower, the curve can't say."}}}}};
}

/// The program speaks of losses, these lessons of errors.
std::string about_errors(std::string text) {
  for (std::size_t at; (at = text.find("loss")) != std::string::npos;) text.replace(at, 4, "error");
  return text;
}

/// A chart of the curve under the hops that stay on it.
void add_ground(Figure& figure, Plot plot, const Hill& h, const std::vector<Stand>& walk) {
  constexpr double kMostHops = 25;
  double left = walk[0].at.x, right = left;
  for (const Stand& s : walk)
    if (s.loss <= plot.y.high) left = std::min(left, s.at.x), right = std::max(right, s.at.x);
  const double room = 0.5 * std::max(right - left, 2.0);
  plot.x = {left - room, right + room};
  double low = plot.y.low;
  for (double t = 0; t <= 1; t += 0.01) low = std::min(low, h.value(from_unit(plot.x, t)));
  plot.y.low = low - 0.04 * (plot.y.high - low);
  add_axes(figure, plot);
  add_graph(figure, plot, [&](double w) { return h.value(w); }, {Ink::curve, 3});
  const std::vector<Stand> shown_part(
      walk.begin(),
      walk.begin() + std::ptrdiff_t(std::min<std::size_t>(walk.size(), std::size_t(kMostHops) + 1)));
  add_hops(figure, plot, shown_part, kMostHops);
}

Figure patient_figure(const Moment& m, const RunSpec& spec) {
  const std::vector<Stand> walk = until_stopped(spec, follow(spec, m.lab));
  const std::vector<double> e = errors(walk);
  const double low = lowest(e), span = e[0] - low,
               top = std::min(largest(e), e[0] + 20 * std::max(span, 1e-9));
  Figure figure{.title =
                    m.answered ? "The error curve, and the run behind it" : "What does this curve show?"};
  const double right = m.answered ? 470 : 920;
  const Plot plot{.low = {90, 60},
                  .high = {right, 530},
                  .x = {0, double(spec.steps)},
                  .y = {low, top + 0.08 * (top - low)},
                  .x_label = "step",
                  .y_label = "error"};
  add_axes(figure, plot);
  add_errors(figure, plot, e, double(spec.steps), {Ink::first, 2.5}, Shape::disc);
  figure.readout = {{"error at the start", shown(e[0])},
                    {"after a quarter", shown(e[e.size() / 4])},
                    {"halfway", shown(e[e.size() / 2])},
                    {"at the end", shown(e.back())}};
  if (!m.answered) return figure;
  const Landscape f = make_landscape(spec);
  Plot ground{.low = {560, 60},
              .high = {920, 530},
              .x = {f.domain.x0, f.domain.x1},
              .y = plot.y,
              .x_label = "weight w",
              .y_label = "error"};
  if (weights(f) == 1) {
    add_ground(figure, ground, {f}, in_sight(spec, walk));
  } else {
    ground.y = {f.domain.y0, f.domain.y1};
    ground.x_label = "first weight", ground.y_label = "second weight";
    add_map(figure, ground, f);
    add_way(figure, ground, in_sight(spec, walk), double(spec.steps));
  }
  return figure;
}

/// The curve alone and the whole run must lead to the same finding; which one it is, the seed decides first.
Page endless(u64 seed, int level, Lab& lab) {
  Dice dice(3 * seed + u64(level));
  constexpr int kTries = 3000;
  const int kinds = kFindingsOfLevel[level];
  const Finding wanted = Finding(dice.roll(kinds));
  RunSpec spec;
  Diagnosis seen{};
  for (int k = 0; k < kTries; k++) {
    spec = random_run(dice, level);
    const std::vector<Stand> walk = until_stopped(spec, follow(spec, lab));
    const std::vector<double> e = errors(walk);
    seen = diagnosis_of(e);
    if (finding_of(seen.verdict) == wanted && finding_of(verdict_of(spec, walk)) == wanted &&
        plain_to_see(wanted, e))
      break;
  }
  std::vector<std::string> options(findings().begin(), findings().begin() + kinds);
  const int right = std::clamp(int(finding_of(seen.verdict)), 0, kinds - 1);
  std::vector<std::string> why;
  for (int k = 0; k < kinds; k++)
    why.push_back((k == right ? "Right. " : "Not this time. ") + about_errors(seen.reason));
  return {.title = "Patient number " + std::to_string(seed),
          .text = {"Read the curve first, then answer. The run behind it appears afterwards."},
          .figure = [spec](const Moment& m) { return patient_figure(m, spec); },
          .tasks = {{"What does this error curve show?", Choices{options, right, why}}}};
}

std::vector<Fact> facts() {
  const auto ratio = [](double a, double b) { return [=](Lab&) { return b / a; }; };
  const double up[4] = {8, 20, 55, 160};
  std::vector<Fact> all{{"down1", "2.0"}, {"down2", "0.1"}, {"down3", "5.0"}, {"down4", "20"}};
  const char* names[4] = {"up1", "up2", "up3", "up4"};
  for (int k = 0; k < 4; k++) all.push_back({names[k], shown(up[k])});
  all.push_back({"ratio1", "2.5", ratio(up[0], up[1])});
  all.push_back({"ratio2", "2.75", ratio(up[1], up[2])});
  all.push_back({"ratio3", "2.909", ratio(up[2], up[3])});
  all.push_back({"rate_low", "1.29", [=](Lab& lab) { return rate_that_grows(up[1] / up[0], lab); }});
  all.push_back({"rate_high", "1.35", [=](Lab& lab) { return rate_that_grows(up[3] / up[2], lab); }});
  all.push_back({"bowl_limit", "1", [](Lab&) {
                   const Plan plan = make_plan(run_of(kPatients[0], 0.1));
                   return stable_below(*linear_rule(plan), sharpness(plan.landscape, {5}));
                 }});
  return all;
}

}  // namespace

Lesson error_curve() {
  Lesson lesson{
      .name = "error_curve",
      .title = "Read the error curve",
      .place = 40,
      .goal = "You can tell from an error curve what is wrong with the rate, and what to do.",
      .facts = facts(),
      .pages = {},
      .remember =
          {"Plot the error over the steps, always.",
           "Barely moves: the rate is too small. Falls and flattens: good. Jumps, spikes or NaN: too large.",
           "One early fall proves nothing: look where the curve is going.",
           "When it explodes, divide the rate by ten first; fine-tune later."},
      .terms = {{"error curve", "The error drawn over the steps of a run; also called loss curve."},
                {"NaN", "Not a number: what a computer shows when numbers have grown beyond its reach."},
                {"verdict",
                 "What a run shows, in one word: too small, good, on its way, bouncing, exploding."}},
      .cards = {{"The error barely moves. What is the matter?",
                 "The rate is too small: raise it by factors of three to ten."},
                {"The error jumps, spikes, or becomes NaN. What is the matter?",
                 "The rate is too large: divide it by ten."},
                {"The error fell once and then grew ever faster. Was the rate good?",
                 "No. The first fall was luck; an error that grows ever faster means too large a rate."}},
      .in_class = {
          "Show the first page on the wall with the table hidden, and let learners name the three curves. "
          "Then hand out the two notes of numbers on paper, before the pages with them are opened.",
          "Common mistake: trusting the first step. Ask what the next number would be if this went on.",
          "Open question: can an error curve show that the run ended in the wrong valley? Expected: no. "
          "It flattens in any valley; only other starts can tell."}};
  lesson.pages = {
      {.title = "Three curves to know",
       .text =
           {"You rarely see the landscape of a real model. What you do see is the error after each step. "
            "Drawn "
            "over the steps it is the *error curve*.",
            "Three shapes tell most of the story. Press play and watch them grow, on different landscapes."},
       .controls = {slider("step", "Step", kSteps, {0, kSteps}, "how much of the runs is shown"),
                    choice("curve", "Landscape", {kPatients[0].name, kPatients[1].name, kPatients[2].name},
                           "what the runs descend")},
       .figure = three_figure,
       .tasks = {{"The error jumps up and down and doesn't settle. What is the rate?",
                  Choices{{"Too small", "Good", "Too large"},
                          2,
                          {"Small steps make smooth curves.", "A good rate lets the error settle.",
                           "Right: the steps are longer than the valley is wide."}}}},
       .clock = 0,
       .per_second = 6},
      {.title = "Your own curve",
       .text = {"Now you choose the rate. The verdict below the chart is the program's own; it sees the same "
                "curve as you.",
                "With powers of ten on the axis a steady fall becomes a straight line, and explosions fit on "
                "the page."},
       .controls = {slider("rate", "Rate", 0.1, {0.0001, 1.5, Scale::log}, "share of the slope per step"),
                    choice("curve", "Landscape", {kPatients[0].name, kPatients[1].name, kPatients[2].name},
                           "what the run descends"),
                    choice("scale", "Error axis", {"even", "powers of ten"}, "how errors are spaced")},
       .figure = own_figure,
       .tasks =
           {{"Make the error explode.",
             Aim{"Look at it", [](const Moment& m) { return judge_wanted(m, Fate::blows_up); }, {1.2, 0, 0}}},
            {"Make the rate so small that the error is still on its way at the end.",
             Aim{"Look at it",
                 [](const Moment& m) { return judge_wanted(m, Fate::on_its_way); },
                 {0.001, 0, 0}}}}},
      first_down(lesson),
      faster(lesson),
      patients(),
      {.title = "Endless patients",
       .text =
           {"New error curves without end, from real runs. With the levels come other landscapes, bouncing, "
            "momentum and noise."},
       .series = Page::Series{{"bowls", "other curves", "two weights"}, endless}},
      {.title = "Check yourself",
       .text = {"Three questions before you go on."},
       .tasks = {
           {"Two runs end at the same low error. One curve is smooth, the other spiked on the way. Which "
            "rate "
            "do you trust?",
            Choices{{"The smooth one's", "The spiky one's", "Both alike"},
                    0,
                    {"Spikes say that the rate is close to too large: next time it may explode."}}},
           {"The curve falls steadily and hasn't flattened by the last step. What do you do first?",
            Choices{{"More steps, or a somewhat larger rate", "A much smaller rate", "Stop: it is done"},
                    0,
                    {"Right: it is on its way.", "That would only slow it down.",
                     "It is done when it gains nothing any more."}}},
           {"The curve is flat from the very first step. What do you know?",
            Choices{
                {"It has arrived", "The rate is tiny, or the ground is flat there", "The rate is too large"},
                1,
                {"It may stand on a plateau, or hardly move. Arriving needs a way first.",
                 "Right: raise the rate and see whether anything moves.",
                 "Too large a rate makes leaps."}}}}}};
  return lesson;
}

}  // namespace thalweg::lessons::book
