// SPDX-License-Identifier: MIT
#include "tests/kernels/fake_card.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>

#include "cpu/flush_denormals.h"
#include "engine/density.h"
#include "tests/kernels/host_kernels.h"

namespace thalweg::kernels {

namespace {

// Where blocks of the pretended memory begin, and how long they are.
std::map<void*, std::size_t>& blocks() {
  static std::map<void*, std::size_t> all;
  return all;
}

cudaError_t called(const char* name) {
  FakeCard& card = fake_card();
  card.calls[name]++;
  if (card.failure != cudaSuccess && card.failing_call == name && card.calls_before_failure-- == 0) {
    if (card.stays_broken) {
      card.calls_before_failure = 0;
      card.failing_call = "everything";
    }
    return card.failure;
  }
  return card.failing_call == "everything" ? card.failure : cudaSuccess;
}

cudaError_t allocate(void** p, std::size_t bytes) {
  if (const cudaError_t e = called("cudaMalloc"); e != cudaSuccess) return e;
  FakeCard& card = fake_card();
  if (card.allocated + bytes > card.memory) return cudaErrorMemoryAllocation;
  *p = std::aligned_alloc(256, (bytes + 255) / 256 * 256);
  std::memset(*p, 0xff, bytes);  // nobody may count on zeros
  blocks()[*p] = bytes;
  card.allocated += bytes;
  card.peak = std::max(card.peak, card.allocated);
  return cudaSuccess;
}

cudaError_t release(void* p) {
  const auto found = blocks().find(p);
  if (found == blocks().end()) return cudaErrorInvalidValue;
  fake_card().allocated -= found->second;
  blocks().erase(found);
  std::free(p);
  return called("cudaFree");
}

// True if [p, p + bytes) lies in one block: what a real card would not check.
bool on_card(const void* p, std::size_t bytes) {
  auto after = blocks().upper_bound(const_cast<void*>(p));
  if (after == blocks().begin()) return false;
  --after;
  return static_cast<const char*>(p) + bytes <= static_cast<const char*>(after->first) + after->second;
}

cudaError_t copy(void* to, const void* from, std::size_t bytes, cudaMemcpyKind kind, cudaStream_t) {
  if (const cudaError_t e = called("cudaMemcpyAsync"); e != cudaSuccess) return e;
  if (kind != cudaMemcpyHostToDevice && !on_card(from, bytes)) return cudaErrorInvalidValue;
  if (kind != cudaMemcpyDeviceToHost && !on_card(to, bytes)) return cudaErrorInvalidValue;
  std::memcpy(to, from, bytes);
  return cudaSuccess;
}

cudaError_t copy_rows(void* to, std::size_t to_pitch, const void* from, std::size_t from_pitch,
                      std::size_t width, std::size_t height, cudaMemcpyKind, cudaStream_t) {
  if (const cudaError_t e = called("cudaMemcpy2DAsync"); e != cudaSuccess) return e;
  if (width > to_pitch || width > from_pitch || !on_card(from, from_pitch * (height - 1) + width))
    return cudaErrorInvalidValue;
  for (std::size_t k = 0; k < height; k++)
    std::memcpy(static_cast<char*>(to) + k * to_pitch, static_cast<const char*>(from) + k * from_pitch,
                width);
  return cudaSuccess;
}

// A registered buffer.  While it is mapped, its content is in a block of the card's, another one each time,
// and OpenGL has none.
struct Registered {
  unsigned buffer;
  bool discard;
  std::vector<std::byte>* block;
};
Registered* registered(cudaGraphicsResource_t resource) { return reinterpret_cast<Registered*>(resource); }

cudaError_t gl_register(cudaGraphicsResource_t* resource, unsigned buffer, unsigned flags) {
  if (const cudaError_t e = called("cudaGraphicsGLRegisterBuffer"); e != cudaSuccess) return e;
  if (!fake_card().gl_buffers.contains(buffer)) return cudaErrorInvalidValue;
  fake_card().live_links++;
  const bool discard = flags == cudaGraphicsRegisterFlagsWriteDiscard;
  *resource = reinterpret_cast<cudaGraphicsResource_t>(new Registered{buffer, discard, nullptr});
  return cudaSuccess;
}

cudaError_t gl_unregister(cudaGraphicsResource_t resource) {
  const cudaError_t e = called("cudaGraphicsUnregisterResource");
  fake_card().live_links--;
  // A buffer that is gone before its registration is a mistake of the program.
  const bool known = fake_card().gl_buffers.contains(registered(resource)->buffer);
  delete registered(resource);
  return known ? e : cudaErrorInvalidResourceHandle;
}

cudaError_t gl_map(cudaGraphicsResource_t* resource, cudaStream_t) {
  if (const cudaError_t e = called("cudaGraphicsMapResources"); e != cudaSuccess) return e;
  Registered& r = *registered(*resource);
  if (r.block) return cudaErrorAlreadyMapped;
  std::vector<std::byte>& content = fake_card().gl_buffers.at(r.buffer);
  r.block = new std::vector<std::byte>(content);
  if (r.discard) std::fill(r.block->begin(), r.block->end(), std::byte(0xff));
  blocks()[r.block->data()] = r.block->size();
  std::fill(content.begin(), content.end(), std::byte(0xee));
  fake_card().mapped++;
  return cudaSuccess;
}

cudaError_t gl_unmap(cudaGraphicsResource_t* resource, cudaStream_t) {
  const cudaError_t e = called("cudaGraphicsUnmapResources");
  Registered& r = *registered(*resource);
  if (!r.block) return cudaErrorNotMapped;
  fake_card().gl_buffers.at(r.buffer) = *r.block;
  blocks().erase(r.block->data());
  delete r.block;
  r.block = nullptr;
  fake_card().mapped--;
  return e;
}

cudaError_t gl_pointer(void** p, std::size_t* bytes, cudaGraphicsResource_t resource) {
  if (const cudaError_t e = called("cudaGraphicsResourceGetMappedPointer"); e != cudaSuccess) return e;
  if (!registered(resource)->block) return cudaErrorNotMapped;
  *p = registered(resource)->block->data();
  *bytes = registered(resource)->block->size();
  return cudaSuccess;
}

// Handles are numbers that stand for names.
std::vector<std::string>& names() {
  static std::vector<std::string> all;
  return all;
}

cudaError_t load_library(cudaLibrary_t* library, const void* image) {
  if (const cudaError_t e = called("cudaLibraryLoadData"); e != cudaSuccess) return e;
  if (std::strcmp(static_cast<const char*>(image), "fake image") != 0) return cudaErrorInvalidKernelImage;
  fake_card().live_libraries++;
  *library = reinterpret_cast<cudaLibrary_t>(std::size_t(1));
  return cudaSuccess;
}

cudaError_t find_kernel(cudaKernel_t* kernel, cudaLibrary_t, const char* name) {
  if (const cudaError_t e = called("cudaLibraryGetKernel"); e != cudaSuccess) return e;
  names().push_back(name);
  *kernel = reinterpret_cast<cudaKernel_t>(names().size());
  return cudaSuccess;
}

// floats flush denormals on a card, doubles do not; starts are made in double.
bool flushes(const std::string& name) {
  return name.find("float") != std::string::npos && name.find("kernels::place<") == std::string::npos;
}

cudaError_t launch(cudaKernel_t kernel, unsigned grid, unsigned block, void** arguments, cudaStream_t) {
  if (const cudaError_t e = called("cudaLaunchKernel"); e != cudaSuccess) return e;
  if (grid == 0 || block == 0 || block > unsigned(kThreads)) return cudaErrorInvalidConfiguration;
  const std::string name = names().at(reinterpret_cast<std::size_t>(kernel) - 1);
  const std::size_t begin = std::string("thalweg::kernels::").size();
  fake_card().launches[name.substr(begin, name.find('<') - begin)]++;
  HostKernel run = fake_card().direct_kernels ? direct_host_kernel(name) : HostKernel{};
  if (!run) run = host_kernel(name);
  const cpu::FlushDenormals flush(flushes(name));
  run(grid * block, arguments);
  return cudaSuccess;
}

Binary compile(const Program& program, int major, int) {
  if (major != 9) throw std::runtime_error("wrong architecture");
  for (const std::string& kernel : program.kernels) fake_card().compiled[kernel]++;
  return {program.kernels, "fake image"};
}

// The definitions, word by word: sort the ends, then count.
std::vector<EndCell> cluster(const EndRecord* ends, u32 n, u64 first, const Box& domain, cudaStream_t) {
  std::map<std::pair<u32, u8>, EndCell> cells;
  for (u32 i = 0; i < n; i++) {
    const u32 cell = end_cell(domain, {ends[i].x, ends[i].y});
    EndCell& c = cells
                     .try_emplace({cell, ends[i].status},
                                  EndCell{cell, ends[i].status, 0, 0, i64(first + i), {ends[i].x, ends[i].y}})
                     .first->second;
    c.count++;
    c.steps += ends[i].steps;
  }
  std::vector<EndCell> all;
  for (const auto& [key, cell] : cells) all.push_back(cell);
  return all;
}

LossQuantiles quantiles(double* losses, u32 n, cudaStream_t) {
  std::vector<double> finite;
  for (u32 i = 0; i < n; i++)
    if (std::isfinite(losses[i])) finite.push_back(losses[i]);
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  if (finite.empty()) return {kNone, kNone, kNone, kNone, kNone};
  std::sort(finite.begin(), finite.end());
  const auto at = [&](double q) {
    return finite[std::size_t(std::max(1.0, std::ceil(q * double(finite.size())))) - 1] +
           0.0;  // no sign of 0
  };
  return {at(0), at(0.25), at(0.5), at(0.75), at(1)};
}

void add_density(const TrailPoint* points, u32 count, const u8* kinds, const Box& box, int n, u32* counts,
                 cudaStream_t) {
  for (u32 i = 0; i < count; i++)
    if (const u32 cell = density_cell(box, n, points[i].x, points[i].y); cell != kOutsideDensity)
      counts[(kinds ? kinds[i] : 0u) * u32(n) * u32(n) + cell]++;
}

CudaApi table() {
  CudaApi api{};
  api.driver_version = [](int* version) {
    *version = fake_card().driver;
    return cudaSuccess;
  };
  api.device_count = [](int* count) {
    if (fake_card().probe_error == cudaSuccess) *count = fake_card().count;
    return fake_card().probe_error;
  };
  api.device_properties = [](cudaDeviceProp* p, int) {
    std::strcpy(p->name, "Pretended");
    p->totalGlobalMem = fake_card().memory;
    p->major = 9;
    p->multiProcessorCount = 4;
    return called("cudaGetDeviceProperties");
  };
  api.set_device = [](int device) {
    return device < fake_card().count ? called("cudaSetDevice") : cudaErrorInvalidDevice;
  };
  api.memory_info = [](std::size_t* free, std::size_t* total) {
    *free = fake_card().memory - fake_card().allocated;
    *total = fake_card().memory;
    return called("cudaMemGetInfo");
  };
  api.allocate = allocate;
  api.release = release;
  api.set_memory = [](void* p, int value, std::size_t bytes, cudaStream_t) {
    if (!on_card(p, bytes)) return cudaErrorInvalidValue;
    std::memset(p, value, bytes);
    return called("cudaMemsetAsync");
  };
  api.copy = copy;
  api.copy_rows = copy_rows;
  api.create_stream = [](cudaStream_t*) {
    fake_card().live_streams++;
    return called("cudaStreamCreateWithFlags");
  };
  api.destroy_stream = [](cudaStream_t) {
    fake_card().live_streams--;
    return cudaSuccess;
  };
  api.wait = [](cudaStream_t) { return called("cudaStreamSynchronize"); };
  api.load_library = load_library;
  api.unload_library = [](cudaLibrary_t) {
    fake_card().live_libraries--;
    return cudaSuccess;
  };
  api.find_kernel = find_kernel;
  api.launch = launch;
  api.last_error = [] {
    fake_card().cleared_errors++;
    return cudaSuccess;
  };
  api.compile = compile;
  api.gl_register = gl_register;
  api.gl_unregister = gl_unregister;
  api.gl_map = gl_map;
  api.gl_unmap = gl_unmap;
  api.gl_pointer = gl_pointer;
  api.cluster = cluster;
  api.quantiles = quantiles;
  api.add_density = add_density;
  return api;
}

}  // namespace

FakeCard& fake_card() {
  static FakeCard card;
  return card;
}

const CudaApi& new_fake_card() {
  static const CudaApi api = table();
  fake_card() = FakeCard{};
  return api;
}

}  // namespace thalweg::kernels
