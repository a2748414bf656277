// SPDX-License-Identifier: MIT
// Particles that are on a card: the same picture, whoever writes the buffers.  The card is pretended: what it
// would write from its memory comes from the host's.
#include <glad/gl.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

#include "engine/trail_sample.h"
#include "renderer_fixture.h"
#include "viewer/layers/particle_buffers.h"

namespace thalweg::viewer {
namespace {

/// Links that are alive, by buffer.
using Links = std::multiset<unsigned>;

class PretendedLink final : public GlLink {
 public:
  PretendedLink(Links& links, unsigned buffer) : links_(&links), buffer_(buffer) { links_->insert(buffer); }
  ~PretendedLink() override {
    EXPECT_TRUE(glIsBuffer(buffer_)) << "the buffer was deleted before its link";
    links_->extract(buffer_);
  }

 private:
  Links* links_;
  unsigned buffer_;
};

class PretendedCard final : public SwarmSource, public GlWriter {
 public:
  explicit PretendedCard(const Swarm& swarm) : particles_(swarm.particles), ring_(swarm.trails) {}

  bool write_positions(GlTarget& to) override {
    if (!link(to)) return false;
    positions_written++;
    write(to, 0, particles_.xy);
    return true;
  }
  bool write_trails(GlTarget& to, i64 first) override {
    if (!link(to)) return false;
    const std::size_t row = 2 * std::size_t(ring_.particles);
    for (i64 c = first; c < i64(ring_.columns_written); c++) {
      columns_written++;
      const std::size_t slot = std::size_t(c % ring_.capacity);
      write(to, slot * row * sizeof(float), ring_.xy.subspan(slot * row, row));
    }
    return true;
  }
  std::string why_not() const override { return ""; }

  GlWriter& writer() override { return *this; }
  std::span<const float> xy() override {
    positions_read++;
    return particles_.xy;
  }
  std::span<const float> trail_xy() override {
    trails_read++;
    return ring_.xy;
  }

  void show(const Swarm& swarm) {
    particles_ = swarm.particles;
    ring_ = swarm.trails;
  }

  bool fails = false;
  int positions_written = 0, columns_written = 0, positions_read = 0, trails_read = 0, registered = 0;
  Links links;

 private:
  bool link(GlTarget& to) {
    if (fails) {
      to.link.reset();
      return false;
    }
    EXPECT_TRUE(glIsBuffer(to.buffer));
    GLint64 bytes = 0;
    glGetNamedBufferParameteri64v(to.buffer, GL_BUFFER_SIZE, &bytes);
    EXPECT_EQ(std::size_t(bytes), to.bytes);
    if (!to.link) {
      to.link = std::make_unique<PretendedLink>(links, to.buffer);
      registered++;
    }
    EXPECT_EQ(links.count(to.buffer), 1u);
    return true;
  }
  static void write(const GlTarget& to, std::size_t offset, std::span<const float> numbers) {
    ASSERT_LE(offset + numbers.size_bytes(), to.bytes);
    glNamedBufferSubData(to.buffer, GLintptr(offset), GLsizeiptr(numbers.size_bytes()), numbers.data());
  }

