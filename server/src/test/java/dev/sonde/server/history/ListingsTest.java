package dev.sonde.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Stale;
import org.junit.jupiter.api.Test;

class ListingsTest {
  private static final long DAY = 86_400;

  private final StoredWorld world = new StoredWorld();

  ListingsTest() throws Exception {
    world
        .know(Family.counter("requests_total", "", "Requests."))
        .add("requests_total", Labels.of("job", "shop", "code", "200"), 60, 41)
        .add("requests_total", Labels.of("job", "shop", "code", "200"), 10, 42)
        .add("requests_total", Labels.of("job", "shop", "code", "500"), 10, Stale.marker())
        .add("up", Labels.of("job", "node"), 5, 1)
        .add("old", Labels.NONE, 3 * DAY, 1)
        .add("\"ü\"", Labels.of("ein Ort", "a\tb"), 20, Double.NEGATIVE_INFINITY)
        .sent();
  }

  @Test
  void series_areListed() throws Exception {
    check(
        "series",
        """
        {"series":[{"name":"\\"ü\\"","labels":{"ein Ort":"a\\tb"}},\
        {"name":"requests_total","labels":{"code":"200","job":"shop"}},\
        {"name":"requests_total","labels":{"code":"500","job":"shop"}},\
        {"name":"up","labels":{"job":"node"}}],"truncated":false}
        """);
    check(
        "series?match=up&limit=1",
        "{\"series\":[{\"name\":\"up\",\"labels\":{\"job\":\"node\"}}],"
            + "\"truncated\":false}\n");
    check(
        "series?from=-5d&limit=1&match=%7B%22old%22%7D&to=-2d&format=csv",
        "name,labels\n\"old\",\"\"\n");
    assertThat(world.body("/api/v1/series?limit=2")).endsWith("}],\"truncated\":true}\n");
    check("series?match=none", "{\"series\":[],\"truncated\":false}\n");
  }

  @Test
  void labels_areListed_andTheirValues() throws Exception {
    check(
        "labels", "{\"labels\":[\"__name__\",\"code\",\"ein Ort\",\"job\"],\"truncated\":false}\n");
    check("labels?match=up", "{\"labels\":[\"__name__\",\"job\"],\"truncated\":false}\n");
    check("labels?name=job", "{\"values\":[\"node\",\"shop\"],\"truncated\":false}\n");
    check("label/job/values", "{\"values\":[\"node\",\"shop\"],\"truncated\":false}\n");
    check("label/ein%20Ort/values?format=csv", "values\n\"a\tb\"\n");
    check(
        "label/__name__/values",
        "{\"values\":[\"\\\"ü\\\"\",\"requests_total\",\"up\"],\"truncated\":false}\n");
    check("labels?name=job&limit=1", "{\"values\":[\"shop\"],\"truncated\":true}\n");
    assertThat(world.get("/api/v1/label/job").status()).isEqualTo(404);
    assertThat(world.get("/api/v1/label//values").status()).isEqualTo(404);
  }

  @Test
  void latest_areThoseThatHaveNotEnded() throws Exception {
    check(
        "latest?match=%7Bjob%3D%22shop%22%7D",
        """
        {"series":[{"name":"requests_total","labels":{"code":"200","job":"shop"},\
        "kind":"counter","time":1767268790000,"value":42}]}
        """);
    check(
        "latest?format=csv",
        """
        timestamp,name,labels,value
        1767268780000,""\"ü""\","ein Ort=""a\tb""\",-Inf
        1767268790000,"requests_total","code=""200"",job=""shop""\",42
        1767268795000,"up","job=""node""\",1
        """);
    check("latest?match=old", "{\"series\":[]}\n");
    check(
        "latest?match=old&from=-7d",
        "{\"series\":[{\"name\":\"old\",\"labels\":{},\"time\":1767009600000,\"value\":1}]}\n");
  }

  private void check(String query, String expected) throws Exception {
    assertThat(world.body("/api/v1/" + query)).isEqualTo(expected);
  }
}
