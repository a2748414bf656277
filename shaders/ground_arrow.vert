// Arrows that lie on the surface: one instanced quad per piece of the shaft, and one for the head, which is as long on
// the screen for every arrow unless the arrow is too short.
struct Arrow { vec4 ends; vec4 color; };  // domain positions of tail and tip; linear light
layout(std430, binding = 7) readonly buffer Arrows { Arrow arrow[]; };
layout(binding = 0) uniform sampler2D mesh_height;
layout(location = 1) uniform float width;  // of the shaft, pixels
layout(location = 2) uniform int pieces;   // of the shaft; the head is one more
out vec2 across;  // signed distance from the centre line and half the width there, in pixels
flat out vec3 hue;

vec4 clip_of(vec4 ends, float t) {
  vec2 world = world_of(mix(ends.xy, ends.zw, t));
  float h = textureLod(mesh_height, node_uv(clamp(block_coordinate(world), 0., 1.), detail.y), 0).r;
  return view_projection * vec4(world, h * block.z + .006, 1);
}

void main() {
  Arrow a = arrow[gl_InstanceID / (pieces + 1)];
  int piece = gl_InstanceID % (pieces + 1), end = gl_VertexID >> 1;
  vec4 tail = clip_of(a.ends, 0.), tip = clip_of(a.ends, 1.);
  vec2 pixel = screen.xy * .5;
  float length_on_screen = distance(tail.xy / tail.w * pixel, tip.xy / tip.w * pixel);
  float neck = 1. - min(4.2 * width / max(length_on_screen, 1e-3), .6);
  bool head = piece == pieces;
  float t = head ? mix(neck, 1., float(end)) : neck * float(piece + end) / float(pieces);
  float reach = max(t - .02, 0.), beyond = min(t + .02, 1.);
  vec4 here = clip_of(a.ends, t), before = clip_of(a.ends, reach), after = clip_of(a.ends, beyond);
  vec2 along = after.xy / after.w * pixel - before.xy / before.w * pixel;
  along = length(along) > 1e-4 ? normalize(along) : vec2(1, 0);
  float side = (gl_VertexID & 1) == 1 ? 1. : -1., edge = 1.6 * max(detail.x, .7) + .5;
  float half_width = head ? (end == 0 ? 1.7 * width : 0.) : .5 * width;
  across = vec2(side * (half_width + edge), half_width);
  here.xy += (vec2(-along.y, along.x) * side * (half_width + edge) + along * (head && end == 1 ? edge : 0.)) * 2. *
             screen.zw * here.w;
  here.z -= .004 * here.w;
  hue = a.color.rgb;
  gl_Position = length_on_screen > .5 ? here : vec4(0, 0, 2, 1);
}
