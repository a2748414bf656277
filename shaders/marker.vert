// Critical points as symbols of constant size on the screen. What the surface hides shows through faintly: each marker
// is drawn twice, without depth test at `presence` < 1, then with it.
struct Marker { vec2 position; uint kind; uint label; };
layout(std430, binding = 3) readonly buffer Markers { Marker marker[]; };
layout(binding = 0) uniform sampler2D mesh_height;
layout(location = 1) uniform float reach;  // half the square's side in pixels
out vec2 pixel;  // from the centre, y up
flat out uint kind;
flat out vec3 hue;
void main() {
  Marker m = marker[gl_InstanceID];
  vec2 t = block_coordinate(world_of(m.position));
  bool visible = is_finite(m.position) && all(greaterThanEqual(t, vec2(-1e-4))) && all(lessThanEqual(t, vec2(1.0001)));
  float h = textureLod(mesh_height, node_uv(visible ? t : vec2(.5), detail.y), 0).r;
  vec4 c = view_projection * vec4(visible ? world_of(m.position) : vec2(0), h * block.z + .004, 1);
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2. - 1.;
  pixel = corner * reach;
  c.xy += pixel * 2. * screen.zw * c.w;
  c.z -= .012 * c.w;
  kind = m.kind;
  hue = label_color(m.label);
  gl_Position = visible ? c : vec4(0, 0, 2, 1);
}
