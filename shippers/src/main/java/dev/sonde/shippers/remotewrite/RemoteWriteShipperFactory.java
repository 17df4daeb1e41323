package dev.sonde.shippers.remotewrite;

import dev.sonde.api.Settings;
import dev.sonde.api.Shipper;
import dev.sonde.api.ShipperFactory;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.http.tls.TlsContexts;

/// Makes shippers that write to Prometheus, VictoriaMetrics and all that take remote write.
public final class RemoteWriteShipperFactory implements ShipperFactory<RemoteWriteConfig> {
  private final TlsContexts tls;

  /// A factory of shippers that speak TLS by these.
  public RemoteWriteShipperFactory(TlsContexts tls) {
    this.tls = tls;
  }

  @Override
  public String name() {
    return "prometheus_remote_write";
  }

  @Override
  public String help() {
    return "Writes samples to Prometheus, VictoriaMetrics and all that take remote write.";
  }

  @Override
  public RemoteWriteConfig read(Settings settings) {
    RemoteWriteConfig config = RemoteWriteConfig.read(settings);
    tls.expect(config.http().tls());
    return config;
  }

  @Override
  public Shipper create(RemoteWriteConfig config, Surroundings surroundings) {
    return new RemoteWriteShipper(config, tls, surroundings, Time.SYSTEM);
  }
}
