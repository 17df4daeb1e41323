package dev.sonde.app;

import dev.sonde.api.Time;
import dev.sonde.journal.FolderTakenException;
import dev.sonde.journal.JournalFolder;
import dev.sonde.journal.LocalDisk;
import dev.sonde.journal.Repair;
import dev.sonde.journal.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/// `sonde journal`: tools over the files.
final class JournalCommand {
  private static final Optional<String> DEAD = Optional.of("dead");
  private final Shell shell;
  private final Time time;
  private final IntSupplier indexes = new AtomicInteger()::getAndIncrement;

  JournalCommand(Shell shell, Time time) {
    this.shell = shell;
    this.time = time;
  }

  int run(Arguments arguments) throws UsageException, InterruptedException {
    JournalOptions options = arguments.journal();
    JournalVerb verb = options.verb().orElseThrow();
    boolean dead = verb == JournalVerb.REPLAY && options.from().equals(DEAD);
    Span span = dead ? Span.ALL : Span.of(options, time);
    boolean needsConfig = options.dir().isEmpty() || verb == JournalVerb.REPLAY;
    Loaded loaded = new Loader(shell, arguments, BuiltIns.forReading()).load();
    if (needsConfig && !loaded.problems().isEmpty()) {
      return Mistakes.print(shell, loaded);
    }
    Path folder =
        options
            .dir()
            .map(shell.directory()::resolve)
            .orElseGet(() -> DataFolder.of(shell).journal(loaded.config()));
    if (!Files.isDirectory(folder)) {
      return failed(noJournal(folder));
    }
    try {
      LocalDisk disk = LocalDisk.open(folder);
      if (!JournalFolder.isIn(disk)) {
        return failed(noJournal(folder));
      }
      return switch (verb) {
        case INSPECT -> inspect(read(disk), options.json());
        case VERIFY -> verify(read(disk), options.json());
        case REPAIR -> repair(disk);
        case EXPORT ->
            new JournalExport(shell, span).run(read(disk), arguments.format().orElse("json"));
        case REPLAY ->
            new JournalReplay(shell, time, loaded.config(), span, dead)
                .run(read(disk), options.to());
      };
    } catch (FolderTakenException taken) {
      return failed(taken.getMessage() + "; stop Sonde first");
    } catch (IOException failed) {
      return failed(String.valueOf(failed.getMessage()));
    }
  }

  private JournalFolder read(LocalDisk disk) throws IOException {
    return JournalFolder.read(disk, indexes);
  }

  private int inspect(JournalFolder folder, boolean json) throws IOException {
    var report = new JournalReport(folder);
    shell.out().print(json ? report.json() : report.text());
    return ExitCode.OK;
  }

  private int verify(JournalFolder folder, boolean json) throws IOException {
    Verification found =
        folder.verify(new Progress(shell.err(), time, "verified", folder.bytes(), Words::bytes));
    shell.out().print(json ? VerificationReport.json(found) : VerificationReport.text(found));
    return found.isSound() ? ExitCode.OK : ExitCode.FAILED;
  }

  private int repair(LocalDisk disk) throws IOException {
    long bytes = read(disk).bytes();
    List<String> done =
        Repair.of(disk, indexes, new Progress(shell.err(), time, "read", bytes, Words::bytes));
    done.forEach(shell.out()::println);
    if (done.isEmpty()) {
      shell.out().println("everything was sound; nothing was changed");
    }
    return ExitCode.OK;
  }

  private String noJournal(Path folder) {
    List<Path> others = DataFolder.of(shell).others(folder);
    String all = others.stream().map(Path::toString).collect(Collectors.joining(", "));
    return "there is no journal in "
        + folder
        + (others.isEmpty()
            ? "; name its folder: --dir DIR"
            : ", but in " + all + ": --dir " + others.getFirst());
  }

  private int failed(String why) {
    shell.err().println("sonde: " + why);
    return ExitCode.FAILED;
  }
}
