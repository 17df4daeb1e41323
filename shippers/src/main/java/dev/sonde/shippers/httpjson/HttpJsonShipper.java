package dev.sonde.shippers.httpjson;

import dev.sonde.api.Encoded;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.shippers.http.HttpDestination;
import dev.sonde.wire.GzipSink;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

final class HttpJsonShipper implements Shipper {
  private final HttpDestination destination;
  private final JsonBody body;
  private final Optional<GzipSink> gzip;

  HttpJsonShipper(HttpJsonConfig config, TlsContexts tls, Surroundings surroundings, Time time) {
    destination =
        new HttpDestination(config.http(), "application/json", List.of(), tls, surroundings, time);
    body = new JsonBody(config.timestamps() == HttpJsonConfig.Timestamps.SAMPLE);
    gzip = config.http().gzip() ? Optional.of(new GzipSink()) : Optional.empty();
  }

  @Override
  public Encoded encode(Shipment shipment) {
    Encoded plain = body.encode(shipment);
    return gzip.isEmpty()
        ? plain
        : new Encoded(
            plain.id(), gzip.get().compress(plain.body()), plain.samples(), plain.unsaid());
  }

  @Override
  public Outcome send(Encoded encoded) throws IOException, InterruptedException {
    return destination.post(encoded);
  }

  @Override
  public boolean answers() throws InterruptedException {
    return destination.answers();
  }

  @Override
  public void close() {
    destination.close();
    gzip.ifPresent(GzipSink::close);
  }
}
