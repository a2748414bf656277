// SPDX-License-Identifier: MIT
// A card that fails: what the user reads, and that no number comes out of it.
#include <gtest/gtest.h>

#include "core/error.h"
#include "kernels/cuda_probe.cuh"
#include "kernels/machine.cuh"
#include "tests/kernels/fake_card.h"
#include "tests/kernels/runs.h"

namespace thalweg::kernels {
namespace {

using testing::small_run;

// The text of the Error that f throws.
template <class F>
std::string error_of(F f) {
  try {
    f();
  } catch (const Error& error) {
    return error.what();
  }
  return "nothing thrown";
}

bool mentions(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

RunSpec spec() { return small_run("himmelblau", {"adam"}, Precision::float32); }

void fail_at(const char* call, int after, cudaError_t error, bool stays_broken = false) {
  FakeCard& card = fake_card();
  card.failing_call = call;
  card.calls_before_failure = after;
  card.failure = error;
  card.stays_broken = stays_broken;
}

TEST(Failure, NotEnoughMemoryForTheParticles) {
  const std::unique_ptr<Backend> card = make_backend(new_fake_card(), 0);
  fail_at("cudaMalloc", 0, cudaErrorMemoryAllocation);
  const std::string text = error_of([&] { card->start(make_plan(spec())); });
  EXPECT_TRUE(mentions(text, "cuda:0 Pretended: out of memory")) << text;
  EXPECT_TRUE(mentions(text, "75 particles")) << text;
  EXPECT_TRUE(mentions(text, "cudaMalloc: cudaErrorMemoryAllocation")) << text;
  EXPECT_EQ(fake_card().cleared_errors, 1);
  EXPECT_EQ(fake_card().allocated, 0u);
  EXPECT_EQ(fake_card().live_streams, 0);
}

TEST(Failure, ATrailLargerThanAnyMemory) {
  const std::unique_ptr<Backend> card = make_backend(new_fake_card(), 0);
  RunSpec s = spec();
  s.trail.length = i64(1) << 30;
  const std::string text = error_of([&] { card->start(make_plan(s)); });
  EXPECT_TRUE(mentions(text, "memory is too small")) << text;
}

TEST(Failure, ALostCard) {
  const std::unique_ptr<Backend> card = make_backend(new_fake_card(), 0);
  const std::unique_ptr<Ensemble> e = card->start(make_plan(spec()));
  fail_at("cudaStreamSynchronize", 0, cudaErrorIllegalAddress, true);
  const std::string text = error_of([&] { e->advance(20); });
  EXPECT_TRUE(mentions(text, "cuda:0 Pretended was lost while descending")) << text;
  EXPECT_TRUE(mentions(text, "cudaErrorIllegalAddress")) << text;
  EXPECT_TRUE(mentions(text, "start the program again")) << text;
}

// Whatever fails and whenever: an Error, and afterwards no answer at all, though the card would answer again.
TEST(Failure, NeverAWrongNumber) {
  const char* calls[] = {"cudaSetDevice",        "cudaMalloc",           "cudaMemcpyAsync",
                         "cudaMemcpy2DAsync",    "cudaLaunchKernel",     "cudaLibraryLoadData",
                         "cudaLibraryGetKernel", "cudaStreamSynchronize"};
  for (const char* call : calls) {
    int failures = 0;
    for (int after = 0; after < 40; after++) {
      const std::unique_ptr<Backend> card = make_backend(new_fake_card(), 0, 40'000);  // two parts
      RunSpec large = spec();
      large.particles = 600;
      const Plan plan = make_plan(large);
      const std::unique_ptr<Ensemble> e = card->start(plan);
      fail_at(call, after, cudaErrorLaunchFailure);
      const std::string text = error_of([&] {
        e->advance(20);
        testing::results(*e, plan.spec.particles);
        e->advance(50);
      });
      if (text == "nothing thrown") break;  // it was never called so often
      EXPECT_TRUE(mentions(text, "cudaErrorLaunchFailure")) << call << ": " << text;
      std::vector<PointF> positions(1);
      std::vector<double> losses(1);
      std::vector<End> ends(1);
      for (const std::string& later :
           {error_of([&] { e->positions(0, positions); }), error_of([&] { e->losses(0, losses); }),
            error_of([&] { e->ends(0, ends); }), error_of([&] { e->end_cells(); }),
            error_of([&] { e->trails(); }), error_of([&] { e->loss_quantiles(); }),
            error_of([&] { e->advance(1); })})
        EXPECT_TRUE(mentions(later, "failed before")) << call << ": " << later;
      failures++;
    }
    EXPECT_GT(failures, 0) << call << " was never made to fail";
  }
}

TEST(Failure, OneRunFailsAndTheNextOneIsWell) {
  const std::unique_ptr<Backend> card = make_backend(new_fake_card(), 0);
  const testing::Results expected = testing::results(*card, spec(), {70});
  fail_at("cudaLaunchKernel", 2, cudaErrorLaunchOutOfResources);
  const std::string text = error_of([&] { testing::results(*card, spec(), {70}); });
  EXPECT_TRUE(mentions(text, "cuda:0 Pretended failed while")) << text;
  EXPECT_TRUE(testing::same(testing::results(*card, spec(), {70}), expected));
}

TEST(Probe, SaysWhyThereIsNone) {
  const auto why = [](auto prepare) {
    const CudaApi& api = new_fake_card();
    prepare(fake_card());
    const CudaStatus status = probe(api);
    EXPECT_TRUE(status.cards.empty());
    return status.why;
  };
  EXPECT_EQ(why([](FakeCard& c) {
              c.probe_error = cudaErrorInsufficientDriver;
              c.driver = 0;
            }),
            "no driver: the NVIDIA driver is not installed");
  const std::string old = why([](FakeCard& c) {
    c.probe_error = cudaErrorInsufficientDriver;
    c.driver = 11040;
  });
  EXPECT_TRUE(mentions(old, "supports CUDA 11.4, this program needs 1")) << old;
  EXPECT_EQ(why([](FakeCard& c) { c.probe_error = cudaErrorNoDevice; }), "no card: the driver sees none");
  EXPECT_EQ(why([](FakeCard& c) { c.count = 0; }), "no card: the driver sees none");
  EXPECT_TRUE(mentions(why([](FakeCard& c) { c.probe_error = cudaErrorUnknown; }), "cudaErrorUnknown"));
  const std::string silent = why([](FakeCard&) { fail_at("cudaGetDeviceProperties", 0, cudaErrorUnknown); });
  EXPECT_TRUE(mentions(silent, "cuda:0 does not answer")) << silent;
}

TEST(Probe, ListsTheCards) {
  const CudaApi& api = new_fake_card();
  fake_card().count = 2;
  const CudaStatus status = probe(api);
  EXPECT_EQ(status.why, "");
  ASSERT_EQ(status.cards.size(), 2u);
  EXPECT_EQ(status.cards[1].index, 1);
  EXPECT_EQ(status.cards[1].name, "Pretended");
  EXPECT_EQ(status.cards[1].memory, std::size_t(8) << 30);
}

TEST(Probe, ACardThatIsNotThere) {
  EXPECT_THROW(make_backend(new_fake_card(), -1), InputError);
  const std::string text = error_of([] { make_backend(new_fake_card(), 3); });
  EXPECT_EQ(text, "cuda:3 is not there (accepted: cuda:0 Pretended)");
  EXPECT_EQ(make_backend(new_fake_card(), 0)->device(), "cuda:0 Pretended");
  const CudaApi& api = new_fake_card();
  fake_card().count = 0;
  EXPECT_EQ(error_of([&] { make_backend(api, 0); }), "cuda:0 is not there: no card: the driver sees none");
}

// Whatever machine this is: an answer or a reason, never both and never a crash.
TEST(Probe, ThisMachine) {
  const CudaStatus status = probe_cuda();
  EXPECT_EQ(status.cards.empty(), !status.why.empty()) << status.why;
}

}  // namespace
}  // namespace thalweg::kernels
