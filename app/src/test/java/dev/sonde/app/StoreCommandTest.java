package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.api.store.Store;
import dev.sonde.journal.Journal;
import dev.sonde.journal.JournalConfig;
import dev.sonde.journal.JournalContext;
import dev.sonde.journal.LocalDisk;
import dev.sonde.stores.embedded.EmbeddedConfig;
import dev.sonde.stores.embedded.EmbeddedStoreFactory;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.Shipments;
import dev.sonde.testkit.store.Scribe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCommandTest {
  @TempDir private Path folder;
  private final ManualTime time = new ManualTime("2026-01-01T12:00:00Z");
  private final Scribe scribe = new Scribe(Shipments.INSTANCE, Shipments.EPOCH);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void status_saysWhatIsThere() throws Exception {
    fill(1);
    assertThat(run()).isZero();
    assertThat(said(out))
        .startsWith("kind       embedded, version 1\nplace      " + file() + "\nsize       ")
        .contains(
            "samples    2026-01-01T12:00:00Z to 2026-01-01T12:00:01Z\nseries     1\ndays       1\n")
        .endsWith("integrity  sound as far as was looked at; a backup looks at all of it\n");
    assertThat(run("status", "--json")).isZero();
    assertThat(said(out))
        .startsWith("{\"type\":\"embedded\",\"version\":1,\"file\":\"" + file())
        .contains("\"oldest\":1767268800000,\"newest\":1767268801000,\"series\":1,");
  }

  @Test
  void backup_isRestored_andWhatWasThereIsKept() throws Exception {
    fill(1);
    assertThat(run("backup", "b")).isZero();
    assertThat(said(out)).startsWith(folder.resolve("b") + ": ").endsWith(", checked, sound\n");
    fill(7);
    assertThat(run("restore", "b")).isZero();
    assertThat(said(out))
        .isEqualTo(
            "restored "
                + file()
                + " from "
                + folder.resolve("b")
                + "\nwhat was there before is now "
                + file()
                + ".replaced-20260101T120000000; delete it when you like\n");
    assertThat(exported()).contains(",1\n").doesNotContain(",7\n");
    time.pass(Duration.ofSeconds(1));
    assertThat(run("restore", "b", "--discard")).isZero();
    assertThat(said(out)).endsWith("what was there before is deleted\n");
    assertThat(folder).isDirectoryNotContaining("glob:**.part*");
  }

  @Test
  void backup_replacesNothingUnasked() throws Exception {
    fill(1);
    Path there = Files.writeString(folder.resolve("there"), "mine");
    assertThat(run("backup", "there")).isEqualTo(ExitCode.FAILED);
    assertThat(said(err)).contains(there + " is there already; name another, or replace it");
    assertThat(there).hasContent("mine");
    assertThat(run("backup", "--force", "there")).isZero();
    assertThat(there).binaryContent().startsWith("SQLite".getBytes(StandardCharsets.US_ASCII));
    assertThat(run("backup", file().toString(), "--force")).isEqualTo(ExitCode.FAILED);
    assertThat(said(err)).contains("is the store itself; name another file");
    assertThat(run("backup", "data")).isEqualTo(ExitCode.FAILED);
    assertThat(said(err)).contains("is a folder; name a file in it");
    assertThat(run("backup", "nowhere/b")).isEqualTo(ExitCode.FAILED);
    assertThat(said(err)).contains("there is no folder " + folder.resolve("nowhere"));
  }

  @Test
  void restore_besideARunningSonde_isRefused() throws Exception {
    fill(1);
    assertThat(run("backup", "b")).isZero();
    var context = new JournalContext(Time.SYSTEM, () -> 0, "", () -> {});
    LocalDisk disk = LocalDisk.open(folder.resolve("data/journal"));
    try (Journal _ = Journal.open(disk, JournalConfig.DEFAULT, context)) {
      assertThat(run("restore", "b")).isEqualTo(ExitCode.FAILED);
      assertThat(said(err)).contains("is taken by ", "; stop Sonde first\n");
    }
    assertThat(run("restore", "b")).isZero();
  }

  @Test
  void restore_ofWhatIsNoBackup_leavesTheStoreAlone() throws Exception {
    fill(1);
    Files.writeString(folder.resolve("text"), "hello");
    assertThat(run("restore", "text")).isEqualTo(ExitCode.FAILED);
    assertThat(said(err))
        .isEqualTo(
            "sonde: " + folder.resolve("text") + " is no store: it is not a database of SQLite\n");
    assertThat(run("restore", "none")).isEqualTo(ExitCode.FAILED);
    assertThat(said(err)).contains("none: there is no such file");
    assertThat(exported()).contains(",1\n");
  }

  @Test
  void export_hasSpanAndSelection() throws Exception {
    fill(1);
    assertThat(run("export", "up{job=\"a\"}", "--format", "prometheus", "--from=12")).isZero();
    assertThat(said(out))
        .isEqualTo(
            """
            # HELP up Is it up?
            # TYPE up gauge
            up{job="a"} 1 1767268800000
            up{job="a"} 2 1767268801000
            """);
    assertThat(run("export", "--from", "2026-01-01T12:00:01Z", "--format=json")).isZero();
    assertThat(said(out)).contains("\"value\":2}").hasLineCount(1);
    assertThat(run("export", "down")).isEqualTo(ExitCode.FAILED);
    assertThat(said(err)).contains("nothing is stored of {__name__=\"down\"} in this time");
    assertThat(run("export", "--to=2025-12-31", "--out", "none.csv")).isEqualTo(ExitCode.FAILED);
    assertThat(folder.resolve("none.csv")).doesNotExist();
    assertThat(run("export", "--out", "all.om", "--format=openmetrics")).isZero();
    assertThat(said(out)).isEqualTo(folder.resolve("all.om") + ": 2 samples\n");
    assertThat(folder.resolve("all.om")).content().endsWith("# EOF\n");
    assertThat(run("export", "--out", "all.om")).isEqualTo(ExitCode.FAILED);
    assertThat(said(err)).contains("is there already");
    assertThat(run("export", "--out", "all.om", "--force")).isZero();
  }

  @Test
  void noStore_isSaid_andNoneIsMade() {
    for (String verb : List.of("status", "backup", "export")) {
      String[] words = verb.equals("backup") ? new String[] {verb, "b"} : new String[] {verb};
      assertThat(run(words)).isEqualTo(ExitCode.FAILED);
      assertThat(said(err)).contains("there is no store in " + file().getParent() + " yet");
    }
    assertThat(folder.resolve("data")).doesNotExist();
    assertThat(run("--set", "store.type=none")).isEqualTo(ExitCode.FAILED);
    assertThat(said(err)).isEqualTo("sonde: no history is kept: store.type is none\n");
  }

  @Test
  void postgres_hasToolsOfItsOwn() throws Exception {
    Files.writeString(
        folder.resolve("sonde.yaml"),
        """
        store:
          type: postgres
          host: [db1, "db2:5433"]
          database: "so nde"
          password: hunter2
          sslmode: verify_full
        """);
    assertThat(run("backup", "it's.dump")).isEqualTo(ExitCode.USAGE);
    assertThat(said(err))
        .contains(
            "this store is in PostgreSQL, whose own tool backs it up:\n"
                + "  pg_dump --format=custom --file='it'\\''s.dump'"
                + " --dbname='host=db1,db2 port=5432,5433 dbname='\\''so nde'\\'' user=sonde"
                + " sslmode=verify-full target_session_attrs=read-write'\n")
        .doesNotContain("hunter2");
    assertThat(run("restore", "d")).isEqualTo(ExitCode.USAGE);
    assertThat(said(err)).contains("  pg_restore --clean --if-exists --exit-on-error ");
  }

  @Test
  void wrongWords_areNamed() {
    check("store backup needs a file: sonde store backup history.backup", "backup");
    check("store restore takes no - but a file", "restore", "-");
    check("\"bckup\" is no word of store; there are status, backup", "bckup", "x");
    check("\"y\" is one word too many", "backup", "x", "y");
    check("--out belongs to sonde store export", "backup", "x", "--out", "y");
    check("--force belongs to a file: --out FILE", "export", "--force");
    check("--discard belongs to sonde store restore", "export", "--discard");
    check("--last goes with neither --from nor --to", "export", "--last", "1h", "--to", "now");
    check("--to lies before --from", "export", "--from", "now", "--to=-1h");
    check("--last soon", "export", "--last", "soon");
    check("--from never is no instant", "export", "--from", "never");
    check("one of = != =~ !~ was expected", "export", "up{job}");
    check("--format belongs to", "backup", "x", "--format", "csv");
    check("\"xml\" is no format; there are csv, json, prometheus", "export", "--format", "xml");
  }

  @Test
  void help_namesWordsAndFlags() {
    assertThat(execute(List.of("help", "store"))).isZero();
    assertThat(said(out))
        .contains("  backup    Copy the store", "--discard", "restore needs it stopped");
  }

  private void check(String told, String... words) {
    assertThat(run(words)).isEqualTo(ExitCode.USAGE);
    assertThat(said(err)).contains(told).endsWith("Try: sonde help store\n");
  }

  private Path file() {
    return folder.resolve("data/store/history.db");
  }

  private String exported() {
    assertThat(run("export")).isZero();
    return said(out);
  }

  /// Two samples of one series.
  private void fill(double value) throws IOException, InterruptedException {
    var surroundings = new Surroundings(Map.of(), new DirectCalls());
    try (Store store =
        new EmbeddedStoreFactory()
            .create(EmbeddedConfig.STANDARD, file().getParent(), time, surroundings)) {
      scribe.know(Family.gauge("up", "", "Is it up?"));
      for (int i = 0; i < 2; i++) {
        scribe.add("up", Labels.of("job", "a"), time.wallMillis() + 1000L * i, value + i);
      }
      assertThat(store.send(store.encode(scribe.shipment()))).isEqualTo(Outcome.ACCEPTED);
    }
  }

  private int run(String... words) {
    var all = new ArrayList<>(List.of("store"));
    all.addAll(List.of(words));
    return execute(all);
  }

  private int execute(List<String> words) {
    out.reset();
    err.reset();
    var shell =
        new Shell(
            Map.of("SONDE_DATA_DIR", folder.resolve("data").toString()),
            folder,
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            () -> {});
    int code = new CommandLine(shell, time).execute(words);
    shell.out().flush();
    return code;
  }

  private static String said(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
