package dev.sonde.it.history;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Family;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Brings collections to a destination, as a courier does: each is one batch, and one commit.
final class Shipping implements Feed.Taker {
  private final UUID instance = UUID.randomUUID();
  private final Map<String, Family> families = new HashMap<>();
  private final Shipper to;
  private long number;

  Shipping(Shipper to) {
    this.to = to;
  }

  @Override
  public void take(Batch batch) throws IOException, InterruptedException {
    var id = new BatchId(instance, 1, number, number + batch.size());
    var outcome = to.send(to.encode(new Shipment(id, batch, List.of(), this::family)));
    if (!outcome.equals(Outcome.ACCEPTED)) {
      throw new IOException("not accepted: " + outcome);
    }
    number = id.to();
  }

  private Family family(String name) {
    return families.computeIfAbsent(name, each -> Family.gauge(each, "", ""));
  }
}
