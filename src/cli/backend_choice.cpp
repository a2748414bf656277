// SPDX-License-Identifier: MIT
#include "cli/backend_choice.h"

#include <fmt/format.h>

#include "core/error.h"
#include "cpu/cpu_backend.h"
#include "kernels/cuda_backend.h"

namespace thalweg::cli {

std::unique_ptr<Backend> make_backend(const RunSpec& spec) {
  if (spec.device == DeviceKind::cpu) return make_cpu_backend(spec.threads);
  const CudaStatus status = probe_cuda();
  if (spec.device == DeviceKind::automatic)
    return status.cards.empty() ? make_cpu_backend(spec.threads)
                                : make_cuda_backend(status.cards.front().index);
  if (status.cards.empty())
    throw InputError("--device cuda: " + status.why + " (accepted here: auto, cpu; see `thalweg devices`)");
  if (spec.device_index >= int(status.cards.size()))
    throw InputError(fmt::format(
        "--device cuda:{}: there {} only {} card{} (accepted: cuda:0{})", spec.device_index,
        status.cards.size() == 1 ? "is" : "are", status.cards.size(), status.cards.size() == 1 ? "" : "s",
        status.cards.size() == 1 ? std::string() : fmt::format(" to cuda:{}", status.cards.size() - 1)));
  return make_cuda_backend(spec.device_index);
}

}  // namespace thalweg::cli
