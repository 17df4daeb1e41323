package dev.sonde.collectors.scrape.config;

import dev.sonde.api.Settings;
import dev.sonde.wire.json.JsonMapping;
import java.util.Optional;

/// The keys `format` and `json`.
record FormatKeys(PageFormat format, Optional<JsonMapping> mapping) {
  static final FormatKeys AUTO = new FormatKeys(PageFormat.AUTO, Optional.empty());

  static FormatKeys read(Settings in) {
    PageFormat format =
        in.choice(
            "format",
            PageFormat.AUTO,
            "What pages are written in; auto goes by content type and first bytes, or is json where"
                + " json says what to take.");
    boolean written = in.has("json");
    JsonMapping mapping =
        in.section("json", "For pages in JSON: which values are metrics.", JsonMapping::read);
    return switch (format) {
      case AUTO -> written ? json(in, mapping) : AUTO;
      case JSON -> json(in, mapping);
      case PROMETHEUS, OPENMETRICS, METRICSD_JSON -> other(in, format, written);
    };
  }

  private static FormatKeys json(Settings in, JsonMapping mapping) {
    if (mapping.metrics().isEmpty()) {
      in.problem("json", "metrics is missing; write which values of the page are metrics");
    }
    return new FormatKeys(PageFormat.JSON, Optional.of(mapping));
  }

  private static FormatKeys other(Settings in, PageFormat format, boolean written) {
    if (written) {
      in.problem("json", "goes with format: json alone");
    }
    return new FormatKeys(format, Optional.empty());
  }
}
