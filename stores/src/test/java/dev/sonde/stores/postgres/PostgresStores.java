package dev.sonde.stores.postgres;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sonde.api.store.Store;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.store.StoreContract;
import dev.sonde.testkit.store.StoreDifferential;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What holds at every version of the server.
abstract class PostgresStores extends StoreContract {
  private String database = "";

  abstract PostgresServer server();

  @BeforeEach
  void begin() throws SQLException {
    database = server().database();
  }

  @Override
  protected Store open(ManualTime time, Duration retention) {
    var keys = Stores.keys(server(), database);
    return Stores.open(Stores.with(keys, "retention", retention.toSeconds() + "s"), time);
  }

  @Test
  void answers_areThoseOfTheReference() {
    int steps = Integer.getInteger("sonde.differential.steps", 3000);
    long seed = Long.getLong("sonde.differential.seed", 1);
    assertThatCode(() -> new StoreDifferential(this::open, new Random(seed)).run(steps))
        .doesNotThrowAnyException();
  }
}
