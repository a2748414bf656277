// SPDX-License-Identifier: MIT
// Buffers of OpenGL on a pretended card: what is in them is what the host would have copied there.
#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include "core/error.h"
#include "engine/gl_sink.h"
#include "engine/trail_sampler.h"
#include "kernels/machine.cuh"
#include "tests/kernels/fake_card.h"
#include "tests/kernels/runs.h"

namespace thalweg::kernels {
namespace {

using testing::small_run;

constexpr std::byte kOld{0x5a};  // what was in a buffer before

class GlInterop : public ::testing::Test {
 protected:
  // A run with trails of 5 slots, every 3 steps.
  void start(Precision precision = Precision::float32, i64 particles = 75, std::size_t memory_limit = 0) {
    backend_ = make_backend(new_fake_card(), 0, memory_limit);
    RunSpec spec = small_run("himmelblau", {"adam"}, precision);
    spec.trail = {.every = 3, .length = 5};
    spec.particles = particles;
    particles_ = std::size_t(particles);
    spec_ = spec;
    begin();
  }
  void begin() {
    ensemble_ = backend_->start(make_plan(spec_));
    writer_ = dynamic_cast<GlWriter*>(ensemble_.get());
    ASSERT_NE(writer_, nullptr);
  }
  // A buffer for so many points.
  GlTarget target(unsigned name, std::size_t points) {
    std::vector<std::byte>& content = fake_card().gl_buffers[name];
    content.assign(points * sizeof(PointF), kOld);
    return {name, content.size()};
  }
  static std::vector<PointF> content(unsigned name) {
    const std::vector<std::byte>& bytes = fake_card().gl_buffers.at(name);
    std::vector<PointF> points(bytes.size() / sizeof(PointF));
    std::memcpy(points.data(), bytes.data(), bytes.size());
    return points;
  }
  std::vector<PointF> positions() {
    std::vector<PointF> points(particles_);
    ensemble_->positions(0, points);
    return points;
  }
  static bool equal(std::span<const PointF> a, std::span<const PointF> b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
  }

