package dev.sonde.wire.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PageReaderTest {
  private static final String PAGE =
      "# TYPE a gauge\n# HELP a Says.\na{x=\"1\"} 1\na{x=\"2\"} 2\n\n# TYPE b counter\nb 3\nc 4\n";

  private final Trial trial = new Trial(PageFormat.PROMETHEUS_TEXT, PageLimits.USUAL);

  @Test
  void pageThatStandsStill_definesNothing() {
    check(PAGE, 4, 0, true);
    check(PAGE.replace("3\n", "3.5 17 \n"), 0, 0, false);
    check("\n# hello\n" + PAGE, 0, 0, false);
  }

  @Test
  void brokenLineInAPageThatStandsStill_isPassedOver() {
    check("x{ 1\n" + PAGE, 4, 0, true);
    check("x{ 2\n" + PAGE, 0, 0, false);
  }

  @Test
  void newLine_isDefinedAndTheRestMoves() {
    check(PAGE, 4, 0, true);
    check(PAGE.replace("a{x=\"2\"}", "a{x=\"3\"} 1\na{x=\"2\"}"), 1, 3, true);
  }

  @Test
  void lineThatGoes_isLeftOut() {
    check(PAGE, 4, 0, true);
    check(PAGE.replace("a{x=\"1\"} 1\n", ""), 0, 3, true);
    check(PAGE.replace("a{x=\"1\"} 1\n", "").replace("c 4\n", ""), 0, 0, true);
  }

  @Test
  void linesThatSwap_move() {
    check(PAGE, 4, 0, true);
    check(PAGE.replace("b 3\nc 4\n", "c 4\nb 3\n"), 0, 2, true);
  }

  @Test
  void familyThatChanges_isDefinedAnew() {
    check(PAGE, 4, 0, true);
    check(PAGE.replace("counter", "gauge"), 1, 1, true);
    check(PAGE.replace("counter", "gauge").replace("Says.", "Tells."), 2, 2, true);
    check(PAGE.replace("# HELP a Says.\n", "").replace("counter", "gauge"), 2, 2, true);
  }

  @Test
  void sameTextTwice_isADuplicate() {
    var twice = PAGE + "a{x=\"1\"} 7\n";
    assertThat(trial.read(twice).orElseThrow().duplicates()).isEqualTo(1);
    check(twice, 0, 0, false);
    assertThat(trial.read(twice).orElseThrow().duplicates()).isEqualTo(1);
    check("c 5\n" + twice, 0, 4, true);
  }

  @Test
  void otherFormat_beginsAnew() throws PageException {
    var reader = new PageReader(1, PageLimits.USUAL);
    var memory = new PageMemory();
    var page = bytes("a 1\n# EOF\n");
    for (var format : java.util.List.of(PageFormat.PROMETHEUS_TEXT, PageFormat.OPEN_METRICS)) {
      var sink = new CheckingSink();
      sink.begin();
      assertThat(reader.read(page, page.length, format, memory, sink).changed()).isTrue();
      assertThat(sink.defined()).isEqualTo(1);
    }
  }

  @Test
  void pageOfTooManyLines_failsAndIsNotRemembered() {
    var reader = new PageReader(1, PageLimits.USUAL.withLines(1000));
    for (var line : new String[] {"a 1\n", "# HELP a b\n", "# TYPE a gauge\n"}) {
      var page = bytes(line.repeat(100_000));
      var memory = new PageMemory();
      var sink = new CheckingSink();
      sink.begin();
      assertThatThrownBy(
              () -> reader.read(page, page.length, PageFormat.PROMETHEUS_TEXT, memory, sink))
          .isInstanceOf(PageException.class)
          .hasMessageContaining("more than 1000 lines");
      assertThat(memory.lines()).isZero();
    }
  }

  @Test
  void memoryThatForgets_defines() {
    check(PAGE, 4, 0, true);
    trial.memory().forget();
    assertThat(trial.memory().byteSize()).isZero();
    check(PAGE, 4, 0, true);
    assertThat(trial.memory().lines()).isEqualTo(7);
  }

  @Test
  void pageThatFails_namesLineAndReason() {
    var reader = new PageReader(1, PageLimits.USUAL);
    var page = bytes("a 1\nb  2\n# EOF\n");
    assertThatThrownBy(() ->
            reader.read(
                page, page.length, PageFormat.OPEN_METRICS, new PageMemory(), new CheckingSink()))
        .isInstanceOf(PageException.class)
        .hasMessage("line 2: the value is not a number")
        .extracting("line", "reason")
        .containsExactly(2, "the value is not a number");
  }

  @Test
  void bytesBehindTheLength_areNotRead() throws PageException {
    var page = bytes("a 12\nb 1\n");
    var sink = new CheckingSink();
    sink.begin();
    new PageReader(1, PageLimits.USUAL)
        .read(page, 3, PageFormat.PROMETHEUS_TEXT, new PageMemory(), sink);
    assertThat(sink.end()).extracting("valueBits").containsExactly(Double.doubleToRawLongBits(1));
  }

  @Test
  void linesAndLabelsBeyondTheLimits_areMalformed() {
    var small = new Trial(PageFormat.PROMETHEUS_TEXT, new PageLimits(20, 2, 1_000_000));
    var page = "a{b=\"1\",c=\"2\"} 1\na{b=\"\",c=\"\",d=\"\"} 1\nlong 12%s\n";
    assertThat(small.read(page.formatted("3")).orElseThrow().malformed()).isEqualTo(1);
    assertThat(small.read(page.formatted(" ".repeat(13))).orElseThrow().malformed()).isEqualTo(1);
    assertThat(small.read(page.formatted(" ".repeat(14))).orElseThrow().malformed()).isEqualTo(2);
    assertThat(small.read(page.formatted("\nx")).orElseThrow().malformed()).isEqualTo(2);
  }

  @Test
  void lineOfTenMegabytes_isOneBadLine() {
    var summary = trial.read("a{b=\"" + "x".repeat(10 << 20) + "\"} 1\nc 2\n").orElseThrow();
    assertThat(summary.malformed()).isEqualTo(1);
    assertThat(summary.places()).isEqualTo(1);
    assertThat(summary.malformedReason()).isEqualTo("the line is longer than 1048575 bytes");
  }

  @Test
  void manyBadLinesWhereALongOneStood_costNoMoreThanTheirBytes() {
    trial.read("a{b=\"" + "x".repeat(1_000_000) + "\"} 1\nc 2\n");
    var bad = "} ".repeat(2) + "\n";
    var summary = trial.read(bad.repeat(400_000) + "c 2\n").orElseThrow();
    assertThat(summary.malformed()).isEqualTo(400_000);
    assertThat(trial.sink().moved()).isEqualTo(1);
  }

  private void check(String page, int defined, int moved, boolean changed) {
    assertThat(trial.read(page))
        .hasValueSatisfying(s -> assertThat(s.changed()).isEqualTo(changed));
    assertThat(trial.sink().defined()).isEqualTo(defined);
    assertThat(trial.sink().moved()).isEqualTo(moved);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
