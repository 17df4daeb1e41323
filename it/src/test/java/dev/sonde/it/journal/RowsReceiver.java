package dev.sonde.it.journal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/// A destination that counts every sample of a [RowsShipper]: the series go on by one second each,
/// so what is skipped, twice or out of order shows.
final class RowsReceiver {
  private static final long STEP_MILLIS = 1000;
  private static final int BUFFER_BYTES = 1 << 18;

  private final long[] last;
  private long received;
  private long skipped;
  private long back;
  private long fingerprint;

  private RowsReceiver(int series) {
    last = new long[series];
  }

  /// Words: port, how many series. Runs until it is killed.
  public static void main(String[] words) throws IOException {
    var receiver = new RowsReceiver(Integer.parseInt(words[1]));
    var address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words[0]));
    var server = HttpServer.create(address, 0);
    server.setExecutor(Executors.newSingleThreadExecutor());
    server.createContext("/write", receiver::write);
    server.createContext("/counts", receiver::counts);
    server.start();
  }

  private void write(HttpExchange exchange) throws IOException {
    try (exchange) {
      var in =
          new DataInputStream(new BufferedInputStream(exchange.getRequestBody(), BUFFER_BYTES));
      var rows = ByteBuffer.wrap(in.readAllBytes());
      if (rows.limit() % RowsShipper.ROW_BYTES != 0) {
        throw new EOFException("a row is not whole");
      }
      take(rows);
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private synchronized void take(ByteBuffer rows) {
    while (rows.hasRemaining()) {
      take(rows.getInt(), rows.getLong(), rows.getLong());
    }
  }

  private void take(int series, long millis, long bits) {
    long steps = last[series] == 0 ? 1 : (millis - last[series]) / STEP_MILLIS;
    if (steps < 1) {
      back++;
    } else {
      skipped += steps - 1;
      last[series] = millis;
    }
    received++;
    fingerprint += Fingerprint.of(series, millis, bits);
  }

  private synchronized void counts(HttpExchange exchange) throws IOException {
    try (exchange) {
      var text =
          "{\"received\": %d, \"skipped\": %d, \"back\": %d, \"fingerprint\": \"%016x\"}"
              .formatted(received, skipped, back, fingerprint);
      var body = text.getBytes(StandardCharsets.US_ASCII);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
