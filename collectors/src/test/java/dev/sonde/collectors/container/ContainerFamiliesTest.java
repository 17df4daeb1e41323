package dev.sonde.collectors.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import org.junit.jupiter.api.Test;

class ContainerFamiliesTest {
  @Test
  void all_families_areNamedOnceAndExplained() {
    assertThat(ContainerFamilies.all()).extracting(Family::name).doesNotHaveDuplicates();
    assertThat(ContainerFamilies.all())
        .allSatisfy(family -> {
          assertThat(family.name()).matches("container_[a-z0-9_]+");
          assertThat(family.help()).isNotBlank().endsWith(".").doesNotContain("\n");
          boolean counter = family.kind() == Kind.COUNTER;
          assertThat(family.name().endsWith("_total")).isEqualTo(counter);
        });
  }
}
