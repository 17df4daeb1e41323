package dev.sonde.client.micrometer;

import dev.sonde.client.MetricsSink;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.cumulative.CumulativeCounter;
import io.micrometer.core.instrument.cumulative.CumulativeFunctionCounter;
import io.micrometer.core.instrument.cumulative.CumulativeFunctionTimer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.internal.DefaultGauge;
import io.micrometer.core.instrument.internal.DefaultLongTaskTimer;
import io.micrometer.core.instrument.internal.DefaultMeter;
import io.micrometer.core.instrument.push.PushMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Brings Micrometer's metrics to a hub, and keeps them in a journal until the hub has them: an
/// hour's outage costs nothing but disk, and what was read outlives a kill.
///
/// ```
/// Map<String, String> properties =
///     Map.of("sonde.url", "https://hub:9100", "sonde.folder", "/var/lib/shop/metrics");
/// var registry = new SondeMeterRegistry(properties::get, Clock.SYSTEM);
/// registry.counter("orders", "shop", "berlin").increment();   // orders_total{shop="berlin"} 1
/// ```
///
/// Every step all meters are read, at one time, and handed in together. They count from the start
/// of the process and are never reset, so that a publication that fails loses nothing of them: the
/// next one has it. What was read and not taken is handed in again.
///
/// # Lifecycle and threads
///
/// It publishes from its construction on, on a thread of its own (`sonde-micrometer`); a function
/// of a gauge that never returns holds that up, and [#close], too, which reads all meters a last
/// time and flushes; closing again does nothing. All methods may be called from any thread.
public final class SondeMeterRegistry extends PushMeterRegistry {
  private final SondeConfig config;
  private final Optional<MetricsSink> owned;
  private final Optional<Publisher> publisher;

  /// Opens a journal and begins to publish; does not wait for the hub. When it is not enabled, it
  /// keeps what is measured for whoever asks, and touches neither disk nor network.
  ///
  /// @param clock of timers and samples; [Clock#SYSTEM] but for tests
  /// @throws io.micrometer.core.instrument.config.validate.ValidationException when something is
  ///   missing or wrong
  /// @throws UncheckedIOException when the folder can't be used
  public SondeMeterRegistry(SondeConfig config, Clock clock) {
    super(config, clock);
    this.config = config;
    this.owned = config.enabled() ? Optional.of(open(config)) : Optional.empty();
    this.publisher = owned.map(this::publisher);
    begin();
  }

  /// The same with a sink that there is already, which may have a TLS of its own, and which others
  /// may use. It stays its owner's, who closes it after this.
  public SondeMeterRegistry(SondeConfig config, Clock clock, MetricsSink sink) {
    super(config, clock);
    this.config = config;
    this.owned = Optional.empty();
    this.publisher = Optional.of(publisher(sink));
    begin();
  }

  private static MetricsSink open(SondeConfig config) {
    try {
      return MetricsSink.open(config.sink());
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  private Publisher publisher(MetricsSink sink) {
    return new Publisher(sink, clock, this::getMeters, () -> config().namingConvention());
  }

  private void begin() {
    config().namingConvention(new SondeNamingConvention());
    publisher.ifPresent(each -> config().onMeterRemoved(each::left));
    start(Thread.ofPlatform().daemon().name("sonde-micrometer").factory());
  }

  /// Reads all meters and hands in what they say; the scheduler calls it once a step.
  @Override
  protected void publish() {
    publisher.ifPresent(Publisher::publish);
  }

  /// How it is doing; empty when it is not enabled. Waits for a publication that goes on.
  public Optional<RegistryStatus> status() {
    return publisher.map(Publisher::status);
  }

  /// Reads all meters a last time, and brings to the hub what can be brought in the time that the
  /// configuration says; the rest goes on at the next start.
  @Override
  public void close() {
    long before = begun();
    try {
      super.close();
      if (config.enabled() && begun() == before) {
        publish(); // Micrometer waited for one that had begun, which may have missed what came
      }
    } finally {
      publisher.ifPresent(Publisher::close);
      owned.ifPresent(MetricsSink::close);
    }
  }

  private long begun() {
    return publisher.map(Publisher::begun).orElse(0L);
  }

  @Override
  protected <T> Gauge newGauge(Meter.Id id, @Nullable T of, ToDoubleFunction<T> value) {
    return new DefaultGauge<>(id, of, value);
  }

  @Override
  protected Counter newCounter(Meter.Id id) {
    return new CumulativeCounter(id);
  }

  @Override
  protected Timer newTimer(
      Meter.Id id, DistributionStatisticConfig distribution, PauseDetector pauses) {
    return new SondeTimer(id, clock, distribution, pauses);
  }

  @Override
  protected DistributionSummary newDistributionSummary(
      Meter.Id id, DistributionStatisticConfig distribution, double scale) {
    return new SondeSummary(id, clock, distribution, scale);
  }

  @Override
  protected LongTaskTimer newLongTaskTimer(Meter.Id id, DistributionStatisticConfig distribution) {
    return new DefaultLongTaskTimer(id, clock, getBaseTimeUnit(), distribution, true);
  }

  @Override
  protected <T> FunctionTimer newFunctionTimer(
      Meter.Id id, T of, ToLongFunction<T> count, ToDoubleFunction<T> total, TimeUnit unit) {
    return new CumulativeFunctionTimer<>(id, of, count, total, unit, getBaseTimeUnit());
  }

  @Override
  protected <T> FunctionCounter newFunctionCounter(Meter.Id id, T of, ToDoubleFunction<T> count) {
    return new CumulativeFunctionCounter<>(id, of, count);
  }

  @Override
  protected Meter newMeter(Meter.Id id, Meter.Type type, Iterable<Measurement> measurements) {
    return new DefaultMeter(id, type, measurements);
  }

  @Override
  protected TimeUnit getBaseTimeUnit() {
    return TimeUnit.SECONDS;
  }

  /// Maxima and percentiles are those of the last steps.
  @Override
  protected DistributionStatisticConfig defaultHistogramConfig() {
    return DistributionStatisticConfig.builder()
        .expiry(config.step())
        .build()
        .merge(DistributionStatisticConfig.DEFAULT);
  }
}
