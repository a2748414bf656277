// SPDX-License-Identifier: MIT
#include "kernels/gl_interop.cuh"

#include <exception>

#include <fmt/format.h>

namespace thalweg::kernels {

namespace {

/// A registered buffer.
class CudaGlLink final : public GlLink {
 public:
  CudaGlLink(std::shared_ptr<Machine> machine, const GlTarget& target, cudaGraphicsResource_t resource)
      : machine_(std::move(machine)), buffer_(target.buffer), bytes_(target.bytes), resource_(resource) {}
  // A failure here cannot be helped, and a lost card shows at the next call.
  ~CudaGlLink() override {
    try {
      machine_->card.use();
    } catch (const std::exception&) {
      return;
    }
    const CudaApi& api = machine_->card.api();
    if (api.gl_unregister(resource_) != cudaSuccess) api.last_error();
  }
  bool is_of(const Machine& machine, const GlTarget& target) const {
    return machine_.get() == &machine && buffer_ == target.buffer && bytes_ == target.bytes;
  }
  cudaGraphicsResource_t resource() const { return resource_; }

 private:
  std::shared_ptr<Machine> machine_;
  unsigned buffer_;
  std::size_t bytes_;
  cudaGraphicsResource_t resource_;
};

/// Remembers a failure; true if there was none.
bool went(Machine& machine, cudaError_t error, const char* call) {
  if (error == cudaSuccess) return true;
  machine.card.api().last_error();  // so that it does not appear again at the next, innocent call
  if (machine.why_no_gl.empty()) machine.why_no_gl = fmt::format("{}: {}", call, cudaGetErrorName(error));
  return false;
}

/// Between map and unmap, whatever happens there.
class Mapping {
 public:
  Mapping(Machine& machine, cudaGraphicsResource_t resource, const Stream& stream)
      : machine_(machine), resource_(resource), stream_(stream.get()) {
    mapped_ = went(machine_, machine_.card.api().gl_map(&resource_, stream_), "cudaGraphicsMapResources");
  }
  ~Mapping() { unmap(); }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;

  /// Null if it is not there, or shorter.  Another address each time.
  std::byte* at(std::size_t bytes) {
    void* p = nullptr;
    std::size_t size = 0;
    if (!mapped_ || !went(machine_, machine_.card.api().gl_pointer(&p, &size, resource_),
                          "cudaGraphicsResourceGetMappedPointer"))
      return nullptr;
    return size >= bytes ? static_cast<std::byte*>(p) : nullptr;
  }
  bool unmap() {
    if (!mapped_) return false;
    mapped_ = false;
    return went(machine_, machine_.card.api().gl_unmap(&resource_, stream_), "cudaGraphicsUnmapResources");
  }

 private:
  Machine& machine_;
  cudaGraphicsResource_t resource_;
  cudaStream_t stream_;
  bool mapped_ = false;
};

const CudaGlLink* link_of(const std::shared_ptr<Machine>& machine, GlTarget& target, GlContent content) {
  const auto* known = dynamic_cast<const CudaGlLink*>(target.link.get());
  if (known && known->is_of(*machine, target)) return known;
  target.link.reset();
  // Replaced means all of the buffer, so it is not for rings, of which one slot is written.
  const unsigned flags = content == GlContent::kReplaced ? unsigned(cudaGraphicsRegisterFlagsWriteDiscard)
                                                         : unsigned(cudaGraphicsRegisterFlagsNone);
  cudaGraphicsResource_t resource = nullptr;
  if (!went(*machine, machine->card.api().gl_register(&resource, target.buffer, flags),
            "cudaGraphicsGLRegisterBuffer"))
    return nullptr;
  auto link = std::make_unique<CudaGlLink>(machine, target, resource);
  known = link.get();
  target.link = std::move(link);
  return known;
}

}  // namespace

bool write_gl(const std::shared_ptr<Machine>& machine, GlTarget& target, GlContent content, std::size_t bytes,
              const Stream& stream, const std::function<void(std::byte*)>& fill) {
  if (!machine->why_no_gl.empty() || target.bytes < bytes) return false;
  const bool written = [&] {
    const CudaGlLink* link = link_of(machine, target, content);
    if (!link) return false;
    Mapping mapping(*machine, link->resource(), stream);
    std::byte* to = mapping.at(bytes);
    if (!to) return false;
    fill(to);
    return mapping.unmap();
  }();
  // OpenGL must not write what may still be mapped.
  if (!written) target.link.reset();
  return written;
}

}  // namespace thalweg::kernels
