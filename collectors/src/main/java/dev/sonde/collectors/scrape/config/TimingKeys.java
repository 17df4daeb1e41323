package dev.sonde.collectors.scrape.config;

import dev.sonde.api.Settings;
import java.time.Duration;
import java.util.Locale;

/// When to scrape, as Sonde and as Prometheus call it.
record TimingKeys(String interval, String timeout) {
  static final TimingKeys OWN = new TimingKeys("interval", "timeout");
  static final TimingKeys OF_PROMETHEUS = new TimingKeys("scrape_interval", "scrape_timeout");

  private static final Duration LONGEST_DELAY = Duration.ofHours(1);
  private static final Duration DELAY = Duration.ofSeconds(1);

  /// Reads it without retries.
  Timing read(Settings in, Usual usual) {
    Duration every = interval(in, usual.interval());
    return new Timing(every, timeout(in, every, usual), 0, Duration.ZERO);
  }

  /// Reads it with `retries` and `retry_delay`.
  Timing withRetries(Settings in, Usual usual) {
    Timing timing = read(in, usual);
    int retries =
        (int)
            in.integer(
                "retries",
                0,
                0,
                Timing.MOST_RETRIES,
                "Further tries when one fails, inside the interval.");
    Duration delay =
        in.duration(
            "retry_delay", DELAY, Duration.ZERO, LONGEST_DELAY, "From a failed try to the next.");
    if (delay.multipliedBy(retries).compareTo(timing.interval()) >= 0) {
      in.problem(
          in.has("retry_delay") ? "retry_delay" : "retries",
          retries + " retries do not fit into the interval of " + shown(timing.interval()));
      return timing;
    }
    return new Timing(timing.interval(), timing.timeout(), retries, delay);
  }

  Duration interval(Settings in, Duration usual) {
    Duration read =
        span(in, interval, "How often; a multiple of 100ms. Not set or 0: " + shown(usual) + ".");
    if (read.isZero()) {
      return usual;
    }
    if (!Timing.isWhole(read)) {
      in.problem(interval, "an interval is a multiple of 100ms");
      return usual;
    }
    return read;
  }

  Duration timeout(Settings in, Duration every, Usual usual) {
    Duration read =
        span(
            in,
            timeout,
            "How long a scrape may take. Not set or 0: "
                + shown(usual.timeout())
                + ", at most the interval.");
    if (read.isZero()) {
      return usual.timeoutWithin(every);
    }
    if (read.compareTo(every) > 0) {
      in.problem(
          timeout,
          shown(read)
              + " is longer than the interval of "
              + shown(every)
              + "; write a shorter timeout or a longer interval");
      return every;
    }
    return read;
  }

  private static Duration span(Settings in, String key, String help) {
    return in.duration(key, Duration.ZERO, Timing.LONGEST, help).orElse(Duration.ZERO);
  }

  private static String shown(Duration span) {
    return span.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
