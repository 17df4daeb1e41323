package dev.sonde.collectors.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Blocking;
import dev.sonde.api.Labels;
import dev.sonde.api.Secret;
import dev.sonde.api.Surroundings;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import dev.sonde.wire.influx.LinePrecision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands in shell and Python, and what goes wrong with them.
class CommandTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  /// Where nothing that it started keeps its output open: no reader is too slow.
  static final Patience PATIENT = new Patience(LONG, LONG);

  /// Where something does: what is left of it is still read to the end.
  private static final Patience SHORT = new Patience(Duration.ofMillis(100), LONG);

  private static final long PATIENCE_SECONDS = 300;

  private final PipeThreads threads = new PipeThreads();
  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final Tools tools = tools(new DirectCalls(), ProcessTree.ofThisMachine(), PATIENT);
  private final KeptVisit visit = new KeptVisit();
  @TempDir private Path folder;

  @AfterEach
  void end() {
    threads.close();
  }

  @Test
  void shell_printsPrometheusText() throws Exception {
    run(
        shell(
            "echo '# TYPE jobs gauge'; echo 'jobs{queue=\"a\"} 3'; printf 'jobs 4 1767225600001'"));
    assertThat(visit.page().shown())
        .containsExactly(
            "jobs{queue=\"a\",site=\"oslo\"} 3.0", "jobs{site=\"oslo\"} 4.0 1767225600001");
    assertThat(visit.report().shown())
        .containsExactly(
            "sonde_exec_up{command=\"test\"} 1.0",
            "sonde_exec_duration_seconds{command=\"test\"} 0.0",
            "sonde_exec_samples{command=\"test\"} 2.0",
            "sonde_exec_exit_code{command=\"test\"} 0.0");
  }

  @Test
  void openMetrics_isKnownByItsEnd() throws Exception {
    run(shell("printf '# TYPE a counter\\na_total 1 1767225600.5\\n# EOF\\n'"));
    assertThat(visit.page().shown()).containsExactly("a_total{site=\"oslo\"} 1.0 1767225600500");
    Score bad = run(shell("printf 'b  1\\n# EOF\\n'"));
    assertThat(bad.failure()).startsWith("what it prints can't be read: line 1");
  }

  @Test
  void python_printsJson() throws Exception {
    var words =
        List.of(
            "python3", "-c", "import json; print(json.dumps({'age': 3, 'disk': {'free': 1.5}}))");
    run(config(words, OutputFormat.JSON, LONG));
    assertThat(visit.page().shown())
        .containsExactly("test_age{site=\"oslo\"} 3.0", "test_disk_free{site=\"oslo\"} 1.5");
  }

  @Test
  void shell_printsInfluxLines() throws Exception {
    run(
        config(
            sh("echo 'cpu,core=1 user=1.5,system=2i 1767225600001000000'"),
            OutputFormat.INFLUX,
            LONG));
    assertThat(visit.page().shown())
        .containsExactly(
            "cpu_user{core=\"1\",site=\"oslo\"} 1.5 1767225600001",
            "cpu_system{core=\"1\",site=\"oslo\"} 2.0 1767225600001");
  }

  @Test
  void secondRun_knowsTheSeries() throws Exception {
    var command = new Command(shell("echo a 1; echo b 2"), tools);
    command.collect(visit);
    command.collect(visit);
    assertThat(visit.page().shown()).hasSize(2);
    assertThat(visit.page().defined()).isZero();
    command.change(shell("echo b 2; echo a 1; echo c 3"));
    command.collect(visit);
    assertThat(visit.page().defined()).isEqualTo(1);
    assertThat(visit.page().shown()).first().asString().startsWith("b{");
  }

  @Test
  void arguments_areNoShells() throws Exception {
    var words = List.of("/bin/echo", "a{l=\"$(id);`id`; rm -rf *\"} 1");
    run(config(words, OutputFormat.PROMETHEUS, LONG));
    assertThat(visit.page().shown())
        .containsExactly("a{l=\"$(id);`id`; rm -rf *\",site=\"oslo\"} 1.0");
  }

  @Test
  void variables_areHandedOnSparingly() throws Exception {
    run(shell("echo \"a{p=\\\"$DATABASE_PASSWORD\\\",t=\\\"$TOKEN\\\"} 1\""));
    assertThat(visit.page().shown()).containsExactly("a{site=\"oslo\",t=\"geheim\"} 1.0");
  }

  @Test
  void exitCode_failsTheRunAndSaysWhy() throws Exception {
    Score score = run(shell("echo a 1; echo first >&2; echo no luck with geheim >&2; exit 3"));
    assertThat(score.failure()).isEqualTo("it ended with 3: no luck with ***");
    assertThat(visit.page().shown()).isEmpty();
    assertThat(visit.report().shown())
        .contains(
            "sonde_exec_up{command=\"test\"} 0.0", "sonde_exec_exit_code{command=\"test\"} 3.0");
  }

  @Test
  void signal_isACodeToo() throws Exception {
    assertThat(run(shell("kill -9 $$")).failure()).isEqualTo("it ended with 137");
  }

  @Test
  void missingProgram_saysWhatToDo() throws Exception {
    Score score = run(config(List.of("/no/such/program"), OutputFormat.PROMETHEUS, LONG));
    assertThat(score.failure())
        .isEqualTo("/no/such/program is not there; install it, or write its whole path");
    assertThat(visit.report().shown()).hasSize(3);
  }

  @Test
  void fileThatCannotRun_saysWhatToDo() throws Exception {
    Path file = Files.writeString(folder.resolve("tool"), "not a script");
    var words = List.of(file.toString());
    assertThat(run(config(words, OutputFormat.PROMETHEUS, LONG)).failure())
        .contains("may not be run by this user; try: chmod +x " + file);
  }

  @Test
  void missingFolder_saysWhatToDo() throws Exception {
    CommandConfig of = shell("echo a 1");
    var elsewhere =
        new CommandConfig(
            of.name(),
            of.words(),
            of.interval(),
            of.timeout(),
            of.format(),
            of.precision(),
            of.labels(),
            of.environment(),
            Optional.of(folder.resolve("gone").toString()),
            of.maxOutput(),
            of.maxSeries());
    assertThat(run(elsewhere).failure()).startsWith("folder " + folder.resolve("gone"));
  }

  @Test
  void timeout_endsTheWholeTree() throws Exception {
    Path pids = folder.resolve("pids");
    String script =
        "trap '' TERM; sleep 600 & echo $! >> "
            + pids
            + "; setsid sh -c 'echo $$ >> "
            + pids
            + "; exec sleep 600' & echo $$ >> "
            + pids
            + "; while :; do sleep 600; done";
    Score score = runUntil(pids, 3, script);
    assertThat(score.failure()).startsWith("no end within 2000 ms: it was ended");
    List<String> all = Files.readAllLines(pids);
    assertThat(all).hasSize(3);
    for (String each : all) {
      gone(Long.parseLong(each));
    }
  }

  @Test
  void daemonThatLeftTheTree_isEndedWithARunThatTakesTooLong() throws Exception {
    Path pid = folder.resolve("pid");
    String daemon = "setsid sh -c 'echo $$ > " + pid + "; " + waiting() + "'";
    String script = "mkfifo " + fifo() + "; (" + daemon + " &) ; exec sleep 601";
    runUntil(pid, 1, script);
    gone(Long.parseLong(Files.readString(pid).strip()));
  }

  @Test
  void daemonThatKeepsTheOutputOpen_isEnded() throws Exception {
    Path pid = folder.resolve("pid");
    var impatient = tools(new DirectCalls(), ProcessTree.ofThisMachine(), SHORT);
    String daemon = "(" + waiting() + ") & echo $! > " + pid;
    Score score =
        run(shell("mkfifo " + fifo() + "; " + daemon + "; echo a 1; sleep 0.5"), impatient);
    assertThat(visit.page().shown()).containsExactly("a{site=\"oslo\"} 1.0");
    assertThat(score.note()).isEqualTo(Command.OPEN);
    gone(Long.parseLong(Files.readString(pid).strip()));
  }

  /// As where `/proc` does not say whose it is.
  @Test
  void daemonThatCannotBeFound_isNotStartedAgainAndAgain() throws Exception {
    Path pids = folder.resolve("pids");
    var moment = new Patience(SHORT.open(), SHORT.open());
    var blind = tools(new DirectCalls(), new ProcessTree(folder), moment);
    var command =
        new Command(shell("sleep 600 & echo $! >> " + pids + "; echo a 1; sleep 0.3"), blind);
    try {
      for (int run = 0; run < 5; run++) {
        command.collect(visit);
      }
      assertThat(last(command).failure()).startsWith("it is not run any more until what 4 runs");
      assertThat(Files.readAllLines(pids)).hasSize(4);
    } finally {
      for (String each : Files.readAllLines(pids)) {
        ProcessHandle.of(Long.parseLong(each)).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  @Test
  void flood_isCutOff() throws Exception {
    assertThat(run(shell("yes 'a 1'")).failure())
        .isEqualTo("it printed more than 10000 bytes; raise max_output");
    assertThat(run(shell("yes >&2 & sleep 0.2; kill $!; echo a 1")).failure()).isEmpty();
  }

  /// The program has ended, and what it left floods on.
  @Test
  void floodingDaemon_isEnded() throws Exception {
    Path pid = folder.resolve("pid");
    String daemon = "(sleep 0.4; exec yes 'a 1') & echo $! > " + pid;
    var usual = tools(new DirectCalls(), ProcessTree.ofThisMachine(), Patience.USUAL);
    Score score = run(shell(daemon + "; echo a 1; sleep 0.2"), usual);
    assertThat(score.failure()).isEqualTo("it printed more than 10000 bytes; raise max_output");
    gone(Long.parseLong(Files.readString(pid).strip()));
  }

  @Test
  void standardInput_isEmpty() throws Exception {
    assertThat(run(shell("cat; echo a 1")).failure()).isEmpty();
  }

  @Test
  void rubbish_isNoMetric() throws Exception {
    assertThat(run(shell("head -c 5000 /dev/urandom")).up()).isFalse();
    assertThat(run(shell("printf '\\000\\377{\\n'")).failure()).contains("can't be read");
    Score score = run(shell("echo a 1; echo rubbish; echo b 2"));
    assertThat(score.note()).startsWith("1 line can't be read, the first is line 2");
    assertThat(visit.page().shown()).hasSize(2);
    assertThat(run(config(sh("echo '{'"), OutputFormat.JSON, LONG)).up()).isFalse();
    assertThat(run(config(sh("echo '{'"), OutputFormat.INFLUX, LONG)).up()).isFalse();
  }

  @Test
  void nothing_isNoSeriesAndNoFailure() throws Exception {
    assertThat(run(shell("true")).up()).isTrue();
    assertThat(visit.page().shown()).isEmpty();
  }

  @Test
  void tooManySeries_failTheRun() throws Exception {
    Score score = run(shell("for i in 1 2 3 4 5 6; do echo \"a{i=\\\"$i\\\"} 1\"; done"));
    assertThat(score.failure()).isEqualTo("it shows 6 series, more than 5; raise max_series");
    assertThat(visit.page().shown()).isEmpty();
  }

  @Test
  void end_endsARunThatGoesOn() throws Exception {
    Path pid = folder.resolve("pid");
    var command = new Command(shell("echo $$ > " + pid + "; exec sleep 600"), tools);
    Thread runner =
        Thread.ofVirtual()
            .start(() -> {
              try {
                command.collect(visit);
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
            });
    while (!Files.exists(pid) || Files.size(pid) == 0) {
      Thread.onSpinWait();
    }
    command.end();
    runner.join();
    assertThat(last(command).up()).isFalse();
    gone(Long.parseLong(Files.readString(pid).strip()));
  }

  @Test
  void script_withoutRightsOrFirstLine() throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("tool"), new byte[] {0x7f, 1, 2, 3});
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    assertThat(run(config(List.of(file.toString()), OutputFormat.PROMETHEUS, LONG)).up()).isFalse();
  }

  @Test
  void config_neverShowsItsEnvironment() {
    assertThat(shell("true").toString()).doesNotContain("geheim");
  }

  private Score run(CommandConfig config) throws InterruptedException {
    return run(config, tools);
  }

  private Score run(CommandConfig config, Tools with) throws InterruptedException {
    var command = new Command(config, with);
    command.collect(visit);
    return last(command);
  }

  /// Its time is up when it has written so many lines.
  private Score runUntil(Path file, int lines, String script) throws InterruptedException {
    Duration timeout = Duration.ofSeconds(2);
    var calls =
        new Blocking() {
          @Override
          public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
            T result = task.call();
            if (result instanceof Process) {
              while (!Files.exists(file) || Files.readAllLines(file).size() < lines) {
                Thread.onSpinWait();
              }
              time.pass(timeout);
            }
            return result;
          }
        };
    return run(
        config(sh(script), OutputFormat.PROMETHEUS, timeout),
        tools(calls, ProcessTree.ofThisMachine(), SHORT));
  }

  /// Waits for ever in the shell itself: what becomes another program has for a moment no variables
  /// that tell whose it is.
  private String waiting() {
    return "read x < " + fifo();
  }

  private Path fifo() {
    return folder.resolve("fifo");
  }

  private Tools tools(Blocking calls, ProcessTree tree, Patience patience) {
    return new Tools(
        time,
        new Surroundings(
            Map.of("PATH", System.getenv("PATH"), "DATABASE_PASSWORD", "sesame"), calls),
        threads,
        new OutputReaders(42),
        tree,
        patience);
  }

  private static Score last(Command of) {
    return Objects.requireNonNull(of.last());
  }

  private static CommandConfig shell(String script) {
    return config(sh(script), OutputFormat.PROMETHEUS, LONG);
  }

  private static List<String> sh(String script) {
    return List.of("/bin/sh", "-c", script);
  }

  private static CommandConfig config(List<String> words, OutputFormat format, Duration timeout) {
    return new CommandConfig(
        "test",
        words,
        Duration.ofSeconds(30),
        timeout,
        format,
        LinePrecision.NS,
        Labels.of("site", "oslo"),
        Map.of("TOKEN", new Secret("geheim")),
        Optional.empty(),
        10_000,
        5);
  }

  private static void gone(long pid) throws Exception {
    var exit = ProcessHandle.of(pid).map(ProcessHandle::onExit);
    exit.orElse(CompletableFuture.completedFuture(ProcessHandle.current()))
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
