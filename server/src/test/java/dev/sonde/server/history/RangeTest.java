package dev.sonde.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Stale;
import dev.sonde.http.Header;
import org.junit.jupiter.api.Test;

class RangeTest {
  private final StoredWorld world = new StoredWorld();

  RangeTest() throws Exception {
    world
        .know(Family.gauge("load", "percent", "Load."))
        .add("load", Labels.of("core", "0"), 50, 1)
        .add("load", Labels.of("core", "0"), 45, 2)
        .add("load", Labels.of("core", "0"), 25, 0.1)
        .add("load", Labels.of("core", "1"), 15, Double.POSITIVE_INFINITY)
        .add("load", Labels.of("core", "1"), 5, Stale.marker())
        .add("straße \"5\"", Labels.of("ort", "Köln\n=1+1"), 30, Double.NaN)
        .sent();
  }

  @Test
  void points_standOnOneGrid_withGapsAsNull() throws Exception {
    check(
        "match=load&from=-60s&points=4&fold=avg",
        """
        {"from":1767268740000,"to":1767268800000,"step":15000,"fold":"avg","series":[\
        {"name":"load","labels":{"core":"0"},"kind":"gauge","unit":"percent",\
        "values":[1,2,0.1,null]},\
        {"name":"load","labels":{"core":"1"},"kind":"gauge","unit":"percent",\
        "values":[null,null,null,"+Inf"]}]}
        """);
  }

  @Test
  void samples_areAsTheyWereStored() throws Exception {
    check(
        "match=load%7Bcore%3D%221%22%7D&from=-1m",
        """
        {"from":1767268740000,"to":1767268800000,"series":[\
        {"name":"load","labels":{"core":"1"},"kind":"gauge","unit":"percent",\
        "samples":[[1767268785000,"+Inf"],[1767268795000,null]]}]}
        """);
    check(
        "match=%7Bort%21%3D%22%22%7D",
        """
        {"from":1767265200000,"to":1767268800000,"series":[\
        {"name":"straße \\"5\\"","labels":{"ort":"Köln\\n=1+1"},\
        "samples":[[1767268770000,"NaN"]]}]}
        """);
  }

  @Test
  void csv_hasARowForEachPoint() throws Exception {
    check(
        "match=load&from=-60s&points=2&fold=last&format=csv",
        """
        timestamp,name,labels,value
        1767268740000,"load","core=""0""\",2
        1767268770000,"load","core=""0""\",0.1
        1767268740000,"load","core=""1""\",
        1767268770000,"load","core=""1""\",+Inf
        """);
    String raw = "/api/v1/range?match=%7Bort%21%3D%22%22%7D";
    assertThat(world.body(raw, new Header("Accept", "text/csv")))
        .isEqualTo(
            """
            timestamp,name,labels,value
            1767268770000,"straße ""5\""","ort=""Köln\\n=1+1""\",NaN
            """);
  }

  private void check(String query, String expected) throws Exception {
    assertThat(world.body("/api/v1/range?" + query)).isEqualTo(expected);
  }
}
