package dev.sonde.wire.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.sonde.api.Exemplar;
import dev.sonde.api.Extra;
import dev.sonde.api.Labels;
import dev.sonde.wire.scrape.PageSink.Natives;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExemplarsTest {
  private static final Exemplar ONE =
      new Exemplar(Labels.of("trace_id", "1"), 0.5, PageSink.UNTIMED);

  private final PageReader reader = new PageReader(3, PageLimits.USUAL);
  private final PageMemory memory = new PageMemory();
  private final CheckingSink sink = new CheckingSink(Natives.NATIVE);

  @Test
  void shownAgain_isGivenOnce() throws PageException {
    assertThat(text("a_total 1 # {trace_id=\"1\"} 0.5")).containsExactly(ONE);
    assertThat(text("a_total 2 # {trace_id=\"1\"} 0.5")).isEmpty();
    assertThat(text("a_total 2 # {trace_id=\"1\"} 0.5 7"))
        .containsExactly(new Exemplar(ONE.labels(), 0.5, 7000));
    assertThat(text("a_total 2")).isEmpty();
    assertThat(text("a_total 2 # {trace_id=\"1\"} 0.5")).containsExactly(ONE);
  }

  @Test
  void sampleThatMoved_keepsItsOwn() throws PageException {
    text("a_total{x=\"1\"} 1 # {trace_id=\"1\"} 0.5", "a_total{x=\"2\"} 1");
    assertThat(text("a_total{x=\"2\"} 1", "a_total{x=\"1\"} 1 # {trace_id=\"1\"} 0.5")).isEmpty();
    assertThat(text("a_total{x=\"2\"} 1 # {trace_id=\"1\"} 0.5", "a_total{x=\"1\"} 1"))
        .containsExactly(ONE);
  }

  @Test
  void pageThatFails_isForgotten() throws PageException {
    text("a_total 1");
    var page = "# TYPE a counter\na_total 1 # {trace_id=\"1\"} 0.5\n";
    assertThat(fails(page)).isTrue();
    assertThat(text("a_total 1 # {trace_id=\"1\"} 0.5")).containsExactly(ONE);
  }

  @Test
  void otherFormat_knowsNothing() throws PageException {
    assertThat(protobuf(1, 0)).hasSize(1);
    assertThat(protobuf(1, 0)).isEmpty();
    assertThat(text("a_total 1 # {trace_id=\"1\"} 0.5")).containsExactly(ONE);
    assertThat(protobuf(1, 0)).hasSize(1);
  }

  @Test
  void nanoseconds_are32Bits() throws PageException {
    assertThat(protobuf(2, 1_999_999))
        .containsExactly(new Exemplar(Labels.of("trace_id", "2"), 0.5, 2001));
    assertThat(protobuf(2, -2_000_000))
        .containsExactly(new Exemplar(Labels.of("trace_id", "2"), 0.5, 1998));
    var positive = ByteString.fromHex("08021080f785ff0f");
    assertThat(read(protobufPage(2, positive), PageFormat.PROTOBUF))
        .containsExactly(new Exemplar(Labels.of("trace_id", "2"), 0.5, 1998));
  }

  private List<Extra> text(String... lines) throws PageException {
    var page = "# TYPE a counter\n" + String.join("\n", lines) + "\n# EOF\n";
    return read(page.getBytes(StandardCharsets.UTF_8), PageFormat.OPEN_METRICS);
  }

  private boolean fails(String page) {
    try {
      read(page.getBytes(StandardCharsets.UTF_8), PageFormat.OPEN_METRICS);
      return false;
    } catch (PageException _) {
      return true;
    }
  }

  private List<Extra> protobuf(long seconds, int nanos) throws PageException {
    var time = Families.of("Time", "seconds", seconds, "nanos", nanos);
    return read(protobufPage(seconds, time.toByteString()), PageFormat.PROTOBUF);
  }

  private static byte[] protobufPage(long trace, ByteString time) {
    var labels = List.of(Families.label("trace_id", "" + trace));
    var exemplar =
        Families.of("Exemplar", "label", labels, "value", 0.5, "timestamp", List.of(time));
    var counter = Families.of("Counter", "value", 1.0, "exemplar", exemplar);
    return Families.page(
        Families.of(
            "MetricFamily",
            "name",
            "a_total",
            "metric",
            Families.of("Metric", "counter", counter)));
  }

  private List<Extra> read(byte[] page, PageFormat format) throws PageException {
    sink.begin();
    reader.read(page, page.length, format, memory, sink);
    sink.end();
    return sink.extras().stream().flatMap(List::stream).toList();
  }
}
