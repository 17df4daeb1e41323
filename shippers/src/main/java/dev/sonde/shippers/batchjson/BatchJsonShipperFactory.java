package dev.sonde.shippers.batchjson;

import dev.sonde.api.Settings;
import dev.sonde.api.Shipper;
import dev.sonde.api.ShipperFactory;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.http.tls.TlsContexts;

/// Makes shippers that post batches as the push client of document 000 does.
public final class BatchJsonShipperFactory implements ShipperFactory<BatchJsonConfig> {
  private final TlsContexts tls;

  /// A factory of shippers that speak TLS by these.
  public BatchJsonShipperFactory(TlsContexts tls) {
    this.tls = tls;
  }

  @Override
  public String name() {
    return "batch_json";
  }

  @Override
  public String help() {
    return "Posts what was collected at one instant as one JSON object, collector by collector, in"
        + " the form of the metrics collection client.";
  }

  @Override
  public BatchJsonConfig read(Settings settings) {
    BatchJsonConfig config = BatchJsonConfig.read(settings);
    tls.expect(config.http().tls());
    return config;
  }

  @Override
  public Shipper create(BatchJsonConfig config, Surroundings surroundings) {
    return new BatchJsonShipper(config, tls, surroundings, Time.SYSTEM);
  }
}
