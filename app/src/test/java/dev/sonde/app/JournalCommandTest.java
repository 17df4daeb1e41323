package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Series;
import dev.sonde.api.Time;
import dev.sonde.journal.Journal;
import dev.sonde.journal.JournalConfig;
import dev.sonde.journal.JournalContext;
import dev.sonde.journal.LocalDisk;
import dev.sonde.testkit.FaultyPeer;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.Reaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCommandTest {
  private static final long SECOND = 1_767_225_600_000L;

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void journal() throws IOException {
    append(5);
  }

  private void append(int samples) throws IOException {
    var indexes = new AtomicInteger();
    var context = new JournalContext(Time.SYSTEM, indexes::getAndIncrement, "", () -> {});
    LocalDisk disk = LocalDisk.open(folder.resolve("data/journal"));
    try (Journal journal = Journal.open(disk, JournalConfig.DEFAULT, context)) {
      var batch = new Batch();
      var series = new Series("up", Labels.of("job", "a"), indexes.getAndIncrement());
      for (int i = 0; i < samples; i++) {
        batch.add(series, SECOND + i * 1000L, i);
      }
      assertThat(journal.append(batch, Origin.UNNAMED)).isEqualTo(Appended.ACCEPTED);
    }
  }

  @Test
  void inspect_showsWhatIsThere() {
    assertThat(run("inspect")).isZero();
    assertThat(said(out))
        .contains("journal  " + folder.resolve("data/journal"), "samples  5, numbers 0 to 5");
    assertThat(run("inspect", "--json")).isZero();
    assertThat(said(out)).contains("\"oldest\":0,\"head\":5,\"segments\":[{\"file\":");
  }

  @Test
  void verify_saysSoundOrNot_byItsExitCode() throws IOException {
    assertThat(run("verify")).isZero();
    assertThat(said(out)).contains("with 5 samples").endsWith("sound\n");
    damage();
    assertThat(run("verify")).isEqualTo(ExitCode.FAILED);
    assertThat(said(out)).contains("damaged  ", "not sound");
    assertThat(run("verify", "--json")).isEqualTo(ExitCode.FAILED);
    assertThat(said(out)).startsWith("{\"sound\":false,");
    assertThat(run("repair")).isZero();
    assertThat(said(out)).contains("whole records");
    assertThat(run("verify", "--json")).isEqualTo(ExitCode.OK);
  }

  @Test
  void repair_whereEverythingIsSound_changesNothing() {
    assertThat(run("repair")).isZero();
    assertThat(said(out)).isEqualTo("everything was sound; nothing was changed\n");
  }

  @Test
  void repair_besideARunningSonde_isRefused() throws IOException {
    var context = new JournalContext(Time.SYSTEM, () -> 0, "", () -> {});
    LocalDisk disk = LocalDisk.open(folder.resolve("data/journal"));
    try (Journal _ = Journal.open(disk, JournalConfig.DEFAULT, context)) {
      assertThat(run("repair")).isEqualTo(ExitCode.FAILED);
      assertThat(said(err)).contains("is taken by", "; stop Sonde first");
    }
  }

  @Test
  void export_printsLines_ofASpan() {
    assertThat(run("export", "--format", "prometheus")).isZero();
    assertThat(said(out))
        .startsWith("up{job=\"a\"} 0 1767225600000\nup{job=\"a\"} 1 1767225601000\n")
        .hasLineCount(5);
    assertThat(
            run(
                "export",
                "--from=2026-01-01T00:00:01Z",
                "--until=2026-01-01T00:00:03Z",
                "--format=csv"))
        .isZero();
    assertThat(said(out))
        .isEqualTo(
            "timestamp,name,labels,value\n1767225601000,\"up\",\"job=\"\"a\"\"\",1\n"
                + "1767225602000,\"up\",\"job=\"\"a\"\"\",2\n");
    assertThat(run("export", "--until", "2026-01-01")).isZero();
    assertThat(said(out)).isEmpty();
  }

  @Test
  void replay_sendsAgain_asTheCourierWould() throws IOException {
    Path file = folder.resolve("again.json");
    Files.writeString(
        folder.resolve("sonde.yaml"),
        "hostname: web1\nshippers: [{name: again, type: file, path: '" + file + "'}]\n");
    assertThat(run("replay", "--to", "again", "--from", "2026-01-01T00:00:03Z")).isZero();
    assertThat(said(out)).isEqualTo("2 samples sent to again\n");
    assertThat(Files.readString(file)).contains("\"host\":\"web1\"").hasLineCount(2);
    assertThat(run("replay", "--to", "agian")).isEqualTo(ExitCode.USAGE);
    assertThat(said(err)).contains("\"agian\" is no shipper: again");
  }

  @Test
  void replay_ofSamplesThatAreAllRefused_endsSoon() throws IOException {
    append(2_000);
    try (var peer = new FaultyPeer()) {
      peer.always(new Reaction.Answer(400, Map.of(), "out of bounds"));
      Files.writeString(
          folder.resolve("sonde.yaml"),
          "shippers: [{name: old, type: prometheus_remote_write, protocol: '1.0', url: '"
              + peer.url("/")
              + "'}]\n");
      assertThat(run("replay", "--to", "old")).isEqualTo(ExitCode.FAILED);
      assertThat(said(out)).isEqualTo("0 samples sent to old\n2005 samples refused by it\n");
      assertThat(peer.received()).hasSizeLessThan(150);
    }
  }

  @Test
  void folderWithoutAJournal_isTold() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("server.log"), "hello");
    for (String verb : List.of("inspect", "verify", "repair", "export")) {
      assertThat(run(verb, "--dir", other.toString())).isEqualTo(ExitCode.FAILED);
      assertThat(said(out)).isEmpty();
      assertThat(said(err)).contains("there is no journal in " + other);
    }
    assertThat(other).isDirectoryContaining("glob:**server.log");
    assertThat(other.toFile().list()).hasSize(1);
  }

  @Test
  void emptyJournal_isSound() throws IOException {
    Path empty = folder.resolve("empty");
    var context = new JournalContext(Time.SYSTEM, () -> 0, "", () -> {});
    Journal.open(LocalDisk.open(empty), JournalConfig.DEFAULT, context).close();
    assertThat(run("verify", "--dir", empty.toString())).isZero();
    assertThat(run("inspect", "--dir", empty.toString())).isZero();
  }

  @Test
  void wrongWords_areNamed() {
    check("journal needs a word more: inspect, verify, repair, export, replay", "journal");
    check("\"inspct\" is no word of journal", "journal", "inspct");
    check("--to belongs to sonde journal replay", "journal", "inspect", "--to", "x");
    check("--json belongs to sonde journal inspect, verify", "run", "--json");
    check(
        "--format belongs to once, query, journal export and store export",
        "journal",
        "verify",
        "--format",
        "x");
    check("\"x\" is no format", "journal", "export", "--format", "x");
    check("--from soon is no instant", "journal", "export", "--from", "soon");
    check("one word too many", "journal", "export", "all");
  }

  @Test
  void noJournal_isSaid() {
    assertThat(run("inspect", "--dir", "nowhere")).isEqualTo(ExitCode.FAILED);
    assertThat(said(err)).contains("there is no journal in " + folder.resolve("nowhere"));
    assertThat(folder.resolve("nowhere")).doesNotExist();
  }

  @Test
  void noJournal_aUsualPlaceHasOne_isNamed() throws IOException {
    Path usual = Files.createDirectories(folder.resolve("state/sonde/journal"));
    assertThat(run("inspect", "--dir", "nowhere")).isEqualTo(ExitCode.FAILED);
    assertThat(said(err)).contains("there is no journal in ", ", but in ", usual.toString());
  }

  @Test
  void help_namesWordsAndFlags() {
    assertThat(execute(List.of("help", "journal"))).isZero();
    assertThat(said(out))
        .contains("inspect", "replay", "--until WHEN", "repair needs it stopped")
        .containsSubsequence("--from WHEN", "replay: dead", "--until WHEN");
    assertThat(execute(List.of("help"))).isZero();
    assertThat(said(out)).startsWith("Sonde collects metrics").contains("journal on its disk");
  }

  private void check(String told, String... words) {
    assertThat(execute(List.of(words))).isEqualTo(ExitCode.USAGE);
    assertThat(said(err)).contains(told);
    boolean journal = List.of(words).contains("journal");
    assertThat(said(err)).endsWith(journal ? "Try: sonde help journal\n" : "Try: sonde help\n");
  }

  private void damage() throws IOException {
    Path log = folder.resolve("data/journal/0000000000000001.log");
    byte[] bytes = Files.readAllBytes(log);
    bytes[bytes.length - 5] ^= 1;
    Files.write(log, bytes);
  }

  private int run(String... words) {
    var all = new java.util.ArrayList<>(List.of("journal"));
    all.addAll(List.of(words));
    return execute(all);
  }

  private int execute(List<String> words) {
    out.reset();
    err.reset();
    var shell =
        new Shell(
            Map.of(
                "SONDE_DATA_DIR",
                folder.resolve("data").toString(),
                "XDG_STATE_HOME",
                folder.resolve("state").toString()),
            folder,
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            () -> {});
    int code = new CommandLine(shell, new ManualTime("2026-01-02T00:00:00Z")).execute(words);
    shell.out().flush();
    return code;
  }

  private static String said(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
