package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.it.ClusterPlan.Victim;
import dev.sonde.it.ClusterPlan.Way;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Agents, a hub and PostgreSQL: whatever is killed or cut off, each accepted sample is stored
/// once.
final class HubStoreIT {
  private static final Duration LIFE = Duration.ofMillis(1500);

  @TempDir private Path folder;

  @Test
  void allAreKilledAndCutOff_eachSampleIsStoredOnce() throws Exception {
    check(Way.STICKY, 2);
  }

  @Test
  void hubInANetworkOfItsOwn_eachSampleIsStoredOnce() throws Exception {
    check(Way.NAMESPACE, 3);
  }

  private void check(Way way, long seed) throws Exception {
    var plan = new ClusterPlan(1, 2, 14, List.of(Victim.values()), LIFE, way, seed);
    try (var cluster = new Cluster(plan, folder)) {
      ClusterFound found = cluster.run();
      assertThat(found.shown()).isPositive();
      assertThat(found.lost()).isZero();
      assertThat(found.stored()).as(found.json()).isEqualTo(found.accepted());
      assertThat(found.again()).isZero();
      assertThat(found.twice()).isZero();
      assertThat(found.byTwoHubs()).isZero();
    }
  }
}
