package dev.sonde.collectors.statsd;

import dev.sonde.api.Settings;
import dev.sonde.http.Address;
import dev.sonde.wire.statsd.StatsdRules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What can be chosen about StatsD.
///
/// @param listen where UDP and TCP are taken; empty for nowhere
/// @param tcp are connections taken too?
/// @param interval between two records of what came
/// @param rules what values add up to
/// @param connections of TCP at once
/// @param quiet how long a connection may say nothing
public record StatsdConfig(
    Optional<Address.Tcp> listen,
    boolean tcp,
    Duration interval,
    StatsdRules rules,
    int connections,
    Duration quiet) {
  /// Reads one from configuration.
  static StatsdConfig read(Settings in) {
    StatsdRules usual = StatsdRules.USUAL;
    Optional<Address.Tcp> listen =
        in.parsed(
            "listen",
            "",
            StatsdConfig::address,
            "Where it listens, such as 127.0.0.1:8125; empty for nowhere.");
    listen
        .filter(each -> !each.isLoopback())
        .ifPresent(each ->
            in.notice(
                "listen",
                each
                    + " can be reached from other machines, and StatsD knows no keys: whoever"
                    + " reaches it writes; 127.0.0.1 is for this machine alone"));
    return new StatsdConfig(
        listen,
        in.flag("tcp", true, "Is TCP taken beside UDP, at the same port?"),
        in.duration(
            "interval",
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            Duration.ofHours(1),
            "How often what came is recorded."),
        new StatsdRules(
            in.parsedList(
                "timers",
                texts(usual.timers()),
                StatsdConfig::bound,
                "Upper bounds of timers' buckets, in seconds, ascending."),
            in.parsedList(
                "histograms",
                texts(usual.histograms()),
                StatsdConfig::bound,
                "Upper bounds of other observations' buckets, ascending."),
            (int)
                in.integer(
                    "max_series",
                    usual.mostSeries(),
                    1,
                    1_000_000,
                    "Names with their tags at once; more are refused and counted."),
            (int)
                in.integer(
                    "max_members",
                    usual.mostMembers(),
                    1,
                    1_000_000,
                    "Different members of one set in an interval."),
            in.duration(
                    "idle",
                    Duration.ofMillis(usual.idleMillis()),
                    Duration.ofSeconds(1),
                    Duration.ofDays(30),
                    "A series of which nothing comes for so long ends.")
                .toMillis()),
        (int)
            in.integer(
                "max_connections", 1_000, 1, 100_000, "Connections of TCP at once; more are cut."),
        in.duration(
            "quiet",
            Duration.ofMinutes(10),
            Duration.ofSeconds(1),
            Duration.ofDays(7),
            "A connection that says nothing for so long is cut."));
  }

  private static Optional<Address.Tcp> address(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (Address.parse(text) instanceof Address.Tcp tcp) {
      return Optional.of(tcp);
    }
    throw new IllegalArgumentException("is no host and port, such as 127.0.0.1:8125");
  }

  private static Double bound(String text) {
    try {
      double bound = Double.parseDouble(text);
      if (Double.isFinite(bound)) {
        return bound;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new IllegalArgumentException("is no number");
  }

  private static List<String> texts(List<Double> bounds) {
    return bounds.stream().map(each -> Double.toString(each)).toList();
  }
}
