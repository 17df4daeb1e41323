package dev.sonde.shippers.httpjson;

import dev.sonde.api.Encoded;
import dev.sonde.api.Examination;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.http.Header;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.shippers.http.HttpDestination;
import dev.sonde.wire.GzipSink;
import dev.sonde.wire.histogram.ClassicHistograms;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

final class HttpJsonShipper implements Shipper {
  private final HttpDestination destination;
  private final JsonBody body;
  private final ClassicHistograms histograms = new ClassicHistograms(JsonBody::says);
  private final Optional<GzipSink> gzip;
  private final List<Header> encoding;

  HttpJsonShipper(HttpJsonConfig config, TlsContexts tls, Surroundings surroundings, Time time) {
    destination = new HttpDestination(config.http(), tls, surroundings, time);
    body = new JsonBody(config.timestamps() == HttpJsonConfig.Timestamps.SAMPLE);
    gzip = config.gzip() ? Optional.of(new GzipSink()) : Optional.empty();
    encoding = config.gzip() ? List.of(new Header("Content-Encoding", "gzip")) : List.of();
  }

  @Override
  public Encoded encode(Shipment shipment) {
    return histograms.encode(shipment, this::compressed);
  }

  @Override
  public Outcome send(Encoded encoded) throws IOException, InterruptedException {
    return histograms.isTooMuch(encoded)
        ? ClassicHistograms.TOO_MUCH
        : destination.post(encoded, "application/json", encoding, destination::outcome);
  }

  @Override
  public boolean answers() throws InterruptedException {
    return destination.answers();
  }

  @Override
  public Examination examine() throws InterruptedException {
    return destination.examine();
  }

  @Override
  public void close() {
    destination.close();
    gzip.ifPresent(GzipSink::close);
  }

  private Encoded compressed(Shipment shipment) {
    Encoded plain = body.encode(shipment);
    return gzip.isEmpty()
        ? plain
        : new Encoded(
            plain.id(), gzip.get().compress(plain.body()), plain.samples(), plain.unsaid());
  }
}
