package dev.sonde.collectors.discovery.docker;

import dev.sonde.api.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which containers an engine lists, by one of the filters of its API.
///
/// @param values one of which has to fit
public record Filter(String name, List<String> values) {
  public Filter {
    values = List.copyOf(values);
  }

  static Filter read(Settings in) {
    return new Filter(
        in.required("name", "What is looked at: `name`, `label`, `network`, `status` …"),
        in.texts("values", List.of(), "One of these has to fit."));
  }

  /// As the API wants them; empty for none.
  static String json(List<Filter> filters) {
    if (filters.isEmpty()) {
      return "";
    }
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (Filter each : filters) {
      all.computeIfAbsent(each.name, _ -> new ArrayList<>()).addAll(each.values);
    }
    var out = new StringBuilder();
    all.forEach((name, values) -> {
      out.append(out.isEmpty() ? "{" : ",");
      quote(name, out);
      out.append(":[");
      for (int i = 0; i < values.size(); i++) {
        out.append(i == 0 ? "" : ",");
        quote(values.get(i), out);
      }
      out.append(']');
    });
    return out.append('}').toString();
  }

  private static void quote(String text, StringBuilder to) {
    to.append('"');
    text.chars()
        .forEach(c -> {
          if (c < ' ' || c == '"' || c == '\\') {
            to.append("\\u%04x".formatted(c));
          } else {
            to.append((char) c);
          }
        });
    to.append('"');
  }
}
