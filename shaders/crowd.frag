// Where particles are: a veil over the surface, and on it a glow that turns from warm to white as they crowd together, or
// their own colours, brighter the more they are.  Cells of the map are areas, not nodes.  Premultiplied alpha.
layout(binding = 11) uniform sampler2D tones;
layout(binding = 12) uniform sampler2D hues;
layout(location = 0) uniform float painted;  // 1: in the colours of hues, which are roots of linear light
in vec2 t;
in vec3 position;
out vec4 color;
void main() {
  float v = texture(tones, t).r;
  if (fog.z > 0. && distance(position.xy, fog.xy) > fog.z) discard;
  vec3 glow = vec3(1., .58, .24) * smoothstep(.03, .42, v) * .75 + vec3(.9, .95, 1.) * smoothstep(.38, .95, v) * .75;
  vec3 hue = texture(hues, t).rgb;
  vec3 own = hue * hue * (.24 * smoothstep(.02, .16, v) + .66 * smoothstep(.05, .6, v) + .35 * smoothstep(.5, 1., v)) + vec3(.3) * smoothstep(.7, 1., v);
  float cover = mix(.45, .96, smoothstep(.03, .6, v));
  color = vec4(min(mix(glow, own, painted), vec3(cover)), cover);
}
