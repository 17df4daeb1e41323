package dev.sonde.client.micrometer;

import dev.sonde.api.Kind;
import dev.sonde.client.MetricsSink;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// How each meter is read, found out once. For one thread.
final class Book {
  private final Supplier<NamingConvention> convention;
  private final Complaints complaints;
  private final Claims claims;
  private final IdentityHashMap<Meter, Reader> readers = new IdentityHashMap<>();

  Book(MetricsSink sink, Supplier<NamingConvention> convention, Complaints complaints) {
    this.convention = convention;
    this.complaints = complaints;
    this.claims = new Claims(sink, complaints);
  }

  Reader reader(Meter of) {
    return readers.computeIfAbsent(of, this::made);
  }

  /// Forgets a meter, and frees its series.
  void forget(Meter gone) {
    readers.remove(gone);
    claims.free(gone).forEach(readers::remove);
  }

  /// Forgets all others.
  void keep(List<Meter> present) {
    Set<Meter> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    gone.addAll(readers.keySet());
    present.forEach(gone::remove);
    gone.forEach(this::forget);
  }

  /// Meters that are left out, whole or in part, as another has their series.
  int shadowed() {
    return claims.shadowed();
  }

  private Reader made(Meter meter) {
    Lines lines = Lines.of(meter, convention.get(), claims);
    return meter.match(
        gauge -> gauge(gauge, lines),
        counter -> counter(counter, lines),
        timer -> DistributionReader.of(timer, DistributionReader.NANOS, lines),
        summary -> DistributionReader.of(summary, 1, lines),
        active -> DistributionReader.ofActive(active, lines),
        gauge -> gauge(gauge, lines),
        counter -> counter(counter, lines),
        timer -> timer(timer, lines),
        other -> new MeasurementsReader(other, lines, complaints));
  }

  private static Reader gauge(Gauge gauge, Lines lines) {
    var series = lines.of("", Kind.GAUGE);
    return out -> out.add(series, gauge.value());
  }

  private static Reader counter(Counter counter, Lines lines) {
    var series = lines.of("", Kind.COUNTER);
    return out -> out.add(series, counter.count());
  }

  private static Reader counter(FunctionCounter counter, Lines lines) {
    var series = lines.of("", Kind.COUNTER);
    return out -> out.add(series, counter.count());
  }

  private static Reader timer(FunctionTimer timer, Lines lines) {
    var count = lines.of("_count", Kind.SUMMARY);
    var sum = lines.of("_sum", Kind.SUMMARY);
    return out -> {
      out.add(count, timer.count());
      out.add(sum, timer.totalTime(TimeUnit.SECONDS));
    };
  }
}
