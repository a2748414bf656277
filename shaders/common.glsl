#version 450 core
// In front of every shader: what a frame shares. The block is layers/frame.h's FrameUniforms, field by field.
layout(std140, binding = 0) uniform Frame {
  mat4 view_projection;
  mat4 inverse_view_projection;
  vec4 eye;                // position; pixels per world unit at distance 1
  vec4 sun;                // direction to the sun; strength of the baked light, 0 for a flat map
  vec4 screen;             // width, height, 1 / width, 1 / height
  vec4 block;              // half extent in x and y, height of height 1, height of the floor
  vec4 domain;             // world.xy = domain position * domain.xy + domain.zw
  vec4 detail;             // pixels per pixel of a 720-line picture, mesh nodes, field nodes, intervals between contours
  vec4 background_top;     // linear light; vignette
  vec4 background_bottom;  // linear light; strength of the block's shadow
  vec4 floor_color;        // linear light; whether the floor is drawn
  vec4 grid_color;         // linear light; strength of the draped basins
  vec4 wall_color;         // linear light; strength of the draped density
  vec4 floor_grid;         // distance of the floor's lines in x and y, where one of them is
  vec4 particle;           // 1 where heights are cut off, smallest radius in pixels, colours in the palette, fade of trails
  vec4 neutral;            // linear light, for the neutral label
  vec4 fog;                // world x, y and radius of the ground that is seen; radius 0: all of it
  vec4 hatch;              // linear light; curvature above which the surface is hatched, 1e38: nowhere
  vec4 wire;               // distance of the wireframe's lines in x and y, where one of them is; x 0: no wireframe
  vec4 whole;              // of the picture that this one may be a tile of: its own lower left corner there; size
  vec4 palette[16];        // linear light
  vec4 contour[24];        // per interval: height of its start, minor lines per height, start is a major line, unused
};

vec3 srgb_to_linear(vec3 c) { return mix(c / 12.92, pow((c + .055) / 1.055, vec3(2.4)), step(.04045, c)); }
vec3 linear_to_srgb(vec3 c) {
  return mix(12.92 * c, 1.055 * pow(max(c, vec3(1e-5)), vec3(1. / 2.4)) - .055, step(.0031308, c));
}
// Highlights bend below white instead of clipping; colours up to 0.75 stay exactly as they are, and so does the map.
vec3 shoulder(vec3 c) { return min(c, 1. - .25 * exp(-4. * max(c - .75, 0.))); }

vec3 label_color(uint label) { return label == 255u ? neutral.rgb : palette[label % uint(particle.z)].rgb; }

// What a swarm shares: layers/particle_buffers.h.
layout(std140, binding = 1) uniform Swarm {
  vec4 swarm_palette[16];  // linear light
  vec4 swarm;              // radius in the world, colours in the palette
};
vec3 swarm_color(uint label) { return label == 255u ? neutral.rgb : swarm_palette[label % uint(swarm.y)].rgb; }

// False for NaN and infinities; on the bits, because compilers may assume that isnan() is never true.
bool is_finite(vec2 p) {
  uvec2 exponent = floatBitsToUint(p) & 0x7f800000u;
  return exponent.x != 0x7f800000u && exponent.y != 0x7f800000u;
}

// World position of a domain position, at half the block's footprint = 1.
vec2 world_of(vec2 p) { return p * domain.xy + domain.zw; }
vec2 block_coordinate(vec2 world) { return world / block.xy * .5 + .5; }  // 0..1 on the footprint
vec2 node_uv(vec2 t, float nodes) { return (t * (nodes - 1.) + .5) / nodes; }

// Signed distance to a five-pointed star (Quilez): r outer radius, rf how far the inner corners come in.
float star(vec2 p, float r, float rf) {
  const vec2 k1 = vec2(.809016994375, -.587785252292), k2 = vec2(-k1.x, k1.y);
  p.x = abs(p.x);
  p -= 2. * max(dot(k1, p), 0.) * k1;
  p -= 2. * max(dot(k2, p), 0.) * k2;
  p.x = abs(p.x);
  p.y -= r;
  vec2 ba = rf * vec2(-k1.y, k1.x) - vec2(0, 1);
  float h = clamp(dot(p, ba) / dot(ba, ba), 0., r);
  return length(p - ba * h) * sign(p.y * ba.x - p.x * ba.y);
}
