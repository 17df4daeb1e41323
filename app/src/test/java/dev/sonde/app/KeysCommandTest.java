package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.ManualTime;
import java.io.ByteArrayOutputStream;
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

class KeysCommandTest {
  @TempDir private Path folder;
  private final ManualTime time = new ManualTime("2026-01-01T12:00:00Z");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void key_isAloneOnStandardOutput_andNowhereElse() throws Exception {
    assertThat(run("add", "web-7")).isZero();
    String secret = said(out).strip();
    assertThat(secret).matches("sonde_[0-9A-Za-z]{10}_[0-9A-Za-z]{43}");
    assertThat(said(err))
        .startsWith("key web-7 has the role ingest; keep it now: ")
        .doesNotContain(secret.substring(17));
    assertThat(Files.readString(file())).doesNotContain(secret.substring(17));
    assertThat(run("list", "--json")).isZero();
    assertThat(said(out)).contains("\"name\":\"web-7\"").doesNotContain(secret.substring(17));
  }

  @Test
  void everyWord_isKept() throws Exception {
    run(
        "add",
        "web-7",
        "--role",
        "ingest,read",
        "--expires=90d",
        "--label",
        "env=prod",
        "--label",
        "team=a",
        "--allow-name",
        "app_*",
        "--max-series",
        "1000",
        "--max-rate",
        "500/s",
        "--network",
        "10.0.0.0/8",
        "--json");
    assertThat(said(out))
        .startsWith("{\"name\":\"web-7\",\"key\":\"sonde_")
        .contains(
            "\"roles\":[\"ingest\",\"read\"],\"created\":\"2026-01-01T12:00:00Z\","
                + "\"expires\":\"2026-04-01T12:00:00Z\",\"max_rate\":500,\"max_series\":1000,"
                + "\"allow_names\":[\"app_*\"],\"labels\":{\"env\":\"prod\",\"team\":\"a\"},"
                + "\"networks\":[\"10.0.0.0/8\"],");
    assertThat(run()).isZero();
    assertThat(said(out))
        .isEqualTo(
            """
            NAME   ROLES        CREATED               ENDS                  LAST USED  LIMITS
            web-7  ingest,read  2026-01-01T12:00:00Z  2026-04-01T12:00:00Z  not known  500/s 1000 series app_* env=prod team=a 10.0.0.0/8
            """);
    time.pass(Duration.ofDays(90));
    run("list");
    assertThat(said(out)).contains("2026-04-01T12:00:00Z (over)");
  }

  @Test
  void revoked_isGone() throws Exception {
    run("add", "web-7");
    assertThat(run("revoke", "web-7")).isZero();
    assertThat(said(err)).contains("key web-7 is revoked");
    run("list");
    assertThat(said(out)).startsWith("there is no key yet; make one: sonde keys add NAME");
    assertThat(run("revoke", "web-7")).isEqualTo(ExitCode.FAILED);
    assertThat(said(err))
        .isEqualTo("sonde: there is no key web-7; sonde keys list shows those there are\n");
  }

  @Test
  void rotated_hasAnotherSecret() throws Exception {
    run("add", "web-7");
    String before = said(out);
    assertThat(run("rotate", "web-7", "--overlap", "24h")).isZero();
    assertThat(said(out)).startsWith("sonde_").isNotEqualTo(before);
    assertThat(said(err)).contains("the one before works for 1d more");
    run("rotate", "web-7");
    assertThat(said(err)).contains("the one before works no more");
  }

  @Test
  void valueOfAFile_isTakenOver_andNeverShown() throws Exception {
    Files.writeString(folder.resolve("old"), "hunter22\n");
    assertThat(run("add", "old", "--value-from", "old")).isZero();
    assertThat(said(out)).isEmpty();
    assertThat(said(err)).contains("its value was taken over", "may be guessed");
    assertThat(said(err) + Files.readString(file())).doesNotContain("hunter22");
    Files.writeString(folder.resolve("bad"), "two words");
    assertThat(run("add", "bad", "--value-from", "bad")).isEqualTo(ExitCode.FAILED);
    assertThat(said(err)).contains("a key is one word").doesNotContain("two");
    Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff, 0, 1});
    wrong("holds no key", "add", "bad", "--value-from", "bytes");
    Files.write(folder.resolve("long"), new byte[5_000]);
    wrong("too long to hold a key", "add", "bad", "--value-from", "long");
    wrong("--value-from gone can't be read", "add", "bad", "--value-from", "gone");
  }

  @Test
  void mistakes_sayWhatToWrite() throws Exception {
    wrong("keys add needs a name: sonde keys add web-7", "add");
    wrong("\"make\" is no word of keys; there are add, list, revoke, rotate", "make");
    wrong("\"b\" is one word too many", "add", "a", "b");
    wrong("\"a\" is one word too many", "list", "a");
    wrong("\"root\" is no role; there are ingest, read, admin", "add", "a", "--role", "root");
    wrong("--expires soon is no time span", "add", "a", "--expires", "soon");
    wrong("--expires 0s is no time span", "add", "a", "--expires", "0s");
    wrong("--max-rate many is no rate", "add", "a", "--max-rate", "many");
    wrong("--max-series 0 is no number", "add", "a", "--max-series", "0");
    wrong("--label env is no label", "add", "a", "--label", "env");
    wrong("--network lan is not a network", "add", "a", "--network", "lan");
    wrong("--allow-name  is empty", "add", "a", "--allow-name", "");
    wrong("a key's name has letters", "add", "a b");
    wrong("--overlap belongs to sonde keys rotate", "add", "a", "--overlap", "1h");
    wrong("--expires stands there twice", "add", "a", "--expires", "1h", "--expires", "2h");
    assertThat(execute("run", "--role", "read")).isEqualTo(ExitCode.USAGE);
    assertThat(said(err)).contains("--role belongs to sonde keys add");
    assertThat(execute("keys", "list", "--format", "csv")).isEqualTo(ExitCode.USAGE);
    assertThat(execute("help", "keys")).isZero();
    assertThat(said(out)).contains("--overlap SPAN");
  }

  @Test
  void damagedFile_isNotTouched() throws Exception {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "{\"version\":1,\"keys\":7}");
    assertThat(run("add", "web-7")).isEqualTo(ExitCode.FAILED);
    assertThat(said(err)).contains(file() + ": the file.keys is no list");
    assertThat(said(out)).isEmpty();
    assertThat(Files.readString(file())).isEqualTo("{\"version\":1,\"keys\":7}");
  }

  @Test
  void keysFile_canLieElsewhere() throws Exception {
    Files.writeString(folder.resolve("sonde.yaml"), "server: {keys_file: shared/k.json}");
    assertThat(run("add", "web-7")).isZero();
    assertThat(folder.resolve("shared").resolve("k.json")).exists();
    assertThat(file()).doesNotExist();
  }

  private Path file() {
    return folder.resolve("data").resolve("keys.json");
  }

  private void wrong(String expected, String... words) {
    assertThat(run(words)).isEqualTo(ExitCode.USAGE);
    assertThat(said(err)).contains(expected).contains("Try: sonde help keys");
  }

  private int run(String... words) {
    var all = new ArrayList<>(List.of("keys"));
    all.addAll(List.of(words));
    return execute(all.toArray(String[]::new));
  }

  private int execute(String... words) {
    out.reset();
    err.reset();
    var shell =
        new Shell(
            Map.of("SONDE_DATA_DIR", folder.resolve("data").toString()),
            folder,
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            () -> {});
    int code = new CommandLine(shell, time).execute(List.of(words));
    shell.out().flush();
    return code;
  }

  private static String said(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
