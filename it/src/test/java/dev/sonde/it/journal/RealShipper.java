package dev.sonde.it.journal;

import dev.sonde.api.Shipper;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.shippers.remotewrite.RemoteWriteShipperFactory;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.MapSettings;
import java.util.Map;

/// Sonde's own shippers, as its configuration would make them.
public final class RealShipper {
  private RealShipper() {}

  /// One that writes to `url`.
  public static Shipper remoteWrite(String url, String protocol, String compression) {
    var calls = new DirectCalls();
    var factory = new RemoteWriteShipperFactory(new TlsContexts(Time.SYSTEM, calls));
    var settings = Map.of("url", url, "protocol", protocol, "compression", compression);
    return factory.create(
        factory.read(new MapSettings(settings)), new Surroundings(Map.of(), calls));
  }
}
