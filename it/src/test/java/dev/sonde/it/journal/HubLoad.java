package dev.sonde.it.journal;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.shippers.sonde.SondeShipperFactory;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.MapSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Pushes scrapes into a hub in one of its forms, from several at once, as fast as they are taken,
/// through a relay that counts bytes.
final class HubLoad {
  /// How something is pushed.
  private sealed interface Pusher extends AutoCloseable {
    void push(Batch batch) throws Exception;

    @Override
    default void close() {}
  }

  private final AtomicInteger indexes = new AtomicInteger();

  private HubLoad() {}

  /// Words: protocol, port, who pushes at once, pushes of each, scrapes in each push, milliseconds
  /// of the first sample. Prints samples, bytes and seconds.
  public static void main(String[] words) throws Exception {
    try (var relay = new CountingRelay(Integer.parseInt(words[1]))) {
      int writers = Integer.parseInt(words[2]);
      int pushes = Integer.parseInt(words[3]);
      int scrapes = Integer.parseInt(words[4]);
      long first = Long.parseLong(words[5]);
      var load = new HubLoad();
      long begin = System.nanoTime();
      long samples = load.run(words[0], relay.port(), writers, pushes, scrapes, first);
      System.out.printf(
          "{\"samples\": %d, \"bytes\": %d, \"seconds\": %.3f}%n",
          samples, relay.bytes(), (System.nanoTime() - begin) / 1e9);
    }
  }

  private long run(String protocol, int port, int writers, int pushes, int scrapes, long first)
      throws Exception {
    var samples = new AtomicLong();
    List<Future<?>> running = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(writers)) {
      for (int writer = 0; writer < writers; writer++) {
        int number = writer;
        running.add(
            threads.submit(() ->
                samples.addAndGet(write(pusher(protocol, port), number, pushes, scrapes, first))));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    return samples.get();
  }

  /// Each writer is a machine of its own.
  private long write(Pusher pusher, int number, int pushes, int scrapes, long first)
      throws Exception {
    var machine = new Scrapes(number + 1, Scrapes.EACH, indexes::getAndIncrement);
    var one = new Batch();
    var all = new Batch();
    long samples = 0;
    try (pusher) {
      for (int push = 0; push < pushes; push++) {
        all.clear();
        for (int i = 0; i < scrapes; i++) {
          machine.scrape(number, first + (push * (long) scrapes + i) * 1_000, one);
          for (int row = 0; row < one.size(); row++) {
            all.addRow(one, row);
          }
        }
        pusher.push(all);
        samples += all.size();
      }
    }
    return samples;
  }

  private static Pusher pusher(String protocol, int port) {
    return switch (protocol) {
      case "remote_write" -> new RemoteWritten(port);
      case "json" -> new Json(port);
      case "websocket" -> new Agent(port, "auto");
      case "http" -> new Agent(port, "http");
      default -> throw new IllegalArgumentException(protocol);
    };
  }

  private static final class RemoteWritten implements Pusher {
    private final HttpClient client = client();
    private final URI address;

    RemoteWritten(int port) {
      address = URI.create("http://127.0.0.1:" + port + "/api/v1/write");
    }

    @Override
    public void push(Batch batch) throws IOException, InterruptedException {
      var request =
          HttpRequest.newBuilder(address)
              .POST(BodyPublishers.ofByteArray(RemoteWrite.encode(batch)));
      Dialect.REMOTE_WRITE.headers().forEach(request::header);
      send(client, request);
    }

    @Override
    public void close() {
      client.close();
    }
  }

  private static final class Json implements Pusher {
    private final HttpClient client = client();
    private final URI address;

    Json(int port) {
      address = URI.create("http://127.0.0.1:" + port + "/api/metrics");
    }

    @Override
    public void push(Batch batch) throws IOException, InterruptedException {
      var lines = new StringBuilder();
      for (int row = 0; row < batch.size(); row++) {
        lines.append("{\"name\":\"").append(batch.series(row).name()).append("\",\"value\":");
        lines.append(batch.value(row)).append(",\"timestamp\":").append(batch.time(row));
        lines.append(",\"labels\":{");
        var comma = new String[] {""};
        batch
            .series(row)
            .labels()
            .forEach((name, value) -> {
              lines.append(comma[0]).append('"').append(name).append("\":\"");
              lines.append(value).append('"');
              comma[0] = ",";
            });
        lines.append("}}\n");
      }
      byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
      send(
          client,
          HttpRequest.newBuilder(address)
              .header("Content-Type", "application/x-ndjson")
              .POST(BodyPublishers.ofByteArray(body)));
    }

    @Override
    public void close() {
      client.close();
    }
  }

  /// The shipper `sonde` as an agent has it.
  private static final class Agent implements Pusher {
    private final UUID instance = UUID.randomUUID();
    private final Shipper shipper;
    private long next;

    Agent(int port, String transport) {
      var factory = new SondeShipperFactory(new TlsContexts(Time.SYSTEM, new DirectCalls()));
      Map<String, Object> settings =
          Map.of("url", "http://127.0.0.1:" + port, "transport", transport);
      shipper =
          factory.create(
              factory.read(new MapSettings(settings)),
              new Surroundings(Map.of(), new DirectCalls()));
    }

    @Override
    public void push(Batch batch) throws IOException, InterruptedException {
      var id = new BatchId(instance, 1, next, next + batch.size());
      next = id.to();
      Outcome outcome =
          shipper.send(shipper.encode(new Shipment(id, batch, List.of(), HubLoad::about)));
      if (!outcome.equals(Outcome.ACCEPTED)) {
        throw new IOException(outcome.toString());
      }
    }

    @Override
    public void close() {
      shipper.close();
    }
  }

  private static Family about(String name) {
    return new Family(name, Kind.GAUGE, "", "Made up.");
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private static void send(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    var answer = client.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(answer.statusCode() + ": " + answer.body());
    }
  }
}