  std::unique_ptr<Backend> backend_;
  RunSpec spec_;
  std::size_t particles_ = 0;
  std::unique_ptr<Ensemble> ensemble_;
  GlWriter* writer_ = nullptr;
};

TEST_F(GlInterop, PositionsAreThoseOfTheHost) {
  for (const Precision precision : {Precision::float32, Precision::float64}) {
    start(precision);
    GlTarget to = target(7, particles_ + 3);  // longer than it need be
    for (int k = 0; k < 3; k++) {
      ASSERT_TRUE(writer_->write_positions(to));
      const std::vector<PointF> found = content(7);
      EXPECT_TRUE(equal(std::span(found).first(particles_), positions())) << "after " << ensemble_->step();
      ensemble_->advance(11);
    }
    EXPECT_EQ(fake_card().mapped, 0);
    EXPECT_EQ(writer_->why_not(), "");
  }
}

TEST_F(GlInterop, PositionsDoNotTravel) {
  start();
  GlTarget to = target(7, particles_);
  fake_card().calls.clear();
  ASSERT_TRUE(writer_->write_positions(to));
  EXPECT_EQ(fake_card().calls["cudaMemcpyAsync"], 0);
  EXPECT_EQ(fake_card().calls["cudaStreamSynchronize"], 0);
}

// Only the new slots are written, and what was in the others stays.
TEST_F(GlInterop, TrailsAreThoseOfTheHostSlotBySlot) {
  start();
  GlTarget to = target(8, 5 * particles_);
  std::vector<PointF> expected = content(8);
  i64 seen = 0;
  for (const i64 steps : {7, 1, 2, 9, 60, 1}) {  // within the ring, across its end, more than all of it
    ensemble_->advance(steps);
    ASSERT_TRUE(writer_->write_trails(to, seen));
    const TrailView view = ensemble_->trails();
    for (i64 k = std::max(seen, view.written - view.length); k < view.written; k++) {
      const std::size_t slot = std::size_t(k % view.length) * particles_;
      for (std::size_t i = slot; i < slot + particles_; i++) expected[i] = view.xy[i];
    }
    seen = view.written;
    ASSERT_TRUE(equal(content(8), expected)) << "after " << ensemble_->step();
  }
}

TEST_F(GlInterop, TrailsOfASampleLieSideBySide) {
  start();
  ensemble_ = start_sampled(*backend_, make_plan(spec_), 20).ensemble;
  writer_ = dynamic_cast<GlWriter*>(ensemble_.get());
  ASSERT_NE(writer_, nullptr);
  GlTarget to = target(8, 5 * 20);
  ensemble_->advance(15);
  ASSERT_TRUE(writer_->write_trails(to, 0));
  const TrailView view = ensemble_->trails();
  EXPECT_EQ(view.particles, 20);
  EXPECT_TRUE(equal(content(8), view.xy));
}

TEST_F(GlInterop, ABufferIsRegisteredOnce) {
  start();
  GlTarget a = target(7, particles_), b = target(8, 5 * particles_);
  const auto registered = [] { return fake_card().calls["cudaGraphicsGLRegisterBuffer"]; };
  for (int k = 0; k < 4; k++) {
    ensemble_->advance(5);
    EXPECT_TRUE(writer_->write_positions(a));
    EXPECT_TRUE(writer_->write_trails(b, 0));
  }
  EXPECT_EQ(registered(), 2);
  begin();  // another run of the same machine
  EXPECT_TRUE(writer_->write_positions(a));
  EXPECT_EQ(registered(), 2);
  a.link.reset();
  EXPECT_EQ(fake_card().live_links, 1);
  a = target(9, 2 * particles_);  // it grew
  EXPECT_TRUE(writer_->write_positions(a));
  EXPECT_TRUE(writer_->write_positions(a));
  EXPECT_EQ(registered(), 3);
  const std::vector<PointF> found = content(9);
  EXPECT_TRUE(equal(std::span(found).first(particles_), positions()));
  b.bytes += 8;  // the same name, another size: another buffer
  fake_card().gl_buffers[8].resize(b.bytes);
  EXPECT_TRUE(writer_->write_trails(b, 0));
  EXPECT_EQ(registered(), 4);
  EXPECT_EQ(fake_card().live_links, 2);
}

TEST_F(GlInterop, EverythingIsGivenBackAlsoAfterTheRun) {
  start();
  GlTarget to = target(7, particles_);
  ASSERT_TRUE(writer_->write_positions(to));
  ensemble_.reset();
  backend_.reset();
  EXPECT_EQ(fake_card().live_links, 1);
  to.link.reset();
  EXPECT_EQ(fake_card().live_links, 0);
  EXPECT_EQ(fake_card().allocated, 0u);
}

// Whatever call fails: an answer, no exception, the first reason, and nobody asks again.  The run goes on.
TEST_F(GlInterop, AFailureIsRememberedAndHurtsNothing) {
  for (const char* call : {"cudaGraphicsGLRegisterBuffer", "cudaGraphicsMapResources",
                           "cudaGraphicsResourceGetMappedPointer", "cudaGraphicsUnmapResources"}) {
    start();
    GlTarget to = target(7, particles_);
    fake_card().failing_call = call;
    fake_card().failure = cudaErrorUnknown;  // elsewhere it would mean a lost card
    EXPECT_FALSE(writer_->write_positions(to)) << call;
    EXPECT_EQ(writer_->why_not(), std::string(call) + ": cudaErrorUnknown");
    EXPECT_EQ(fake_card().cleared_errors, 1) << call;
    EXPECT_EQ(fake_card().mapped, 0) << call;
    EXPECT_EQ(fake_card().live_links, 0) << call;
    EXPECT_EQ(to.link, nullptr) << call;
    fake_card().failing_call.clear();
    fake_card().calls.clear();
    ensemble_->advance(5);
    EXPECT_FALSE(writer_->write_positions(to)) << call;
    begin();
    EXPECT_FALSE(writer_->write_trails(to, 0)) << call;  // the machine remembers, not the run
    for (const auto& [name, times] : fake_card().calls)
      EXPECT_TRUE(name.find("Graphics") == std::string::npos) << name << " " << times;
    EXPECT_NO_THROW(positions()) << call;
  }
}

// A failure of the card itself is an error as everywhere, and the buffer is OpenGL's again.
TEST_F(GlInterop, ALostCardIsAnError) {
  start();
  GlTarget to = target(7, particles_);
  fake_card().failing_call = "cudaLaunchKernel";
  fake_card().failure = cudaErrorIllegalAddress;
  EXPECT_THROW(writer_->write_positions(to), Error);
  EXPECT_EQ(fake_card().mapped, 0);
  fake_card().failing_call.clear();
  EXPECT_THROW(writer_->write_positions(to), Error);
}

TEST_F(GlInterop, TooShortBuffersAndRunsThatTakeTurnsAreCopied) {
  start();
  GlTarget to = target(7, particles_ - 1);
  EXPECT_FALSE(writer_->write_positions(to));
  EXPECT_EQ(writer_->why_not(), "");  // another buffer may do
  start(Precision::float32, 1000, 40'000);
  GlTarget large = target(7, 5 * particles_);
  EXPECT_FALSE(writer_->write_positions(large));
  EXPECT_FALSE(writer_->write_trails(large, 0));
  EXPECT_EQ(fake_card().calls["cudaGraphicsGLRegisterBuffer"], 0);
}

}  // namespace
}  // namespace thalweg::kernels
