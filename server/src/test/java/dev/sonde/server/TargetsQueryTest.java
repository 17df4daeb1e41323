package dev.sonde.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Detail;
import dev.sonde.http.Header;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.testkit.ManualTime;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TargetsQueryTest {
  private static final String COUNTS = "\"droppedTargetCounts\":{\"a\":1,\"b\":0}";
  private static final String ACTIVE =
      "\"activeTargets\":[{\"scrapePool\":\"a\"},{\"scrapePool\":\"b\"}]";
  private static final String DROPPED = "\"droppedTargets\":[{\"scrapePool\":\"a\"}]";

  private final FakeProgram program;

  TargetsQueryTest() throws InterruptedException {
    program = new FakeProgram();
  }

  @BeforeEach
  void targets() {
    var fields = new LinkedHashMap<String, Detail>();
    fields.put("activeTargets", new Detail.Many(List.of(of("a"), of("b"))));
    fields.put("droppedTargets", new Detail.Many(List.of(of("a"))));
    var counts = new LinkedHashMap<String, Detail>();
    counts.put("a", new Detail.Figure(1));
    counts.put("b", new Detail.Figure(0));
    fields.put("droppedTargetCounts", new Detail.Fields(counts));
    program.details.put("scrape", new Detail.Fields(fields));
  }

  private static Detail of(String pool) {
    return new Detail.Fields(Map.of("scrapePool", new Detail.Text(pool)));
  }

  @Test
  void state_saysWhichOfThem() throws Exception {
    for (String both : List.of("", "?state=any", "?state=", "?state=ANY")) {
      check(both, ACTIVE, DROPPED);
    }
    check("?state=active", ACTIVE, "\"droppedTargets\":[]");
    check("?state=dropped", "\"activeTargets\":[]", DROPPED);
    check("?state=Dropped", "\"activeTargets\":[]", DROPPED);
  }

  @Test
  void scrapePool_saysOfWhichJob() throws Exception {
    check("?scrapePool=", ACTIVE, DROPPED);
    check("?scrapePool=a", "\"activeTargets\":[{\"scrapePool\":\"a\"}]", DROPPED);
    check(
        "?scrapePool=b&state=any",
        "\"activeTargets\":[{\"scrapePool\":\"b\"}]",
        "\"droppedTargets\":[]");
    check("?scrapePool=c", "\"activeTargets\":[]", "\"droppedTargets\":[]");
  }

  @Test
  void nothingScraped_hasEmptyLists() throws Exception {
    program.details.clear();
    assertThat(get("")).contains("\"activeTargets\":[]", "\"droppedTargets\":[]");
  }

  private void check(String query, String active, String dropped) throws Exception {
    assertThat(get(query)).contains(active, dropped, COUNTS);
  }

  private String get(String query) throws Exception {
    var request =
        Request.of(
            "GET", "/api/v1/targets" + query, new byte[0], new Header("Host", "localhost:9100"));
    Response response =
        Routes.of(program, program.doors, new ManualTime("2026-01-02T00:00:00Z")).handle(request);
    return new String(response.bytes(), StandardCharsets.UTF_8);
  }
}
