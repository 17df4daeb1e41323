package dev.sonde.shippers.remotewrite;

import dev.sonde.api.Shipper;
import dev.sonde.shippers.TestHttp;
import dev.sonde.shippers.TlsShipperContract;
import dev.sonde.shippers.http.HttpConfig;
import dev.sonde.shippers.remotewrite.RemoteWriteConfig.Compression;
import dev.sonde.shippers.remotewrite.RemoteWriteConfig.Version;

class RemoteWriteTlsTest extends TlsShipperContract {
  @Override
  protected Shipper shipper(HttpConfig config) {
    return new RemoteWriteShipperFactory(TestHttp.contexts())
        .create(
            new RemoteWriteConfig(config, Version.ONE, Compression.SNAPPY, true, false),
            TestHttp.SURROUNDINGS);
  }
}
