package dev.sonde.it.journal;

import dev.sonde.api.Batch;
import dev.sonde.api.Encoded;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.http.Call;
import dev.sonde.http.Client;
import dev.sonde.http.ClientLimits;
import dev.sonde.http.Url;
import dev.sonde.testkit.DirectCalls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Sends what [Scrapes] made to a [RowsReceiver]: for each sample the number of its series, its
/// time, its bits.
final class RowsShipper implements Shipper {
  static final int ROW_BYTES = Integer.BYTES + Long.BYTES + Long.BYTES;
  private static final int ANSWER_BYTES = 1024;
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final Url url;
  private final Client client;
  private ByteBuffer body = ByteBuffer.allocate(0);

  RowsShipper(int port) {
    url = Url.parse("http://127.0.0.1:" + port + "/write");
    client = new Client(ClientLimits.of(DEADLINE, DEADLINE, ANSWER_BYTES), new DirectCalls());
  }

  @Override
  public Encoded encode(Shipment shipment) {
    Batch batch = shipment.batch();
    int bytes = batch.size() * ROW_BYTES;
    body = bytes > body.capacity() ? ByteBuffer.allocate(bytes) : body.clear();
    for (int row = 0; row < batch.size(); row++) {
      body.putInt(Scrapes.number(batch.series(row)));
      body.putLong(batch.time(row));
      body.putLong(Double.doubleToRawLongBits(batch.value(row)));
    }
    return new Encoded(shipment.id(), body.flip(), batch.size(), Map.of());
  }

  @Override
  public Outcome send(Encoded encoded) throws IOException, InterruptedException {
    int status = client.send(Call.post(url, "application/octet-stream", encoded.body())).status();
    return status == 204
        ? Outcome.ACCEPTED
        : new Outcome.Retry(Optional.empty(), "it said " + status);
  }

  @Override
  public void close() {
    client.close();
  }
}
