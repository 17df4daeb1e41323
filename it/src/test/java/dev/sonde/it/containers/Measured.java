package dev.sonde.it.containers;

import dev.sonde.api.Collector;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.collectors.container.ContainerCollectorFactory;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.testkit.DefaultSettings;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.Recorded;
import dev.sonde.testkit.RecordingRecorder;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/// The container collector of a real engine, run by run.
public final class Measured implements AutoCloseable {
  private static final long PATIENCE_NANOS = 180_000_000_000L;

  private final RecordingRecorder out = new RecordingRecorder();
  private final Collector collector;

  /// @param where the engine is, as `DOCKER_HOST` says it
  public Measured(String where) {
    this(Map.of("DOCKER_HOST", where));
  }

  /// @param environment with what names engines
  public Measured(Map<String, String> environment) {
    var calls = new DirectCalls();
    var factory = new ContainerCollectorFactory(Time.SYSTEM, new TlsContexts(Time.SYSTEM, calls));
    collector =
        factory.create(factory.read(new DefaultSettings()), new Surroundings(environment, calls));
  }

  /// One run.
  public Measured run() throws Exception {
    collector.collect(out.open(System.currentTimeMillis()));
    return this;
  }

  /// Runs until it is so, for three minutes at most.
  public void runUntil(BooleanSupplier so) throws Exception {
    long begin = System.nanoTime();
    run();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() - begin > PATIENCE_NANOS) {
        throw new AssertionError("it was never so; there is\n" + page());
      }
      Thread.onSpinWait();
      run();
    }
  }

  /// A value of a container in the last run.
  public OptionalDouble value(String container, String metric) {
    return out.recorded().stream()
        .filter(each -> each.family().name().equals("container_" + metric))
        .filter(each -> container.equals(each.labels().value("container_name")))
        .mapToDouble(Recorded::value)
        .findFirst();
  }

  /// Was it recorded in the last run?
  public boolean has(String container, String metric) {
    return value(container, metric).isPresent();
  }

  /// What could not be measured.
  public String absent() {
    return out.absent().toString();
  }

  /// All of the last run.
  public String page() {
    return out.page() + out.absent();
  }

  @Override
  public void close() {
    collector.close();
  }
}
