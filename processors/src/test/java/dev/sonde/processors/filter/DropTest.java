package dev.sonde.processors.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.Verdict;
import dev.sonde.testkit.ProcessorContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DropTest extends ProcessorContract {
  @Override
  protected Processor processor() {
    return drop(List.of("http_*"), Map.of());
  }

  @Test
  void drop_byName() {
    check(drop(List.of("go_*", "up"), Map.of()), "go_info", Labels.NONE, true);
    check(drop(List.of("go_*", "up"), Map.of()), "up", Labels.NONE, true);
    check(drop(List.of("go_*", "up"), Map.of()), "down", Labels.NONE, false);
  }

  @Test
  void drop_byLabels_allOfThem() {
    Processor drop = drop(List.of(), Map.of("device", "loop*", "host", "a"));
    check(drop, "disk", Labels.of("device", "loop0", "host", "a"), true);
    check(drop, "disk", Labels.of("device", "loop0", "host", "b"), false);
    check(drop, "disk", Labels.of("host", "a"), false);
  }

  @Test
  void drop_byAnAbsentLabel() {
    check(drop(List.of(), Map.of("core", "")), "cpu", Labels.NONE, true);
    check(drop(List.of(), Map.of("core", "")), "cpu", Labels.of("core", "0"), false);
  }

  @Test
  void keep_isTheOpposite() {
    Processor keep = new Keep.Factory().create(new FilterConfig(List.of("up"), Map.of()));
    check(keep, "up", Labels.NONE, false);
    check(keep, "down", Labels.NONE, true);
  }

  @Test
  void config_isWrittenAlikeInEveryProcess() {
    assertThat(new FilterConfig(List.of(), Map.of("b", "1", "a", "2", "c", "3")))
        .hasToString("FilterConfig[names=[], labels={a=2, b=1, c=3}]");
  }

  private static Processor drop(List<String> names, Map<String, String> labels) {
    return new Drop.Factory().create(new FilterConfig(names, labels));
  }

  private static void check(Processor processor, String name, Labels labels, boolean dropped) {
    assertThat(processor.decide(name, labels) instanceof Verdict.Drop).isEqualTo(dropped);
  }
}
