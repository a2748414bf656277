// A calm gradient, and on it a floor with a faint grid that fades into it. The block's contact shadow and the shadow
// that it casts are distances to its footprint, the second one shifted away from the sun.
in vec2 corner;
out vec4 color;

float outside_block(vec2 p) {
  vec2 b = abs(p) - block.xy;
  return length(max(b, 0.)) + min(max(b.x, b.y), 0.);
}

void main() {
  vec3 c = mix(background_bottom.rgb, background_top.rgb, (gl_FragCoord.y + whole.y) / whole.w);
  vec4 far = inverse_view_projection * vec4(corner * 2. - 1., 1, 1);
  vec3 ray = normalize(far.xyz / far.w - eye.xyz);
  if (floor_color.a > 0. && ray.z < -1e-3) {
    vec2 p = eye.xy + (block.w - eye.z) / ray.z * ray.xy;
    float lift = .10 + .30 * block.z;  // a flat map throws little shadow
    float contact = 1. - smoothstep(-.02, .12 + lift, outside_block(p));
    float thrown = 1. - smoothstep(-.10, .20, outside_block(p + sun.xy / sun.z * lift * .8));
    float shade = 1. - background_bottom.a * (1. - (1. - .62 * contact * contact) * (1. - .55 * thrown));
    vec2 g = (p - floor_grid.zw) / floor_grid.xy, w = fwidth(g);
    vec2 line = 1. - smoothstep(vec2(0), w * 1.2, abs(fract(g - .5) - .5));
    float grid = max(line.x, line.y) * (1. - smoothstep(.1, .6, max(w.x, w.y)));  // fades before it aliases
    float r = dot(p, p);
    vec3 f = mix(floor_color.rgb, grid_color.rgb, grid * .8 * exp(-r * .16));
    c = mix(c, f, exp(-r * .09) * smoothstep(0., .12, -ray.z)) * mix(1., shade, smoothstep(0., .06, -ray.z));
  }
  color = vec4(c, 1);
}
