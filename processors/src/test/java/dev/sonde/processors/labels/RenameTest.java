package dev.sonde.processors.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.Verdict;
import dev.sonde.testkit.MapSettings;
import dev.sonde.testkit.ProcessorContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenameTest extends ProcessorContract {
  @Override
  protected Processor processor() {
    return rename(Map.of("up", "alive"), Map.of("method", "verb", "verb", "method"));
  }

  @Test
  void name_isAnother() {
    assertThat(processor().decide("up", Labels.of("a", "b")))
        .isEqualTo(new Verdict.Becomes("alive", Labels.of("a", "b")));
    assertThat(processor().decide("down", Labels.NONE)).isEqualTo(Verdict.KEEP);
  }

  @Test
  void label_takesThePlaceOfAnother() {
    Processor rename = rename(Map.of(), Map.of("a", "b"));
    assertThat(rename.decide("up", Labels.of("a", "1", "b", "2")))
        .isEqualTo(new Verdict.Becomes("up", Labels.of("b", "1")));
    assertThat(rename.decide("up", Labels.of("b", "2"))).isEqualTo(Verdict.KEEP);
  }

  @Test
  void labels_changePlaces() {
    assertThat(processor().decide("x", Labels.of("method", "1", "verb", "2")))
        .isEqualTo(new Verdict.Becomes("x", Labels.of("verb", "1", "method", "2")));
  }

  @Test
  void mistakes_areTold() {
    check(Map.of(), "names: nothing to rename; write names or labels, such as {old: new}");
    check(
        Map.of("labels", Map.of("a", "")), "labels: \"a\" to \"\" lacks a name; write {old: new}");
  }

  private static void check(Map<String, ?> keys, String told) {
    var settings = new MapSettings(keys);
    new Rename.Factory().read(settings);
    assertThat(settings.problems()).containsExactly(told);
  }

  private static Processor rename(Map<String, String> names, Map<String, String> labels) {
    return new Rename.Factory().create(new RenameConfig(names, labels));
  }
}
