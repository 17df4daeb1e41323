package dev.sonde.it.journal;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.api.ShipperFactory;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.shippers.remotewrite.RemoteWriteShipperFactory;
import dev.sonde.shippers.sonde.SondeShipperFactory;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.MapSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
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
  private static final TlsContexts TLS = new TlsContexts(Time.SYSTEM, new DirectCalls());

  /// How something is pushed.
  private sealed interface Pusher extends AutoCloseable {
    void push(Batch batch) throws Exception;

    @Override
    void close();
  }

  /// One who pushes.
  ///
  /// @param targets whose scrapes each push holds
  private record Writer(int number, int targets, int pushes, long firstMillis) {}

  private final AtomicInteger indexes = new AtomicInteger();
  private final String protocol;
  private final int port;

  private HubLoad(String protocol, int port) {
    this.protocol = protocol;
    this.port = port;
  }

  /// Words: protocol, port, who pushes at once, pushes of each, scraped targets of each,
  /// milliseconds of the first sample. Prints samples, bytes and seconds.
  public static void main(String[] words) throws Exception {
    try (var relay = new CountingRelay(Integer.parseInt(words[1]))) {
      var load = new HubLoad(words[0], relay.port());
      List<Writer> writers = new ArrayList<>();
      for (int i = 0; i < Integer.parseInt(words[2]); i++) {
        int targets = Integer.parseInt(words[4]);
        writers.add(new Writer(i, targets, Integer.parseInt(words[3]), Long.parseLong(words[5])));
      }
      long begin = System.nanoTime();
      long samples = load.run(writers);
      System.out.printf(
          "{\"samples\": %d, \"bytes\": %d, \"seconds\": %.3f}%n",
          samples, relay.bytes(), (System.nanoTime() - begin) / 1e9);
    }
  }

  private long run(List<Writer> writers) throws Exception {
    var samples = new AtomicLong();
    List<Future<?>> running = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(writers.size())) {
      for (Writer each : writers) {
        running.add(threads.submit(() -> samples.addAndGet(write(each))));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    return samples.get();
  }

  /// Scrapes a second apart.
  private long write(Writer writer) throws Exception {
    int last = (writer.number + 1) * writer.targets;
    var machines = new Scrapes(last, Scrapes.EACH, indexes::getAndIncrement);
    var one = new Batch();
    var all = new Batch();
    long samples = 0;
    try (Pusher pusher = pusher()) {
      for (int push = 0; push < writer.pushes; push++) {
        all.clear();
        for (int target = last - writer.targets; target < last; target++) {
          machines.scrape(target, writer.firstMillis + push * 1_000L, one);
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

  private Pusher pusher() {
    var sonde = new SondeShipperFactory(TLS);
    var remoteWrite = new RemoteWriteShipperFactory(TLS);
    String write = at("/api/v1/write");
    return switch (protocol) {
      case "websocket" -> shipping(sonde, Map.of("url", at(""), "transport", "auto"));
      case "http" -> shipping(sonde, Map.of("url", at(""), "transport", "http"));
      case "remote_write" -> shipping(remoteWrite, snappy(write, "1.0"));
      case "remote_write_2" -> shipping(remoteWrite, snappy(write, "2.0"));
      case "otlp" -> new Posted(at("/v1/metrics"), PostedForm.OTLP);
      case "json" -> new Posted(at("/api/metrics"), PostedForm.JSON);
      default -> throw new IllegalArgumentException(protocol);
    };
  }

  private String at(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  private static Map<String, Object> snappy(String url, String version) {
    return Map.of("url", url, "protocol", version, "compression", "snappy");
  }

  private static <C> Pusher shipping(ShipperFactory<C> factory, Map<String, Object> settings) {
    var surroundings = new Surroundings(Map.of(), new DirectCalls());
    return new Shipping(factory.create(factory.read(new MapSettings(settings)), surroundings));
  }

  /// As an agent does it.
  private static final class Shipping implements Pusher {
    private final UUID instance = UUID.randomUUID();
    private final Shipper shipper;
    private long next;

    Shipping(Shipper shipper) {
      this.shipper = shipper;
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

  /// As others do it.
  private static final class Posted implements Pusher {
    private final HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final PostedForm form;

    Posted(String address, PostedForm form) {
      this.address = URI.create(address);
      this.form = form;
    }

    @Override
    public void push(Batch batch) throws IOException, InterruptedException {
      var request =
          HttpRequest.newBuilder(address)
              .header("Content-Type", form.type)
              .header("Content-Encoding", "gzip")
              .POST(BodyPublishers.ofByteArray(form.body(batch)));
      var answer = client.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IOException(answer.statusCode() + ": " + answer.body());
      }
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
