// From linear light to the screen: edges smoothed where the scene had one sample per pixel, vignette, sRGB, and one bit
// of dither against banding. No filmic curve: it shifts the colour map, and then the legend lies.
layout(binding = 6) uniform sampler2D resolved;
layout(binding = 7) uniform sampler2D depth;
layout(location = 0) uniform int smooth_edges;
out vec4 color;

float nearness(ivec2 at) { return 1. - texelFetch(depth, clamp(at, ivec2(0), ivec2(screen.xy) - 1), 0).r; }
vec3 light_at(vec2 at) { return textureLod(resolved, at * screen.zw, 0.).rgb; }
float luma(vec3 c) { return sqrt(dot(c, vec3(.2126, .7152, .0722))); }

// Blends along the edge where the depth jumps (silhouettes of surface and walls). Lines, text and particles carry their
// own coverage and are left alone, unlike in a filter that looks at colours only (FXAA, Lottes 2009, is the idea).
vec3 smoothed(ivec2 at, vec3 here) {
  float z = nearness(at);
  float n = nearness(at + ivec2(0, 1)), s = nearness(at - ivec2(0, 1)), e = nearness(at + ivec2(1, 0)), w = nearness(at - ivec2(1, 0));
  // On a plane the depth is linear on the screen, so its second difference is zero.
  float bend = max(abs(n + s - 2. * z), abs(e + w - 2. * z));
  if (bend < .004 * max(max(max(n, s), max(e, w)), z) + 2e-5) return here;
  vec2 p = vec2(at) + .5;
  float nw = luma(light_at(p + vec2(-.5, .5))), ne = luma(light_at(p + vec2(.5, .5)));
  float sw = luma(light_at(p + vec2(-.5, -.5))), se = luma(light_at(p + vec2(.5, -.5)));
  vec2 along = vec2((sw + se) - (nw + ne), (ne + se) - (nw + sw));  // across the gradient
  float least = max((nw + ne + sw + se) * .03, .008);
  along = clamp(along / (min(abs(along.x), abs(along.y)) + least), -6., 6.);
  vec3 close = .5 * (light_at(p + along * (-1. / 6.)) + light_at(p + along * (1. / 6.)));
  vec3 wide = .5 * close + .25 * (light_at(p - along * .5) + light_at(p + along * .5));
  float l = luma(wide), low = min(min(nw, ne), min(sw, se)), high = max(max(nw, ne), max(sw, se));
  return l < low || l > high ? close : wide;
}

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec3 c = texelFetch(resolved, at, 0).rgb;
  if (smooth_edges != 0) c = smoothed(at, c);
  vec2 in_whole = gl_FragCoord.xy + whole.xy, p = in_whole / whole.zw - .5;
  c *= 1. - 2. * background_top.a * dot(p, p);
  c = linear_to_srgb(clamp(c, 0., 1.));
  // Interleaved gradient noise (Jimenez 2014).
  float noise = fract(52.9829189 * fract(dot(in_whole, vec2(.06711056, .00583715))));
  color = vec4(c + (noise - .5) / 255., 1);
}
