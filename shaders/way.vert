// Lines draped over the surface, one instanced quad per segment, widened on the screen along the mitres at both of its
// ends, so that neighbours meet without a gap and without covering each other.
layout(std430, binding = 6) readonly buffer Ways { vec4 node[]; };  // position, numbers of its line's first and last node
layout(binding = 0) uniform sampler2D mesh_height;
layout(location = 0) uniform float width;  // pixels
layout(location = 1) uniform int dash;     // segments that are drawn before as many that are not; 0: all are drawn
out vec2 across;  // signed distance from the centre line and half the line's width, in pixels

vec4 clip_of(int i) {
  vec2 world = world_of(node[i].xy);
  float h = textureLod(mesh_height, node_uv(block_coordinate(world), detail.y), 0).r;
  return view_projection * vec4(world, h * block.z + .005, 1);
}

vec2 direction(vec2 from, vec2 to) {
  vec2 d = to - from;
  return length(d) > 1e-3 ? normalize(d) : vec2(0);
}

void main() {
  int segment = gl_InstanceID, i = segment + (gl_VertexID >> 1), first = int(node[segment].z), last = int(node[segment].w);
  vec4 here = clip_of(min(i, last)), before = clip_of(max(min(i, last) - 1, first)), after = clip_of(min(i + 1, last));
  vec2 pixel = screen.xy * .5, s = here.xy / here.w * pixel;
  vec2 in_direction = direction(before.xy / before.w * pixel, s), out_direction = direction(s, after.xy / after.w * pixel);
  if (in_direction == vec2(0)) in_direction = out_direction;
  if (out_direction == vec2(0)) out_direction = in_direction;
  vec2 tangent = in_direction + out_direction;
  tangent = length(tangent) > 1e-3 ? normalize(tangent) : in_direction;
  vec2 mitre = vec2(-tangent.y, tangent.x);
  float stretch = 1. / max(dot(mitre, vec2(-in_direction.y, in_direction.x)), .5);
  float side = (gl_VertexID & 1) == 1 ? 1. : -1., extent = .5 * width + 1.6 * max(detail.x, .7) + .5;
  across = vec2(side * extent, .5 * width);
  here.xy += mitre * stretch * side * extent * 2. * screen.zw * here.w;
  here.z -= .0012 * here.w;
  // Nothing between one line's end and the next one's beginning.
  bool drawn = segment < last && (dash == 0 || (segment - first) % (2 * dash) < dash);
  gl_Position = drawn ? here : vec4(0, 0, 2, 1);
}
