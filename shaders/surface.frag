// Shading of the surface. Heights, slopes and light come from textures, so that the mesh may be coarser than the field.
layout(binding = 1) uniform sampler2D field;      // height, its change over the domain in x and y, finite
layout(binding = 2) uniform sampler2D light;      // ambient occlusion, sun visibility
layout(binding = 3) uniform sampler2D color_map;  // sRGB, as in the legend
layout(binding = 4) uniform usampler2D basins;    // palette labels
layout(binding = 5) uniform sampler2D density;
layout(binding = 9) uniform sampler2D sharpness;
layout(binding = 10) uniform sampler2D beyond;  // > 0: the loss is beyond the heights that are shown
in vec2 t;
in vec3 position;
out vec4 color;

// Coverage of a line at `distance` pixels, faded out where lines `apart` pixels apart would run together.
float line(float distance, float half_width, float apart) {
  return (1. - smoothstep(half_width - .5, half_width + .5, distance)) * smoothstep(1.7, 4., apart);
}

// Minor and major contours. Majors lie at the round losses of the colour bar, minors evenly between them. The change of
// height per pixel is the texture's slope times the derivative of t: fwidth(height) breaks the lines into dots where the
// surface is flat; where it is flatter than heights are exact, there are none, or a plateau at a round loss would be one
// wide line.
vec2 contours(float h, vec2 slope) {
  float change = max(length(vec2(dot(slope, dFdx(t)), dot(slope, dFdy(t)))), 1e-7);
  vec4 below = contour[0];
  float nearest = 1e3;
  for (int i = 0; i < int(detail.w); i++) {
    if (contour[i].x <= h) below = contour[i];
    if (contour[i].z > .5) nearest = min(nearest, abs(h - contour[i].x));
  }
  float minor = (h - below.x) * below.y, spacing = 1. / (change * below.y);
  float width = max(detail.x, .5);
  return smoothstep(2e-6, 2e-5, change) * vec2(line(abs(fract(minor - .5) - .5) * spacing, .45 * width, spacing / width),
                                                line(nearest / change, max(.8 * width, .6), 5. * spacing / width));
}

vec3 drape_basins(vec3 albedo) {
  ivec2 size = textureSize(basins, 0);
  vec2 x = t * vec2(size - 1);
  ivec2 nearest = ivec2(x + .5);
  uint label = texelFetch(basins, nearest, 0).r;
  if (label == 255u) return albedo;
  // The basin gives the hue, the map's lightness stays in part, so that deep still looks deep.
  float lightness = sqrt(dot(albedo, vec3(.2126, .7152, .0722)));
  return mix(albedo, label_color(label) * (.22 + .95 * lightness), grid_color.a);
}

// Where the curvature is above the limit: slanted lines on a tint, inside a border.
vec3 hatched(vec3 c) {
  float s = texture(sharpness, node_uv(t, float(textureSize(sharpness, 0).x))).r;
  float over = (s - hatch.a) / max(length(vec2(dFdx(s), dFdy(s))), 1e-20);  // pixels beyond the border
  if (over < -3.) return c;
  float q = (position.x + position.y) * 16., apart = 1. / max(length(vec2(dFdx(q), dFdy(q))), 1e-6), width = max(detail.x, .7);
  float stripe = line(abs(fract(q) - .5) * apart, .9 * width, apart / width);
  float inside = smoothstep(-.5, .5, over), border = 1. - smoothstep(1. * width, 1. * width + 1., abs(over));
  float dark = (1. - smoothstep(2.2 * width, 2.2 * width + 1.5, abs(over))) * .55;
  c = mix(c, mix(c * .72, hatch.rgb, .14 + .62 * stripe), inside);
  return mix(c * (1. - dark), hatch.rgb, border);
}

