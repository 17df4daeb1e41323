package dev.sonde.collectors.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.collectors.container.engine.EngineApi;
import dev.sonde.http.Call;
import dev.sonde.http.Client;
import dev.sonde.http.ClientLimits;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class EngineTest {
  private static final Duration QUIET = Duration.ofMillis(50);
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String ID = "1".repeat(64);

  @TempDir Path root;
  private final ManualTime time = new ManualTime("2026-11-20T16:30:00Z");
  private FakeEngine fake;
  private Client client;
  private Engine engine;

  @BeforeEach
  void open() throws Exception {
    fake = new FakeEngine(root.resolve("d.sock"));
    fake.page("/version", "{}").page(Scene.LIST, "[]");
    fake.page("/containers/" + ID + "/json", "{\"Id\":\"" + ID + "\"}");
    client = new Client(ClientLimits.of(LIMIT, LIMIT, 1 << 20), new DirectCalls());
    var api = new EngineApi(client, fake.endpoint(), Call::get, LIMIT);
    engine = new Engine(fake.endpoint(), api, 10, QUIET, time);
    engine.open();
    engine.awaitFirst(LIMIT);
  }

  @AfterEach
  void close() throws Exception {
    engine.close();
    client.close();
    fake.close();
  }

  @Test
  void watch_nothingHappens_asksWhetherItIsStillThere() throws Exception {
    fake.awaitAsked("/version", 4);
    assertThat(fake.asked(Scene.LIST)).as("listed once").isEqualTo(1);
    assertThat(engine.isReached()).isTrue();
    assertThat(engine.trouble()).isEmpty();
  }

  @Test
  void watch_afterAWhile_listsAnew() throws Exception {
    fake.awaitListeners(1);
    fake.page(Scene.LIST, "[{\"Id\":\"" + ID + "\",\"State\":\"created\"}]");
    passUntilListed(2);
    fake.awaitAsked("/containers/" + ID + "/json", 1);
    assertThat(engine.inventory().find(ID)).isPresent();
  }

  @Test
  void watch_listWithoutOneThatWas_letsItGo() throws Exception {
    fake.page(Scene.LIST, "[{\"Id\":\"" + ID + "\",\"State\":\"created\"}]");
    passUntilListed(2);
    fake.awaitAsked("/containers/" + ID + "/json", 1);
    fake.page(Scene.LIST, "[]");
    passUntilListed(fake.asked(Scene.LIST) + 1);
    fake.awaitAsked("/version", fake.asked("/version") + 1);
    assertThat(engine.inventory().find(ID)).isEmpty();
    assertThat(engine.inventory().look().gone()).extracting(Known::id).containsExactly(ID);
  }

  /// As often as it takes: who lists just now may look at the clock only afterwards.
  private void passUntilListed(int times) {
    while (fake.asked(Scene.LIST) < times) {
      time.pass(Duration.ofMinutes(11));
      Thread.onSpinWait();
    }
  }
}
