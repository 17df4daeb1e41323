package dev.sonde.stores.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.BatchId;
import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.store.Scribe;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// The same, and what it does for several hubs.
abstract class PostgresHubCases extends PostgresCases {
  @Test
  void twoHubs_withTheSamePushes_storeThemOnce() throws Exception {
    pushFromTwoHubs();
  }

  private void pushFromTwoHubs() throws Exception {
    UUID agent = UUID.randomUUID();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<Void>>();
      for (int hub = 0; hub < 2; hub++) {
        int value = hub;
        running.add(threads.submit(() -> push(agent, value)));
      }
      for (var each : running) {
        each.get();
      }
    }
    assertThat(rows("SELECT count(*) FROM sonde.samples")).containsExactly("600");
    assertThat(rows("SELECT ranges FROM sonde.senders WHERE instance = '" + agent + "'"))
        .containsExactly("{[0,600)}");
  }

  private Void push(UUID agent, int value) throws Exception {
    var own = new Scribe(UUID.randomUUID(), 1);
    try (Store store = open(config)) {
      for (int i = 0; i < 200; i++) {
        for (int j = 0; j < 3; j++) {
          own.add("x", Labels.of("n", "" + j), NOON + i, value);
        }
        var shipment = own.pushed(new BatchId(agent, 1, i * 3L, i * 3L + 3)).shipment();
        Outcome outcome = store.send(store.encode(shipment));
        assertThat(outcome).isEqualTo(Outcome.ACCEPTED);
      }
    }
    return null;
  }

  @Test
  void twoHubs_withPushesInOppositeOrder_doNotWaitForEachOther() throws Exception {
    List<UUID> agents = List.of(new UUID(0, 1), new UUID(0, 2));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Void> one = threads.submit(() -> pushAll(agents));
      Future<Void> other = threads.submit(() -> pushAll(agents.reversed()));
      one.get();
      other.get();
    }
    assertThat(rows("SELECT count(*) FROM sonde.samples")).containsExactly("800");
  }

  private Void pushAll(List<UUID> agents) throws Exception {
    var own = new Scribe(UUID.randomUUID(), 1);
    try (Store store = open(config)) {
      for (int i = 0; i < 400; i++) {
        for (UUID each : agents) {
          own.add("x", Labels.of("agent", each.toString()), NOON + i, i)
              .pushed(new BatchId(each, 1, i, i + 1));
        }
        send(store, own);
      }
    }
    return null;
  }

  @Test
  void batches_seeWhatOthersCommitted_howeverTheDatabaseIsSet() throws Exception {
    run("ALTER DATABASE " + database + " SET default_transaction_isolation = 'serializable'");
    pushFromTwoHubs();
  }
}
