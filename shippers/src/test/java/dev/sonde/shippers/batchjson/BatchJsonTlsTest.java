package dev.sonde.shippers.batchjson;

import dev.sonde.api.Shipper;
import dev.sonde.shippers.TestHttp;
import dev.sonde.shippers.TlsShipperContract;
import dev.sonde.shippers.http.HttpConfig;

class BatchJsonTlsTest extends TlsShipperContract {
  @Override
  protected Shipper shipper(HttpConfig config) {
    return new BatchJsonShipperFactory(TestHttp.contexts())
        .create(new BatchJsonConfig(config, "tower"), TestHttp.SURROUNDINGS);
  }
}
