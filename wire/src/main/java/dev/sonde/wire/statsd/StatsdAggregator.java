package dev.sonde.wire.statsd;

import dev.sonde.api.Emitter;
import dev.sonde.api.Kind;
import dev.sonde.api.SeriesKey;
import dev.sonde.api.TextHash;
import dev.sonde.wire.statsd.StatsdSink.Range;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Adds up values of StatsD, and writes what they came to. Belongs to one thread at a time.
///
/// | values | series |
/// |---|---|
/// | `c` | a counter since the first value: `requests:1\|c` is `requests_total`; divided by the rate |
/// | `g` | a gauge; `+1` and `-1` change it, from 0 |
/// | `ms` | a classic histogram in seconds: `query:320\|ms` is `query_seconds_bucket` … |
/// | `h`, `d` | a classic histogram in whatever unit they come |
/// | `s` | a gauge: how many different ones came since the last flush, when any came |
///
/// An observation with a rate counts as often as the rate says, rounded. Series of which nothing
/// comes are forgotten; a counter begins at 0 when it comes again.
public final class StatsdAggregator implements StatsdSink {
  private static final String TOTAL = "_total";
  private static final String SECONDS = "_seconds";
  private static final double MILLISECOND = 1e-3;

  private final StatsdRules rules;
  private final TextHash hash;
  private final Map<Long, Metered> entries = new HashMap<>();
  private long nowMillis;

  /// @param seed of hashes, random, as what is sent must not meet
  public StatsdAggregator(long seed, StatsdRules rules) {
    this.rules = rules;
    this.hash = new TextHash(seed);
  }

  /// What time it is for the values that come next, in milliseconds: of any clock that does not go
  /// back.
  public void at(long millis) {
    nowMillis = millis;
  }

  @Override
  public String value(
      StatsdType type, SeriesKey key, double value, boolean change, double rate, Range member) {
    long own = key.hash(hash);
    Metered known = entries.get(own);
    if (known == null && entries.size() == rules.mostSeries()) {
      return "there are " + rules.mostSeries() + " series already";
    }
    Metered entry = known == null ? entry(type, key) : known;
    if (entry.type() != type) {
      return "it was of another type before";
    }
    if (!entry.isSound()) {
      return "its tag le is the name of a histogram's own label";
    }
    String wrong = entry.meter().add(value, change, rate, member);
    if (wrong.isEmpty()) {
      entry.touch(nowMillis);
      entries.put(own, entry);
    }
    return wrong;
  }

  /// How many series are remembered.
  public int series() {
    return entries.size();
  }

  /// Records all series, as they are now. Call [#written] once they are safe: until then sets stay
  /// as they are.
  ///
  /// @return how many samples
  public int write(Emitter out) {
    int samples = 0;
    for (Metered each : entries.values()) {
      samples += each.write(out);
    }
    return samples;
  }

  /// What was written is safe: sets begin anew, and series that were idle too long end.
  public void written(Emitter out) {
    entries
        .values()
        .removeIf(each -> {
          boolean idle = each.isIdle(nowMillis, rules.idleMillis());
          if (idle) {
            each.end(out);
          }
          return idle;
        });
    entries.values().forEach(each -> each.meter().written());
  }

  private Metered entry(StatsdType type, SeriesKey key) {
    return switch (type) {
      case COUNT -> entry(type, key, TOTAL, Kind.COUNTER, Meter.Count::new);
      case GAUGE -> entry(type, key, "", Kind.GAUGE, Meter.Gauge::new);
      case TIMER ->
          entry(
              type,
              key,
              SECONDS,
              Kind.HISTOGRAM,
              () -> new Meter.Observations(rules.timers(), MILLISECOND));
      case HISTOGRAM ->
          entry(type, key, "", Kind.HISTOGRAM, () -> new Meter.Observations(rules.histograms(), 1));
      case SET ->
          entry(type, key, "", Kind.GAUGE, () -> new Meter.Members(hash, rules.mostMembers()));
    };
  }

  /// @param end of the series' name, unless it has it already
  private static Metered entry(
      StatsdType type, SeriesKey key, String end, Kind kind, Supplier<Meter> meter) {
    String name = key.name();
    String whole = name.endsWith(end) ? name : name + end;
    return new Metered(type, whole, key.labels(), kind, meter.get());
  }
}
