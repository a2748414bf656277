// Text and legend shapes: one screen-aligned box per item, in pixels from the top left corner.
struct Item { vec4 rect; vec4 data; uint color; uint kind; float size; float pad; };
layout(std430, binding = 4) readonly buffer Items { Item item[]; };
out vec2 pixel;
out vec2 texel;
flat out int index;
void main() {
  Item i = item[gl_InstanceID];
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  pixel = mix(i.rect.xy, i.rect.zw, corner);
  texel = mix(i.data.xy, i.data.zw, corner);
  index = gl_InstanceID;
  vec2 here = pixel - vec2(whole.x, whole.w - whole.y - screen.y);  // in this tile
  gl_Position = vec4(here * screen.zw * vec2(2, -2) + vec2(-1, 1), 0, 1);
}
