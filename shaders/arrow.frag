// A thin shaft and a slim head in a dark edge; what is foreshortened to a point becomes a dot.  Premultiplied alpha.
in vec2 place;
flat in float full_length;
out vec4 color;
void main() {
  float unit = max(detail.x, .7), head = min(5.5 * unit, .6 * full_length), half_width = .42 * head;
  float shaft_end = full_length - .7 * head;
  float shaft = length(vec2(place.x - clamp(place.x, 0., max(shaft_end, 0.)), place.y)) - .5 * unit;
  // The head: inside of its two slanted sides and in front of its base.
  float back = place.x - (full_length - head), slope = half_width / max(head, 1e-3);
  float sides = (abs(place.y) - slope * (full_length - place.x)) / sqrt(1. + slope * slope);
  float d = min(shaft, max(sides, -back));
  float inside = 1. - smoothstep(-.5, .5, d), edge = (1. - smoothstep(.2 * unit, 1.3 * unit + .4, d)) * .5;
  float alpha = max(inside * .68, edge * (1. - inside));
  if (alpha < .01) discard;
  color = vec4(vec3(.95, .97, 1.) * inside * .68, alpha);
}
