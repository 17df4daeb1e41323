package dev.sonde.shippers.batchjson;

import dev.sonde.api.BatchId;
import dev.sonde.api.Encoded;
import dev.sonde.api.Examination;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.http.Header;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.shippers.http.Credentials;
import dev.sonde.shippers.http.HttpDestination;
import dev.sonde.wire.histogram.ClassicHistograms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Posts a batch as one body for each instant, one after the other.
///
/// # Implementation notes
///
/// Bodies stand in a batch as lines, since JSON has no line feed of its own. Those that have
/// arrived are not sent again when the same batch is tried again; only a restart forgets it.
final class BatchJsonShipper implements Shipper {
  private static final String KEY = "X-API-Key";

  private final HttpDestination destination;
  private final BatchBodies bodies = new BatchBodies();
  private final ClassicHistograms histograms = new ClassicHistograms(BatchBodies::says);
  private final List<Header> headers = new ArrayList<>();
  private @Nullable BatchId begun;
  private int arrived;
  private long refused;
  private String why = "";

  BatchJsonShipper(BatchJsonConfig config, TlsContexts tls, Surroundings surroundings, Time time) {
    destination = new HttpDestination(config.http(), tls, surroundings, time);
    headers.add(new Header(BatchJsonConfig.CLIENT, config.clientId()));
    if (config.http().credentials() instanceof Credentials.None) {
      headers.add(new Header(KEY, ""));
    }
  }

  @Override
  public Encoded encode(Shipment shipment) {
    return histograms.encode(shipment, bodies::encode);
  }

  @Override
  public Outcome send(Encoded encoded) throws IOException, InterruptedException {
    if (histograms.isTooMuch(encoded)) {
      return ClassicHistograms.TOO_MUCH;
    }
    begin(encoded.id());
    List<ByteBuffer> all = BatchBodies.bodies(encoded.body());
    while (arrived < all.size()) {
      Outcome outcome = post(encoded.id(), all);
      if (outcome instanceof Outcome.Rejected(String reason) && all.size() > 1) {
        refused += bodies.rows(arrived);
        why = reason;
      } else if (!(outcome instanceof Outcome.Accepted)) {
        return outcome;
      }
      arrived++;
    }
    begun = null;
    if (refused == 0) {
      return Outcome.ACCEPTED;
    }
    return refused < encoded.samples()
        ? new Outcome.Accepted(refused, why)
        : new Outcome.Rejected(why);
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
  }

  private void begin(BatchId id) {
    if (!id.equals(begun)) {
      begun = id;
      arrived = 0;
      refused = 0;
      why = "";
    }
  }

  private Outcome post(BatchId id, List<ByteBuffer> all) throws IOException, InterruptedException {
    String part = all.size() == 1 ? id.toString() : id + "/" + (arrived + 1);
    return destination.post(
        all.get(arrived), part, "application/json", headers, destination::outcome);
  }
}
