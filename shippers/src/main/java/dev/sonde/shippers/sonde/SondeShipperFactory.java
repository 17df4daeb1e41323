package dev.sonde.shippers.sonde;

import dev.sonde.api.Settings;
import dev.sonde.api.Shipper;
import dev.sonde.api.ShipperFactory;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.http.tls.TlsContexts;

/// Makes shippers that bring batches to a hub.
public final class SondeShipperFactory implements ShipperFactory<SondeShipperConfig> {
  private final TlsContexts tls;

  /// A factory of shippers that speak TLS by these.
  public SondeShipperFactory(TlsContexts tls) {
    this.tls = tls;
  }

  @Override
  public String name() {
    return "sonde";
  }

  @Override
  public String help() {
    return "Brings samples to a hub, another Sonde, each exactly once.";
  }

  @Override
  public SondeShipperConfig read(Settings settings) {
    SondeShipperConfig config = SondeShipperConfig.read(settings);
    tls.expect(config.http().tls());
    return config;
  }

  @Override
  public Shipper create(SondeShipperConfig config, Surroundings surroundings) {
    return new SondeShipper(config, tls, surroundings, Time.SYSTEM);
  }
}
