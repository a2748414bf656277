// A cut through the block: the surface's colour bleeds down and fades, the major contours run on as faint strata, and a
// bright line marks the rim.
layout(binding = 3) uniform sampler2D color_map;
in vec3 position;
flat in vec3 normal;
in float top;
out vec4 color;
void main() {
  float height = max(block.z, 1e-3), h = clamp(position.z / height, 0., 1.), depth = top - position.z;
  vec3 c = srgb_to_linear(texture(color_map, vec2((h * 255. + .5) / 256., .5)).rgb);
  c = mix(vec3(dot(c, vec3(.3, .6, .1))), c, .75) * .46;
  c = mix(c, wall_color.rgb, smoothstep(0., .42, depth));
  float per_pixel = max(fwidth(position.z), 1e-6), nearest = 1e3;
  for (int i = 0; i < int(detail.w); i++)
    if (contour[i].z > .5 && contour[i].x * height < top) nearest = min(nearest, abs(position.z - contour[i].x * height));
  c *= 1. + .22 * (1. - smoothstep(0., 1.2, nearest / per_pixel));
  float facing = max(dot(normal, sun.xyz), 0.);
  c *= vec3(.55, .60, .70) + vec3(1.25, 1.17, 1.02) * facing;
  c *= .62 + .38 * smoothstep(-.03, .14, position.z);  // darker towards the floor
  c += vec3(.22) * (1. - smoothstep(.6, 1.8, depth / max(fwidth(depth), 1e-5)));
  color = vec4(shoulder(c), 1);
}
