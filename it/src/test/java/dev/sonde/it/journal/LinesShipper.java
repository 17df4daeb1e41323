package dev.sonde.it.journal;

import dev.sonde.api.BatchId;
import dev.sonde.api.Encoded;
import dev.sonde.api.Outcome;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// Sends lines to a [Receiver]; to one that keeps its own position, or to one that takes every row.
final class LinesShipper implements Shipper {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  /// What tells this process from those before it.
  private static final String START = UUID.randomUUID().toString();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String address;
  private final boolean transactional;

  LinesShipper(int port, boolean transactional) {
    this.address = "http://127.0.0.1:" + port;
    this.transactional = transactional;
  }

  @Override
  public Encoded encode(Shipment shipment) {
    var batch = shipment.batch();
    var text = new StringBuilder(batch.size() * 32);
    for (int row = 0; row < batch.size(); row++) {
      text.append(label(batch.series(row), "worker")).append(' ');
      text.append(label(batch.series(row), "slot")).append(' ');
      text.append(batch.time(row)).append(' ').append((long) batch.value(row)).append('\n');
    }
    var body = text.toString().getBytes(StandardCharsets.US_ASCII);
    return new Encoded(shipment.id(), ByteBuffer.wrap(body), batch.size(), Map.of());
  }

  private static String label(Series of, String name) {
    return Objects.requireNonNull(of.labels().value(name));
  }

  @Override
  public Outcome send(Encoded encoded) throws IOException, InterruptedException {
    var body = BodyPublishers.ofByteArray(encoded.body().array(), 0, encoded.body().limit());
    var request =
        to("/write" + (transactional ? place(encoded.id()) : ""))
            .header(Receiver.START, START)
            .POST(body)
            .build();
    int status = client.send(request, BodyHandlers.discarding()).statusCode();
    return status == 204
        ? Outcome.ACCEPTED
        : new Outcome.Retry(Optional.empty(), "it said " + status);
  }

  @Override
  public OptionalLong progress(UUID instance, long epoch) throws IOException, InterruptedException {
    return transactional ? OptionalLong.of(asked(instance, epoch)) : OptionalLong.empty();
  }

  private long asked(UUID instance, long epoch) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(to("/progress" + of(instance, epoch)).build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("asked how far it is, it said " + answer.statusCode());
    }
    return Long.parseLong(answer.body());
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(DEADLINE);
  }

  private static String place(BatchId id) {
    return of(id.instance(), id.epoch()) + "&from=" + id.from() + "&to=" + id.to();
  }

  private static String of(UUID instance, long epoch) {
    return "?instance=" + instance + "&epoch=" + Long.toHexString(epoch);
  }

  @Override
  public void close() {
    client.close();
  }
}
