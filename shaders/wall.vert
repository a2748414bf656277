// The four sides of the block: one strip per side (instance), from the edge of the surface down to the floor.
layout(binding = 0) uniform sampler2D mesh_height;
out vec3 position;
flat out vec3 normal;
out float top;
void main() {
  int n = int(detail.y), i = gl_VertexID >> 1, side = gl_InstanceID;
  ivec2 node = side == 0 ? ivec2(i, 0) : side == 1 ? ivec2(i, n - 1) : side == 2 ? ivec2(0, i) : ivec2(n - 1, i);
  normal = side == 0 ? vec3(0, -1, 0) : side == 1 ? vec3(0, 1, 0) : side == 2 ? vec3(-1, 0, 0) : vec3(1, 0, 0);
  top = texelFetch(mesh_height, node, 0).r * block.z;
  vec2 p = (vec2(node) / float(n - 1) * 2. - 1.) * block.xy;
  position = vec3(p, (gl_VertexID & 1) == 1 ? top : block.w);
  gl_Position = view_projection * vec4(position, 1);
}
