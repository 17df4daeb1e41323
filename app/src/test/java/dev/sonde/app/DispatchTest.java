package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Series;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.api.store.Selection;
import dev.sonde.delivery.CourierStatus;
import dev.sonde.engine.config.Bound;
import dev.sonde.engine.config.ConfigReader;
import dev.sonde.engine.config.Problems;
import dev.sonde.journal.FolderTakenException;
import dev.sonde.journal.JournalContext;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.store.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatchTest {
  private static final BuiltIns BUILT_INS =
      new BuiltIns(
          List.of(),
          List.of(),
          List.of(),
          BuiltIns.forReading().processors(),
          List.of(new FakeShipperFactory("fake")),
          List.of(new FakeStoreFactory("here", true), new FakeStoreFactory("there", false)),
          List.of());

  private final Shelf shelf = new Shelf();
  @TempDir private Path folder;
  private final IntSupplier indexes = new AtomicInteger()::getAndIncrement;

  @Test
  void accepted_waitsForAShipperThatComesLater_acrossARestart() throws Exception {
    Dispatch first = opened("store: {type: none}");
    assertThat(first.append(batch(3), Origin.UNNAMED)).isEqualTo(Appended.ACCEPTED);
    assertThat(first.journal().durable()).isTrue();
    first.close();
    Dispatch second =
        opened("{shippers: [{type: fake, url: u, start_at: oldest}], store: {type: none}}");
    CourierStatus fake = second.destinations().getFirst();
    assertThat(fake.standing().orElseThrow().accepted()).isEqualTo(3);
    second.flush(Duration.ofMinutes(5));
    assertThat(second.destinations().getFirst().samples()).isEqualTo(3);
    second.close();
  }

  @Test
  void store_getsEverything_andIsThereToBeAsked() throws Exception {
    Dispatch dispatch = opened("hostname: web1");
    dispatch.append(batch(3), Origin.UNNAMED);
    dispatch.flush(Duration.ofMinutes(5));
    assertThat(dispatch.destinations())
        .singleElement()
        .satisfies(each -> assertThat(each.name()).isEqualTo("store"))
        .satisfies(each -> assertThat(each.samples()).isEqualTo(3));
    assertThat(stored()).hasSize(3).first().isEqualTo("a{host=\"web1\",n=\"0\"}");
    dispatch.close();
  }

  @Test
  void store_isLeftOut_whereNoneIsWanted() throws Exception {
    Dispatch dispatch = opened("store: {type: there, retention: 30d}");
    dispatch.flush(Duration.ofMinutes(5));
    assertThat(shelf.history()).isPresent();
    dispatch.close();
    dispatch = opened("store: {type: none}");
    assertThat(dispatch.destinations()).isEmpty();
    assertThat(shelf.history()).isEmpty();
    dispatch.close();
  }

  @Test
  void storeWithFiles_isLeftOut_whereNothingCanBeWritten() throws Exception {
    Files.writeString(folder.resolve("data"), "no folder");
    Dispatch dispatch = opened("");
    assertThat(dispatch.destinations()).isEmpty();
    dispatch.apply(config("store: {type: there}"));
    assertThat(dispatch.destinations()).hasSize(1);
    dispatch.close();
  }

  private List<String> stored() throws Exception {
    var answer = new Answer();
    var all = new dev.sonde.api.store.Span(0, Long.MAX_VALUE / 2);
    shelf.history().orElseThrow().series(Selection.ALL, all, answer);
    return answer.lines();
  }

  @Test
  void apply_addsAndRemovesDestinations() throws Exception {
    Dispatch dispatch = opened("{shippers: [{type: fake, url: u}], store: {type: none}}");
    dispatch.apply(
        config(
            "shippers: [{type: fake, url: u}, {type: fake, name: two, url: v}]",
            "store: {type: none}"));
    assertThat(dispatch.destinations())
        .extracting(CourierStatus::name)
        .containsExactly("fake", "two");
    dispatch.apply(
        config(
            "shippers: [{type: fake, name: two, url: v, enabled: false}]", "store: {type: none}"));
    assertThat(dispatch.destinations()).isEmpty();
    dispatch.close();
  }

  @Test
  void apply_changesTheJournalsBounds() throws Exception {
    Dispatch dispatch = opened("store: {type: none}");
    dispatch.apply(config("journal: {max_size: 8MiB}"));
    assertThat(dispatch.journal().maxBytes()).isEqualTo(8 << 20);
    dispatch.close();
  }

  @Test
  void folderThatCannotBe_isMemory() throws Exception {
    Files.writeString(folder.resolve("data"), "no folder");
    Dispatch dispatch = opened("store: {type: none}");
    assertThat(dispatch.journal().durable()).isFalse();
    assertThat(dispatch.journal().maxBytes()).isEqualTo(16 << 20);
    assertThat(dispatch.append(batch(3), Origin.UNNAMED)).isEqualTo(Appended.ACCEPTED);
    dispatch.apply(config("journal: {max_size: 1GiB}"));
    assertThat(dispatch.journal().maxBytes()).isEqualTo(16 << 20);
    dispatch.close();
  }

  @Test
  void second_isRefused_andToldWhatToDo() throws Exception {
    Dispatch first = opened("store: {type: none}");
    assertThatThrownBy(() -> opened("store: {type: none}"))
        .isInstanceOfSatisfying(
            FolderTakenException.class,
            taken ->
                assertThat(
                        Second.advice(
                            taken, folder.resolve("data/journal"), false, Optional.empty()))
                    .contains(folder.resolve("data/journal").toString())
                    .contains(String.valueOf(ProcessHandle.current().pid()))
                    .endsWith("SONDE_DATA_DIR=" + folder + "/data/second sonde run"));
    first.close();
    opened("store: {type: none}").close();
  }

  @Test
  void advice_quotesWhatAShellWouldRead() throws Exception {
    Dispatch first = opened("store: {type: none}");
    assertThatThrownBy(() -> opened("store: {type: none}"))
        .isInstanceOfSatisfying(
            FolderTakenException.class,
            taken ->
                assertThat(Second.advice(taken, Path.of("/a b/c"), true, Optional.of("it's")))
                    .endsWith("SONDE_JOURNAL_DIR='/a b/c/second' sonde run --config 'it'\\''s'"));
    first.close();
  }

  @Test
  void selection_addsHostAndLabels_thenAsksTheProcessors() {
    var shipper =
        config(
            "hostname: web1",
            "shippers:",
            "  - type: fake",
            "    url: u",
            "    labels: {site: x}",
            "    processors: [{drop: {name: 'a'}}]");
    var plan = Wiring.couriers(shipper, surroundings()).getFirst();
    assertThat(plan.selection().decide("b", Labels.of("host", "own")))
        .hasToString("Becomes[name=b, labels={host=\"own\",site=\"x\"}]");
    assertThat(plan.selection().decide("b", Labels.NONE))
        .hasToString("Becomes[name=b, labels={host=\"web1\",site=\"x\"}]");
    assertThat(plan.selection().decide("a", Labels.NONE).toString()).startsWith("Drop");
    var other = config("hostname: web2", "shippers: [{type: fake, url: u}]");
    assertThat(Wiring.couriers(other, surroundings()).getFirst().selectionHash())
        .isNotEqualTo(plan.selectionHash());
  }

  private Dispatch opened(String yaml) throws FolderTakenException {
    var folders = new DataFolder(Map.of(), folder, folder.resolve("data"), true);
    var context = new JournalContext(Time.SYSTEM, indexes, "", () -> {});
    var dispatch = new Dispatch(folders, surroundings(), context, shelf);
    dispatch.open(config(yaml));
    dispatch.apply(config(yaml));
    return dispatch;
  }

  private static Surroundings surroundings() {
    return new Surroundings(Map.of(), new DirectCalls());
  }

  private Batch batch(int samples) {
    var batch = new Batch();
    for (int i = 0; i < samples; i++) {
      batch.add(new Series("a", Labels.of("n", "" + i), indexes.getAsInt()), 1_000, i);
    }
    return batch;
  }

  private static SondeConfig config(String... lines) {
    var problems = new Problems();
    var tree = new ConfigReader(problems).parse(String.join("\n", lines), "sonde.yaml");
    SondeConfig config =
        Bound.read(tree, in -> SondeConfig.read(in, BUILT_INS), problems).value().orElseThrow();
    assertThat(problems.toString()).isEmpty();
    return config;
  }
}
