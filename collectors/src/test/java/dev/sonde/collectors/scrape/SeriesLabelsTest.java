package dev.sonde.collectors.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesLabelsTest {
  @Test
  void label_ofTheTarget_stands() {
    assertThat(exposed(Labels.of("foo", "2"), Labels.of("foo", "1")))
        .isEqualTo(Labels.of("foo", "2", "exported_foo", "1"));
  }

  @Test
  void label_ofThePage_standsWhereItIsHonored() {
    var labels = new SeriesLabels(Labels.of("foo", "2", "job", "a"), true);
    assertThat(labels.of(Labels.of("foo", "1"))).isEqualTo(Labels.of("foo", "1", "job", "a"));
  }

  @Test
  void labelWithoutAValue_ofThePage_takesThatOfTheTarget_whereItIsHonored() {
    var target = Labels.of("instance", "a:1", "job", "a");
    var page = Labels.of("foo", "1");
    var lacking = List.of("instance", "other");
    assertThat(new SeriesLabels(target, true).of(page, lacking))
        .isEqualTo(Labels.of("foo", "1", "job", "a"));
    assertThat(new SeriesLabels(target, true).of(Labels.NONE, List.of("instance", "job")))
        .isEqualTo(Labels.NONE);
    assertThat(new SeriesLabels(target, false).of(page, lacking))
        .isEqualTo(Labels.of("foo", "1", "instance", "a:1", "job", "a"));
  }

  @Test
  void label_whoseOtherNameIsTaken_getsALongerOne() {
    assertThat(exposed(Labels.of("foo", "2", "exported_foo", "3"), Labels.of("foo", "1")))
        .isEqualTo(Labels.of("foo", "2", "exported_foo", "3", "exported_exported_foo", "1"));
    assertThat(exposed(Labels.of("foo", "2"), Labels.of("foo", "1", "exported_foo", "3")))
        .isEqualTo(Labels.of("foo", "2", "exported_foo", "3", "exported_exported_foo", "1"));
  }

  @Test
  void labels_withAndWithoutThePrefix_areRenamedTheShorterFirst() {
    assertThat(
            exposed(
                Labels.of("foo", "3", "exported_foo", "4"),
                Labels.of("foo", "1", "exported_foo", "2")))
        .isEqualTo(
            Labels.of(
                "foo",
                "3",
                "exported_foo",
                "4",
                "exported_exported_foo",
                "1",
                "exported_exported_exported_foo",
                "2"));
  }

  private static Labels exposed(Labels target, Labels page) {
    return new SeriesLabels(target, false).of(page);
  }
}
