package dev.sonde.shippers.httpjson;

import dev.sonde.api.Settings;
import dev.sonde.api.Shipper;
import dev.sonde.api.ShipperFactory;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.http.tls.TlsContexts;

/// Makes shippers that post JSON as metricsd does.
public final class HttpJsonShipperFactory implements ShipperFactory<HttpJsonConfig> {
  private final TlsContexts tls;

  /// A factory of shippers that speak TLS by these.
  public HttpJsonShipperFactory(TlsContexts tls) {
    this.tls = tls;
  }

  @Override
  public String name() {
    return "http_json";
  }

  @Override
  public String help() {
    return "Posts samples as JSON, in the form that metricsd sends.";
  }

  @Override
  public HttpJsonConfig read(Settings settings) {
    HttpJsonConfig config = HttpJsonConfig.read(settings);
    tls.expect(config.http().tls());
    return config;
  }

  @Override
  public Shipper create(HttpJsonConfig config, Surroundings surroundings) {
    return new HttpJsonShipper(config, tls, surroundings, Time.SYSTEM);
  }
}
