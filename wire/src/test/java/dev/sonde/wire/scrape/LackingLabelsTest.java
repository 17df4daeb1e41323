package dev.sonde.wire.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DynamicMessage;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LackingLabelsTest {
  @Test
  void text_saysWhichLabelsAreEmpty() throws PageException {
    var page = "a{x=\"1\",y=\"\",z=\"\"} 1\nb 2\nc{\"é\"=\"\"} 3\n";
    assertThat(said(page.getBytes(StandardCharsets.UTF_8), PageFormat.PROMETHEUS_TEXT))
        .containsExactly("lacks [y, z]", "a{x=\"1\"}", "b", "lacks [é]", "c");
  }

  @Test
  void openMetrics_saysWhichLabelsAreEmpty() throws PageException {
    var page = "# TYPE a gauge\na{y=\"\"} 1\n# EOF\n";
    assertThat(said(page.getBytes(StandardCharsets.UTF_8), PageFormat.OPEN_METRICS))
        .containsExactly("lacks [y]", "a");
  }

  @Test
  void protobuf_saysWhichLabelsAreEmpty() throws PageException {
    var labels = List.of(label("x", "1"), label("y", ""));
    var gauge = Families.of("Gauge", "value", 1.0);
    var metrics =
        List.of(
            Families.of("Metric", "label", labels, "gauge", gauge),
            Families.of("Metric", "gauge", gauge));
    var page =
        Families.page(Families.of("MetricFamily", "name", "a", "type", 1, "metric", metrics));
    assertThat(said(page, PageFormat.PROTOBUF)).containsExactly("lacks [y]", "a{x=\"1\"}", "a");
  }

  private static DynamicMessage label(String name, String value) {
    return Families.of("LabelPair", "name", name, "value", value);
  }

  private static List<String> said(byte[] page, PageFormat format) throws PageException {
    var said = new Said();
    new PageReader(1, PageLimits.USUAL).read(page, page.length, format, new PageMemory(), said);
    return said.all;
  }

  private static final class Said implements PageSink {
    private final List<String> all = new ArrayList<>();

    @Override
    public void again(int place, double value, long timeMillis) {}

    @Override
    public void moved(int place, int before, double value, long timeMillis) {}

    @Override
    public void define(int place, Family family, Labels labels, double value, long timeMillis) {
      all.add(family.name() + labels);
    }

    @Override
    public void lacks(List<String> labels) {
      all.add("lacks " + labels);
    }

    @Override
    public void attach(Extra extra) {}
  }
}
