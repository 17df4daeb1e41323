package dev.sonde.shippers.sonde;

import dev.sonde.api.Encoded;
import dev.sonde.api.Examination;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.http.Header;
import dev.sonde.http.Reply;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.shippers.http.HttpDestination;
import dev.sonde.wire.compress.Compression;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.relay.RelayEncoder;
import dev.sonde.wire.relay.RelayForm;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/// # Implementation notes
///
/// A hub recognises a batch by its id, so one that got no answer is sent again as it is. Of a batch
/// of which the hub has a part (its bounds changed with the configuration, while it was on its way)
/// it takes nothing: that is no answer either, the courier asks how far the hub is, and cuts.
final class SondeShipper implements Shipper {
  private static final int CONFLICT = 409;

  private final HttpDestination destination;
  private final RelayEncoder encoder;
  private final List<Header> encoding;
  private final boolean asks;

  SondeShipper(SondeShipperConfig config, TlsContexts tls, Surroundings surroundings, Time time) {
    encoder =
        new RelayEncoder(
            switch (config.compression()) {
              case ZSTD -> Compression.ZSTD.compressor();
              case GZIP -> Compression.GZIP.compressor();
            });
    encoding = List.of(new Header("Content-Encoding", encoder.encoding()));
    asks = config.hubs() == SondeShipperConfig.Hubs.ONE;
    destination = new HttpDestination(config.http(), tls, surroundings, time);
  }

  @Override
  public Encoded encode(Shipment shipment) {
    return encoder.encode(shipment);
  }

  @Override
  public Outcome send(Encoded encoded) throws IOException, InterruptedException {
    Outcome outcome = destination.post(encoded, RelayForm.MEDIA_TYPE, encoding, this::outcome);
    if (outcome instanceof Outcome.Held(var why) && why.startsWith("HTTP " + CONFLICT)) {
      throw new IOException(why);
    }
    return outcome;
  }

  @Override
  public OptionalLong progress(UUID instance, long epoch) throws IOException, InterruptedException {
    if (!asks) {
      return OptionalLong.empty();
    }
    Reply reply = destination.ask("instance=" + instance + "&epoch=" + Long.toHexString(epoch));
    if (!reply.succeeded()) {
      throw new IOException(destination.words(reply));
    }
    try {
      return OptionalLong.of(UpTo.read(reply.body()));
    } catch (JsonException e) {
      throw new IOException("this is no Sonde: " + e.getMessage(), e);
    }
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
    encoder.close();
  }

  private Outcome outcome(Reply reply) {
    return destination.outcome(reply);
  }
}