  ParticleCloud particles_;
  TrailRing ring_;
};

class CardSwarms : public RendererTest {
 protected:
  /// Moves the coordinates to the card.
  void to_card(PretendedCard& card) {
    swarm().source = &card;
    swarm().on_card = swarm().particles.xy.size() / 2;
    swarm().particles.xy = {};
    swarm().trails.xy = {};
  }
};

TEST_F(CardSwarms, look_the_same) {
  const Image copied = draw();
  PretendedCard card(swarm());
  to_card(card);
  EXPECT_EQ(draw().rgba, copied.rgba);
  EXPECT_EQ(card.positions_written, 1);
  EXPECT_EQ(card.columns_written, 24);
  EXPECT_EQ(card.positions_read + card.trails_read, 0);  // nothing travelled
  EXPECT_TRUE(card.links.empty());                       // the renderer is gone, and so are its links
  swarm().particles.label = {};
  sample.scene.layers.trails = false;
  plain();
  scene.layers.particles = true;
  EXPECT_NE(draw().rgba, copied.rgba);  // a picture can tell
}

TEST_F(CardSwarms, look_the_same_where_the_card_cannot_write) {
  const Image copied = draw();
  PretendedCard card(swarm());
  card.fails = true;
  to_card(card);
  EXPECT_EQ(draw().rgba, copied.rgba);
  EXPECT_EQ(card.positions_written + card.columns_written, 0);
  EXPECT_EQ(card.positions_read, 1);
  EXPECT_EQ(card.trails_read, 1);
}

// Whichever of the pictures it is that fails first, or works again.
TEST_F(CardSwarms, can_change_the_way_at_any_column) {
  const Image copied = draw();
  for (const std::uint64_t change : {5, 24}) {
    PretendedCard card(swarm());
    const Swarm whole = swarm();
    Renderer renderer(kTestQuality);
    for (std::uint64_t columns = 1; columns <= 24; columns++) {
      Swarm now = whole;
      now.trails.columns_written = columns;
      now.particles.version = 100 + columns;
      card.show(now);
      card.fails = columns >= change && columns < change + 3;
      swarm() = now;
      to_card(card);
      renderer.draw(scene, camera, kWidth, kHeight);
    }
    EXPECT_EQ(renderer.read_pixels().rgba, copied.rgba) << change;
    EXPECT_EQ(card.columns_written, change == 5 ? 21 : 23);
    swarm() = whole;
  }
}

TEST_F(CardSwarms, that_are_thinned_out_are_copied) {
  Quality thin = kTestQuality;
  thin.particle_budget = 20;
  thin.trail_budget = 5;
  const Image copied = draw(thin);
  PretendedCard card(swarm());
  to_card(card);
  EXPECT_EQ(draw(thin).rgba, copied.rgba);
  EXPECT_EQ(card.positions_written + card.columns_written, 0);
}

TEST_F(CardSwarms, with_a_highlighted_trail_look_the_same) {
  swarm().highlighted = 31;
  const Image copied = draw();
  PretendedCard card(swarm());
  to_card(card);
  EXPECT_EQ(draw().rgba, copied.rgba);
  EXPECT_EQ(card.positions_written, 1);
  EXPECT_EQ(card.trails_read, 0);  // it is one of those that are there
}

// Of many particles a sample leaves trails: each wears the colour of its own particle.
TEST_F(CardSwarms, trails_of_a_sample_have_their_owners_colours) {
  plain();
  scene.layers.trails = true;
  const Image whole = draw();
  const std::size_t particles = 1000;
  const TrailSample some{particles, 60};
  std::vector<std::uint8_t> labels(particles, 11);
  for (u64 t = 0; t < 60; t++) labels[trail_owner(some, t)] = swarm().particles.label[t];
  swarm().particles.xy = {};
  swarm().particles.label = labels;
  swarm().trails.among = particles;
  EXPECT_EQ(draw().rgba, whole.rgba);
  swarm().highlighted = int(trail_owner(some, 31));
  const Image sampled = draw();
  swarm().trails.among = 0;
  swarm().highlighted = 31;
  std::vector<std::uint8_t> own;
  for (u64 t = 0; t < 60; t++) own.push_back(labels[trail_owner(some, t)]);
  swarm().particles.label = own;
  EXPECT_EQ(draw().rgba, sampled.rgba);
  EXPECT_NE(sampled.rgba, whole.rgba);
  scene.trails = 5;
  Quality few = kTestQuality;
  few.trail_budget = 5;
  const Image asked = draw();
  scene.trails.reset();
  EXPECT_EQ(draw(few).rgba, asked.rgba);
}

TEST_F(CardSwarms, are_linked_once_and_again_after_a_buffer_grew) {
  const Swarm whole = swarm();
  PretendedCard card(whole);
  Renderer renderer(kTestQuality);
  const auto picture = [&](std::size_t particles, std::uint64_t version) {
    Swarm part = whole;
    part.trails = {};
    part.particles = {whole.particles.xy.first(2 * particles), whole.particles.label.first(particles),
                      version};
    card.show(part);
    swarm() = part;
    const Image copied = draw();
    to_card(card);
    renderer.draw(scene, camera, kWidth, kHeight);
    EXPECT_EQ(renderer.read_pixels().rgba, copied.rgba) << particles;
  };
  picture(20, 1);
  picture(20, 2);
  picture(10, 3);  // the buffer is large enough
  EXPECT_EQ(card.registered, 1);
  picture(60, 4);
  EXPECT_EQ(card.registered, 2);
  EXPECT_EQ(card.links.size(), 1u);
  scene.swarms.clear();
  renderer.draw(scene, camera, kWidth, kHeight);
  EXPECT_TRUE(card.links.empty());
}

TEST_F(CardSwarms, without_particles_ask_nothing) {
  PretendedCard card(swarm());
  to_card(card);
  swarm().on_card = 0;  // a crowd
  swarm().particles.label = {};
  swarm().trails = {};
  EXPECT_NO_THROW(draw());
  EXPECT_EQ(card.positions_written + card.positions_read + card.columns_written + card.trails_read, 0);
}

// One less than all, and the highlighted one: as many as all, but not the same.
TEST_F(CardSwarms, one_trail_less_changes_no_other) {
  plain();
  scene.layers.trails = true;
  swarm().highlighted = 31;
  const Image all = draw();
  Quality one_less = kTestQuality;
  one_less.trail_budget = 59;
  const Image most = draw(one_less);
  const std::vector<std::uint32_t> chosen = chosen_particles(60, 59);
  std::size_t left_out = 0;
  while (left_out < 59 && chosen[left_out] == left_out) left_out++;
  std::vector<glm::dvec2> places;
  for (std::size_t t = 0; t < 24; t++) {
    const float* at = &sample.trail_points[2 * (t * 60 + left_out)];
    places.push_back(seen({at[0], at[1]}));
  }
  EXPECT_EQ(changes(all, most, places, 14).astray, 0);
}

}  // namespace
}  // namespace thalweg::viewer
