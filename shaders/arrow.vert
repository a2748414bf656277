// One square per arrow on the screen, from its tail to its head; the fragment shader draws the arrow into it.
layout(std430, binding = 7) readonly buffer Arrows { vec4 arrow[]; };  // tail and head, positions in the domain
layout(binding = 0) uniform sampler2D mesh_height;
out vec2 place;              // pixels from the tail: along and across
flat out float full_length;  // pixels

vec4 clip_of(vec2 p) {
  vec2 world = world_of(p);
  float h = textureLod(mesh_height, node_uv(block_coordinate(world), detail.y), 0).r;
  return view_projection * vec4(world, h * block.z + .006, 1);
}

void main() {
  vec4 a = arrow[gl_InstanceID], tail = clip_of(a.xy), head = clip_of(a.zw);
  vec2 pixel = screen.xy * .5, way = head.xy / head.w * pixel - tail.xy / tail.w * pixel;
  full_length = length(way);
  vec2 along = full_length > 1e-3 ? way / full_length : vec2(1, 0), across = vec2(-along.y, along.x);
  float margin = 5. * max(detail.x, .7), side = (gl_VertexID & 1) == 1 ? 1. : -1.;
  bool at_head = gl_VertexID >= 2;
  place = vec2(at_head ? full_length + margin : -margin, side * margin);
  vec4 here = at_head ? head : tail;
  here.xy += ((at_head ? along : -along) * margin + across * side * margin) * 2. * screen.zw * here.w;
  here.z -= .0016 * here.w;
  gl_Position = here;
}
