package dev.sonde.collectors.lichess;

import dev.sonde.api.Generator;
import dev.sonde.api.GeneratorFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.collectors.discovery.DiscoveryTools.Pause;
import dev.sonde.http.tls.TlsContexts;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Makes what follows games on Lichess.
public final class LichessFactory implements GeneratorFactory<LichessConfig> {
  private final Time time;
  private final TlsContexts tls;
  private final Pause pause;

  /// @param tls shared by all that speak it
  public LichessFactory(Time time, TlsContexts tls) {
    this(time, tls, LichessFactory::pause);
  }

  /// @param pause how everything waits
  LichessFactory(Time time, TlsContexts tls, Pause pause) {
    this.time = time;
    this.tls = tls;
    this.pause = pause;
  }

  @Override
  public String name() {
    return "lichess";
  }

  @Override
  public String help() {
    return "Games of chess as they are played on Lichess: moves, clocks, results.";
  }

  @Override
  public LichessConfig read(Settings settings) {
    LichessConfig config = LichessConfig.read(settings);
    tls.expect(config.tls());
    return config;
  }

  @Override
  public boolean hasWork(LichessConfig config) {
    return config.hasWork();
  }

  @Override
  public Generator create(LichessConfig config, Surroundings surroundings) {
    return new LichessGenerator(config, surroundings, time, tls, pause);
  }

  private static void pause(Duration span) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(span.toNanos());
  }
}
