// SPDX-License-Identifier: MIT
// A step in detail: what the numbers are called, and that they add up.  That they are the run's own is held
// against the CPU machine in tests/viewer_app.
#include <gtest/gtest.h>

#include <cctype>
#include <cmath>
#include <limits>
#include <set>

#include "core/error.h"
#include "engine/account_lines.h"

namespace thalweg {
namespace {

constexpr double kEpsilon = std::numeric_limits<double>::epsilon();

RunSpec spec_of(const Choice& optimizer, double lr, const char* surface = "himmelblau") {
  RunSpec spec;
  spec.surface = {surface};
  spec.optimizer = optimizer;
  spec.lr = lr;
  spec.particles = 3;
  spec.steps = 40;
  return spec;
}

const StepTerm& term(const StepAccount& account, const std::string& symbol) {
  for (const StepTerm& t : account.terms)
    if (t.info.symbol == symbol) return t;
  throw Error("no term " + symbol);
}

double factor(const StepAccount& account, const std::string& formula) {
  for (const StepFactor& f : account.factors)
    if (f.info.symbol == formula) return f.values.front();
  throw Error("no factor " + formula);
}

void expect_sentence(const std::string& meaning, const std::string& what) {
  ASSERT_FALSE(meaning.empty()) << what;
  EXPECT_EQ(meaning.back(), '.') << what;
  EXPECT_TRUE(std::isupper(static_cast<unsigned char>(meaning.front())) ||
              std::isdigit(static_cast<unsigned char>(meaning.front())))
      << what;
}

TEST(Terms, DescribeEveryNumberOfEveryStateOnceUnderItsOwnSymbol) {
  for (const OptimizerEntry& e : optimizers()) {
    const std::vector<HostSide>& sides = host_sides(e);
    ASSERT_EQ(sides.size(), e.rules.size()) << e.info.name;
    for (std::size_t v = 0; v < sides.size(); v++)
      for (int n = 0; n < 3; n++) {
        const std::string what = e.info.name + (" variant " + std::to_string(v));
        std::set<int> told;
        std::set<std::string> symbols;
        for (const TermInfo& t : sides[v].rules[n].terms) {
          expect_sentence(t.meaning, what + ", " + t.symbol);
          EXPECT_TRUE(symbols.insert(t.symbol).second) << what << " has two " << t.symbol;
          for (int i = t.first; i < t.first + t.count; i++)
            EXPECT_TRUE(told.insert(i).second) << what << " tells " << t.symbol << " twice";
        }
        EXPECT_EQ(int(told.size()), e.rules[v].state_numbers[n]) << what << " in " << n + 1 << " weights";
      }
  }
}

// A constant is a hyper-parameter (the same in every step and at every rate), lr, one that only the first
// step has otherwise, or it is told.

TEST(Terms, DescribeEveryConstantThatChanges) {
  for (const OptimizerEntry& e : optimizers()) {
    Values values;
    for (const ParameterInfo& p : e.parameters) values.push_back(p.initial);
    for (std::size_t v = 0; v < e.rules.size(); v++) {
      const auto constants = [&](double lr, i64 t) {
        std::vector<double> all(std::size_t(e.rules[v].constants));
        e.rules[v].at(values, lr, t, all.data());
        return all;
      };
      std::set<int> told;
      std::set<std::string> symbols;
      for (const TermInfo& t : host_sides(e)[v].factors) {
        expect_sentence(t.meaning, e.info.name + (", " + t.symbol));
        EXPECT_TRUE(symbols.insert(t.symbol).second) << e.info.name << " has two " << t.symbol;
        for (int i = t.first; i < t.first + t.count; i++) told.insert(i);
      }
      constexpr double kRate = 0.01;
      for (int i = 0; i < e.rules[v].constants; i++) {
        const auto at = [&](double lr, i64 t) { return constants(lr, t)[std::size_t(i)]; };
        bool changes = false, marks = true, rate = true;
        for (i64 t = 1; t <= 12; t++) {
          changes |= at(kRate, t) != at(2 * kRate, t) || at(kRate, t) != at(kRate, 1);
          marks &= t == 1 || (at(kRate, t) == at(kRate, 2) && at(2 * kRate, t) == at(kRate, 2));
          rate &= at(kRate, t) == kRate && at(2 * kRate, t) == 2 * kRate;
        }
        EXPECT_TRUE(!changes || marks || rate || told.contains(i))
            << e.info.name << " variant " << v << " does not tell constant " << i;
      }
    }
  }
}

// Of every rule, at several steps: the move is what leads from the start to the end, and the next step begins
// where this one ends, with the memory as it was left.
TEST(Explain, StepsOfEveryRuleFollowOnEachOther) {
  for (const OptimizerEntry& e : optimizers()) {
    RunSpec spec = spec_of({e.info.name}, 0);
    spec.lr.reset();
    const Plan plan = make_plan(spec);
    FollowedParticle p = follow(plan, 1);
    EXPECT_EQ(explain(plan, p).start.x, start_point(plan.start, 1).x);
    for (i64 step = 0; step < 6; step++) {
      const StepAccount account = explain(plan, p);
      ASSERT_EQ(account.step, step);
      EXPECT_EQ(int(account.inquiries.size()), rule(plan).stages) << e.info.name;
      const double start[] = {account.start.x, account.start.y}, end[] = {account.end.x, account.end.y};
      for (int k = 0; k < 2; k++)
        EXPECT_TRUE(std::abs(start[k] + account.move[std::size_t(k)] - end[k]) <=
                    kEpsilon * (std::abs(start[k]) + std::abs(end[k])))
            << e.info.name;
      advance(plan, p, 1);
      const StepAccount next = explain(plan, p);
      EXPECT_EQ(next.start.x, account.end.x) << e.info.name;
      EXPECT_EQ(next.start.y, account.end.y) << e.info.name;
      for (std::size_t i = 0; i < account.terms.size(); i++)
        EXPECT_EQ(next.terms[i].before, account.terms[i].after) << e.info.name;
    }
  }
}

// The formulas of the papers, from nothing but numbers that are shown.
TEST(Explain, NumbersOfGradientDescentMakeItsStep) {
  const StepAccount a = explain_step(make_plan(spec_of({"sgd"}, 0.01)), 0, 7);
  ASSERT_EQ(a.inquiries.size(), 1u);
  const std::vector<double>& g = a.inquiries[0].told;
  EXPECT_EQ(a.inquiries[0].gradient, g);
  for (std::size_t k = 0; k < 2; k++) EXPECT_NEAR(a.move[k], -a.lr * g[k], 1e-14);
  EXPECT_TRUE(a.terms.empty());
}

TEST(Explain, NumbersOfMomentumMakeItsStep) {
  const StepAccount a = explain_step(make_plan(spec_of({"sgd", {{"momentum", 0.9}}}, 0.01)), 0, 7);
  const StepTerm& b = term(a, "b");
  for (std::size_t k = 0; k < 2; k++) {
    EXPECT_NEAR(b.after[k], 0.9 * b.before[k] + a.inquiries[0].told[k], 1e-12);
    EXPECT_NEAR(a.move[k], -a.lr * b.after[k], 1e-14);
  }
  EXPECT_EQ(momentum_of(a), &b);
}

TEST(Explain, NumbersOfAdamMakeItsStep) {
  const StepAccount a = explain_step(make_plan(spec_of({"adam"}, 0.05)), 0, 7);
  const StepTerm &m = term(a, "m"), &v = term(a, "v");
  EXPECT_NEAR(factor(a, "lr / (1 - beta1^t)"), 0.05 / (1 - std::pow(0.9, 8)), 1e-15);
  EXPECT_NEAR(factor(a, "1 / sqrt(1 - beta2^t)"), 1 / std::sqrt(1 - std::pow(0.999, 8)), 1e-12);
  for (std::size_t k = 0; k < 2; k++) {
    const double g = a.inquiries[0].told[k];
    EXPECT_NEAR(m.after[k], 0.9 * m.before[k] + 0.1 * g, 1e-12);
    EXPECT_NEAR(v.after[k], 0.999 * v.before[k] + 0.001 * g * g, 1e-9);
    const double root = std::sqrt(v.after[k]) * factor(a, "1 / sqrt(1 - beta2^t)");
    EXPECT_NEAR(a.move[k], -factor(a, "lr / (1 - beta1^t)") * m.after[k] / (root + 1e-8), 1e-14);
  }
}

TEST(Explain, SharpnessAwareAsksTwiceTheSecondTimeUphill) {
  const StepAccount a = explain_step(make_plan(spec_of({"sam", {{"rho", 0.25}}}, 0.01)), 0, 3);
  ASSERT_EQ(a.inquiries.size(), 2u);
  const Inquiry &here = a.inquiries[0], &worst = a.inquiries[1];
  EXPECT_EQ(here.at.x, a.start.x);
  const double dx = worst.at.x - here.at.x, dy = worst.at.y - here.at.y;
  EXPECT_NEAR(std::hypot(dx, dy), 0.25, 1e-9);
  EXPECT_NEAR(dx * here.gradient[1] - dy * here.gradient[0], 0, 1e-9);
  EXPECT_GT(dx * here.gradient[0] + dy * here.gradient[1], 0);
  ASSERT_EQ(here.absorbed.size(), 1u);
  EXPECT_EQ(here.absorbed[0].info.symbol, "e");
  for (std::size_t k = 0; k < 2; k++) EXPECT_NEAR(a.move[k], -0.01 * worst.gradient[k], 1e-12);
}

TEST(Explain, NewtonsStepSolvesTheShownSystem) {
  const StepAccount a = explain_step(make_plan(spec_of({"newton"}, 1)), 0, 0);
  const Inquiry& q = a.inquiries[0];
  ASSERT_EQ(q.hessian.size(), 3u);
  const double size = std::hypot(q.told[0], q.told[1]);
  EXPECT_NEAR(q.hessian[0] * a.move[0] + q.hessian[1] * a.move[1], -q.told[0], 1e-12 * size);
  EXPECT_NEAR(q.hessian[1] * a.move[0] + q.hessian[2] * a.move[1], -q.told[1], 1e-12 * size);
}

TEST(Explain, ClippingIsSeenBetweenTheGradientAndWhatTheRuleIsTold) {
  RunSpec spec = spec_of({"sgd"}, 0.01);
  spec.clip_norm = 0.5;
  const Inquiry q = explain_step(make_plan(spec), 0, 0).inquiries[0];
  EXPECT_GT(std::hypot(q.gradient[0], q.gradient[1]), 1);
  EXPECT_EQ(q.noisy, q.gradient);
  EXPECT_NEAR(std::hypot(q.told[0], q.told[1]), 0.5, 1e-5);  // torch's divisor is 1e-6 longer
}

TEST(Explain, RefusesWhatIsNotInTheRun) {
  const Plan plan = make_plan(spec_of({"sgd"}, 0.01));
  EXPECT_NO_THROW(explain_step(plan, 2, 39));
  EXPECT_THROW(explain_step(plan, 3, 0), InputError);
  EXPECT_THROW(explain_step(plan, -1, 0), InputError);
  EXPECT_THROW(explain_step(plan, 0, 40), InputError);
  EXPECT_THROW(explain_step(plan, 0, -1), InputError);
}

TEST(AccountLines, ShowEveryTermOnceAndEndWithTheStep) {
  for (const OptimizerEntry& e : optimizers()) {
    RunSpec spec = spec_of({e.info.name}, 0);
    spec.lr.reset();
    const Plan plan = make_plan(spec);
    const StepAccount account = explain_step(plan, 0, 5);
    const std::vector<AccountLine> lines = lines_of(plan, account);
    int steps = 0;
    for (const AccountLine& line : lines) {
      steps += line.subject == AccountSubject::step;
      if (line.heading.empty()) {
        expect_sentence(line.meaning, e.info.name + (", " + line.symbol));
      }
    }
    EXPECT_EQ(steps, 1) << e.info.name;
    for (const StepTerm& t : account.terms) {
      int shown = 0;
      for (const AccountLine& line : lines) shown += line.symbol == t.info.symbol && !line.before.empty();
      // A member that two stages change is shown with either.
      int stages = 0;
      for (const Inquiry& q : account.inquiries)
        for (const StepTerm& a : q.absorbed) stages += a.info.symbol == t.info.symbol;
      EXPECT_EQ(shown, account.inquiries.size() > 1 ? std::max(1, stages) : 1)
          << e.info.name << ", " << t.info.symbol;
    }
  }
}

}  // namespace
}  // namespace thalweg
