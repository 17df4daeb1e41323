package dev.sonde.it;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A page in the Prometheus text format: what stands on each line, up to its last space, and the
/// number behind it.
record TextPage(Map<String, Double> samples) {
  static TextPage of(String text) {
    var samples = new HashMap<String, Double>();
    text.lines()
        .filter(line -> !line.startsWith("#") && !line.isEmpty())
        .forEach(line -> {
          int space = line.lastIndexOf(' ');
          var number = line.substring(space + 1).replace("Inf", "Infinity");
          samples.put(line.substring(0, space), Double.parseDouble(number));
        });
    return new TextPage(samples);
  }

  /// The value of `name{labels}`, or NaN.
  double at(String series) {
    return samples.getOrDefault(series, Double.NaN);
  }

  /// A counter of a collector: `sonde_component_NAME_total`.
  double count(String name, String collector) {
    return at(
        "sonde_component_%s_total{component=\"%s\",kind=\"collector\"}".formatted(name, collector));
  }

  Set<String> names() {
    var names = new TreeSet<String>();
    samples.keySet().forEach(series -> names.add(series.replaceFirst("\\{.*", "")));
    return names;
  }
}
