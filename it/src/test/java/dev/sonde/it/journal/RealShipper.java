package dev.sonde.it.journal;

import dev.sonde.api.Shipper;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.shippers.httpjson.HttpJsonShipperFactory;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.MapSettings;
import java.util.Map;

/// Sonde's own shippers, as its configuration would make them.
final class RealShipper {
  private RealShipper() {}

  static Shipper remoteWrite(int port, String protocol, String compression) {
    var calls = new DirectCalls();
    var factory = new HttpJsonShipperFactory(new TlsContexts(Time.SYSTEM, calls));
    var settings =
        Map.of(
            "url",
            "http://127.0.0.1:" + port + "/api/v1/write",
            "protocol",
            protocol,
            "compression",
            compression);
    return factory.create(
        factory.read(new MapSettings(settings)), new Surroundings(Map.of(), calls));
  }
}
