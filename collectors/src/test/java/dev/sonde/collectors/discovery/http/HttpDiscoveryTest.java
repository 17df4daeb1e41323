package dev.sonde.collectors.discovery.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.collectors.access.HttpAccess;
import dev.sonde.collectors.discovery.Discovery;
import dev.sonde.collectors.discovery.DiscoveryContract;
import dev.sonde.collectors.discovery.ToolBox;
import dev.sonde.http.Address;
import dev.sonde.http.Limits;
import dev.sonde.http.Listener;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.testkit.MapSettings;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpDiscoveryTest extends DiscoveryContract {
  private final ToolBox box = new ToolBox();
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);
  private volatile Response answer = Response.empty(404);
  private volatile boolean hanging;
  private volatile boolean elsewhere;
  private HttpAccess access = HttpAccess.PLAIN;
  private Duration refresh = Duration.ofMinutes(1);
  private Listener listener;

  @BeforeEach
  void open() throws BindException {
    listener = Listener.open(Address.parse("127.0.0.1:0"), Limits.DEFAULT, this::handle);
  }

  @AfterEach
  void close() {
    box.close();
    never.countDown();
    listener.close();
  }

  @Override
  protected Discovery discovery() {
    return new HttpDiscoveryConfig(url(), refresh, access).create(box.tools(Path.of(""), pause));
  }

  @Override
  protected void list(String... addresses) {
    String text =
        Stream.of(addresses)
            .map(each -> "\"" + each + "\"")
            .collect(Collectors.joining(",", "[{\"targets\":[", "]}]"));
    answer("application/json", text);
  }

  @Override
  protected void vanish() {
    answer("application/json", "[]");
  }

  @Override
  protected void spoil() {
    answer = Response.error(500, "no");
  }

  @Test
  void request_saysWhoAsksAndHowOften() throws Exception {
    list(ONE);
    assertThat(start()).isEqualTo(refresh);
    Request request = requests.take();
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.target()).isEqualTo("/sd?of=me");
    assertThat(request.header("Accept")).contains("application/json");
    assertThat(request.header("X-Prometheus-Refresh-Interval-Seconds")).contains("60");
  }

  @Test
  void request_hasWhatAccessAdds() throws Exception {
    Map<String, ?> basic = Map.of("username", "me", "password", "s3cret");
    access = HttpAccess.read(new MapSettings(Map.of("basic_auth", basic)), Path.of(""));
    spoil();
    start();
    assertThat(requests.take().header("Authorization")).contains("Basic bWU6czNjcmV0");
    assertThat(heard.trouble()).contains("answered 500").doesNotContain("s3cret");
  }

  @Test
  void server_thatRedirects_isFollowed() throws Exception {
    list(ONE);
    elsewhere = true;
    start();
    assertThat(heard.addresses()).containsExactly(ONE);
    assertThat(heard.targets().getFirst()).containsEntry("__meta_url", url());
  }

  @Test
  void refresh_withPartsOfASecond_isWrittenInSeconds() throws Exception {
    refresh = Duration.ofMillis(61_500);
    list(ONE);
    start();
    assertThat(requests.take().header("X-Prometheus-Refresh-Interval-Seconds")).contains("61.5");
  }

  @Test
  void targets_haveLabelsAndTheUrl() throws Exception {
    answer("application/json; charset=UTF-8", "[{\"targets\":[\"a:1\"],\"labels\":{\"e\":\"ä\"}}]");
    start();
    assertThat(heard.targets())
        .containsExactly(Map.of("__address__", "a:1", "e", "ä", "__meta_url", url()));
  }

  @Test
  void answer_thatIsNoList_isRefused() throws Exception {
    answer("text/html", "[]");
    start();
    assertThat(heard.trouble())
        .endsWith("/sd: answered the content type \"text/html\"; it has to be application/json");
    for (var wrong :
        List.of(
            Map.entry("application/json", "{}"),
            Map.entry("application/json", ""),
            Map.entry("application/json", "[{\"targets\":[1]}]"),
            Map.entry("application/json; charset=latin1", "[]"))) {
      answer(wrong.getKey(), wrong.getValue());
      pause.round();
      assertThat(heard.trouble()).as(wrong.toString()).isNotEmpty().doesNotContain("of=me");
      vanish();
      pause.round();
      assertThat(heard.trouble()).isEmpty();
    }
    answer = Response.of(204, "application/json", new byte[0]);
    pause.round();
    assertThat(heard.trouble()).endsWith("/sd: answered 204; targets come with 200 only");
  }

  @Test
  void server_gone_keepsWhatWasFound() throws Exception {
    list(ONE);
    start();
    listener.close();
    pause.round();
    assertThat(heard.addresses()).containsExactly(ONE);
    assertThat(heard.trouble()).contains("/sd: ");
  }

  @Test
  void answer_tooLong_isRefused() throws Exception {
    var blanks = " ".repeat(1 << 20).getBytes(UTF_8);
    answer =
        Response.streamed(
            200,
            "application/json",
            out -> {
              for (int i = 0; i < 65; i++) {
                out.write(blanks);
              }
            });
    start();
    assertThat(heard.trouble()).contains("longer than 67108864 bytes");
  }

  @Test
  void interrupt_whileWaitingForTheAnswer_endsIt() throws Exception {
    hanging = true;
    begin();
    asked.await();
    interrupt();
    assertThat(end()).isInstanceOf(InterruptedException.class);
  }

  private Response handle(Request request) throws InterruptedException {
    requests.add(request);
    if (elsewhere && request.path().equals("/sd")) {
      return Response.empty(302).with("Location", "/there");
    }
    asked.countDown();
    if (hanging) {
      never.await();
    }
    return answer;
  }

  private void answer(String type, String text) {
    answer = Response.of(200, type, text.getBytes(UTF_8));
  }

  private String url() {
    return "http://" + listener.address() + "/sd?of=me";
  }
}
