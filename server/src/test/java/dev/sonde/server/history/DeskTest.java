package dev.sonde.server.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class DeskTest {
  private static final String RAW = "/api/v1/range?match=x";
  private static final Duration LATER = Duration.ofSeconds(31);

  private final StoredWorld world = new StoredWorld();

  @Test
  void longAnswers_areSentWhileTheyCome() throws Exception {
    world.history = Optional.of(ScriptedHistory.of(300_000));
    String body = world.body(RAW);
    assertThat(body)
        .hasSizeGreaterThan(4_000_000)
        .startsWith("{\"from\":")
        .contains("\"samples\":[[0,0],[1,0.5],")
        .endsWith("[299999,149999.5]]}]}\n");
    assertThat(world.body(RAW + "&format=csv").lines()).hasSize(300_001);
  }

  @Test
  void queryThatTakesTooLong_isInterrupted() throws Exception {
    var stuck = ScriptedHistory.stuck();
    world.history = Optional.of(stuck);
    var answer = asked(RAW);
    stuck.begun.await();
    world.time.pass(LATER);
    assertThat(answer.get().status()).isEqualTo(503);
    assertThat(text(answer.get()))
        .contains("the query took longer than 30s; ask for a shorter time");
    stuck.ended.await();
  }

  @Test
  void answerThatIsNotTaken_endsItsQuery() throws Exception {
    var endless = ScriptedHistory.of(Integer.MAX_VALUE);
    world.history = Optional.of(endless);
    world.limits = new QueryLimits(Duration.ofSeconds(30), 1, Long.MAX_VALUE, Long.MAX_VALUE, 1);
    Response begun = world.get(RAW);
    assertThat(begun.status()).isEqualTo(200);
    world.time.pass(LATER);
    endless.ended.await();
    assertThatThrownBy(begun::bytes).isInstanceOf(IOException.class);
  }

  @Test
  void tooMany_waitForAPlace() throws Exception {
    world.limits = new QueryLimits(Duration.ofSeconds(30), 1, 1, 1_000_000, 1);
    var stuck = ScriptedHistory.stuck();
    world.history = Optional.of(stuck);
    var first = asked(RAW);
    stuck.begun.await();
    world.history = Optional.of(ScriptedHistory.of(1));
    var second = asked(RAW);
    world.time.pass(LATER);
    assertThat(first.get().status()).isEqualTo(503);
    Response waited = second.get();
    assertThat(waited.status()).isIn(200, 503);
    stuck.ended.await();
    assertThat(world.body(RAW)).endsWith("\"samples\":[[0,0]]}]}\n");
  }

  @Test
  void storeThatFails_isNotQuoted() throws Exception {
    world.history =
        Optional.of(
            new ScriptedHistory(_ -> {
              throw new IOException("password authentication failed for user sonde");
            }));
    Response failed = world.get(RAW);
    assertThat(failed.status()).isEqualTo(503);
    assertThat(text(failed)).contains("the store can't answer just now").doesNotContain("sonde");
  }

  @Test
  void defect_isTheListenersToTell() {
    world.history =
        Optional.of(
            new ScriptedHistory(_ -> {
              throw new IllegalStateException("defect");
            }));
    assertThatThrownBy(() -> world.get(RAW)).hasMessage("defect");
  }

  @Test
  void answerThatBreaksOff_doesNotLookWhole() throws Exception {
    world.history =
        Optional.of(
            new ScriptedHistory(each -> {
              ScriptedHistory.tell(each, 200_000);
              throw new IOException("disk gone");
            }));
    Response begun = world.get(RAW);
    assertThat(begun.status()).isEqualTo(200);
    assertThatThrownBy(begun::bytes).isInstanceOf(IOException.class);
  }

  private CompletableFuture<Response> asked(String path) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return world.get(path);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        each -> Thread.ofVirtual().start(each));
  }

  private static String text(Response response) throws IOException {
    return new String(response.bytes(), StandardCharsets.UTF_8);
  }
}
