// A lit sphere with a dark rim, which separates it from its neighbours and from the surface.
in vec2 disc;
flat in vec3 hue;
flat in float radius;
out vec4 color;
void main() {
  float r = length(disc), alpha = 1. - smoothstep(1. - .7 / radius, 1. + .7 / radius, r);
  if (alpha <= .02) discard;
  vec3 normal = vec3(disc, sqrt(max(1. - r * r, 0.)));
  vec3 c = hue * (.30 + .95 * max(dot(normal, normalize(vec3(-.4, .7, .6))), 0.));
  c += vec3(1) * pow(max(dot(normal, normalize(vec3(-.3, .6, .75))), 0.), 40.) * .6;
  c *= mix(1., .16, smoothstep(.66, 1., r));
  color = vec4(shoulder(c) * alpha, alpha);
}
