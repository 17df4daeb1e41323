package dev.sonde.app;

import dev.sonde.api.Encoded;
import dev.sonde.api.Outcome;
import dev.sonde.api.Settings;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.api.ShipperFactory;
import dev.sonde.api.Surroundings;
import java.nio.ByteBuffer;
import java.util.Map;

/// A kind of shipper that takes everything and keeps nothing, for tests.
record FakeShipperFactory(String name) implements ShipperFactory<FakeShipperFactory.Config> {
  record Config(String url) {}

  @Override
  public String help() {
    return "Takes everything.";
  }

  @Override
  public Config read(Settings settings) {
    return new Config(settings.required("url", "Where to."));
  }

  @Override
  public Shipper create(Config config, Surroundings surroundings) {
    return new Shipper() {
      @Override
      public Encoded encode(Shipment shipment) {
        return new Encoded(
            shipment.id(), ByteBuffer.wrap(new byte[1]), shipment.batch().size(), Map.of());
      }

      @Override
      public Outcome send(Encoded encoded) {
        return Outcome.ACCEPTED;
      }
    };
  }
}
