package dev.sonde.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.http.Handler;
import dev.sonde.http.Header;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.receivers.agents.AgentStatus;
import dev.sonde.receivers.agents.Counts;
import dev.sonde.receivers.agents.Told;
import dev.sonde.receivers.agents.Troubles;
import dev.sonde.receivers.agents.Who;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AgentsHandlerTest {
  private static final String SONDE =
      "{\"agent\":\"web-1\",\"instance\":\"00000000-0000-0001-0000-000000000002\","
          + "\"receiver\":\"websocket\",\"state\":\"up\",\"software\":\"Sonde\","
          + "\"version\":\"0.1.0\",\"host\":\"web\",\"last_seen\":\"2026-01-01T10:30:00.000Z\","
          + "\"newest\":\"2026-01-01T10:29:58.000Z\",\"lag_seconds\":2.25,"
          + "\"backlog_samples\":12,\"accepted_samples\":1,\"repeated_samples\":2,"
          + "\"filtered_samples\":3,\"refused_samples\":4,\"lost_samples\":5,\"forked\":6,"
          + "\"restored\":7,\"problem\":\"lost\"}";
  private static final String JOB =
      "{\"client_id\":\"job\",\"form\":\"json\",\"receiver\":\"json\",\"state\":\"silent\","
          + "\"last_seen\":\"1970-01-01T00:00:00.000Z\",\"accepted_samples\":0,"
          + "\"repeated_samples\":0,\"filtered_samples\":0,\"refused_samples\":0}";

  private final FakeProgram program = new FakeProgram();
  private final Handler routes = Routes.of(program, program.doors, program.time);

  AgentsHandlerTest() throws InterruptedException {
    program.agents.add(
        new AgentStatus(
            new Who("", "job", "json"),
            Told.NOTHING,
            "json",
            false,
            0,
            OptionalLong.empty(),
            OptionalLong.empty(),
            new Counts(0, 0, 0, 0),
            new Troubles(0, 0, 0, "")));
    program.agents.add(
        new AgentStatus(
            new Who("web-1", "", new UUID(1, 2).toString()),
            new Told("Sonde", "0.1.0", "web"),
            "websocket",
            true,
            1_767_263_400_000L,
            OptionalLong.of(1_767_263_398_000L),
            OptionalLong.of(12),
            new Counts(1, 2, 3, 4),
            new Troubles(5, 6, 7, "lost")));
  }

  @Test
  void agents_areListed() throws Exception {
    assertThat(body(get("")))
        .isEqualTo("{\"up\":1,\"silent\":1,\"found\":2,\"agents\":[" + JOB + "," + SONDE + "]}");
  }

  @Test
  void question_choosesSome() throws Exception {
    check("?state=up", 1, SONDE);
    check("?state=silent", 1, JOB);
    check("?agent=web-1", 1, SONDE);
    check("?agent=web-1&state=silent", 0, "");
    check("?limit=1", 2, JOB);
  }

  @Test
  void questionThatMakesNoSense_isRefused() throws Exception {
    for (String each : new String[] {"?state=down", "?limit=0", "?limit=x", "?limit=1000000"}) {
      assertThat(get(each).status()).isEqualTo(400);
    }
  }

  @Test
  void agents_areForThoseWhoMayRead() throws Exception {
    var request =
        Request.of("GET", "/api/v1/agents", new byte[0], new Header("Host", "hub.example"));
    assertThat(routes.handle(request).status()).isEqualTo(401);
  }

  private void check(String query, int found, String agents) throws Exception {
    assertThat(body(get(query)))
        .isEqualTo("{\"up\":1,\"silent\":1,\"found\":" + found + ",\"agents\":[" + agents + "]}");
  }

  private Response get(String query) throws Exception {
    return routes.handle(
        Request.of(
            "GET", "/api/v1/agents" + query, new byte[0], new Header("Host", "127.0.0.1:9100")));
  }

  private static String body(Response response) throws Exception {
    return new String(response.bytes(), StandardCharsets.UTF_8);
  }
}
