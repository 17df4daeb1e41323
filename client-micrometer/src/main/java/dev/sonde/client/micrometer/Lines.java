package dev.sonde.client.micrometer;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The series of one meter. Those that it asks for are to be kept: each costs look-ups.
final class Lines {
  private static final int LONGEST_HELP = 1_024;

  private final Meter meter;
  private final Claims claims;
  private final String name;
  private final Labels labels;
  private final String unit;
  private final String help;

  private Lines(Meter meter, Claims claims, String name, Labels labels, String unit) {
    this.meter = meter;
    this.claims = claims;
    this.name = name;
    this.labels = labels;
    this.unit = unit;
    this.help = help(meter.getId().getDescription());
  }

  static Lines of(Meter meter, NamingConvention convention, Claims claims) {
    Meter.Id id = meter.getId();
    return new Lines(
        meter, claims, id.getConventionName(convention), labels(id, convention), unit(id));
  }

  /// Values of keys that become the same name are joined, as the rules for Prometheus have it.
  private static Labels labels(Meter.Id id, NamingConvention convention) {
    Map<String, String> labels = new TreeMap<>();
    id.getConventionTags(convention)
        .forEach(tag ->
            labels.merge(tag.getKey(), tag.getValue(), (before, more) -> before + ";" + more));
    return Labels.of(labels);
  }

  private static String unit(Meter.Id id) {
    String base = id.getBaseUnit();
    return switch (id.getType()) {
      case TIMER, LONG_TASK_TIMER -> "seconds";
      case COUNTER, GAUGE, DISTRIBUTION_SUMMARY, OTHER ->
          base == null ? "" : SondeNamingConvention.clean(base, true);
    };
  }

  private static String help(@Nullable String description) {
    String line = description == null ? "" : description.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_HELP ? line : line.substring(0, LONGEST_HELP);
  }

  /// @param suffix to the meter's name
  Optional<Series> of(String suffix, Kind kind) {
    return claims.series(meter, family(suffix, kind), labels);
  }

  /// With one label more; what the meter itself has of that name becomes `exported_` and it.
  Optional<Series> of(String suffix, Kind kind, String label, String value) {
    String own = labels.value(label);
    Labels moved = own == null ? labels : labels.with("exported_" + label, own);
    return claims.series(meter, family(suffix, kind), moved.with(label, value));
  }

  private Family family(String suffix, Kind kind) {
    return new Family(name + suffix, kind, unit, help);
  }
}
