package com.example.shipper;

import com.example.shipper.GraphiteShipperFactory.Config;
import dev.sonde.api.Batch;
import dev.sonde.api.Encoded;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Lines of text to carbon: `name;label=value 0.5 1767225600`.
final class GraphiteShipper implements Shipper {
  private static final int MILLIS_PER_SECOND = 1000;

  private final Config config;

  GraphiteShipper(Config config) {
    this.config = config;
  }

  @Override
  public Encoded encode(Shipment shipment) {
    var lines = new StringBuilder();
    Batch batch = shipment.batch();
    int samples = 0;
    long left = 0;
    for (int row = 0; row < batch.size(); row++) {
      if (Double.isFinite(batch.value(row))) {
        line(batch, row, lines);
        samples++;
      } else {
        left++;
      }
    }
    return new Encoded(
        shipment.id(),
        ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8)),
        samples,
        left == 0 ? Map.of() : Map.of("not_a_number", left));
  }

  @Override
  public Outcome send(Encoded encoded) throws IOException {
    try (var socket = new Socket()) {
      int patience = (int) config.timeout().toMillis();
      socket.connect(new InetSocketAddress(config.host(), config.port()), patience);
      socket.setSoTimeout(patience);
      ByteBuffer body = encoded.body();
      socket
          .getOutputStream()
          .write(body.array(), body.arrayOffset() + body.position(), body.remaining());
      socket.shutdownOutput();
      return ended(socket);
    }
  }

  /// Carbon says nothing; it has read all when it closes its side, too.
  private static Outcome ended(Socket socket) throws IOException {
    if (socket.getInputStream().read() < 0) {
      return Outcome.ACCEPTED;
    }
    return new Outcome.Held("this is no carbon: it answers; see the port");
  }

  private static void line(Batch batch, int row, StringBuilder to) {
    to.append(clean(batch.series(row).name()));
    batch
        .series(row)
        .labels()
        .forEach(
            (name, value) -> to.append(';').append(clean(name)).append('=').append(clean(value)));
    to.append(' ').append(batch.value(row));
    to.append(' ').append(Math.floorDiv(batch.time(row), MILLIS_PER_SECOND)).append('\n');
  }

  /// What a line of carbon or one of its tags can't hold becomes `_`.
  private static String clean(String text) {
    return text.replaceAll("[^\\p{L}\\p{N}_.:/-]", "_");
  }
}
