// SPDX-License-Identifier: MIT
// thalweg devices: what can run here, and why not the rest.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "cli/viewer_status.h"
#include "core/error.h"
#include "cpu/cpu_backend.h"
#include "cpu/isa.h"
#include "io/json.h"
#include "kernels/cuda_backend.h"

namespace thalweg::cli {

namespace {

// {name, kind, available, description, reason} and more by kind; reason is null when it is available.
Json device(const std::string& name, const char* kind, const std::string& description,
            const std::string& reason) {
  Json json{{"name", name}, {"kind", kind}, {"available", reason.empty()}, {"description", description}};
  json["reason"] = reason.empty() ? Json() : Json(reason);
  return json;
}

Json cpu_device() {
  Json isas = Json::array();
  for (const cpu::Isa& isa : cpu::usable_isas()) isas.push_back(isa.name);
  std::string description, reason;
  try {
    description = make_cpu_backend()->device();
  } catch (const Error& error) {
    reason = error.what();
  }
  Json json = device("cpu", "cpu", description, reason);
  json["isas"] = isas;
  return json;
}

void add_cuda_devices(Json& list) {
  const CudaStatus status = probe_cuda();
  if (status.cards.empty()) list.push_back(device("cuda", "cuda", "", status.why));
  for (const CudaCard& card : status.cards) {
    const double gib = double(card.memory) / double(1 << 30);
    Json json = device(fmt::format("cuda:{}", card.index), "cuda",
                       fmt::format("{}, {:.0f} GiB, compute capability {}.{}, {} multiprocessors", card.name,
                                   gib, card.major, card.minor, card.multiprocessors),
                       "");
    json["card"] = card.name;
    json["memory"] = card.memory;
    json["compute_capability"] = fmt::format("{}.{}", card.major, card.minor);
    json["multiprocessors"] = card.multiprocessors;
    list.push_back(std::move(json));
  }
}

std::string table_text(const Json& list) {
  std::string text;
  for (const Json& d : list) {
    const bool available = d["available"].get<bool>();
    text += fmt::format("{:<8} {:<4} {}", d["name"].get<std::string>(), available ? "yes" : "no",
                        d[available ? "description" : "reason"].get<std::string>());
    if (d.contains("isas") && available) {
      text += "; instruction sets:";
      for (const Json& isa : d["isas"]) text += " " + isa.get<std::string>();
      text += " (THALWEG_ISA chooses)";
    }
    text += '\n';
  }
  return text;
}

int list_devices(const Speech& speech) {
  Json list = Json::array({cpu_device()});
  add_cuda_devices(list);
  list.push_back(device("viewer", "opengl", "the explorer and `render` are in this build", viewer_missing()));
  print(speech.json ? to_text(list) : table_text(list));
  return 0;
}

}  // namespace

Action declare_devices(Usage& command) {
  const auto speech = std::make_shared<Speech>();
  add_speech_options(command, *speech, true);
  command.footer = [] {
    return "`--device cpu`, `--device cuda` or `--device cuda:INDEX` chooses; auto takes the first card.\n";
  };
  return [speech] { return list_devices(*speech); };
}

}  // namespace thalweg::cli
