package dev.sonde.app;

import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.app.config.Profile;
import dev.sonde.engine.BlockingCalls;
import dev.sonde.stores.embedded.EmbeddedConfig;
import dev.sonde.stores.embedded.StoreFile;
import dev.sonde.stores.postgres.PostgresConfig;
import java.io.IOException;
import java.nio.file.Path;

/// `sonde store`: looks at what is kept, copies it, puts a copy back, writes it down.
final class StoreCommand {
  private final Shell shell;
  private final Time time;

  StoreCommand(Shell shell, Time time) {
    this.shell = shell;
    this.time = time;
  }

  int run(Arguments arguments) throws UsageException, InterruptedException {
    StoreOptions options = arguments.store();
    Loaded loaded = new Loader(shell, arguments, BuiltIns.forReading()).load();
    if (!loaded.problems().isEmpty()) {
      return Mistakes.print(shell, loaded);
    }
    if (options.verb() == StoreVerb.EXPORT) {
      new StoreExport(shell, time).wanted(options, arguments); // what is wrong is said first
    }
    SondeConfig config = loaded.config();
    return switch (config.store()) {
      case StoreConfig.None() -> failed("no history is kept: store.type is " + Profile.NO_STORE);
      case StoreConfig.Kept kept -> run(kept, config, options, arguments);
    };
  }

  private int run(
      StoreConfig.Kept kept, SondeConfig config, StoreOptions options, Arguments arguments)
      throws UsageException, InterruptedException {
    DataFolder folders = DataFolder.of(shell);
    Path folder = folders.store(config);
    try {
      if (kept.config() instanceof EmbeddedConfig embedded) {
        return embedded(embedded, folder, folders.journal(config), options, arguments);
      }
      return elsewhere(kept, folder, options, arguments);
    } catch (IOException failed) {
      return failed(Troubles.words(failed));
    }
  }

  private int embedded(
      EmbeddedConfig config, Path folder, Path journal, StoreOptions options, Arguments arguments)
      throws IOException, UsageException, InterruptedException {
    if (options.verb() == StoreVerb.RESTORE) {
      return new StoreRestore(shell, time, folder, journal).run(options);
    }
    try (var file = new StoreFile(config, folder, time, surroundings())) {
      if (!file.exists()) {
        return failed(
            "there is no store in "
                + folder
                + " yet; run Sonde there, or say where its data is: --set data_dir=DIR");
      }
      return switch (options.verb()) {
        case STATUS -> new StoreStatus(shell).embedded(file.look(), options.has("json"));
        case BACKUP -> new StoreBackup(shell, time).run(file, options);
        case EXPORT -> new StoreExport(shell, time).run(file.history(), options, arguments);
        case RESTORE -> throw new IllegalStateException("restoring needs no file that is there");
      };
    }
  }

  private int elsewhere(
      StoreConfig.Kept kept, Path folder, StoreOptions options, Arguments arguments)
      throws IOException, UsageException, InterruptedException {
    boolean copies = options.verb() == StoreVerb.BACKUP || options.verb() == StoreVerb.RESTORE;
    if (copies && kept.config() instanceof PostgresConfig postgres) {
      throw new UsageException(new PostgresTools(postgres).advice(options));
    }
    if (copies) {
      throw new UsageException("a store of type " + kept.type() + " has no file to copy");
    }
    try (var store = kept.make().make(folder, time, surroundings())) {
      return options.verb() == StoreVerb.EXPORT
          ? new StoreExport(shell, time).run(store.history(), options, arguments)
          : new StoreStatus(shell).elsewhere(kept.type(), store, options.has("json"));
    }
  }

  private Surroundings surroundings() {
    return new Surroundings(shell.environment(), new BlockingCalls());
  }

  private int failed(String why) {
    shell.err().println("sonde: " + why);
    return ExitCode.FAILED;
  }
}
