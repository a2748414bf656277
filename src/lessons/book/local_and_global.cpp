// SPDX-License-Identifier: MIT
#include "lessons/book/local_and_global_figures.h"

namespace thalweg::lessons::book {

using namespace local_and_global_figures;

namespace {

Control landscape_choice() {
  return choice("landscape", "Landscape", {"two valleys", "four valleys"}, "which landscape is walked");
}

std::vector<Fact> facts() {
  const auto share = [](RunSpec spec) {
    return [spec](Lab& lab) {
      const RunResult result = run(spec, lab.backend).result;
      double percent = 0;
      for (const ReachedMinimum& m : result.minima)
        if (m.global) percent += 100.0 * double(m.count) / double(spec.particles);
      return percent;
    };
  };
  // Who is shaken to the end stands in a valley, but not at its bottom.
  const auto valley_share = [](RunSpec spec) {
    return [spec](Lab& lab) { return ends_of(spec, lab).percent(0); };
  };
  const auto lowest = [](int k) {
    return [k](Lab& lab) {
      const KnownMinimum m = make_landscape(single(kTwo, {})).minima[std::size_t(k)];
      return end_of(single(kTwo, {m.x, m.y}), lab).loss;
    };
  };
  const auto interval = [](i64 n, bool high) {
    return [n, high](Lab& lab) {
      const Proportion p = wilson95(ends_of(crowd(kFour, n), lab).in(0), n);
      return 100 * (high ? p.high : p.low);
    };
  };
  return {{"deep", "−5.03", lowest(0)},
          {"shallow", "−1.09", lowest(1)},
          {"plain_two", "54", share(crowd(kTwo, 1000))},
          {"momentum", "0.9"},
          {"pushed_two", "83.1", share(with_help(crowd(kTwo, 1000), 0.9, 0))},
          {"noise", "15"},
          {"shaken_two", "91.1", valley_share(with_help(crowd(kTwo, 1000), 0, 15))},
          {"more_noise", "30"},
          {"shaken_badly", "57", valley_share(with_help(crowd(kTwo, 1000), 0, 30))},
          {"plain_four", "25.5", share(crowd(kFour, 1000))},
          {"pushed_four", "29.4", share(with_help(crowd(kFour, 1000), 0.9, 0))},
          {"wanted", shown(kWanted)},
          {"few", "100"},
          {"few_low", "14", interval(100, false)},
          {"few_high", "30", interval(100, true)},
          {"many", "1,600"},
          {"many_low", "24", interval(1600, false)},
          {"many_high", "28", interval(1600, true)},
          {"ten", "10"},
          {"ten_tries", "97",
           [](Lab& lab) { return groups_that_succeed(ends_of(crowd(kFour, kMostStarts), lab), 10); }}};
}

}  // namespace

Lesson local_and_global() {
  Lesson lesson{
      .name = "local_and_global",
      .title = "Low, but not the lowest",
      .place = 80,
      .goal =
          "You can explain why a descent may end in a valley that isn't the lowest, and what can be done.",
      .facts = facts(),
      .pages = {},
      .remember =
          {"A local minimum is lower than everything near it; the global one is lower than everything.",
           "Where a descent ends depends on where it starts. All starts that end in one minimum are its "
           "basin.",
           "Momentum and noise can carry a walk out of a shallow valley. Neither is a promise.",
           "Many starts and the best of them: simple, and it works wherever a fair share of starts is "
           "lucky."},
      .terms = {{"local minimum", "A point with lower error than everything close to it."},
                {"global minimum", "The point with the lowest error of all."},
                {"basin", "All starts from which a descent ends in the same minimum."},
                {"interval",
                 "Here: bounds between which a share lies, going by the starts that were tried; right in "
                 "nineteen of twenty such experiments."}},
      .cards = {{"What decides in which valley plain gradient descent ends?", "The start (and the rate)."},
                {"Why does descent stay in a local minimum?",
                 "The slope is zero there and the ground rises all round: no step leads down."},
                {"What is a basin?", "All starts from which a descent ends in the same minimum."}},
      .in_class = {
          "Give every learner a start of their own on paper, and let all walk down one map. Count who ends "
          "where before "
          "any program is opened; the class is the ensemble.",
          "Common mistake: to think that momentum or noise always help. Compare both landscapes: in one they "
          "change the "
          "answer a great deal, in the other hardly at all, and the intervals say whether a change is more "
          "than chance.",
          "For discussion: does a model need the very lowest valley? Often one that is low enough will do."}};
  lesson.pages = {
      {.title = "Two valleys, one walk",
       .text = {"This landscape has two valleys. The bottom of one has an error of {deep}, that of the other "
                "only {shallow}.",
                "Gradient descent goes down, comes to rest and is content. It can't know that there is a "
                "deeper valley beyond "
                "the ridge.",
                "Drag the start and see where the walk ends."},
       .controls = {slider("x", "Weight x", 1.4, {-1.9, 1.9}, "where the walk starts"),
                    slider("y", "Weight y", 0.9, {-1.9, 1.9}, "where the walk starts")},
       .figure = walk_figure,
       .tasks = {{"Find a start from which the walk reaches the lowest valley.",
                  Aim{"Start here", judge_walk, {-1.2, 0.9}}}}},
      {.title = "Thousands of walks at once",
       .text = {"One walk tells little. So start thousands, spread over the whole map, and colour each by "
                "the valley where "
                "it ends.",
                "The starts of one valley lie together: that's its *basin*. Its rim runs along the ridges."},
       .controls = {landscape_choice()},
       .figure = starts_figure,
       .scene = crowd_scene,
       .tasks = {{"Two starts lie very close together, but on different sides of a ridge. What happens?",
                  Choices{{"Both end in the same valley", "They may end in different valleys",
                           "Both end in the lowest valley"},
                          1,
                          {"Close is not enough: downhill is opposite on the two sides of a ridge.",
                           "Right: on a ridge, a small difference at the start decides.",
                           "Nothing pulls them to the lowest valley. They only feel the slope."}}}}},
      {.title = "How many find the lowest?",
       .text = {"Count who ends where. With {few} starts on the landscape with four valleys, the share of "
                "the lowest is most likely between {few_low} and {few_high} percent: more can't be said from "
                "so few.",
                "That's what the whiskers show. With {many} starts it's between {many_low} and {many_high} "
                "percent.",
                "Another draw of starts gives another share, and mostly one within the whiskers."},
       .controls = {slider("starts", "Starts", 100, {10, double(kMostStarts), Scale::log},
                           "how many walks are counted"),
                    slider("draw", "Draw", 1, {1, 50, Scale::integer}, "another draw of starts")},
       .figure = bars_figure,
       .tasks = {{"You take four times as many starts. What do the whiskers do?",
                  Choices{{"They become about half as long", "They become about a quarter as long",
                           "They stay as they are"},
                          0,
                          {"Right: they shrink with the square root of the number of starts.",
                           "Not so quickly: for a quarter you need sixteen times as many starts.",
                           "More starts tell more, so the whiskers shrink."}}}}},
      {.title = "A push, or a shake",
       .text =
           {"*Momentum* keeps some of the last step, so a walk can coast through a shallow valley and "
            "over its rim. "
            "*Noise* shakes every step a little, and then less and less.",
            "With two valleys, {plain_two} % of the starts find the lowest. With a momentum of "
            "{momentum} it's "
            "{pushed_two} %.",
            "Noise of {noise} makes it {shaken_two} %, but noise of {more_noise} only {shaken_badly} %: "
            "too much "
            "shaking throws walks out of the deep valley too.",
            "With four valleys that momentum turns {plain_four} % into {pushed_four} %: a little, and the "
            "whiskers overlap."},
       .controls = {landscape_choice(),
                    slider("momentum", "Momentum", 0, {0, 0.95}, "share of the last step that is kept"),
                    slider("noise", "Noise", 0, {0, 30}, "size of the random part of each slope")},
       .figure = help_figure,
       .tasks = {{"With two valleys: bring at least {wanted} % of the starts to the lowest one.",
                  Aim{"Count", judge_help, {kTwo, 0.9, 0}}}}},
      {.title = "Or simply try again",
       .text = {"There is a plainer way: start several times, and keep the best.",
                "Here plain walks with four valleys are taken in groups. Of groups of {ten}, {ten_tries} % "
                "have at least one "
                "walk that found the lowest valley."},
       .controls = {slider("tries", "Tries", 1, {1, 20, Scale::integer}, "walks in a group")},
       .figure = tries_figure,
       .tasks = {{"What is the smallest number of tries with which at least nine in ten groups succeed?",
                  Aim{"So many", judge_tries, {7}}}}},
      {.title = "Check yourself",
       .text = {"Four questions about what you have just seen."},
       .tasks = {
           {"A descent has come to rest at a minimum. Is it the lowest?",
            Choices{{"Yes, else it would go on", "Nobody knows from that alone", "No, never"},
                    1,
                    {"It goes on only where there is a slope. In every valley's bottom there is none.",
                     "Right: a bottom is a bottom. What lies beyond the ridge, the walk has never felt.",
                     "It may well be: some of the starts do reach the lowest valley."}}},
           {"Which change can alter where a plain descent ends?",
            Choices{{"another start", "more steps after it has come to rest", "adding ten to every error"},
                    0,
                    {"Right: another start may lie in another basin.",
                     "At rest the slope is zero: further steps do nothing.",
                     "That lifts the whole landscape. All slopes stay the same."}}},
           {"Half of all starts find the lowest valley. How many percent of pairs of starts find it at least "
            "once?",
            NumberSought{
                75, 0.5,
                "Both must fail for the pair to fail: half of a half. The other three quarters succeed."}},
           {"Why is momentum no sure remedy?",
            Choices{{"It only works in round bowls", "It makes the rate smaller",
                     "It can coast past a deep valley as well as past a shallow one"},
                    2,
                    {"It works in many landscapes, but it promises nothing.",
                     "It makes steps longer, if anything.",
                     "Right: speed knows nothing about which valley is the lowest."}}}}}};
  return lesson;
}

}  // namespace thalweg::lessons::book
