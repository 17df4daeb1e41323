package dev.sonde.stores.embedded;

import dev.sonde.testkit.store.StoreDifferential;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Set `sonde.steps` for a longer run, `sonde.seed` to repeat one.
class EmbeddedDifferentialTest {
  @Test
  void answers_areThoseOfTheReference(@TempDir Path folder) throws Exception {
    long seed = Long.getLong("sonde.seed", 1);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    new StoreDifferential((time, retention) -> Stores.open(folder, time, retention), random)
        .run(Integer.getInteger("sonde.steps", 20_000));
  }
}
