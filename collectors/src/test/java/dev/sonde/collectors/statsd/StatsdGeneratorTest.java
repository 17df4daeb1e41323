package dev.sonde.collectors.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Appended;
import dev.sonde.api.Generator;
import dev.sonde.api.GeneratorFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.testkit.GeneratorContract;
import dev.sonde.testkit.MapSettings;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class StatsdGeneratorTest extends GeneratorContract<StatsdConfig> {
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
  private static final Map<String, Object> QUICK =
      Map.of("listen", "127.0.0.1:0", "interval", "0.1s", "max_connections", 2, "quiet", "300s");

  private final DatagramSocket sender = new DatagramSocket();
  private volatile CompletableFuture<Integer> port = new CompletableFuture<>();

  StatsdGeneratorTest() throws IOException {}

  @AfterEach
  void close() {
    sender.close();
  }

  @Override
  protected GeneratorFactory<StatsdConfig> factory() {
    return new Told();
  }

  /// The usual ones, which tell this test their port.
  private final class Told implements GeneratorFactory<StatsdConfig> {
    private final StatsdFactory usual = new StatsdFactory(Time.SYSTEM);

    @Override
    public String name() {
      return usual.name();
    }

    @Override
    public String help() {
      return usual.help();
    }

    @Override
    public StatsdConfig read(Settings settings) {
      return usual.read(settings);
    }

    @Override
    public boolean hasWork(StatsdConfig config) {
      return usual.hasWork(config);
    }

    @Override
    public Generator create(StatsdConfig config, Surroundings surroundings) {
      return new StatsdGenerator(config, Time.SYSTEM, 5, StatsdGeneratorTest.this::bound);
    }
  }

  /// Of the run that goes on: one before it may have had another.
  private void bound(int to) {
    if (!port.complete(to)) {
      port = CompletableFuture.completedFuture(to);
    }
  }

  @Override
  protected StatsdConfig config() {
    return StatsdConfig.read(new MapSettings(QUICK));
  }

  @Override
  protected void happen() throws Exception {
    send("hits:1|c\nlevel:3|g");
  }

  @Test
  void packetsAndLines_addUp() throws Exception {
    start();
    send("hits:2|c|#path:/\nlevel:5|g");
    try (Socket socket = connect()) {
      write(socket, "hits:3|c|#path:/\nhits:4|c|#pa");
      awaited("hits_total{path=\"/\"}", 5);
      write(socket, "th:/\ntook:100|ms\n");
      awaited("hits_total{path=\"/\"}", 9);
      write(socket, "hits:1|c|#path:/");
    }
    awaited("hits_total{path=\"/\"}", 10);
    awaited("took_seconds_count", 1);
    assertThat(emitter().live())
        .containsEntry("level", 5.0)
        .containsEntry("took_seconds_bucket{le=\"0.1\"}", 1.0)
        .containsEntry("sonde_statsd_values_total{outcome=\"refused\"}", 0.0)
        .containsEntry("sonde_statsd_series", 3.0);
    assertThat(emitter().absent()).isEmpty();
  }

  @Test
  void whatCannotBeTaken_isCountedAndSaid() throws Exception {
    start();
    send("nonsense");
    awaited("sonde_statsd_values_total{outcome=\"refused\"}", 1);
    send("_e{5,4}:title|text");
    awaited("sonde_statsd_values_total{outcome=\"ignored\"}", 1);
    send("hits:1|c");
    awaited("hits_total", 1);
  }

  @Test
  void setsAreKept_untilTheJournalHasThem() throws Exception {
    emitter().answer(new Appended.Refused("journal_full", Duration.ofSeconds(1)));
    start();
    send("users:ann|s");
    awaited("users", 1);
    send("users:bob|s");
    awaited("users", 2);
    emitter().answer(Appended.ACCEPTED);
    emitter().awaitCommits(1);
    send("users:eve|s");
    awaited("users", 1);
  }

  @Test
  void endlessLine_isCut() throws Exception {
    start();
    try (Socket socket = connect()) {
      write(socket, "x".repeat(20_000));
      assertThat(ended(socket)).isTrue();
    }
    awaited("sonde_statsd_values_total{outcome=\"refused\"}", 1);
  }

  @Test
  void oneConnectionTooMany_isCut() throws Exception {
    start();
    try (Socket one = connect();
        Socket other = connect()) {
      write(one, "a:1|c\n");
      awaited("a_total", 1);
      write(other, "b:1|c\n");
      awaited("b_total", 1);
      try (Socket third = connect()) {
        assertThat(ended(third)).isTrue();
      }
      write(one, "a:1|c\n");
      awaited("a_total", 2);
    }
  }

  @Test
  void rubbish_breaksNothing() throws Exception {
    start();
    var random = new Random(9);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = new byte[random.nextInt(1_500)];
      random.nextBytes(bytes);
      sender.send(new DatagramPacket(bytes, bytes.length, HERE, port.get()));
      try (Socket socket = connect()) {
        socket.getOutputStream().write(bytes);
      }
    }
    double seen = 0;
    while (seen < 1) {
      send("hits:1|c");
      emitter().await(emitter().recorded().size() + 1);
      seen = emitter().live().getOrDefault("hits_total", 0.0);
    }
  }

  private void awaited(String series, double value) throws InterruptedException {
    while (emitter().live().getOrDefault(series, Double.NaN) != value) {
      emitter().await(emitter().recorded().size() + 1);
    }
  }

  private Socket connect() throws Exception {
    var socket = new Socket();
    socket.connect(new InetSocketAddress(HERE, port.get()));
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean ended(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  private void send(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sender.send(new DatagramPacket(bytes, bytes.length, HERE, port.get()));
  }
}
