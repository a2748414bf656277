// The arrow's colour between dark edges. Premultiplied alpha.
layout(location = 0) uniform float presence;
in vec2 across;
flat in vec3 hue;
out vec4 color;
void main() {
  float d = abs(across.x), edge = 1.6 * max(detail.x, .7);
  float core = 1. - smoothstep(across.y - .5, across.y + .5, d), rim = 1. - smoothstep(across.y + .35 * edge, across.y + edge + .5, d);
  color = presence * vec4(hue * core, core + .7 * rim * (1. - core));
}
