// SPDX-License-Identifier: MIT
#include "engine/account_lines.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "engine/hyper_at.h"

namespace thalweg {

namespace {

AccountLine heading(std::string text) {
  AccountLine line;
  line.heading = std::move(text);
  return line;
}

AccountLine number(std::string symbol, double a, std::string meaning) {
  return {{}, std::move(symbol), std::move(meaning), {}, {a}, TermShape::number, AccountSubject::plain};
}

AccountLine vector(std::string symbol, std::vector<double> numbers, std::string meaning,
                   AccountSubject subject = AccountSubject::plain) {
  return {{}, std::move(symbol), std::move(meaning), {}, std::move(numbers), TermShape::vector, subject};
}

AccountLine line_of(const StepTerm& term, const StepTerm* momentum) {
  const bool leads = momentum && term.info.symbol == momentum->info.symbol;
  return {{},
          term.info.symbol,
          term.info.meaning,
          term.before,
          term.after,
          term.info.shape,
          leads ? AccountSubject::memory : AccountSubject::plain};
}

bool asks_gradient(Request request) { return request != Request::value; }
bool asks_value(Request request) {
  return request == Request::value || request == Request::value_and_gradient;
}

void add_inquiry(std::vector<AccountLine>& lines, const StepAccount& account, const Inquiry& q, bool first) {
  const std::vector<double> at = coordinates(q.at, account.weights),
                            asked = coordinates(q.asked, account.weights),
                            start = coordinates(account.start, account.weights);
  if (at != start) lines.push_back(vector("q", at, "The rule asks here, not at the particle."));
  if (asked != at) lines.push_back(vector("q'", asked, "The noise moves the question here."));
  if (asks_value(account.request)) lines.push_back(number("f", q.told_value, "The loss there."));
  if (!asks_gradient(account.request)) return;
  const bool noisy = q.noisy != q.gradient, clipped = q.told != q.noisy;
  lines.push_back(
      vector(noisy || clipped ? "grad f" : "g", q.gradient,
             first ? "The gradient: how steeply the loss rises along each coordinate. Downhill is the "
                     "other way."
                   : "The gradient there.",
             noisy || clipped ? AccountSubject::plain : AccountSubject::gradient));
  if (noisy)
    lines.push_back(vector(clipped ? "grad f + noise" : "g", q.noisy,
                           "The gradient that this step gets to see: with the run's noise.",
                           clipped ? AccountSubject::plain : AccountSubject::gradient));
  if (clipped)
    lines.push_back(vector("g", q.told,
                           "The gradient after clipping, which holds its length or its components.",
                           AccountSubject::gradient));
  if (!q.hessian.empty())
    lines.push_back({{},
                     "H",
                     "The Hessian: how much the gradient changes along each coordinate, the curvature.",
                     {},
                     q.hessian,
                     TermShape::symmetric,
                     AccountSubject::plain});
}

bool changed(const Inquiry& q, const StepTerm& term) {
  return std::any_of(q.absorbed.begin(), q.absorbed.end(),
                     [&](const StepTerm& t) { return t.info.symbol == term.info.symbol; });
}

}  // namespace

const StepTerm* momentum_of(const StepAccount& account) {
  // A cloud's centre and step sizes have the same letters as means and directions.
  const bool searches = std::any_of(account.terms.begin(), account.terms.end(),
                                    [](const StepTerm& t) { return t.info.symbol == "tries"; });
  if (account.request == Request::value) return nullptr;
  for (const StepTerm& term : account.terms)
    for (const char* symbol : {"m", "b", "m1", "I", "b_1", searches ? "d" : "m"})
      if (term.info.shape == TermShape::vector && term.info.symbol == symbol) return &term;
  return nullptr;
}

std::vector<AccountLine> lines_of(const Plan& plan, const StepAccount& account) {
  std::vector<AccountLine> lines;
  const std::vector<double> start = coordinates(account.start, account.weights);
  lines.push_back(vector("p", start, "Where the particle is before the step."));
  lines.push_back(number("f(p)", account.loss_before, "The loss there."));
  const StepTerm* const momentum = momentum_of(account);
  const std::size_t stages = account.inquiries.size();
  for (std::size_t s = 0; s < stages; s++) {
    const Inquiry& q = account.inquiries[s];
    lines.push_back(heading(stages == 1
                                ? "What it asks"
                                : "Question " + std::to_string(s + 1) + " of " + std::to_string(stages)));
    add_inquiry(lines, account, q, s == 0);
    if (stages == 1) continue;
    for (const StepTerm& term : q.absorbed) lines.push_back(line_of(term, momentum));
  }
  if (!account.terms.empty() && (stages == 1 || account.stopped)) {
    lines.push_back(heading("What it remembers"));
    for (const StepTerm& term : account.terms) lines.push_back(line_of(term, momentum));
  } else if (stages > 1) {
    bool first = true;
    for (const StepTerm& term : account.terms) {
      const auto touches = [&](const Inquiry& q) { return changed(q, term); };
      if (std::any_of(account.inquiries.begin(), account.inquiries.end(), touches)) continue;
      if (std::exchange(first, false)) lines.push_back(heading("What stays in its memory"));
      lines.push_back(line_of(term, momentum));
    }
  }
  lines.push_back(heading("How far it goes"));
  lines.push_back(number("lr", account.lr, "The learning rate of this step."));
  for (const AccountLine& line : settings_of(plan, account.step)) lines.push_back(line);
  for (const StepFactor& factor : account.factors) {
    // A weight decay of 0 does nothing.
    if (factor.info.symbol.find("weight_decay") != std::string::npos && factor.values.front() == 1) continue;
    lines.push_back({{},
                     factor.info.symbol,
                     factor.info.meaning,
                     {},
                     factor.values,
                     factor.info.shape,
                     AccountSubject::plain});
  }
  if (account.plateau)
    lines.push_back(number("share", *account.plateau,
                           "How much of the step is made: the rate falls when the loss stops improving."));
  lines.push_back(heading("The step"));
  lines.push_back(vector("step", account.move,
                         account.stopped ? "The particle has stopped: nothing moves it any more."
                                         : "What is added to p, by the rule above.",
                         AccountSubject::step));
  lines.push_back(vector("p + step", coordinates(account.end, account.weights), "Where the particle goes."));
  lines.push_back(number("f(p + step)", account.loss_after,
                         account.loss_after < account.loss_before   ? "The loss there: lower than before."
                         : account.loss_after > account.loss_before ? "The loss there: higher than before."
                                                                    : "The loss there."));
  return lines;
}

std::vector<AccountLine> settings_of(const Plan& plan, i64 step) {
  std::vector<AccountLine> lines;
  const Parameters& parameters = plan.optimizer->parameters;
  const Values values = hyper_at(plan, step);
  for (std::size_t i = 0; i < parameters.size(); i++) {
    // A switch that is off and a pull of 0 do nothing in the step.
    if (values[i] == 0 && parameters[i].initial == 0) continue;
    std::string meaning = parameters[i].meaning;
    meaning[0] = char(std::toupper(static_cast<unsigned char>(meaning[0])));
    lines.push_back(number(parameters[i].name, values[i], meaning + "."));
    lines.back().subject = AccountSubject::setting;
  }
  return lines;
}

}  // namespace thalweg
