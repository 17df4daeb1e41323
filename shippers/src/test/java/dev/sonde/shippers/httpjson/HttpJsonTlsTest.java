package dev.sonde.shippers.httpjson;

import dev.sonde.api.Shipper;
import dev.sonde.shippers.TestHttp;
import dev.sonde.shippers.TlsShipperContract;
import dev.sonde.shippers.http.HttpConfig;

class HttpJsonTlsTest extends TlsShipperContract {
  @Override
  protected Shipper shipper(HttpConfig config) {
    return new HttpJsonShipperFactory(TestHttp.contexts())
        .create(
            new HttpJsonConfig(config, false, HttpJsonConfig.Timestamps.SAMPLE),
            TestHttp.SURROUNDINGS);
  }
}
