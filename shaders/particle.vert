// Particles as screen-facing squares, of which the fragment shader makes spheres.
layout(std430, binding = 2) readonly buffer Positions { vec2 position[]; };
layout(std430, binding = 1) readonly buffer Labels { uint label_word[]; };
layout(binding = 0) uniform sampler2D mesh_height;
out vec2 disc;
flat out vec3 hue;
flat out float radius;  // in pixels
void main() {
  vec2 p = position[gl_InstanceID];
  vec2 t = block_coordinate(world_of(p));
  bool visible = is_finite(p) && all(greaterThanEqual(t, vec2(0))) && all(lessThanEqual(t, vec2(1)));
  float h = textureLod(mesh_height, node_uv(visible ? t : vec2(.5), detail.y), 0).r;
  vec4 c = view_projection * vec4(visible ? world_of(p) : vec2(0), h * block.z + swarm.x * .9, 1);
  radius = clamp(swarm.x * eye.w / c.w, particle.y, 7. * max(detail.x, .5));
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2. - 1.;
  disc = corner * (radius + 1.) / radius;
  c.xy += corner * (radius + 1.) * 2. * screen.zw * c.w;
  c.z -= .003 * c.w;
  hue = swarm_color(label_word[gl_InstanceID >> 2] >> ((gl_InstanceID & 3) * 8) & 255u);
  gl_Position = visible ? c : vec4(0, 0, 2, 1);  // behind the far plane
}
