// SPDX-License-Identifier: MIT
#include "lessons/book/predict_questions.h"

namespace thalweg::lessons::book {

namespace {

using namespace predicting;

constexpr const char* kHills = "w^4/8 - w^2 + 0.4*w + 2.5";
constexpr int kSteps = 60;
constexpr double kLeftBottom = -2.09, kHilltop = 0.2;  // for judging sides, not for stating
constexpr int kShakyRuns = 12;
constexpr double kShakyStart = 2.5, kShakyRate = 0.1;

Plot frame(double right = 920) {
  return {.low = {70, 60},
          .high = {right, 530},
          .x = {-3.4, 3.4},
          .y = {-0.6, 5},
          .x_label = "weight w",
          .y_label = "error"};
}

// Page 1: controls step, start, rate, momentum.

RunSpec thought_run(const Moment& m) {
  RunSpec spec = one_particle_on_formula(kHills, {m[1]}, m[2], kSteps);
  set_momentum(spec, m[3]);
  return spec;
}

Figure thought_figure(const Moment& m) {
  const RunSpec spec = thought_run(m);
  const std::vector<Stand> walk = roll(spec, m.lab);
  const Hill h = hill(spec);
  Figure figure{.title = "The first step, and the way it leads to"};
  const Plot plot = frame();
  add_axes(figure, plot);
  add_graph(figure, plot, [&](double w) { return h.value(w); }, {Ink::curve, 3});
  const Point start{m[1], h.value(m[1])};
  const double first = walk[1].at.x - walk[0].at.x;
  if (std::abs(first) > 0.02)
    add_path(figure, plot, {start, {std::clamp(start.x + first, plot.x.low, plot.x.high), start.y}},
             {Ink::second, 3}, true);
  const bool high = start.y > 4.6;
  add_note(figure, plot, {std::clamp(start.x + first / 2, -2.4, 2.4), start.y}, 0, high ? 22 : -12,
           "first step: " + shown(first, 2), Ink::second, Align::center);
  add_hops(figure, plot, walk, m[0]);
  figure.handles.push_back({plot, place(plot, start.x, start.y), 1, -1});
  const Stand& now = walk[std::min(std::size_t(m[0]), walk.size() - 1)];
  figure.readout = {{"step", shown(std::floor(m[0]))},
                    {"weight", shown(now.at.x, 3)},
                    {"slope at the start", shown(walk[0].gradient[0], 2)},
                    {"first step", shown(first, 2)},
                    {"bend of the ground here", shown(h.bend(now.at.x), 2)}};
  return figure;
}

Feedback judge_crossing(const Moment& m) {
  const Stand end = roll(thought_run(m), m.lab).back();
  const std::string where = "It ends at " + shown(end.at.x, 2);
  if (m[1] < kHilltop) return {false, "Start on the right of the hilltop: from the left it is no art."};
  if (m[3] == 0) return {false, where + ". Leave the rate as it is, and give the ball some momentum."};
  if (std::abs(end.at.x - kLeftBottom) < 0.5) return {true, where + ": the swing carried it over the hill."};
  return {false, where + ": not in the deeper valley on the left. Try more swing, or more height."};
}

// Page 2: control sigma.

RunSpec shaky(double sigma, int run) {
  RunSpec spec = one_particle_on_formula(kHills, {kShakyStart}, kShakyRate, kSteps);
  if (sigma > 0) spec.noise = {"gaussian", {{"sigma", sigma}}};
  spec.seed = u64(run) + 1;
  return spec;
}
int ended_left(double sigma, Lab& lab) {
  int left = 0;
  for (int k = 0; k < kShakyRuns; k++) left += end_of(shaky(sigma, k), lab).at.x < kHilltop;
  return left;
}

Figure odds_figure(const Moment& m) {
  Figure figure{.title = "Twelve runs from the same start"};
  const Plot plot = frame();
  const Hill h = hill(shaky(0, 0));
  add_axes(figure, plot);
  add_graph(figure, plot, [&](double w) { return h.value(w); }, {Ink::curve, 3});
  int left = 0;
  for (int k = 0; k < kShakyRuns; k++) {
    const Stand end = end_of(shaky(m[0], k), m.lab);
    const bool here = end.at.x < kHilltop;
    left += here;
    add_dot(figure, plot, {end.at.x, end.loss}, here ? Ink::first : Ink::second,
            here ? Shape::disc : Shape::square, 7);
  }
  const Point start{kShakyStart, h.value(kShakyStart)};
  add_dot(figure, plot, start, Ink::third, Shape::diamond, 9);
  add_note(figure, plot, start, 16, 4, "all start here", Ink::third);
  add_note(figure, plot, {-2.1, 3}, 0, 0, "left: " + shown(left), Ink::first, Align::center);
  add_note(figure, plot, {1.2, 3.6}, 0, 0, "right: " + shown(kShakyRuns - left), Ink::second, Align::center);
  figure.readout = {{"noise", shown(m[0], 1)},
                    {"ended in the left valley", shown(left)},
                    {"ended in the right valley", shown(kShakyRuns - left)}};
  return figure;
}

Feedback judge_odds(const Moment& m) {
  const int left = ended_left(m[0], m.lab);
  const std::string found = shown(left) + " of the twelve ended on the left";
  if (left >= 4 && left <= 8) return {true, found + ": nobody can foretell where a single one goes."};
  return {false, found + (left < 4 ? ": the noise is too weak to mix them." : ": more than two thirds.")};
}

// Endless questions.  Control: step.

Figure question_figure(const Question& q, int level, const Moment& m) {
  const std::vector<Stand> walk = roll(q.spec, m.lab);
  const Landscape f = make_landscape(q.spec);
  const double step = m.answered ? m[0] : 0;
  Figure figure{.title = m.answered ? "What happened" : "What will happen?"};
  if (level == 2) {
    const Plot plot{.low = {90, 50},
                    .high = {730, 530},
                    .x = {f.domain.x0, f.domain.x1},
                    .y = {f.domain.y0, f.domain.y1},
                    .x_label = "first weight",
                    .y_label = "second weight"};
    add_map(figure, plot, f);
    for (std::size_t k = 0; k < q.places.size(); k++) {
      const Point p = q.places[k];
      add_dot(figure, plot, p, Ink::gold, Shape::star, 9);
      const std::string letter(1, char('A' + int(k)));
      add_note(figure, plot, p, 14, -8, letter, Ink::text);
      add_words(figure, {760, 120 + 30 * double(k)},
                letter + ": error " + shown(rounded(f.minima[k].value, 3)));
    }
    add_words(figure, {760, 80}, "★ bottoms", Ink::gold);
    add_words(figure, {760, 500}, "dark: low", Ink::quiet);
    add_words(figure, {760, 524}, "bright: high", Ink::quiet);
    add_way(figure, plot, walk, step);
  } else {
    const Hill h{f};
    Plot plot = frame();
    const double bottom = level == 0 ? bottom_of_bowl(h, walk[0].at.x) : 0;
    const double reach = level == 0 ? 1.5 * std::abs(walk[0].at.x - bottom) : 3.4;
    const double top = level == 0 ? h.value(bottom + reach) : std::max(5.0, 1.2 * walk[0].loss);
    double low = 0;
    for (double w = -3; level == 1 && w <= 3; w += 0.05) low = std::min(low, h.value(w));
    plot.x = {bottom - reach, bottom + reach};
    plot.y = {low - 0.06 * (top - low), top};
    add_axes(figure, plot);
    add_graph(figure, plot, [&](double w) { return h.value(w); }, {Ink::curve, 3});
    add_hops(figure, plot, walk, step);
    const Point start{walk[0].at.x, walk[0].loss};
    const bool right = start.x > bottom;
    if (m.answered) add_dot(figure, plot, start, Ink::second, Shape::diamond, 8);
    add_note(figure, plot, start, right ? 16 : -16, 4, "start", m.answered ? Ink::second : Ink::first,
             right ? Align::left : Align::right);
  }
  figure.readout = {{"start", shown(walk[0].at.x, 2) + (level == 2 ? ", " + shown(walk[0].at.y, 2) : "")},
                    {"error at the start", shown(walk[0].loss)},
                    {"rate", shown(*q.spec.lr)}};
  for (std::size_t k = 0; k < q.places.size(); k++)
    figure.readout.push_back(
        {std::string(1, char('A' + int(k))), shown(q.places[k].x, 2) + ", " + shown(q.places[k].y, 2)});
  if (level < 2) figure.readout.push_back({"slope at the start", shown(walk[0].gradient[0])});
  if (m.answered) {
    figure.readout.push_back({"step", shown(std::floor(m[0]))});
    figure.readout.push_back({"error at the end", shown(walk.back().loss)});
  }
  return figure;
}

std::vector<std::string> conditions_of(const Question& q, int level, Lab& lab) {
  const RunSpec& spec = q.spec;
  const std::string steps = shown(double(spec.steps)) + " steps", rate = "rate " + shown(*spec.lr);
  const Hill h = hill(spec);
  const double w = *spec.start.x;
  if (level == 0)
    return {"A bowl. Start at `w = " + shown(w) + "`, " + rate + ", " + steps + ".",
            "The slope at the start is " + shown(h.slope(w)) + ", and the bottom is " +
                shown(std::abs(w - bottom_of_bowl(h, w))) + " away: the bend is " + shown(h.bend(w)) + "."};
  if (level == 1) {
    const double momentum = momentum_of(spec);
    return {"Two valleys. Start at `w = " + shown(w) + "`, " + rate + ", " +
                (momentum > 0 ? "momentum " + shown(momentum) : "no momentum") + ", " + steps + ".",
            "The slope at the start is " + shown(h.slope(w)) + ", so the first step is " +
                shown(-*spec.lr * h.slope(w)) + ".",
            "The bend at the left bottom is " + shown(h.bend(bottom_of_valley(spec, -1, lab)), 1) +
                ", at the right one " + shown(h.bend(bottom_of_valley(spec, 1, lab)), 1) + "."};
  }
  double limit = INFINITY;
  for (const Point& p : q.places) {
    RunSpec calm = spec;
    calm.noise = {"none", {}};
    calm.schedule = {"constant", {}};
    const Plan plan = make_plan(calm);
    if (const auto rule = linear_rule(plan))
      limit = std::min(limit, stable_below(*rule, sharpness(plan.landscape, p)));
  }
  std::string line = "A map. Start at the ball, " + rate + ", " + steps;
  for (const std::string& c : q.conditions) line += ", " + c;
  return {line + ".",
          "Below the rate " + shown(rounded(limit)) + " all bottoms of this map can hold a ball."};
}

std::string explanation(const Question& q, int level, Lab& lab) {
  const std::vector<Stand> walk = roll(q.spec, lab);
  const Stand& end = walk.back();
  const std::string after = "After step " + shown(double(walk.size() - 1)) + " ";
  if (level == 2)
    return after + "it is at (" + shown(end.at.x, 2) + ", " + shown(end.at.y, 2) + ") with the error " +
           shown(end.loss) + "; it began with " + shown(walk[0].loss) + ".";
  const std::string stands =
      after + "it is at " + shown(end.at.x) + " with the error " + shown(end.loss) + ".";
  if (level == 1)
    return stands + " Its first step was " + shown(std::abs(walk[1].at.x - walk[0].at.x)) + " long.";
  const double product = *q.spec.lr * hill(q.spec).bend(0);
  const char* regime = product > 2   ? "above two every jump is longer than the last"
                       : product > 1 ? "between one and two it jumps over the bottom, ever less"
                                     : "below one it comes down on its own side, the smaller the slower";
  return "Rate times bend is " + shown(product) + ": " + regime + ". " + stands;
}

/// The seed decides first which answer is to be found, so that all are common.
bool wanted(const Question& q, int level, int answer, int wish) {
  if (level < 2) return answer == wish % int(q.options.size());
  const int bottoms = int(q.places.size());
  return wish < 3 ? answer < bottoms : answer == bottoms + wish - 3;
}

Page endless(u64 seed, int level, Lab& lab) {
  Dice dice(3 * seed + u64(level));
  const int wish = dice.roll(level == 0 ? 4 : 5);
  constexpr int kTries = 60;
  Question asked;
  int right = kNoAnswer;
  for (int k = 0; k < kTries || right == kNoAnswer; k++) {
    Question q = level == 0 ? random_bowl(dice) : level == 1 ? random_hills(dice) : random_map(dice);
    const int answer = sure_answer(q, level, lab);
    if (answer == kNoAnswer) continue;
    const bool found = wanted(q, level, answer, wish);
    if (right == kNoAnswer || found) asked = std::move(q), right = answer;
    if (found) break;
  }
  const std::string reason = explanation(asked, level, lab);
  std::vector<std::string> why;
  for (std::size_t k = 0; k < asked.options.size(); k++)
    why.push_back((int(k) == right ? "Right. " : "Not this time. ") + reason);
  const double steps = double(asked.spec.steps);
  return {.title = "Question " + std::to_string(seed),
          .text = conditions_of(asked, level, lab),
          .controls = {slider("step", "Step", steps, {0, steps}, "how much of the run is shown")},
          .figure = [asked, level](const Moment& m) { return question_figure(asked, level, m); },
          .tasks = {{"What will the ball do?", Choices{asked.options, right, why}}},
          .clock = 0,
          .per_second = steps / 8};
}

std::vector<Fact> facts() {
  return {
      {"slope", "−8", [](Lab&) { return at(one_particle_on_formula("(w - 5)^2", {1}, 0.25, 1), {1}).g[0]; }},
      {"rate", "0.25"},
      {"first_step", "2",
       [](Lab& lab) { return end_of(one_particle_on_formula("(w - 5)^2", {1}, 0.25, 1), lab).at.x - 1; }},
      {"swing", "0.9"},
      {"swing_end", "−2.06",
       [](Lab& lab) {
         RunSpec spec = one_particle_on_formula(kHills, {2.9}, 0.1, kSteps);
         set_momentum(spec, 0.9);
         return end_of(spec, lab).at.x;
       }},
      {"noise", "6"},
      {"noise_left", "8", [](Lab& lab) { return double(ended_left(6, lab)); }},
  };
}

std::vector<Page> pages(const Lesson& lesson) {
  return {
      {.title = "Three questions to ask",
       .text =
           {"Who can say beforehand what a run will do has understood it. Ask three questions.",
            "*How long is the first step?* Rate times slope. *What lies there?* Another slope, perhaps "
            "another valley. *Does the bottom hold the ball?* Without momentum only if rate times bend is "
            "below two there.",
            "Momentum adds a share of the last step to the next one. The ball gets a swing: it is faster on "
            "long slopes, and it may roll out of a valley.",
            "Predict first, then press play."},
       .controls = {slider("step", "Step", 0, {0, kSteps}, "how much of the run is shown"),
                    slider("start", "Start", 2.9, {-2.9, 2.9}, "where the ball begins"),
                    slider("rate", "Rate", 0.1, {0.005, 1, Scale::log}, "share of the slope per step"),
                    slider("momentum", "Momentum", 0, {0, 0.95}, "share of the last step that is kept")},
       .figure = thought_figure,
       .tasks = {{"The slope is {slope} and the rate {rate}. How far does the weight move in this step?",
                  NumberSought{number_in(lesson, "first_step"), 1e-6,
                               "`rate × slope`, with the sign turned round: {first_step} to the right."}},
                 {"From the right-hand side, give the ball momentum so that it ends in the deeper valley.",
                  Aim{"Let it roll", judge_crossing, {0, 2.9, 0.1, 0.9}}}},
       .clock = 0,
       .per_second = 6},
      {.title = "With noise, predict the odds",
       .text = {"Real runs measure the slope on a small sample, so every slope is a bit wrong. Twelve runs "
                "from the "
                "same start then take twelve ways.",
                "With the noise {noise}, {noise_left} of them end in the left valley. A single run can't be "
                "foretold any more, but the odds can."},
       .controls = {slider("noise", "Noise", 0, {0, 8}, "typical error of every slope")},
       .figure = odds_figure,
       .tasks = {{"Mix the runs: at least a third and at most two thirds shall end on the left.",
                  Aim{"Count them", judge_odds, {5}}},
                 {"Without noise, how many different ends do twelve runs from one start have?",
                  Choices{{"One", "Two", "Twelve"},
                          0,
                          {"Right: same start, same rule, same slopes, same end.",
                           "Two valleys, but every run takes the same way.",
                           "Nothing differs between these runs, so nothing differs at their ends."}}}}},
      {.title = "Predict, then run",
       .text =
           {"Questions without end, in three levels. Answer before the ball moves; the run follows.",
            "Every question has been tried with slightly other rates and starts: the answer is no accident."},
       .series = Page::Series{{"bowls", "two valleys", "maps"}, endless}},
      {.title = "Check yourself",
       .text = {"Three questions about predicting."},
       .tasks = {
           {"A ball in a bowl, rate times bend is one and a half. What do you see?",
            Choices{{"It comes down on one side", "It jumps from side to side and arrives", "It explodes"},
                    1,
                    {"That would be below one.", "Right: over the bottom each time, and ever less.",
                     "That takes more than two."}}},
           {"What does momentum change?",
            Choices{{"The slope of the ground", "The ball keeps part of its last step", "The bottom's place"},
                    1,
                    {"The ground stays as it is.", "Right: it gains swing, and may overshoot.",
                     "Bottoms are where they are; only the way there changes."}}},
           {"Two runs with noise, same start, same rate. They end …",
            Choices{{"always in the same valley", "perhaps in different valleys", "never in a valley"},
                    1,
                    {"Only without noise is that certain.",
                     "Right: the noise differs from run to run. Only the odds are known.",
                     "Near a bottom, shaking: that is where most of them end."}}}}}};
}

}  // namespace

Lesson predict() {
  Lesson lesson{
      .name = "predict",
      .title = "Predict, then run",
      .place = 50,
      .goal = "You can foretell what gradient descent will do from start, rate and ground.",
      .facts = facts(),
      .pages = {},
      .remember = {"First step = rate × slope, against the slope.",
                   "Without momentum, a bottom holds the ball only if rate × bend is below two there.",
                   "Momentum keeps a share of the last step: faster on long slopes, and it overshoots.",
                   "With noise, predict the odds and not the single run."},
      .terms = {{"momentum", "The share of the last step that is added to the next one, as a swing."},
                {"noise", "Errors of the measured slope, for example because it comes from a small sample."}},
      .cards = {{"How long is the first step?", "Rate × slope, in the direction against the slope."},
                {"When does a bottom not hold a ball that is near it?",
                 "When rate × bend is above two: every jump is then longer than the last."},
                {"Why can two runs from the same start end in different valleys?",
                 "Noise: their slopes were measured with different errors."}},
      .in_class = {
          "Let everybody write down a prediction with one reason before the run is shown; points only "
          "for a prediction with a reason. Ten questions of one level fit into a quarter of an hour.",
          "Common mistake: thinking of a real ball, which rolls on through valleys without momentum "
          "being set. Show the same start with momentum zero and with {swing}, which ends at "
          "{swing_end}, still swinging a little.",
          "Open question: is it bad that noise makes runs unpredictable? Expected: no. It also shakes "
          "balls out of shallow valleys, and the odds can be measured with many runs."}};
  lesson.pages = pages(lesson);
  return lesson;
}

}  // namespace thalweg::lessons::book
