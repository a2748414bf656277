// SPDX-License-Identifier: MIT
#include "lessons/book/fog_figures.h"

namespace thalweg::lessons::book {

using namespace fog_figures;

namespace {

std::vector<Fact> facts() {
  const auto stop = [](int which, i64 Stops::*test) {
    return [which, test](Lab& lab) { return double(stops_of(follow(watched(which), lab)).*test); };
  };
  const auto bend = [](int which, bool high) {
    return [which, high](Lab& lab) { return bend_of(which, high, lab); };
  };
  return {{"stops", std::to_string(kStops)},
          {"level", shown(kLevel)},
          {"gentle", shown(kGentle)},
          {"sight", shown(kSight)},
          {"small_slope", shown(kSmallSlope)},
          {"small_gain", "0.0001"},
          {"early", "7", stop(1, &Stops::slope)},
          {"early_error", "0.002",
           [](Lab& lab) {
             const std::vector<Stand> walk = follow(watched(1), lab);
             return walk[std::size_t(stops_of(walk).slope)].loss;
           }},
          {"late", "26", stop(1, &Stops::both)},
          {"lowest", "−1",
           [](Lab& lab) {
             const std::vector<Stand> walk = follow(watched(1), lab);
             return walk[std::size_t(stops_of(walk).both)].loss;
           }},
          {"tiny", "1", stop(2, &Stops::gain)},
          {"bottom_low", "25.7", bend(kBottom, false)},
          {"bottom_high", "82.3", bend(kBottom, true)},
          {"top_low", "−45.6", bend(kTop, false)},
          {"top_high", "−16.1", bend(kTop, true)},
          {"saddle_low", "−31.7", bend(kSaddle, false)},
          {"saddle_high", "75.5", bend(kSaddle, true)}};
}

Control fog_switch() { return choice("fog", "Fog", {"thick", "lifted"}, "whether the map is seen"); }

}  // namespace

Lesson fog() {
  Lesson lesson{
      .name = "fog",
      .title = "In the fog",
      .place = 70,
      .goal = "You can say when gradient descent should stop, and what flat ground may be.",
      .facts = facts(),
      .pages = {},
      .remember =
          {"Gradient descent feels the slope under its feet and knows nothing else of the landscape.",
           "Stop when the slope is small and the steps gain nothing any more. One test alone can be fooled.",
           "Flat ground can be a bottom, a top, a saddle or a plateau.",
           "Curvatures tell them apart: both positive, both negative, of different signs, or none."},
      .terms = {{"stopping rule",
                 "What decides that a descent has done enough, such as a small slope and no gain."},
                {"saddle", "A flat place from which the ground falls one way and rises another."},
                {"plateau", "A wide stretch that is flat or nearly so, and not low."},
                {"curvature",
                 "How fast the slope changes along a direction: positive where the ground bends up."}},
      .cards = {{"What does gradient descent know about the landscape?",
                 "The slope where it stands, and nothing of the map."},
                {"When is it reasonable to stop?",
                 "When the slope is small and the error no longer gets smaller."},
                {"One curvature is positive and one negative. What is it?",
                 "A saddle: up one way, down the other."}},
      .in_class = {"One learner is the walker with closed eyes, the others hold the map and answer two "
                   "questions only: how "
                   "steep, and which way is down. Let the class guess where the walk will end.",
                   "Common mistake: to take a small slope for the bottom. Show the walk past a saddle, where "
                   "the slope is "
                   "smallest long before the end, and ask what a patient walker would do.",
                   "In the choice of the flat place the last one is meant for discussion: its second "
                   "curvature is zero, and "
                   "only a look to both sides shows that the ground falls on one of them."}};
  lesson.pages = {
      {.title = "Only the ground under your feet",
       .text = {"You stand on a hillside in thick fog. You see the ground as far as {sight} around you, and "
                "not a bit more.",
                "That is all gradient descent ever knows: how steep it is right here, and which way is down.",
                "Drag the walker. The arrow shows downhill, and it is long where the ground is steep."},
       .controls = {slider("x", "Weight x", 0.5, {-3.7, 3.7}, "where the walker stands"),
                    slider("y", "Weight y", 0.5, {-3.7, 3.7}, "where the walker stands"), fog_switch()},
       .figure = feel_figure,
       .tasks = {{"Without lifting the fog, walk to the bottom of a valley: level ground (slope below "
                  "{gentle}) that rises "
                  "all round.",
                  Aim{"Camp here", judge_feel, {3, 2, 0}}}}},
      {.title = "Walking by feel",
       .text =
           {"Now gradient descent walks for you: one step down the slope, feel again, next step.",
            "It leaves a trail, but it never looks at it. Each step is decided by the slope of the moment.",
            "Ground with a slope below {level} counts as level here."},
       .controls = {slider("step", "Step", 0, {0, double(kMostSteps)}, "how far the walk has come"),
                    slider("rate", "Rate", 0.004, {0.001, 0.04, Scale::log},
                           "share of the slope that a step takes"),
                    fog_switch()},
       .figure = walk_figure,
       .tasks = {{"Choose a rate with which the walk stands on level ground after {stops} steps.",
                  Aim{"Try this rate", judge_walk, {0, 0.018, 0}}}},
       .clock = 0,
       .per_second = 3},
      {.title = "The same walk, on the hillside",
       .text =
           {"Here is that walk from the side. Press play, and look at how little of the landscape it needs.",
            "Then lift the fog. There are other valleys too, and the walker has never heard of them."},
       .controls = {slider("step", "Step", 0, {0, double(kMostSteps)}, "how far the walk has come"),
                    fog_switch()},
       .figure = same_walk_figure,
       .scene = fog_scene,
       .tasks = {{"Before the fog is lifted: can the walker know whether there is a lower valley elsewhere?",
                  Choices{
                      {"yes, from the slope", "yes, from the trail", "no"},
                      2,
                      {"The slope tells about the ground here, not about the far side of the hill.",
                       "The trail tells about places where the walker has been.",
                       "Right: nothing that is felt under the feet says anything about far-away ground."}}}},
       .clock = 0,
       .per_second = 3},
      {.title = "When to stop",
       .text =
           {"In the fog nobody calls out that you have arrived. Two tests help: the slope is small (below "
            "{small_slope}), and the last step gained next to nothing (below {small_gain}).",
            "Past a saddle, the slope is small already at step {early}, where the error is {early_error}. "
            "Whoever "
            "trusts both tests goes on to step {late} and finds an error of {lowest}.",
            "With a tiny rate it's the other way round: at step {tiny} nothing is gained, for the steps are "
            "so short, "
            "and the ground is still steep."},
       .controls = {choice("walk", "Walk", {"into a valley", "past a saddle", "with a tiny rate"},
                           "which one is shown")},
       .figure = stop_figure,
       .tasks =
           {{"Past the saddle: which test, taken alone, stops too early?",
             Choices{
                 {"the slope is small", "nothing is gained"},
                 0,
                 {"Right: near the saddle the ground is almost level, but each step still gains a little.",
                  "Near the saddle each step still gains more than that test allows. It's the slope that "
                  "fools."}}},
            {"With the tiny rate: which test, taken alone, stops too early?",
             Choices{{"the slope is small", "nothing is gained"},
                     1,
                     {"The ground stays steep all the time, so this test does not stop at all.",
                      "Right: short steps gain little, however steep it is."}}}}},
      {.title = "What flat ground can be",
       .text = {"You stand still on flat ground. Is it the bottom? Feel how the ground *bends*: that's its "
                "curvature, and "
                "there are two of them, in two directions at a right angle.",
                "A bottom bends up both ways ({bottom_low} and {bottom_high} at one of these places), a top "
                "down both ways "
                "({top_low} and {top_high}). A *saddle* does one of each ({saddle_low} and {saddle_high}).",
                "Where a curvature is zero, curvature alone decides nothing."},
       .controls = {choice("place", "Place", {"A", "B", "C", "D", "E"}, "where you stand")},
       .figure = place_figure,
       .tasks = {{"Find the saddle.", Aim{"This one", judge_place, {kSaddle}}},
                 {"At place D both curvatures are zero. What do you do?",
                  Choices{
                      {"Stop: it's the bottom", "Look further: it may be a plateau", "Stop: it's a top"},
                      1,
                      {"A bottom would rise around you. This ground is level, and high.",
                       "Right: the ground says nothing here, neither where to go nor that you have arrived.",
                       "A top would fall around you. This ground is level."}}}}},
      {.title = "Check yourself",
       .text = {"Three questions about what you have just seen."},
       .tasks = {
           {"What does each step of gradient descent depend on?",
            Choices{{"the slope where it stands", "the whole map", "the distance to the minimum"},
                    0,
                    {"Right: the slope here, and the rate.", "Nobody has the map. The slope here must do.",
                     "That distance is what nobody knows. The slope here must do."}}},
           {"The error has not changed for a hundred steps, but the slope is large. What is likely?",
            Choices{{"this is a minimum", "the rate does not suit: tiny, or so large that it bounces",
                     "this is a plateau"},
                    1,
                    {"At a minimum the slope is zero.",
                     "Right: steep ground without gain means the steps are at fault.",
                     "On a plateau the slope is small."}}},
           {"Slope zero, both curvatures negative. Where are you?",
            Choices{{"on a top", "at a bottom", "on a saddle"},
                    0,
                    {"Right: the ground falls whichever way you go.", "At a bottom both are positive.",
                     "A saddle has one of each sign."}}}}}};
  return lesson;
}

}  // namespace thalweg::lessons::book
