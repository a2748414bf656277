// Where particles are: a veil over the surface, and on it a glow that turns from warm to white as they crowd together.
// Cells of the map are areas, not nodes.  Premultiplied alpha.
layout(binding = 11) uniform sampler2D tones;
in vec2 t;
in vec3 position;
out vec4 color;
void main() {
  float v = texture(tones, t).r;
  if (fog.z > 0. && distance(position.xy, fog.xy) > fog.z) discard;
  vec3 glow = vec3(1., .58, .24) * smoothstep(.03, .42, v) * .75 + vec3(.9, .95, 1.) * smoothstep(.38, .95, v) * .75;
  float cover = mix(.45, .96, smoothstep(.03, .6, v));
  color = vec4(min(glow, vec3(cover)), cover);
}
