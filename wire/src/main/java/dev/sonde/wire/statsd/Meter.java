package dev.sonde.wire.statsd;

import dev.sonde.api.TextHash;
import dev.sonde.wire.statsd.StatsdSink.Range;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What the values of one series add up to. Mutable, as it stands for many values a second.
sealed interface Meter {
  /// Why a value is not added that would make a number infinite.
  String TOO_LARGE = "it is too large for what it is added to";

  /// Adds a value.
  ///
  /// @return why it can't be, in words; empty when it can
  String add(double value, boolean change, double rate, Range member);

  /// Writes what it is now.
  void write(Flush to);

  /// Forgets what counts only until it is written.
  void written();

  /// A total since the first value.
  final class Count implements Meter {
    private double total;

    @Override
    public String add(double value, boolean change, double rate, Range member) {
      double next = total + value / rate;
      if (value < 0 || Double.isInfinite(next)) {
        return value < 0 ? "a counter does not fall" : TOO_LARGE;
      }
      total = next;
      return "";
    }

    @Override
    public void write(Flush to) {
      to.sample("", total);
    }

    @Override
    public void written() {}
  }

  /// The last value.
  final class Gauge implements Meter {
    private double now;

    @Override
    public String add(double value, boolean change, double rate, Range member) {
      double next = change ? now + value : value;
      if (Double.isInfinite(next)) {
        return TOO_LARGE;
      }
      now = next;
      return "";
    }

    @Override
    public void write(Flush to) {
      to.sample("", now);
    }

    @Override
    public void written() {}
  }

  /// Observations by size.
  final class Observations implements Meter {
    private final List<Double> bounds;
    private final double unit;
    private final long[] counts;
    private double sum;

    /// @param unit what one of the values is, in what the bounds are
    Observations(List<Double> bounds, double unit) {
      this.bounds = bounds;
      this.unit = unit;
      this.counts = new long[bounds.size() + 1];
    }

    @Override
    public String add(double value, boolean change, double rate, Range member) {
      double size = value * unit;
      long times = Math.round(1 / rate);
      if (Double.isInfinite(sum + size * times)) {
        return TOO_LARGE;
      }
      int bucket = 0;
      while (bucket < bounds.size() && size > bounds.get(bucket)) {
        bucket++;
      }
      counts[bucket] += times;
      sum += size * times;
      return "";
    }

    @Override
    public void write(Flush to) {
      long count = 0;
      for (int i = 0; i < counts.length; i++) {
        count += counts[i];
        to.bucket(i < bounds.size() ? bounds.get(i) : Double.POSITIVE_INFINITY, count);
      }
      to.sample("_sum", sum);
      to.sample("_count", count);
    }

    @Override
    public void written() {}
  }

  /// How many different members came since it was written last.
  final class Members implements Meter {
    private final Set<Long> members = new HashSet<>();
    private final TextHash hash;
    private final int most;
    private boolean touched;

    Members(TextHash hash, int most) {
      this.hash = hash;
      this.most = most;
    }

    @Override
    public String add(double value, boolean change, double rate, Range member) {
      touched = true;
      long own = member.hash(hash);
      if (members.size() == most && !members.contains(own)) {
        return "its set has " + most + " members already";
      }
      members.add(own);
      return "";
    }

    @Override
    public void write(Flush to) {
      if (touched) {
        to.sample("", members.size());
      }
    }

    @Override
    public void written() {
      members.clear();
      touched = false;
    }
  }

  /// Where meters write to, one series after the other.
  interface Flush {
    /// A sample of a series that has the meter's name with this behind it.
    void sample(String suffix, double value);

    /// A sample of a histogram's bucket.
    void bucket(double bound, double count);
  }
}
