// SPDX-License-Identifier: MIT
#include "kernels/nvrtc.h"

#include <dlfcn.h>
#include <nvrtc.h>

#include <algorithm>

#include "core/error.h"

namespace thalweg::kernels {

struct Nvrtc::Library {
  void* handle = nullptr;
  decltype(&nvrtcVersion) version = nullptr;
  decltype(&nvrtcGetErrorString) error_string = nullptr;
  decltype(&nvrtcGetNumSupportedArchs) architecture_count = nullptr;
  decltype(&nvrtcGetSupportedArchs) architectures = nullptr;
  decltype(&nvrtcCreateProgram) create = nullptr;
  decltype(&nvrtcDestroyProgram) destroy = nullptr;
  decltype(&nvrtcAddNameExpression) add_name = nullptr;
  decltype(&nvrtcCompileProgram) compile = nullptr;
  decltype(&nvrtcGetProgramLogSize) log_size = nullptr;
  decltype(&nvrtcGetProgramLog) log = nullptr;
  decltype(&nvrtcGetCUBINSize) cubin_size = nullptr;
  decltype(&nvrtcGetCUBIN) cubin = nullptr;
  decltype(&nvrtcGetPTXSize) ptx_size = nullptr;
  decltype(&nvrtcGetPTX) ptx = nullptr;
  decltype(&nvrtcGetLoweredName) lowered_name = nullptr;

  ~Library() {
    if (handle) dlclose(handle);
  }
};

namespace {

template <class Function>
void load(void* library, Function& function, const char* name) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  if (!function) throw Error(std::string("libnvrtc has no ") + name + "; is it too old?");
}

// The first line that says error, or the first line: logs of templates are long.
std::string complaint(const std::string& log) {
  std::size_t at = log.find("error");
  if (at == std::string::npos) at = 0;
  const std::size_t begin = log.rfind('\n', at) == std::string::npos ? 0 : log.rfind('\n', at) + 1;
  return log.substr(begin, log.find('\n', at) - begin);
}

std::vector<const char*> pointers(const std::vector<std::string>& texts) {
  std::vector<const char*> all;
  for (const std::string& text : texts) all.push_back(text.c_str());
  return all;
}

}  // namespace

std::vector<std::string> Nvrtc::default_libraries() {
  const std::string versioned = "libnvrtc.so." + std::to_string(THALWEG_CUDA_MAJOR);
  return {versioned, std::string(THALWEG_CUDA_LIBRARIES) + "/" + versioned, "libnvrtc.so"};
}

Nvrtc::Nvrtc(const std::vector<std::string>& libraries) : library_(std::make_unique<Library>()) {
  std::string tried;
  for (const std::string& name : libraries) {
    library_->handle = dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library_->handle) break;
    tried += (tried.empty() ? "" : ", ") + name;
  }
  if (!library_->handle)
    throw Error("no run-time compiler for CUDA: cannot open " + tried +
                "; install the CUDA toolkit's libnvrtc");
  Library& l = *library_;
  load(l.handle, l.version, "nvrtcVersion");
  load(l.handle, l.error_string, "nvrtcGetErrorString");
  load(l.handle, l.architecture_count, "nvrtcGetNumSupportedArchs");
  load(l.handle, l.architectures, "nvrtcGetSupportedArchs");
  load(l.handle, l.create, "nvrtcCreateProgram");
  load(l.handle, l.destroy, "nvrtcDestroyProgram");
  load(l.handle, l.add_name, "nvrtcAddNameExpression");
  load(l.handle, l.compile, "nvrtcCompileProgram");
  load(l.handle, l.log_size, "nvrtcGetProgramLogSize");
  load(l.handle, l.log, "nvrtcGetProgramLog");
  load(l.handle, l.cubin_size, "nvrtcGetCUBINSize");
  load(l.handle, l.cubin, "nvrtcGetCUBIN");
  load(l.handle, l.ptx_size, "nvrtcGetPTXSize");
  load(l.handle, l.ptx, "nvrtcGetPTX");
  load(l.handle, l.lowered_name, "nvrtcGetLoweredName");
}

