// Trails by vertex pulling: instance = trail, one triangle strip with two vertices per point, widened on the screen along
// the mitre of the two segments that meet there. The ring is time-major: point of trail q in slot s is at s * trails + q.
layout(std430, binding = 0) readonly buffer Trails { vec2 point[]; };
layout(std430, binding = 5) readonly buffer Labels { uint label_word[]; };
layout(binding = 0) uniform sampler2D mesh_height;
layout(location = 0) uniform ivec4 ring;    // trails in the buffer, slots, slot of the oldest column, filled columns
layout(location = 1) uniform ivec4 choice;  // first trail, columns per drawn point
layout(location = 2) uniform float width;   // pixels
out vec2 across;  // signed distance from the centre line and half the line's width, in pixels
flat out vec3 hue;
out float age;    // 0 at the oldest point, 1 at the particle
out vec3 where;   // block coordinates, and 1 where the point is finite

// In block coordinates.
vec2 position_of(int column, int trail) {
  return block_coordinate(world_of(point[((ring.z + column) % ring.y) * ring.x + trail]));
}

bool in_frame(vec2 t) { return all(lessThanEqual(abs(t - .5), vec2(1))); }

// A point far outside the block, brought back along the way to its neighbour onto the edge of a frame twice as wide.
// Of a particle that diverges, numbers as large as its own would leave the interpolation between two points nothing
// to tell inside from outside by.
vec2 framed(vec2 t, vec2 neighbour) {
  if (in_frame(t)) return t;
  vec2 from = in_frame(neighbour) ? neighbour : vec2(.5);
  vec2 way = t - from, room = (sign(way) + .5 - from) / way;
  return from + way * min(way.x != 0. ? room.x : 1., way.y != 0. ? room.y : 1.);
}

vec4 clip_of(vec2 t) {
  float h = textureLod(mesh_height, node_uv(t, detail.y), 0).r;
  return view_projection * vec4((2. * t - 1.) * block.xy, h * block.z + .006, 1);
}

void main() {
  int last = ring.w - 1, i = gl_VertexID >> 1, trail = choice.x + gl_InstanceID;
  int drawn = last / choice.y, column = last - (drawn - i) * choice.y;  // the newest point is always drawn
  vec2 p = position_of(column, trail);
  vec2 before = position_of(max(column - choice.y, 0), trail), after = position_of(min(column + choice.y, last), trail);
  bool valid = is_finite(p);
  // A point that is not finite takes its neighbour's place, and the fragments between are left out.
  if (!valid) p = is_finite(before) ? before : after;
  if (!is_finite(p)) p = vec2(0);
  if (!is_finite(before)) before = p;
  if (!is_finite(after)) after = p;
  bool near = in_frame(p), near_before = in_frame(before), near_after = in_frame(after);
  if (!near && !near_before && !near_after) valid = false;  // nothing of its ways is to be seen
  p = framed(p, near_before ? before : after);
  before = framed(before, p);
  after = framed(after, p);

  vec4 here = clip_of(p), from = clip_of(before), to = clip_of(after);
  vec2 pixel = screen.xy * .5, s = here.xy / here.w * pixel;
  vec2 in_step = s - from.xy / from.w * pixel, out_step = to.xy / to.w * pixel - s;
  float in_length = length(in_step), out_length = length(out_step);
  // Points may coincide: a particle that rests.
  vec2 in_direction = in_length > 1e-3 ? in_step / in_length : vec2(0);
  vec2 out_direction = out_length > 1e-3 ? out_step / out_length : in_direction;
  if (in_length <= 1e-3) in_direction = out_direction;
  vec2 tangent = in_direction + out_direction;
  tangent = length(tangent) > 1e-3 ? normalize(tangent) : in_direction;
  vec2 mitre = vec2(-tangent.y, tangent.x);
  float stretch = 1. / max(dot(mitre, vec2(-in_direction.y, in_direction.x)), .5);

  age = last > 0 ? float(column) / float(last) : 1.;
  float half_width = .5 * width * mix(1., mix(.35, 1., age), particle.w);
  float side = (gl_VertexID & 1) == 1 ? 1. : -1., extent = half_width + 1.3 * max(detail.x, .7) + .5;
  if (in_length <= 1e-3 && out_length <= 1e-3) extent = 0.;
  across = vec2(side * extent, half_width);
  hue = swarm_color(label_word[trail >> 2] >> ((trail & 3) * 8) & 255u);
  where = vec3(p, valid ? 1. : 0.);
  here.xy += mitre * stretch * side * extent * 2. * screen.zw * here.w;
  here.z -= .0015 * here.w;
  gl_Position = here;
}
