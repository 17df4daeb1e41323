package dev.sonde.server.history;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Stale;
import dev.sonde.wire.JsonWriter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How series and values stand in JSON.
record JsonSeries(JsonWriter json, Map<String, Family> families) {
  /// Name, labels and what is known, in an object that stays open.
  void begin(String name, Labels labels) {
    json.object();
    identity(json, name, labels);
    @Nullable Family family = families.get(name);
    if (family != null) {
      json.name("kind").value(family.kind().name().toLowerCase(Locale.ROOT));
      if (!family.unit().isEmpty()) {
        json.name("unit").value(family.unit());
      }
    }
  }

  static void identity(JsonWriter json, String name, Labels labels) {
    json.name("name").value(name);
    json.name("labels").object();
    labels.forEach((label, value) -> json.name(label).value(value));
    json.endObject();
  }

  /// JSON has no number for some: text stands for those, null for the end of a series.
  void value(double value) {
    if (Double.isFinite(value)) {
      json.value(value);
    } else if (Stale.is(value)) {
      json.nothing();
    } else if (Double.isNaN(value)) {
      json.value("NaN");
    } else {
      json.value(value > 0 ? "+Inf" : "-Inf");
    }
  }
}
