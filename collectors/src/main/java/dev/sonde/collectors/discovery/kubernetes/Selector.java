package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.api.Settings;
import java.util.List;

/// Which objects are read at all; the API server chooses them.
///
/// @param label as `kubectl get -l` takes it; empty for all
/// @param field as `kubectl get --field-selector` takes it; empty for all
public record Selector(Role role, String label, String field) {

  static List<Selector> readAll(Settings settings) {
    return settings.sections(
        "selectors",
        "Which objects are read at all, by labels and fields: one for each role at most.",
        each ->
            new Selector(
                Role.read(each),
                each.text("label", "", "Labels, such as `app=web,tier!=test`."),
                each.text("field", "", "Fields, such as `spec.nodeName=node-a`.")));
  }

  /// As it stands in a query.
  String query() {
    return parameter("labelSelector", label) + parameter("fieldSelector", field);
  }

  private static String parameter(String name, String value) {
    return value.isEmpty() ? "" : "&" + name + "=" + Query.encode(value);
  }
}
