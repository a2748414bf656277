// A grid mesh without vertex data: position from the vertex number, height from the mesh's own texture.
layout(binding = 0) uniform sampler2D mesh_height;
out vec2 t;  // 0..1 over the domain
out vec3 position;
invariant gl_Position;  // what is drawn over the surface covers it exactly
void main() {
  int n = int(detail.y);
  ivec2 node = ivec2(gl_VertexID % n, gl_VertexID / n);
  t = vec2(node) / float(n - 1);
  position = vec3((t * 2. - 1.) * block.xy, texelFetch(mesh_height, node, 0).r * block.z);
  gl_Position = view_projection * vec4(position, 1);
}
