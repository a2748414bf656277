// SPDX-License-Identifier: MIT
#include "io/account_json.h"

#include <nlohmann/json.hpp>
#include <set>

#include "engine/account_lines.h"

namespace thalweg {

namespace {

Json value_of(TermShape shape, const std::vector<double>& numbers) {
  return shape == TermShape::number ? Json(numbers.front()) : Json(numbers);
}

Json inquiry_json(const Inquiry& q, int weights) {
  Json changed = Json::array();
  for (const StepTerm& term : q.absorbed) changed.push_back(term.info.symbol);
  Json json = {{"at", coordinates(q.at, weights)},
               {"asked", coordinates(q.asked, weights)},
               {"value", q.value},
               {"gradient", q.gradient},
               {"noisy", q.noisy},
               {"told", q.told}};
  if (!q.hessian.empty()) json["hessian"] = q.hessian;
  json["changed"] = std::move(changed);
  return json;
}

}  // namespace

std::string_view to_text(TermShape shape) {
  switch (shape) {
    case TermShape::number:
      return "number";
    case TermShape::vector:
      return "vector";
    case TermShape::symmetric:
      return "symmetric";
    case TermShape::numbers:
      return "numbers";
    case TermShape::vectors:
      break;
  }
  return "vectors";
}

Json account_json(const Plan& plan, i64 particle, const StepAccount& account) {
  const int n = account.weights;
  Json settings = Json::array(), inquiries = Json::array(), terms = Json::array(), factors = Json::array();
  for (const AccountLine& line : settings_of(plan, account.step))
    settings.push_back({{"name", line.symbol}, {"value", line.numbers.front()}, {"meaning", line.meaning}});
  for (const Inquiry& q : account.inquiries) inquiries.push_back(inquiry_json(q, n));
  for (const StepTerm& t : account.terms)
    terms.push_back({{"symbol", t.info.symbol},
                     {"meaning", t.info.meaning},
                     {"shape", to_text(t.info.shape)},
                     {"before", value_of(t.info.shape, t.before)},
                     {"after", value_of(t.info.shape, t.after)}});
  for (const StepFactor& f : account.factors)
    factors.push_back({{"formula", f.info.symbol},
                       {"meaning", f.info.meaning},
                       {"value", value_of(f.info.shape, f.values)}});
  Json json = {{"optimizer", plan.optimizer->info.name},
               {"rule", plan.optimizer->info.rule},
               {"particle", particle},
               {"step", account.step},
               {"lr", account.lr},
               {"start", coordinates(account.start, n)},
               {"end", coordinates(account.end, n)},
               {"move", account.move},
               {"loss", {{"before", account.loss_before}, {"after", account.loss_after}}},
               {"gradient", account.gradient_before},
               {"settings", settings},
               {"inquiries", inquiries},
               {"terms", terms},
               {"factors", factors}};
  if (account.plateau) json["share"] = *account.plateau;
  return json;
}

Json terms_json(const OptimizerEntry& entry) {
  Json json = Json::array();
  std::set<std::string> seen;
  for (const HostSide& side : host_sides(entry))
    for (const TermInfo& t : side.rules[1].terms)
      if (seen.insert(t.symbol).second)
        json.push_back({{"symbol", t.symbol}, {"meaning", t.meaning}, {"shape", to_text(t.shape)}});
  return json;
}

Json factors_json(const OptimizerEntry& entry) {
  Json json = Json::array();
  std::set<std::string> seen;
  for (const HostSide& side : host_sides(entry))
    for (const TermInfo& t : side.factors)
      if (seen.insert(t.symbol).second) json.push_back({{"formula", t.symbol}, {"meaning", t.meaning}});
  return json;
}

}  // namespace thalweg