// Lines at round coordinates; those that the axes name are stronger.
float wires(vec2 p) {
  vec2 g = (p - wire.zw) / wire.xy, per_pixel = max(vec2(length(vec2(dFdx(g.x), dFdy(g.x))), length(vec2(dFdx(g.y), dFdy(g.y)))), 1e-7);
  vec2 major = (p - floor_grid.zw) / floor_grid.xy;
  vec2 apart = 1. / per_pixel, far = abs(fract(g - .5) - .5) * apart;
  vec2 strength = mix(vec2(.55), vec2(1), lessThan(abs(fract(major - .5) - .5) * floor_grid.xy, .25 * wire.xy));
  float width = max(detail.x, .6);
  return max(strength.x * line(far.x, .5 * width, apart.x / width), strength.y * line(far.y, .5 * width, apart.y / width));
}

// Where heights are cut off: grey, with fine slanted lines the other way round than those of `hatched`, and a border.
vec3 cut_off(vec3 c) {
  float b = texture(beyond, node_uv(t, detail.z)).r;
  float over = b / max(length(vec2(dFdx(b), dFdy(b))), 1e-20);  // pixels beyond the border
  if (over < -2.) return c;
  float q = (position.x - position.y) * 26., apart = 1. / max(length(vec2(dFdx(q), dFdy(q))), 1e-6), width = max(detail.x, .7);
  float stripe = line(abs(fract(q) - .5) * apart, .55 * width, apart / width);
  float inside = smoothstep(-.5, .5, over), border = 1. - smoothstep(.5 * width, .5 * width + 1., abs(over));
  vec3 grey = mix(vec3(dot(c, vec3(.2126, .7152, .0722))), c, .12);
  c = mix(c, grey * mix(.68, .4, stripe), inside);
  return mix(c, grey * .35, border);
}

void main() {
  vec2 uv = node_uv(t, detail.z);
  vec4 s = texture(field, uv);
  vec2 baked = mix(vec2(1), texture(light, uv).rg, sun.w);
  vec3 normal = normalize(vec3(-s.yz * block.z / (2. * block.xy), 1));
  vec3 view = normalize(eye.xyz - position);

  vec3 albedo = srgb_to_linear(texture(color_map, vec2((clamp(s.r, 0., 1.) * 255. + .5) / 256., .5)).rgb);
  if (grid_color.a > 0.) albedo = drape_basins(albedo);
  if (wall_color.a > 0.) {
    float crowd = texture(density, node_uv(t, float(textureSize(density, 0).x))).r;
    albedo = mix(albedo, vec3(1), wall_color.a * crowd);
  }
  if (s.a < .999) {  // not finite: grey stripes
    float stripe = smoothstep(.4, .6, abs(fract((t.x + t.y) * 40.) - .5) * 2.);
    albedo = mix(neutral.rgb * mix(.25, .5, stripe), albedo, s.a);
  }

  float occlusion = baked.r * baked.r, facing = max(dot(normal, sun.xyz), 0.);
  vec3 ambient = mix(vec3(.34, .31, .30), vec3(.36, .43, .56), .5 + .5 * normal.z) * (.35 + .65 * occlusion);
  float gloss = pow(max(dot(normal, normalize(sun.xyz + view)), 0.), 60.) * .10 * baked.g * sun.w;
  float rim = pow(1. - max(dot(normal, view), 0.), 4.) * .05 * sun.w;
  vec3 lit = ambient + vec3(1., .95, .86) * .86 * facing * mix(.12, 1., baked.g);
  vec3 c = albedo * mix(vec3(1), lit, sun.w);  // a flat map shows exactly the colours of the colour bar
  c += vec3(1., .96, .88) * gloss + vec3(.5, .6, .8) * rim * occlusion;
  if (particle.x > 0.) c = cut_off(c);
  if (hatch.a < 1e37) c = hatched(c);
  if (wire.x > 0.) c = mix(c, vec3(1), .5 * wires(position.xy));
  if (detail.w > 0.) {
    vec2 lines = contours(s.r, s.yz);
    c *= 1. - .32 * lines.x * (.4 + .6 * occlusion);
    c = mix(c, c * .22, lines.y * .78);
  }
  if (fog.z > 0.) {
    float away = distance(position.xy, fog.xy) / fog.z;
    if (away > 1.) discard;
    c = mix(c, mix(background_bottom.rgb, background_top.rgb, .5), smoothstep(.55, 1., away));
  }
  color = vec4(mix(c, shoulder(c), sun.w), 1);
}
