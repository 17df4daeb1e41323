package dev.sonde.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Allowance;
import dev.sonde.api.Appended;
import dev.sonde.api.Labels;
import dev.sonde.testkit.ManualTime;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TenantsTest {
  private final Allowance allowance =
      new Allowance(Allowance.Limits.NONE, new ManualTime("2026-01-01T00:00:00Z"), 7);
  private final SeriesTable table =
      new SeriesTable(SeriesLimits.DEFAULT, new AtomicInteger()::getAndIncrement);
  private final Registry registry =
      new Registry(table, new Families(table, (_, _) -> Appended.ACCEPTED));

  /// Somebody may have found it just before it left.
  @Test
  void tenantThatHasLeft_isNobodysAnyMore() {
    var tenant = new Tenant(Labels.NONE, allowance, registry, true);
    assertThat(tenant.begin(allowance, 5)).isTrue();
    assertThat(tenant.leaves(5)).isFalse();
    assertThat(tenant.leaves(6)).isTrue();
    assertThat(tenant.begin(allowance, 7)).isFalse();
    assertThat(tenant.leaves(7)).isTrue();
  }
}
