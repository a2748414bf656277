// A bright core between dark edges: stands out from any surface colour, and from trails. Premultiplied alpha.
in vec2 across;
out vec4 color;
void main() {
  float d = abs(across.x), edge = 1.6 * max(detail.x, .7);
  float core = 1. - smoothstep(across.y - .5, across.y + .5, d), rim = 1. - smoothstep(across.y + .35 * edge, across.y + edge + .5, d);
  color = vec4(vec3(.94, .96, 1.) * core, core + .62 * rim * (1. - core));
}
