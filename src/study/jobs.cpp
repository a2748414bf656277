// SPDX-License-Identifier: MIT
#include "study/jobs.h"

namespace thalweg::study {

std::vector<Job> jobs_of(const StudySpec& spec, Phase phase, int m, int t, int tuned) {
  const Method& method = spec.methods[std::size_t(m)];
  const Task& task = spec.tasks[std::size_t(t)];
  const Setting chosen = setting_of(method, tuned);
  const int settings = settings_of(spec, method);
  std::vector<Job> jobs;
  switch (phase) {
    case Phase::lowest:
      for (const i64 instance : task.training) jobs.push_back({{phase, m, t, instance, 0}, {}});
      break;
    case Phase::tuning:
      for (int k = 0; k < settings && settings > 1; k++)
        for (const i64 instance : task.training)
          jobs.push_back({{phase, m, t, instance, k}, setting_of(method, k)});
      break;
    case Phase::test:
      for (const i64 instance : task.held_out) jobs.push_back({{phase, m, t, instance, tuned}, chosen});
      break;
    case Phase::rates:
      for (int k = 0; k < spec.rates; k++)
        for (const i64 instance : task.held_out) jobs.push_back({{phase, m, t, instance, k}, chosen});
      break;
  }
  return jobs;
}

}  // namespace thalweg::study
