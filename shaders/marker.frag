// Symbols as distances to their outline: gold star, ring, cross, triangle, a double ring for the selection, and a diamond
// for what is degenerate; small ones for points of the rim. A dark edge around each keeps them apart from whatever lies
// below. Premultiplied alpha.
layout(location = 0) uniform float presence;
layout(location = 2) uniform float unit;  // pixels per pixel of a 720-line picture
in vec2 pixel;
flat in uint kind;
flat in vec3 hue;
out vec4 color;

float ring(vec2 p, float r, float half_width) { return abs(length(p) - r) - half_width; }
float crossed(vec2 p, float r, float half_width) {
  p = abs(vec2(p.x + p.y, p.x - p.y) * .70710678);
  return min(max(p.x - r, p.y - half_width), max(p.y - r, p.x - half_width));
}
float triangle(vec2 p, float r) {
  const float k = 1.7320508;
  p.x = abs(p.x) - r;
  p.y += r / k;
  if (p.x + k * p.y > 0.) p = vec2(p.x - k * p.y, -k * p.x - p.y) * .5;
  p.x -= clamp(p.x, -2. * r, 0.);
  return -length(p) * sign(p.y);
}

void main() {
  bool small = kind >= 16u;
  uint symbol = kind & 15u;
  float scale = small ? .68 : 1.;
  vec2 p = pixel / (unit * scale);
  float d;
  vec3 fill;
  if (symbol == 0u) {
    d = star(p, 9.5, .45);
    fill = mix(vec3(1., .56, .04), vec3(1., .80, .20), smoothstep(-7., 8., p.y));
  } else if (symbol == 1u) {
    d = ring(p, 6.2, 1.25);
    fill = mix(hue, vec3(1), .25);
  } else if (symbol == 2u) {
    d = crossed(p, 6., 1.15);
    fill = vec3(.86, .89, .94);
  } else if (symbol == 3u) {
    d = triangle(p, 6.);
    fill = vec3(.86, .89, .94);
  } else if (symbol == 5u) {
    d = abs((abs(p.x) + abs(p.y) - 7.) * .70710678) - 1.2;
    fill = vec3(.86, .89, .94);
  } else {
    d = min(ring(p, 9.5, 1.), ring(p, 13., .6));
    fill = vec3(1);
  }
  d *= unit * scale;
  float inside = 1. - smoothstep(-.5, .5, d), edge = 1. - smoothstep(.6 * unit, 2.6 * unit + .4, d);
  float alpha = max(inside, edge * .8) * presence;
  if (alpha <= .003) discard;
  color = vec4(fill * inside * presence, alpha);
}
