package dev.sonde.it.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.it.journal.Arrivals.Sample;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Sonde's parts acknowledged arrives, however often they are killed. The long run, beside
/// other agents, is `./bench kill-oracle`.
final class KillOracleIT {
  private static final List<String> OWN = List.of("plain", "transactional");
  private static final int KILLS = 10;
  private static final long JOURNAL_BYTES = 4L << 20;
  private static final String LAUNCH =
      "cd_home=/none; . ../app/src/main/dist/bin/flags; exec \"$0\" $SONDE_FLAGS \"$@\"";

  @TempDir private Path folder;
  private final long seed = System.nanoTime();

  @Test
  void acknowledgedSamples_arriveThoughTheAgentIsKilled() throws Exception {
    var verdicts = run(OWN, KILLS, _ -> false);
    assertThat(verdicts)
        .as("seed %d", seed)
        .hasSize(2)
        .allSatisfy((_, verdict) -> {
          assertThat(verdict.acknowledged()).isPositive();
          assertThat(verdict.lost()).isZero();
          assertThat(verdict.unexplained()).isZero();
          assertThat(verdict.disordered()).isZero();
        });
    assertThat(verdicts)
        .hasEntrySatisfying("transactional", each -> assertThat(each.duplicated()).isZero());
  }

  @Test
  void sampleThatTheReceiverForgets_isMissed() throws Exception {
    var verdicts = run(OWN, 1, new Sample(0, 7)::equals);
    assertThat(verdicts.values()).hasSize(2).allSatisfy(each -> assertThat(each.lost()).isOne());
  }

  @Test
  void acknowledgedSamples_areInRealStores() throws Exception {
    var verdicts = run(List.of("prometheus", "victoria"), KILLS / 2, _ -> false);
    assertThat(verdicts)
        .as("seed %d", seed)
        .hasSize(2)
        .allSatisfy((_, verdict) -> {
          assertThat(verdict.acknowledged()).isPositive();
          assertThat(verdict.lost()).isZero();
        });
    assertThat(verdicts)
        .hasEntrySatisfying("prometheus", each -> assertThat(each.duplicated()).isZero());
  }

  @Test
  void acknowledgedSamples_areInOurStores() throws Exception {
    var oracle = oracle(List.of("store", "store-postgres"), KILLS, _ -> false);
    assertThat(oracle.run())
        .as("seed %d", seed)
        .hasSize(2)
        .allSatisfy((_, verdict) -> {
          assertThat(verdict.acknowledged()).isPositive();
          assertThat(verdict.lost()).isZero();
          assertThat(verdict.duplicated()).isZero();
        });
    assertThat(oracle.unaccounted()).hasSize(2).allSatisfy((_, none) -> assertThat(none).isZero());
  }

  private Map<String, Verdict> run(List<String> destinations, int kills, Predicate<Sample> forgets)
      throws Exception {
    return oracle(destinations, kills, forgets).run();
  }

  private KillOracle oracle(List<String> destinations, int kills, Predicate<Sample> forgets) {
    var plan =
        new Plan(
            command(destinations),
            Dialect.LINES,
            "/push",
            "/health",
            destinations,
            kills,
            Duration.ofSeconds(1),
            4_000,
            8,
            4,
            50,
            1,
            Duration.ofMinutes(2),
            seed);
    return new KillOracle(plan, folder, forgets);
  }

  private static List<String> command(List<String> destinations) {
    var command =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                LAUNCH,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OracleAgent.class.getName(),
                "{port}",
                "{data}",
                Long.toString(JOURNAL_BYTES)));
    destinations.forEach(each -> command.add(each + "={" + each + "}"));
    return command;
  }
}
