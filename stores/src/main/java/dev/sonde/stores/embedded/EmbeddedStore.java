package dev.sonde.stores.embedded;

import dev.sonde.api.Encoded;
import dev.sonde.api.Examination;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Holding;
import dev.sonde.api.store.Store;
import dev.sonde.stores.LeastProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

final class EmbeddedStore implements Store {
  private final EmbeddedConfig config;
  private final Path folder;
  private final Time time;
  private final Vault vault;
  private final SteadyClock clock;
  private final Draft draft = new Draft();
  private final LeastProgress least = new LeastProgress();
  private final Durable durable;
  private final Tending tending;
  private final EmbeddedHistory history;

  EmbeddedStore(EmbeddedConfig config, Path folder, Time time, Surroundings surroundings) {
    this.config = config;
    this.folder = folder;
    this.time = time;
    this.vault = new Vault(folder, time, surroundings);
    this.clock = new SteadyClock(time, vault);
    this.durable = new Durable(vault);
    this.tending = new Tending(config, time, clock, vault, durable);
    this.history = new EmbeddedHistory(config, time, vault);
  }

  @Override
  public Encoded encode(Shipment shipment) {
    return draft.encode(shipment);
  }

  @Override
  public Outcome send(Encoded encoded) throws IOException, InterruptedException {
    durable.begin(encoded.id());
    long now = clock.now();
    long newest = EmbeddedConfig.ahead(time.wallMillis());
    var bounds = new Intake.Bounds(config.oldest(now), newest, Windows.day(now));
    Outcome outcome =
        vault.write(
            "store a batch", (link, intake) -> intake.write(link, encoded, draft, bounds, least));
    least.stored(encoded.id());
    return outcome;
  }

  @Override
  public OptionalLong progress(UUID instance, long epoch) throws IOException, InterruptedException {
    long upTo = vault.write("look at the cursor", (link, _) -> Marks.upTo(link, instance, epoch));
    least.said(instance, epoch, upTo);
    return OptionalLong.of(upTo);
  }

  @Override
  public OptionalLong durable(UUID instance, long epoch) {
    return OptionalLong.of(durable.upTo(instance, epoch));
  }

  @Override
  public void tend() throws IOException, InterruptedException {
    tending.tend();
  }

  @Override
  public boolean answers() throws InterruptedException {
    try {
      return vault.write("look at the store", (_, _) -> true);
    } catch (IOException _) {
      return false;
    }
  }

  /// Opens nothing: another Sonde may be writing.
  @Override
  public Examination examine() {
    Path at = folder.toAbsolutePath();
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return Files.isWritable(at)
        ? new Examination(true, List.of("history goes to " + folder))
        : new Examination(
            false, List.of(at + " is not writable; check the folder and who may write there"));
  }

  @Override
  public Optional<Holding> holding() {
    return tending.holding();
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  public void close() {
    vault.close();
  }
}
