package dev.sonde.app;

import dev.sonde.api.Time;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.app.export.Export;
import dev.sonde.app.export.ExportFormat;
import dev.sonde.app.export.Target;
import dev.sonde.engine.config.Durations;
import dev.sonde.server.history.TimeText;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// `sonde store export`
record StoreExport(Shell shell, Time time) {
  private static final long DAY_MILLIS = 86_400_000L;

  /// What somebody asked for.
  record Wanted(ExportFormat format, Selection which, Span when) {}

  Wanted wanted(StoreOptions options, Arguments arguments) throws UsageException {
    return new Wanted(
        format(arguments.format().orElse(ExportFormat.CSV.word())),
        options.operand().isPresent()
            ? QueryCommand.selection(options.operand().get())
            : Selection.ALL,
        span(options));
  }

  int run(History history, StoreOptions options, Arguments arguments)
      throws IOException, UsageException, InterruptedException {
    Wanted wanted = wanted(options, arguments);
    Optional<String> file = options.value("out");
    long samples =
        file.isPresent()
            ? toFile(history, wanted, file.get(), options.has("force"))
            : write(history, wanted, shell.out());
    if (samples == 0 && !shell.out().checkError()) {
      shell.err().println("sonde: nothing is stored of " + wanted.which() + " in this time");
      return ExitCode.FAILED;
    }
    return ExitCode.OK;
  }

  private long toFile(History history, Wanted wanted, String name, boolean force)
      throws IOException, InterruptedException {
    Destination to = Destination.of(shell.directory().resolve(name), force);
    long samples;
    try (var _ = Unfinished.of(to.part())) {
      to.begin();
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to.part()))) {
        samples = write(history, wanted, out);
      }
      if (samples > 0) {
        to.finish();
        shell.out().println(to.file() + ": " + samples + " samples");
      }
    }
    return samples;
  }

  private long write(History history, Wanted wanted, OutputStream out)
      throws IOException, InterruptedException {
    var progress = new Progress(shell.err(), time, "exported", 0, Words::count);
    var target = new Target(out, () -> !shell.out().checkError(), progress);
    Export.write(history, wanted.which(), wanted.when(), wanted.format(), target);
    return target.samples();
  }

  private static ExportFormat format(String word) throws UsageException {
    for (ExportFormat each : ExportFormat.values()) {
      if (each.word().equals(word)) {
        return each;
      }
    }
    throw new UsageException(
        "\""
            + word
            + "\" is no format; there are "
            + Arrays.stream(ExportFormat.values())
                .map(ExportFormat::word)
                .collect(Collectors.joining(", ")));
  }

  /// All there is, unless something is said.
  private Span span(StoreOptions options) throws UsageException {
    long now = time.wallMillis();
    long from = 0;
    long to = now + DAY_MILLIS;
    Optional<String> last = options.value("last");
    if (last.isPresent()) {
      from = now - last(last.get());
    }
    if (options.has("from")) {
      from = instant("from", options, now);
    }
    if (options.has("to")) {
      to = instant("to", options, now);
    }
    if (to < from) {
      throw new UsageException("--to lies before --from");
    }
    return new Span(from, to);
  }

  private static long last(String text) throws UsageException {
    try {
      return Durations.parse(text).toMillis();
    } catch (IllegalArgumentException wrong) {
      throw new UsageException("--last " + text + " " + wrong.getMessage());
    }
  }

  private static long instant(String flag, StoreOptions options, long now) throws UsageException {
    String text = options.value(flag).orElse("");
    try {
      return TimeText.parse(text, now);
    } catch (IllegalArgumentException wrong) {
      throw new UsageException("--" + flag + " " + text + " " + wrong.getMessage());
    }
  }
}
