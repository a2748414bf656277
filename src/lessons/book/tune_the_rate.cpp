// SPDX-License-Identifier: MIT
#include "analysis/stability.h"
#include "lessons/book/tune_the_rate_course.h"

namespace thalweg::lessons::book {

namespace {

using namespace tuning;

const Course kWide{"w^2/4", -5, {-6, 6}, {0, 9}, true};
const Course kNarrow{"4*w^2", -1.4, {-6, 6}, {0, 9}, true};
const Course kWall{"exp(-w) + w - 1", 5, {-3, 7}, {0, 9}};
const Course kDent{"w^2/8 - 0.6*exp(-8*(w - 2.5)^2)", 5, {-6, 6}, {-0.5, 4.5}};

double bend_of(const Course& c) { return hill(on(c, 1, 1)).bend(0); }
double limit_of(const std::string& formula) {
  const Plan plan = make_plan(one_particle_on_formula(formula, {1}, 0.01, 1));
  return stable_below(*linear_rule(plan), sharpness(plan.landscape, {0}));
}

// The four regimes, on bowls a w^2 / 2 from the same height.
constexpr double kHeight = 7, kMostProduct = 2.6;
constexpr int kRegimeSteps = 30;
std::string bowl(double a) { return fmt::format("{:.17g}*w^2", a / 2); }

const char* regime(double product) {
  constexpr double kJust = 0.02;
  return product < 1 - kJust    ? "crawls down one side"
         : product <= 1 + kJust ? "one step, and it is there"
         : product < 2          ? "bounces from side to side, and arrives"
         : product == 2         ? "bounces for ever"
                                : "blows up";
}

Figure regimes_figure(const Moment& m) {
  const double a = m[0], rate = m[1], product = a * rate;
  const RunSpec spec = one_particle_on_formula(bowl(a), {-std::sqrt(2 * kHeight / a)}, rate, kRegimeSteps);
  const std::vector<Stand> walk = roll(spec, m.lab);
  const Hill h = hill(spec);
  Figure figure{.title = "What counts is the rate times the bend"};
  const Plot plot{.low = {90, 50},
                  .high = {920, 380},
                  .x = {-6, 6},
                  .y = {0, 9},
                  .x_label = "weight w",
                  .y_label = "error"};
  add_axes(figure, plot);
  add_graph(figure, plot, [&](double w) { return h.value(w); }, {Ink::curve, 3});
  add_hops(figure, plot, walk, m[2]);
  const Plot ruler{.low = {90, 450}, .high = {920, 500}, .x = {0, kMostProduct}, .y = {0, 1}};
  const struct {
    double from, to;
    Ink ink;
    const char* word;
  } bands[] = {{0, 1, Ink::quiet, "crawls"},
               {1, 2, Ink::second, "bounces, and arrives"},
               {2, kMostProduct, Ink::bad, "blows up"}};
  for (const auto& band : bands) {
    const Spot low = place(ruler, band.from, 1), high = place(ruler, band.to, 0);
    add_box(figure, low, high, band.ink, band.ink, 0.22);
    add_words(figure, {(low.x + high.x) / 2, 480}, band.word, Ink::text, Align::center);
  }
  for (const double tick : {0.0, 1.0, 2.0})
    add_words(figure, {place(ruler, tick, 0).x, 520}, shown(tick), Ink::quiet, Align::center, 13);
  add_words(figure, {place(ruler, 1, 0).x, 540}, "one step", Ink::quiet, Align::center, 13);
  add_words(figure, {place(ruler, 2, 0).x, 540}, "the limit", Ink::quiet, Align::center, 13);
  add_words(figure, {920, 560}, "rate × bend", Ink::quiet, Align::right);
  const double x = place(ruler, std::min(product, kMostProduct), 0).x;
  add_line(figure, {{x, 444}, {x, 506}}, {Ink::first, 3});
  figure.marks.push_back(Dot{{x, 436}, Ink::first, Shape::diamond, 8});
  figure.readout = {{"bend", shown(a)},
                    {"rate", shown(rate)},
                    {"rate × bend", shown(product)},
                    {"this ball", regime(product)}};
  return figure;
}

Feedback judge_bounce(const Moment& m) {
  const double product = m[0] * m[1];
  const std::string found = "Rate times bend is " + shown(product);
  if (product <= 1) return {false, found + ": it comes down on one side and never jumps over the bottom."};
  if (product >= 2) return {false, found + ": every jump is longer than the one before. It does not arrive."};
  return {true, found + ": every jump crosses the bottom, and each is shorter than the last."};
}

// Endless courses.

std::string centred(double c) { return c < 0 ? fmt::format("(w + {})", -c) : fmt::format("(w - {})", c); }

Course random_bowl(Dice& dice) {
  const double a = rounded(dice.spread(0.3, 16)), c = rounded(dice.uniform(-2, 2));
  const double start = c + dice.sign() * std::sqrt(2 * kHeight / a);
  const double reach = std::max(2.0, 1.4 * std::abs(start - c));
  return {
      fmt::format("{}*{}^2", a / 2, centred(c)), rounded(start, 3), {c - reach, c + reach}, {-0.3, 9}, true};
}

Course random_lopsided(Dice& dice) {
  const double c = rounded(dice.uniform(-1, 1)), k = rounded(dice.spread(0.3, 4));
  const std::string u = centred(c);
  const int side = dice.sign(), kind = dice.roll(3);
  const double reach = 6;
  std::string shape;
  double start = c + side * rounded(dice.uniform(2.5, 5));
  if (kind == 0) {
    shape = fmt::format("(exp({1}{0}) {2} {0} - 1)", u, side > 0 ? "-" : "", side > 0 ? "+" : "-");
  } else if (kind == 1) {
    shape = fmt::format("(sqrt(1 + {}^2) - 1)", u);
  } else {
    shape = fmt::format("({0}^4/40 + {0}^2/8)", u);
  }
  Course course{fmt::format("{}*{}", k, shape), rounded(start, 3), {c - reach, c + reach}, {0, 1}};
  const double top = hill(on(course, 1, 1)).value(course.start);
  course.y = {-0.05 * top, 1.3 * top};
  return course;
}

Course random_dented(Dice& dice) {
  const double k = rounded(dice.spread(0.1, 0.6));
  const int side = dice.sign();
  const double start = side * rounded(dice.uniform(4, 5.5)), at = side * rounded(dice.uniform(1.8, 3));
  const double depth = rounded(k * dice.uniform(4, 7));
  Course course{fmt::format("{}*w^2 - {}*exp(-8*{}^2)", k, depth, centred(at)), start, {-6.5, 6.5}, {0, 1}};
  const Hill h = hill(on(course, 1, 1));
  course.y = {std::min(0.0, h.value(at)) - 0.06 * h.value(start), 1.25 * h.value(start)};
  return course;
}

/// The first of the seed's courses that some rate masters and the timid one does not.
Page endless(u64 seed, int level, Lab& lab) {
  Dice dice(seed * 3 + u64(level));
  constexpr int kTries = 40;
  constexpr double kTimidest = kRates.low;
  Course course = kDent;
  Sheet sheet;
  for (int k = 0; k < kTries; k++) {
    course = level == 0 ? random_bowl(dice) : level == 1 ? random_lopsided(dice) : random_dented(dice);
    sheet = sheet_of(course, lab);
    const bool fits = sheet.best_rate > 2 * kRates.low && sheet.best_rate < kRates.high / 2;
    if (sheet.best >= 1 && sheet.best <= 30 && fits && !judge_rate(course, kTimidest, lab).right) break;
  }
  return course_page(level == 0   ? "A bowl"
                     : level == 1 ? "A lopsided curve"
                                  : "A curve with a dent",
                     {level == 2 ? "The lowest point is behind the dent. Which rates get past it?"
                                 : "How far does the slope reach, and how soon does it change?"},
                     course, sheet.best_rate, kTimidest);
}

std::vector<Fact> facts() {
  const auto best_rate = [](const Course& c) { return [c](Lab& lab) { return sheet_of(c, lab).best_rate; }; };
  return {
      {"budget", shown(kBudget)},
      {"pass", shown(kPass)},
      {"bend_wide", "0.5", [](Lab&) { return bend_of(kWide); }},
      {"bend_narrow", "8", [](Lab&) { return bend_of(kNarrow); }},
      {"best_wide", "2", best_rate(kWide)},
      {"best_narrow", "0.125", best_rate(kNarrow)},
      {"limit_wide", "4", [](Lab&) { return limit_of(kWide.formula); }},
      {"limit_narrow", "0.25", [](Lab&) { return limit_of(kNarrow.formula); }},
      {"task_bend", "4"},
      {"task_best", "0.25", [](Lab&) { return limit_of(bowl(4)) / 2; }},
      {"task_limit", "0.5", [](Lab&) { return limit_of(bowl(4)); }},
      {"wall_best", "3", [](Lab& lab) { return double(sheet_of(kWall, lab).best); }},
      {"dent_best", "1", [](Lab& lab) { return double(sheet_of(kDent, lab).best); }},
  };
}

std::vector<Page> pages(const Lesson& lesson) {
  return {
      course_page(
          "Your turn: a wide bowl",
          {"A ball stands on the side of a bowl. Choose the rate, press Run, and see how many steps it "
           "needs to the bottom.",
           "Too small a rate crawls. Too large a rate overshoots, or throws the ball out. Fewer steps "
           "give a better score, up to a hundred; {pass} is a pass, and after {budget} steps it is "
           "over.",
           "Look before you run: how steep is the ground, and how far is it? You may try as often as "
           "you like."},
          kWide, 2),
      course_page("Your turn: a narrow bowl",
                  {"The same height, but steep. Would you take the same rate again?",
                   "The slope is many times larger here, and the bottom is much nearer."},
                  kNarrow, 0.125),
      course_page("Your turn: a wall",
                  {"A long gentle slope leads down to the bottom. Behind it stands a wall.",
                   "The gentle side asks for long steps. The wall punishes them: who lands on it is kicked "
                   "back."},
                  kWall, 1.85),
      course_page("Your turn: a dent",
                  {"This bowl has a narrow dent on the way. The lowest point of all is behind it.",
                   "A cautious ball falls into the dent and stays. Which rates get past?"},
                  kDent, 4),
      {.title = "Four regimes",
       .text =
           {"What you have tried has a rule. A bowl bends upwards: the slope grows by the same amount "
            "with every unit of the weight. Call that amount the *bend*.",
            "What counts is `rate × bend`. Below one the ball crawls down its side. At one it arrives in "
            "one step. Between one and two it bounces from side to side, ever less. Above two every jump "
            "is longer than the last.",
            "The wide bowl has the bend {bend_wide}: best rate {best_wide}, limit {limit_wide}. The narrow "
            "one has {bend_narrow}: best rate {best_narrow}, limit {limit_narrow}. A good rate for one is "
            "useless for the other.",
            "Other curves bend differently in different places; near a bottom, the bend there decides. The "
            "fewest steps found at the wall are {wall_best}, and past the dent {dent_best}."},
       .controls = {slider("bend", "Bend", 1, {0.5, 8, Scale::log}, "how much the slope grows per unit"),
                    slider("rate", "Rate", 0.2, {0.05, 5, Scale::log}, "share of the slope per step"),
                    slider("step", "Step", 12, {0, kRegimeSteps}, "how much of the run is shown")},
       .figure = regimes_figure,
       .tasks = {{"Make the ball bounce from side to side and arrive.",
                  Aim{"Check", judge_bounce, {1, 1.6, 12}}},
                 {"A bowl has the bend {task_bend}. Which rate takes one step to the bottom?",
                  NumberSought{number_in(lesson, "task_best"), 1e-6,
                               "Rate times bend must be one, so the rate is `1 / bend`: {task_best}."}},
                 {"And from which rate on does the ball no longer arrive?",
                  NumberSought{number_in(lesson, "task_limit"), 1e-6,
                               "From rate times bend equal to two on: `2 / bend` is {task_limit}."}}},
       .clock = 2,
       .per_second = 3},
      {.title = "Endless courses",
       .text = {"As many curves as you like, in three levels. Read the ground first, then run."},
       .series = Page::Series{{"bowls", "lopsided curves", "dents"}, endless}},
      {.title = "Check yourself",
       .text = {"Four questions about good and bad rates."},
       .tasks = {
           {"The ball jumps over the bottom at every step, each jump shorter than the last. The rate is …",
            Choices{{"below the best one", "above the best one, and it arrives", "above the limit"},
                    1,
                    {"Below the best rate it comes down on one side only.",
                     "Right: between one and two times the best rate of a bowl.",
                     "Above the limit the jumps get longer."}}},
           {"Two bowls, one bends four times as much. How do their best rates compare?",
            Choices{
                {"The bent one's is four times as large", "They are equal", "The bent one's is a quarter"},
                2,
                {"A larger bend makes larger slopes: the rate must make up for it.",
                 "Rate times bend counts, so the rate has to change with the bend.",
                 "Right: rate times bend is one in both."}}},
           {"The error explodes. What do you try first?",
            Choices{{"A rate ten times smaller", "More steps", "A rate twice as large"},
                    0,
                    {"Right: first get it to fall at all, then grow the rate again, carefully.",
                     "More steps only make larger numbers.", "That throws the ball even farther."}}},
           {"Why is the largest rate that does not blow up not the best one?",
            Choices{{"It jumps to and fro across the bottom", "It is too slow to leave the start",
                     "It is the best one"},
                    0,
                    {"Right: just below the limit the jumps shrink very slowly.",
                     "It leaves the start in a hurry, and lands almost as high on the other side.",
                     "Try it on a bowl: half of it arrives in one step."}}}}}};
}

}  // namespace

Lesson tune_the_rate() {
  Lesson lesson{
      .name = "tune_the_rate",
      .title = "Tune the rate",
      .place = 30,
      .goal = "You can find a rate that is fast and does not blow up.",
      .facts = facts(),
      .pages = {},
      .remember = {"Too small a rate crawls; too large a rate bounces or blows up.",
                   "In a bowl the best rate is one divided by its bend, and twice that is the limit.",
                   "There is no rate that is good everywhere: steep curves need small ones.",
                   "If the error explodes, divide the rate by ten."},
      .terms = {{"bend",
                 "How much the slope changes per unit of the weight; also called curvature or second "
                 "derivative."},
                {"overshoot", "To jump over the bottom because the step was too long."},
                {"diverge", "To get farther away with every step; the error explodes."}},
      .cards = {{"What is the fastest rate in a bowl of bend a?", "`1 / a`: one step, and it is there."},
                {"From which rate on does a bowl of bend a throw the ball out?", "From `2 / a` on."},
                {"What are the four regimes of the rate?", "Crawl, one step, bounce and arrive, blow up."}},
      .in_class = {
          "Play the four courses as a contest between teams, one run per turn, without the fifth page. "
          "Let the teams write down rate and steps: the table they make leads to the rule.",
          "Common mistake: looking for the largest rate that doesn't explode. In a bowl half of it is "
          "best, and just below the limit is as slow as crawling.",
          "Open question: why not use a different rate at every step? Expected: that is done, by "
          "schedules and by optimizers that measure slopes along the way."}};
  lesson.pages = pages(lesson);
  return lesson;
}

}  // namespace thalweg::lessons::book
