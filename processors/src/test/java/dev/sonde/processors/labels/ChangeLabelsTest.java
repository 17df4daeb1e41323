package dev.sonde.processors.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.Verdict;
import dev.sonde.testkit.MapSettings;
import dev.sonde.testkit.ProcessorContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeLabelsTest extends ProcessorContract {
  @Override
  protected Processor processor() {
    return change(Map.of("env", "prod"), Map.of("zone", "b"), List.of("pid", "tmp_*"));
  }

  @Test
  void labels_areTakenAwaySetAndAdded() {
    Labels before = Labels.of("pid", "1", "tmp_x", "2", "zone", "a", "host", "h");
    assertThat(processor().decide("up", before))
        .isEqualTo(new Verdict.Becomes("up", Labels.of("env", "prod", "host", "h", "zone", "b")));
  }

  @Test
  void add_leavesWhatIsThere() {
    assertThat(processor().decide("up", Labels.of("env", "test", "zone", "b")))
        .isEqualTo(Verdict.KEEP);
  }

  @Test
  void mistakes_areTold() {
    check(Map.of(), "add: nothing to do; write add, set or remove");
    check(
        Map.of("set", Map.of("a", "")),
        "set: \"a\" has no name or no value; use remove to take one away");
  }

  private static void check(Map<String, ?> keys, String told) {
    var settings = new MapSettings(keys);
    new ChangeLabels.Factory().read(settings);
    assertThat(settings.problems()).containsExactly(told);
  }

  private static Processor change(
      Map<String, String> add, Map<String, String> set, List<String> remove) {
    return new ChangeLabels.Factory().create(new ChangeLabelsConfig(add, set, remove));
  }
}
