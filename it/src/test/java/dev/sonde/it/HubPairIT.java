package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.it.ClusterPlan.Victim;
import dev.sonde.it.ClusterPlan.Way;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two hubs behind a balancer, with one PostgreSQL, killed in turn: nothing is lost, nothing is
/// stored twice.
final class HubPairIT {
  private static final Duration LIFE = Duration.ofMillis(2500);

  @TempDir private Path folder;

  @Test
  void stickyBalancer_eachSampleIsStoredOnce() throws Exception {
    check(Way.STICKY, 5);
  }

  @Test
  void unstickyBalancer_eachSampleIsStoredOnce() throws Exception {
    ClusterFound found = check(Way.UNSTICKY, 6);
    assertThat(found.byTwoHubs())
        .as("what both took, so that one had to leave it out")
        .isPositive();
  }

  @Test
  void nginxAsDocumented_eachSampleIsStoredOnce() throws Exception {
    assertThat(Peers.program("nginx")).isExecutable();
    check(Way.NGINX, 7);
  }

  private ClusterFound check(Way way, long seed) throws Exception {
    var plan = new ClusterPlan(2, 2, 10, List.of(Victim.HUB), LIFE, way, seed);
    try (var cluster = new Cluster(plan, folder)) {
      ClusterFound found = cluster.run();
      assertThat(found.shown()).isPositive();
      assertThat(found.lost()).isZero();
      assertThat(found.stored()).as(found.json()).isEqualTo(found.accepted());
      assertThat(found.again()).isZero();
      assertThat(found.twice()).isZero();
      return found;
    }
  }
}
