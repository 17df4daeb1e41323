package dev.sonde.collectors.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.collectors.scrape.config.Honored;
import dev.sonde.collectors.scrape.config.Limits;
import dev.sonde.processors.relabel.Relabeling;
import dev.sonde.wire.scrape.PageException;
import dev.sonde.wire.scrape.PageFormat;
import dev.sonde.wire.scrape.PageLimits;
import dev.sonde.wire.scrape.PageMemory;
import dev.sonde.wire.scrape.PageReader;
import dev.sonde.wire.scrape.PageSink.Natives;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTakerTest {
  private static final String PUSHED =
      "pushed{instance=\"\",job=\"batch\"} 1\nother{x=\"\"} 2\nlast 3\n";

  @Test
  void emptyLabel_takesThatOfTheTarget_whereLabelsAreHonored() throws PageException {
    assertThat(read(PUSHED, true))
        .containsExactly(
            "pushed{job=\"batch\"}",
            "other{instance=\"a:1\",job=\"a\"}",
            "last{instance=\"a:1\",job=\"a\"}");
  }

  @Test
  void emptyLabel_isNone_whereLabelsAreNotHonored() throws PageException {
    assertThat(read(PUSHED, false))
        .containsExactly(
            "pushed{exported_job=\"batch\",instance=\"a:1\",job=\"a\"}",
            "other{instance=\"a:1\",job=\"a\"}",
            "last{instance=\"a:1\",job=\"a\"}");
  }

  private static List<String> read(String page, boolean honored) throws PageException {
    var bytes = page.getBytes(StandardCharsets.UTF_8);
    var visit = new ProbeVisit(1_000);
    var labels = new SeriesLabels(Labels.of("instance", "a:1", "job", "a"), honored);
    var decision = new SeriesDecision(labels, new Relabeling(List.of()), Limits.USUAL);
    var taker =
        new PageTaker(
            visit.page(),
            decision,
            Honored.USUAL,
            Natives.CLASSIC,
            visit.time(),
            100,
            new BitSet());
    visit.page().begin();
    new PageReader(1, PageLimits.USUAL)
        .read(bytes, bytes.length, PageFormat.PROMETHEUS_TEXT, new PageMemory(), taker);
    taker.end();
    return visit.lines().stream().map(each -> each.family().name() + each.labels()).toList();
  }
}
