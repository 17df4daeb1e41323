package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.http.Address;
import dev.sonde.http.Limits;
import dev.sonde.http.Listener;
import dev.sonde.http.Response;
import dev.sonde.testkit.ManualTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class AgentsCommandTest {
  private static final String TWO =
      """
      {"up":1,"silent":1,"found":%d,"agents":[
      {"agent":"build","client_id":"job\\u001b[2J","form":"json","receiver":"json",
      "state":"silent","last_seen":"2026-01-01T10:30:00.123Z","refused_samples":0},
      {"agent":"web-1","instance":"i","receiver":"websocket","state":"up","software":"Sonde",
      "version":"0.1.0","host":"web-1.example","last_seen":"2026-01-01T10:30:00.000Z",
      "lag_seconds":2.1,"backlog_samples":1200,"refused_samples":3,"lost_samples":5,
      "problem":"another machine brings samples as this one"}]}
      """;

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<String> asked = new ArrayList<>();
  private Response answer = answer(TWO.formatted(2));
  private Listener listener;
  private String url = "";

  @BeforeEach
  void open() throws IOException {
    listener =
        Listener.open(
            Address.parse("127.0.0.1:0"),
            Limits.DEFAULT,
            request -> {
              asked.add(request.target() + " " + request.headers("Authorization"));
              return answer;
            });
    url = "http://" + listener.address();
  }

  @AfterEach
  void close() {
    listener.close();
  }

  @Test
  void table_isAsItWasLastLookedAt() {
    assertThat(agents(ExitCode.OK))
        .isEqualTo(
            """
            AGENT  WHO            STATE   VERSION      LAST SEEN              LAG  BACKLOG  REFUSED  LOST
            build  job\ufffd[2J        silent  -            2026-01-01T10:30:00Z     -        -        0     -
            web-1  web-1.example  up      Sonde 0.1.0  2026-01-01T10:30:00Z  2.1s     1.2k        3     5
            web-1: another machine brings samples as this one
            """);
    assertThat(asked).containsExactly("/api/v1/agents?limit=1000 []");
  }

  @Test
  void json_isTheAnswerAsItIs() {
    assertThat(agents(ExitCode.OK, "--json")).isEqualTo(TWO.formatted(2) + "\n");
    assertThat(asked).containsExactly("/api/v1/agents?limit=100000 []");
  }

  @Test
  void more_areCounted() {
    answer = answer(TWO.formatted(5_002));
    assertThat(agents(ExitCode.OK)).endsWith("and 5000 more: --json has them all\n");
  }

  @Test
  void nobody_isSaid() {
    answer = answer("{\"up\":0,\"silent\":0,\"found\":0,\"agents\":[]}");
    assertThat(agents(ExitCode.OK))
        .startsWith("nobody has pushed anything there; a hub takes what others bring with");
  }

  @Test
  void whateverIsNoHub_isNotBelieved() {
    for (String body : List.of("<html>", "[]", "{}", "{\"status\":\"ok\"}")) {
      answer = answer(body);
      assertThat(agents(ExitCode.FAILED)).startsWith("sonde: URL: the answer is n");
    }
    answer = Response.text(404, "gone");
    assertThat(agents(ExitCode.FAILED)).contains("it answered 404, and not as a Sonde does");
    assertThat(agents(ExitCode.FAILED, "--json")).isEqualTo(agents(ExitCode.FAILED));
  }

  @Test
  void closedDoor_isExplained() {
    answer = Response.error(401, "this needs a key");
    assertThat(agents(ExitCode.FAILED))
        .startsWith("sonde: this needs a key: --key-file FILE shows one");
  }

  @Test
  void missingSonde_isSaid() throws IOException {
    try (var deaf = new Socket()) {
      deaf.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      url = "http://127.0.0.1:" + deaf.getLocalPort();
      assertThat(agents(ExitCode.FAILED))
          .isEqualTo(
              "sonde: no Sonde answers at URL; start one with sonde run, or say where: --url"
                  + " URL\n");
    }
  }

  @Test
  void configuration_saysWhomToAsk() throws IOException {
    Files.writeString(
        folder.resolve("sonde.yaml"), "server: {listen: [\"" + listener.address() + "\"]}");
    assertThat(run(ExitCode.OK, "agents")).startsWith("AGENT");
  }

  @Test
  void key_isShown() throws IOException {
    Files.writeString(folder.resolve("key"), "s3cret\n");
    agents(ExitCode.OK, "--key-file", "key");
    assertThat(asked).containsExactly("/api/v1/agents?limit=1000 [Bearer s3cret]");
  }

  @Test
  void mistakes_sayWhatToWrite() {
    assertThat(agents(ExitCode.USAGE, "more")).contains("\"more\" is one word too many");
    assertThat(agents(ExitCode.USAGE, "--raw")).contains("Try: sonde help agents");
    assertThat(run(ExitCode.USAGE, "agents", "--url", "ftp://x")).contains("--url");
    assertThat(run(ExitCode.USAGE, "agents", "--cert-file", "a")).contains("go together");
    assertThat(agents(ExitCode.USAGE, "--cert-file", "a", "--cert-key-file", "b"))
        .contains("--cert-file goes with https://");
    assertThat(run(ExitCode.USAGE, "health", "--cert-key-file", "b")).contains("go together");
    assertThat(run(ExitCode.OK, "help", "health")).contains("--cert-file FILE");
    assertThat(run(ExitCode.OK, "help", "agents")).contains("--key-file FILE");
  }

  private static Response answer(String json) {
    return Response.json(200, json.getBytes(StandardCharsets.UTF_8));
  }

  private String agents(int code, String... words) {
    var all = new ArrayList<>(List.of("agents", "--url", url));
    all.addAll(List.of(words));
    return run(code, all.toArray(String[]::new));
  }

  private String run(int code, String... words) {
    out.reset();
    var print = new PrintStream(out, false, StandardCharsets.UTF_8);
    var shell = new Shell(Map.of(), folder, print, print, () -> {});
    int ended =
        new CommandLine(shell, new ManualTime("2026-01-01T12:00:00Z")).execute(List.of(words));
    print.flush();
    String said = out.toString(StandardCharsets.UTF_8).replace(url, "URL");
    assertThat(ended).as(said).isEqualTo(code);
    return said;
  }
}
