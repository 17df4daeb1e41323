package dev.sonde.collectors.scrape.config;

import dev.sonde.api.Settings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// What targets are asked for.
final class WantedKeys {
  private static final String PROTOCOLS = "scrape_protocols";

  private WantedKeys() {}

  /// Reads what `global` has of it.
  static Wanted global(Settings in, NameKeys names, Usual usual) {
    Wanted inherited = usual.wanted();
    return new Wanted(
        protocols(in, inherited),
        inherited.fallback(),
        names.escaping(),
        inherited.compressed(),
        whole(in, inherited),
        classic(in, inherited));
  }

  /// Reads all of it.
  static Wanted read(Settings in, NameKeys names, Usual usual) {
    List<Protocol> protocols = protocols(in, usual.wanted());
    Optional<Protocol> fallback =
        in.parsed(
            "fallback_scrape_protocol",
            "",
            text -> text.isEmpty() ? Optional.empty() : Optional.of(Protocol.parse(text)),
            "What a page is taken for whose content type says nothing. Not set: its first bytes"
                + " say it.");
    boolean compressed = in.flag("enable_compression", true, "May targets send compressed pages?");
    return new Wanted(
        protocols,
        fallback,
        names.escaping(),
        compressed,
        whole(in, usual.wanted()),
        classic(in, usual.wanted()));
  }

  private static boolean whole(Settings in, Wanted usual) {
    return in.flag(
        "scrape_native_histograms",
        usual.wholeHistograms(),
        "Are native histograms kept as they are, and PrometheusProto asked for first? Else their"
            + " classic buckets are, made of the native ones where there are none.");
  }

  private static boolean classic(Settings in, Wanted usual) {
    return in.flag(
        "always_scrape_classic_histograms",
        usual.classicHistograms(),
        "Are the classic buckets of a histogram kept, too, where it is kept as native?");
  }

  private static List<Protocol> protocols(Settings in, Wanted usual) {
    List<String> written = new ArrayList<>();
    List<Protocol> read =
        in.parsedList(
            PROTOCOLS,
            usual.protocols().stream().map(Protocol::written).toList(),
            text -> {
              written.add(text);
              return Protocol.parse(text);
            },
            "What targets are asked for, the best first: PrometheusProto, OpenMetricsText1.0.0,"
                + " OpenMetricsText0.0.1, PrometheusText1.0.0, PrometheusText0.0.4.");
    if (read.isEmpty()) {
      if (written.isEmpty()) {
        in.problem(PROTOCOLS, "is empty; name one at least, or take it out");
      }
      return usual.protocols();
    }
    if (EnumSet.copyOf(read).size() < read.size()) {
      in.problem(PROTOCOLS, "names one twice; take it out");
      return usual.protocols();
    }
    return read;
  }
}
