// Straight alpha on sRGB values, as user interfaces do: thin light text on dark keeps its weight.
struct Item { vec4 rect; vec4 data; uint color; uint kind; float size; float pad; };
layout(std430, binding = 4) readonly buffer Items { Item item[]; };
layout(binding = 3) uniform sampler2D color_map;
layout(binding = 8) uniform sampler2D atlas;
in vec2 pixel;
in vec2 texel;
flat in int index;
out vec4 color;

float coverage(float distance) { return 1. - smoothstep(-.5, .5, distance); }

void main() {
  Item i = item[index];
  vec4 c = unpackUnorm4x8(i.color);
  vec2 from_centre = pixel - i.data.xy;
  if (i.kind == 1u) {
    c.a *= textureLod(atlas, texel / vec2(textureSize(atlas, 0)), 0.).r;
  } else if (i.kind == 2u) {
    float h = (i.rect.w - pixel.y) / (i.rect.w - i.rect.y);
    c.rgb = textureLod(color_map, vec2((h * 255. + .5) / 256., .5), 0.).rgb;
  } else if (i.kind == 3u) {
    c.a *= coverage(length(from_centre) - i.data.z);
  } else if (i.kind == 4u) {
    c.a *= coverage(star(from_centre * vec2(1, -1), i.data.z, .45));
  } else if (i.kind == 5u) {
    c.a *= coverage(abs(length(from_centre) - i.data.z) - i.size);
  } else if (i.kind == 6u) {
    vec2 way = i.data.zw - i.data.xy;
    float t = clamp(dot(from_centre, way) / max(dot(way, way), 1e-6), 0., 1.);
    c.a *= coverage(length(from_centre - t * way) - i.size);
  } else {
    vec2 half_size = .5 * (i.rect.zw - i.rect.xy), q = abs(pixel - .5 * (i.rect.xy + i.rect.zw)) - half_size + i.size;
    c.a *= coverage(length(max(q, 0.)) + min(max(q.x, q.y), 0.) - i.size);
  }
  color = c;
}
