// A bright core in a dark soft halo, which is what keeps trails readable on a coloured surface. Premultiplied alpha.
in vec2 across;
flat in vec3 hue;
in float age;
in vec3 where;
out vec4 color;
layout(location = 3) uniform float emphasis;  // 1 for the highlighted trail
void main() {
  if (any(lessThan(where.xy, vec2(0))) || any(greaterThan(where.xy, vec2(1))) || where.z < .999) discard;
  float a = mix(1., clamp(age, 0., 1.), particle.w);  // with multisampling, varyings are extrapolated outside slivers
  a = max(a, emphasis);
  float d = abs(across.x), blur = 1.3 * max(detail.x, .7);
  // A core thinner than a pixel becomes fainter, not broken.
  float thin = min(2. * across.y, 1.), half_width = max(across.y, .5);
  float core = (1. - smoothstep(half_width - .5, half_width + .5, d)) * thin, halo = 1. - smoothstep(across.y, across.y + blur + .5, d);
  float strength = a * a * .92 + .06 * a;
  float core_alpha = core * strength, halo_alpha = halo * strength * .42 * (1. - core);
  vec3 c = mix(hue, vec3(1), .12 + .26 * a * a + .4 * emphasis);
  color = vec4(c * core_alpha, core_alpha + halo_alpha * (1. - core_alpha));
}
