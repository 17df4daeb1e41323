package dev.sonde.collectors.scrape.config;

import dev.sonde.wire.scrape.PageSink.Natives;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// What a target is asked for.
///
/// @param protocols the best first; at least one, each once
/// @param fallback what a page is taken for whose content type says nothing; empty: its first bytes
///   are looked at
/// @param escaping how names are to be written
/// @param compressed may answers be compressed?
/// @param wholeHistograms are native histograms taken as they are?
/// @param classicHistograms are the classic buckets beside them taken, too?
public record Wanted(
    List<Protocol> protocols,
    Optional<Protocol> fallback,
    Escaping escaping,
    boolean compressed,
    boolean wholeHistograms,
    boolean classicHistograms) {
  /// What is asked for unless somebody says otherwise.
  public static final Wanted USUAL =
      new Wanted(Protocol.USUAL, Optional.empty(), Escaping.ALLOW_UTF_8, true, false, false);

  /// @throws IllegalArgumentException when nothing is asked for, or something twice
  public Wanted {
    protocols = List.copyOf(protocols);
    if (protocols.isEmpty()) {
      throw new IllegalArgumentException("scrape_protocols is empty; name one at least");
    }
    if (EnumSet.copyOf(protocols).size() < protocols.size()) {
      throw new IllegalArgumentException("scrape_protocols names one twice");
    }
  }

  /// What is taken of a histogram with native buckets.
  public Natives natives() {
    return wholeHistograms ? classicHistograms ? Natives.BOTH : Natives.NATIVE : Natives.CLASSIC;
  }

  /// The header `Accept`, as Prometheus writes it. Only protobuf has native histograms, so whoever
  /// wants them asks for it first.
  public String accept() {
    List<Protocol> all = new ArrayList<>(protocols);
    if (wholeHistograms) {
      all.remove(Protocol.PROTOBUF);
      all.addFirst(Protocol.PROTOBUF);
    }
    StringBuilder header = new StringBuilder();
    int weight = all.size() + 1;
    for (Protocol each : all) {
      header.append(each.accepted(escaping)).append(";q=0.").append(weight--).append(',');
    }
    return header.append("*/*;q=0.").append(weight).toString();
  }
}
