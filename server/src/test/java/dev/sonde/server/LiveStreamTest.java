package dev.sonde.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.http.Address;
import dev.sonde.http.Handler;
import dev.sonde.http.Limits;
import dev.sonde.http.Listener;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class LiveStreamTest {
  private final FakeProgram program = new FakeProgram();
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger made = new AtomicInteger();

  LiveStreamTest() throws InterruptedException {}

  @Test
  void page_comesAtOnce_withTheTimeItWasSent() throws Exception {
    program.gauge("system_memory_unavailable_percent", "percent", 12.34);
    try (Listener listener = listen(Routes.of(program, program.doors, program.time))) {
      assertThat(connect(listener, "/api/metrics/live-stream").take())
          .startsWith("{\"cpu\":0,\"ram\":12.3,")
          .contains("\"timestamp\":\"2026-01-01T10:30:00.250Z\"");
    }
  }

  @Test
  void withNothingMeasured_anErrorComes() throws Exception {
    try (Listener listener = listen(Routes.of(program, program.doors, program.time))) {
      assertThat(connect(listener, "/api/metrics/live-stream").take())
          .isEqualTo(
              "{\"error\":\"Metrics temporarily unavailable\","
                  + "\"timestamp\":\"2026-01-01T10:30:00.250Z\"}");
    }
  }

  @Test
  void pages_follow_madeOnceForAll() throws Exception {
    try (Listener listener = listen(stream(Duration.ofMillis(20))::stream)) {
      BlockingQueue<String> one = connect(listener, "/");
      BlockingQueue<String> other = connect(listener, "/");
      var seen = new ArrayList<String>();
      for (int i = 0; i < 10; i++) {
        seen.add(one.take());
      }
      assertThat(seen).doesNotHaveDuplicates();
      other.take();
      for (int i = 0; i < 5; i++) {
        String page = other.take();
        while (!seen.contains(page) && seen.size() < 100_000) {
          seen.add(one.take());
        }
        assertThat(seen).contains(page);
      }
    }
  }

  @Test
  void whenAllHaveLeft_nothingIsMade_untilSomebodyComes() throws Exception {
    try (Listener listener = listen(stream(Duration.ofHours(1))::stream)) {
      for (int i = 1; i <= 3; i++) {
        var heard = new LinkedBlockingQueue<String>();
        open(listener, "/", heard).abort();
        while (listener.counts().webSockets() > 0) {
          Thread.onSpinWait();
        }
        assertThat(made.get()).isEqualTo(i);
      }
    }
  }

  @Test
  void oneTooMany_gets429() throws Exception {
    try (Listener listener = listen(stream(Duration.ofHours(1))::stream)) {
      var all = new ArrayList<BlockingQueue<String>>();
      for (int i = 0; i < LiveStream.MOST; i++) {
        all.add(connect(listener, "/"));
        all.getLast().take();
      }
      assertThat(refusal(listener)).contains("429");
    }
  }

  private String refusal(Listener listener) {
    try {
      connect(listener, "/");
      return "";
    } catch (CompletionException refused) {
      return String.valueOf(refused.getCause().getCause());
    }
  }

  private LiveStream stream(Duration interval) {
    return new LiveStream(
        () -> ("page " + made.incrementAndGet()).getBytes(StandardCharsets.UTF_8), interval);
  }

  private static Listener listen(Handler handler) throws Exception {
    return Listener.open(Address.parse("127.0.0.1:0"), Limits.DEFAULT, handler);
  }

  private BlockingQueue<String> connect(Listener listener, String path) {
    var heard = new LinkedBlockingQueue<String>();
    open(listener, path, heard);
    return heard;
  }

  private WebSocket open(Listener listener, String path, BlockingQueue<String> heard) {
    return client
        .newWebSocketBuilder()
        .buildAsync(URI.create("ws://" + listener.address() + path), new Ears(heard))
        .join();
  }

  private record Ears(BlockingQueue<String> heard, StringBuilder text)
      implements WebSocket.Listener {
    private Ears(BlockingQueue<String> heard) {
      this(heard, new StringBuilder());
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        heard.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedStage(data);
    }
  }
}
