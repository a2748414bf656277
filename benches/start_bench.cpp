// SPDX-License-Identifier: MIT
// How long the program takes from its start to its end, by starting it.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include <filesystem>
#include <vector>

#include "descent.h"
#include "kernels/cuda_backend.h"

extern char** environ;

namespace thalweg::bench {
namespace {

/// False if it could not be started or did not end with 0.
bool run(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  int status = -1;
  const bool started = posix_spawn(&child, arguments[0], &quiet, nullptr, arguments.data(), environ) == 0;
  posix_spawn_file_actions_destroy(&quiet);
  return started && waitpid(child, &status, 0) == child && status == 0;
}

}  // namespace

void add_starts(const std::string& self) {
  const std::string program = (std::filesystem::path(self).parent_path() / "thalweg").string();
  if (!std::filesystem::exists(program)) return;
  std::vector<std::pair<const char*, std::vector<std::string>>> jobs = {
      {"help", {"--help"}},
      {"list", {"list", "surfaces"}},
      {"run_tiny", {"run", "-q", "--device", "cpu", "--particles", "100", "--steps", "10"}},
      {"run_tiny_any_device", {"run", "-q", "--particles", "100", "--steps", "10"}},
  };
  // From the second time on the kernels of a pair come from the disk.
  if (!probe_cuda().cards.empty())
    jobs.push_back(
        {"run_tiny_on_card", {"run", "-q", "--device", "cuda", "--particles", "100", "--steps", "10"}});
  for (const auto& [name, words] : jobs) {
    std::vector<std::string> command{program};
    command.insert(command.end(), words.begin(), words.end());
    benchmark::RegisterBenchmark((std::string("start/") + name).c_str(),
                                 [command](benchmark::State& state) {
                                   for (auto _ : state)
                                     if (!run(command)) state.SkipWithError("the program failed");
                                 })
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond);
  }
}

}  // namespace thalweg::bench
