// One triangle that covers the screen.
out vec2 corner;  // 0..1 over the screen
void main() {
  corner = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
  gl_Position = vec4(corner * 2. - 1., .9999, 1);
}
