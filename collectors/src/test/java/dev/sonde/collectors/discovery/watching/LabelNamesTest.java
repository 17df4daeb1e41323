package dev.sonde.collectors.discovery.watching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class LabelNamesTest {
  @Test
  void keys_areMadeFit_characterByCharacter() {
    check("app.kubernetes.io/name", "app_kubernetes_io_name");
    check("a-b_C9", "a_b_C9");
    check("größe", "gr__e");
    check("\uD83D\uDE00x", "_x");
    check("", "");
  }

  @Test
  void addresses_haveBracketsWhereTheyNeedThem_andEmptyLabelsAreNone() {
    var labels = new TargetLabels(new LabelNames());
    labels.put("a", "").put("p_", "k/x", "v").address("::1", 80);
    assertThat(labels.made()).isEqualTo(Map.of("__address__", "[::1]:80", "p_k_x", "v"));
    assertThat(labels.copy().address("host", 1).made()).containsEntry("__address__", "host:1");
    assertThat(labels.made()).containsEntry("__address__", "[::1]:80");
  }

  private static void check(String key, String expected) {
    var names = new LabelNames();
    assertThat(names.of("p_", key)).isEqualTo("p_" + expected).isSameAs(names.of("p_", key));
  }
}
