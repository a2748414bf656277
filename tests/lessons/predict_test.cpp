// SPDX-License-Identifier: MIT
#include "lessons/book/predict_questions.h"

#include <cstdio>

#include "tests/lessons/fact_bench.h"

namespace thalweg::lessons {
namespace {

using namespace book::predicting;

struct Machine {
  std::unique_ptr<Backend> backend = make_cpu_backend(1);
  Lab lab{*backend};
};

double hill_slope(double w) { return w * w * w / 2 - 2 * w + 0.4; }

/// Momentum as a hand-written loop: the first step is the plain one.
double swing(double start, double rate, double momentum, int steps) {
  double w = start, v = 0;
  for (int k = 0; k < steps; k++) {
    v = k == 0 ? hill_slope(w) : momentum * v + hill_slope(w);
    w -= rate * v;
  }
  return w;
}

/// How many of twelve runs end left of the hilltop when every slope is off by a normal number.
int ended_left(double sigma) {
  int left = 0;
  for (u64 seed = 1; seed <= 12; seed++) {
    double w = 2.5;
    for (u32 k = 0; k < 60; k++)
      w -= 0.1 *
           (hill_slope(w) + sigma * standard_normals<double, 1>(random_words(seed, Stream::noise, k, 0))[0]);
    left += w < 0.2;
  }
  return left;
}

TEST(Predict, FactsByHand) {
  FactBench bench("predict");
  constexpr double kRounding = 1e-9;  // 60 steps whose differences may grow a little on the hilltop
  bench.expect("slope", 2 * (1 - 5), kRounding);
  bench.expect("rate", 0.25, kRounding);
  bench.expect("first_step", 0.25 * 8, kRounding);
  bench.expect("swing", 0.9, kRounding);
  bench.expect("swing_end", swing(2.9, 0.1, 0.9, 60), kRounding);
  bench.expect("noise", 6, kRounding);
  bench.expect("noise_left", ended_left(6), 0);
  bench.expect_all_checked();
}

TEST(Predict, QuestionsAreExplained) { FactBench("predict").expect_questions_explained(); }

TEST(Predict, CrossingIsJudged) {
  FactBench bench("predict");
  constexpr std::size_t kThoughtPage = 0, kCrossing = 1;
  const auto run = [&](double start, double momentum) {
    return bench.answered(kThoughtPage, kCrossing, 0, {0, start, 0.1, momentum});
  };
  EXPECT_TRUE(run(2.9, 0.9).right);
  EXPECT_FALSE(run(2.9, 0.5).right);
  EXPECT_NE(run(-1, 0.9).text.find("no art"), std::string::npos);
  EXPECT_NE(run(2.9, 0).text.find("some momentum"), std::string::npos);
}

/// What the closed form of a bowl says: after n steps (1 - a rate)^n of the way is left.
int by_closed_form(double product, i64 steps) {
  const double factor = 1 - product, left = std::pow(std::abs(factor), double(steps));
  if (product > 2) return kThrownOut;
  if (left < 0.02) return product > 1 ? kSideToSide : kOneSide;
  return kStillOnItsWay;
}

TEST(Predict, SureAnswersOnBowlsAreThoseOfTheClosedForm) {
  Machine one;
  int asked = 0;
  for (u64 seed = 1; seed <= 150; seed++) {
    Dice dice(seed);
    const Question q = random_bowl(dice);
    double half = 0, centre = 0;
    char sign = 0;
    ASSERT_EQ(std::sscanf(q.spec.formula.c_str(), "%lf*(w %c %lf)^2", &half, &sign, &centre), 3);
    const int answer = sure_answer(q, 0, one.lab);
    if (answer == kNoAnswer) continue;
    EXPECT_EQ(answer, by_closed_form(2 * half * *q.spec.lr, q.spec.steps)) << q.spec.formula;
    asked++;
  }
  EXPECT_GT(asked, 100);
}

TEST(Predict, AnswersNearABorderAreNotAsked) {
  Machine one;
  Question q;
  q.spec = one_particle_on_formula("0.5*(w - 1)^2", {3}, 1.92, 80);  // 0.92^80 = 0.0013 of the way is left
  EXPECT_EQ(bowl_answer(q.spec, one.lab), kSideToSide);
  EXPECT_EQ(sure_answer(q, 0, one.lab), kNoAnswer);  // six per cent more is beyond 2
  q.spec.lr = 1.6;
  EXPECT_EQ(sure_answer(q, 0, one.lab), kSideToSide);
  q.spec.lr = 2.5;
  EXPECT_EQ(sure_answer(q, 0, one.lab), kThrownOut);
}

TEST(Predict, ValleysAreToldApart) {
  Machine one;
  Question q;
  const auto answer = [&](double start, double rate) {
    q.spec = one_particle_on_formula("w^4/8 - w^2 + 0.4*w + 3", {start}, rate, 60);
    return sure_answer(q, 1, one.lab);
  };
  EXPECT_EQ(answer(-1, 0.1), kLeftValley);
  EXPECT_EQ(answer(1, 0.1), kRightValley);
  EXPECT_EQ(answer(2.9, 0.002), kOnItsWay);
  EXPECT_EQ(answer(2.9, 1.2), kOut);
  EXPECT_EQ(answer(0.205, 0.1), kNoAnswer);  // a breath decides between the valleys
}

TEST(Predict, EveryAnswerIsAskedForAndStaysTheSame) {
  Machine one;
  for (const Page& page : find_lesson("predict").pages) {
    if (!page.series) continue;
    for (int level = 0; level < 3; level++) {
      std::set<int> seen;
      for (u64 seed = 1; seed <= 30; seed++) {
        const auto right = [&] {
          return std::get<Choices>(page.series->make(seed, level, one.lab).tasks[0].answer).right;
        };
        const int first = right();
        EXPECT_EQ(right(), first);
        seen.insert(first);
      }
      EXPECT_GE(seen.size(), level == 0 ? 4u : 5u) << "level " << level;
    }
  }
}

}  // namespace
}  // namespace thalweg::lessons