Nvrtc::~Nvrtc() = default;
Nvrtc::Nvrtc(Nvrtc&&) noexcept = default;

std::string Nvrtc::version() const {
  int major = 0, minor = 0;
  library_->version(&major, &minor);
  return std::to_string(major) + "." + std::to_string(minor);
}

std::string Nvrtc::architecture(int major, int minor) const {
  int count = 0;
  library_->architecture_count(&count);
  std::vector<int> known(std::size_t(std::max(count, 0)));
  if (!known.empty()) library_->architectures(known.data());
  std::sort(known.begin(), known.end());
  const int wanted = 10 * major + minor;
  if (std::binary_search(known.begin(), known.end(), wanted)) return "sm_" + std::to_string(wanted);
  // Code for 8.6 runs on 8.7 but not on 9.0: across generations only PTX does.
  const auto above = std::upper_bound(known.begin(), known.end(), wanted);
  if (above == known.begin())
    throw Error("the card's compute capability " + std::to_string(major) + "." + std::to_string(minor) +
                " is too old for NVRTC " + version());
  return "compute_" + std::to_string(*(above - 1));
}

std::vector<std::string> Nvrtc::options(MathMode math, const std::string& architecture) {
  // Unannotated functions are host code that the shared headers contain beside the device code; NVRTC wants
  // an opinion on them.
  std::vector<std::string> all{"-std=c++20", "-default-device", "-arch=" + architecture};
  if (math == MathMode::exact)
    all.insert(all.end(), {"-fmad=false", "-ftz=true", "-prec-div=true", "-prec-sqrt=true"});
  else
    all.insert(all.end(), {"-use_fast_math", "-DTHALWEG_MATH_FAST"});
  return all;
}

Binary Nvrtc::compile(const Program& program, const std::string& architecture) const {
  std::vector<std::string> names;
  for (const SourceHeader& h : program.headers) names.emplace_back(h.name);
  std::vector<const char*> texts;
  for (const SourceHeader& h : program.headers) texts.push_back(h.text);
  const std::vector<const char*> name_pointers = pointers(names);
  nvrtcProgram handle = nullptr;
  const auto check = [&](nvrtcResult result, const char* what) {
    if (result != NVRTC_SUCCESS)
      throw Error(std::string("the run-time compiler failed in ") + what + ": " +
                  library_->error_string(result));
  };
  check(library_->create(&handle, program.text.c_str(), "thalweg.cu", int(texts.size()), texts.data(),
                         name_pointers.data()),
        "nvrtcCreateProgram");
  const auto destroy = [this](nvrtcProgram* p) { library_->destroy(p); };
  const std::unique_ptr<nvrtcProgram, decltype(destroy)> destroyer(&handle, destroy);
  for (const std::string& kernel : program.kernels)
    check(library_->add_name(handle, kernel.c_str()), "nvrtcAddNameExpression");

  const std::vector<std::string> options = Nvrtc::options(program.math, architecture);
  const std::vector<const char*> option_pointers = pointers(options);
  const nvrtcResult result = library_->compile(handle, int(options.size()), option_pointers.data());
  if (result != NVRTC_SUCCESS) {
    std::size_t size = 0;
    library_->log_size(handle, &size);
    std::string log(size, '\0');
    if (size > 0) library_->log(handle, log.data());
    throw Error("the run-time compiler rejects " +
                (program.kernels.empty() ? "a program" : program.kernels[0]) + ": " +
                library_->error_string(result) + ": " + complaint(log));
  }

  Binary binary;
  for (const std::string& kernel : program.kernels) {
    const char* lowered = nullptr;
    check(library_->lowered_name(handle, kernel.c_str(), &lowered), "nvrtcGetLoweredName");
    binary.names.emplace_back(lowered);
  }
  const bool ptx = architecture.starts_with("compute_");
  std::size_t size = 0;
  check((ptx ? library_->ptx_size : library_->cubin_size)(handle, &size), "asking for the size of the code");
  binary.image.resize(size);
  check((ptx ? library_->ptx : library_->cubin)(handle, binary.image.data()), "asking for the code");
  return binary;
}

}  // namespace thalweg::kernels
