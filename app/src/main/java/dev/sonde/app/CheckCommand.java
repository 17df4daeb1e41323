package dev.sonde.app;

import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.app.Examinations.Destination;
import dev.sonde.app.log.LoggingProvider;
import dev.sonde.collectors.access.AccessFiles;
import dev.sonde.collectors.scrape.config.Job;
import dev.sonde.collectors.scrape.config.ScrapeConfig;
import dev.sonde.engine.BlockingCalls;
import dev.sonde.http.Address;
import dev.sonde.http.tls.TlsContexts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `sonde check`
final class CheckCommand {
  private static final String CANNOT =
      ", which can't be written: what is kept would live in memory";

  private final Shell shell;
  private final TlsContexts tls;
  private final Surroundings surroundings;

  CheckCommand(Shell shell) {
    var blocking = new BlockingCalls();
    this.shell = shell;
    this.tls = new TlsContexts(Time.SYSTEM, blocking);
    this.surroundings = new Surroundings(shell.environment(), blocking);
  }

  int run(Arguments arguments) throws InterruptedException {
    Loaded loaded = new Loader(shell, arguments, BuiltIns.forReading(tls)).load();
    if (!loaded.problems().isEmpty()) {
      return Mistakes.print(shell, loaded);
    }
    SondeConfig config = loaded.config();
    LoggingProvider.configure(config.log());
    Optional<String> mute = new TlsFiles(tls, surroundings).unusable(config.server());
    if (mute.isPresent()) {
      shell.err().println(mute.get());
      return loaded.profile().badConfigurationExitCode();
    }
    shell.out().println("configuration is good");
    shell.out().println(loaded.description());
    config.collectors().forEach(this::collector);
    config.groups().forEach(each -> GroupLines.of(each).forEach(shell.out()::println));
    config.processors().forEach(each -> shell.out().println("processor  " + each.name()));
    if (!config.labels().isEmpty()) {
      shell.out().println("labels     " + config.labels());
    }
    Path journal = DataFolder.of(shell).journal(config);
    shell.out().println("journal    " + journal + (canBeUsed(journal) ? "" : CANNOT));
    store(config);
    config.shippers().forEach(this::shipper);
    config.server().listen().forEach(each -> listen(config.server(), each));
    loaded.warnings().forEach(each -> shell.out().println("warning    " + each));
    namedFiles(config);
    return arguments.connect() ? connect(config) : ExitCode.OK;
  }

  private void namedFiles(SondeConfig config) throws InterruptedException {
    for (var each : new TlsFiles(tls, surroundings).findings(config.shippers())) {
      shell.out().println("warning    " + each.shipper() + ": " + each.problem().words());
    }
    for (GroupConfig each : config.groups()) {
      if (each.works() && each.config() instanceof ScrapeConfig scrape) {
        jobFiles(scrape.jobs());
      }
    }
  }

  private void jobFiles(List<Job> jobs) throws InterruptedException {
    var files = new AccessFiles(tls, surroundings.blocking(), Time.SYSTEM);
    for (Job each : jobs) {
      for (String problem : files.problems(each.request().access())) {
        shell.out().println("warning    job " + each.name() + ": " + problem);
      }
    }
  }

  private int connect(SondeConfig config) throws InterruptedException {
    shell.out().flush();
    return new Examinations(shell.out()).print(destinations(config))
        ? ExitCode.OK
        : ExitCode.FAILED;
  }

  private List<Destination> destinations(SondeConfig config) {
    var all = new ArrayList<Destination>();
    if (config.store() instanceof StoreConfig.Kept kept) {
      Path folder = DataFolder.of(shell).store(config);
      all.add(
          new Destination(
              StoreConfig.NAME, () -> kept.make().make(folder, Time.SYSTEM, surroundings)));
    }
    for (ShipperConfig each : config.shippers()) {
      if (each.enabled()) {
        all.add(new Destination(each.name(), () -> each.make().apply(surroundings)));
      }
    }
    return all;
  }

  /// Asks without touching anything: a folder that is not there yet would be made.
  private static boolean canBeUsed(Path folder) {
    Path there = folder.toAbsolutePath();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    return there != null && Files.isDirectory(there) && Files.isWritable(there);
  }

  private void store(SondeConfig config) {
    switch (config.store()) {
      case StoreConfig.None() -> shell.out().println("store      none: no history is kept");
      case StoreConfig.Kept kept when kept.local() -> {
        Path folder = DataFolder.of(shell).store(config);
        shell.out().println("store      " + kept.type() + ", " + folder);
      }
      case StoreConfig.Kept kept -> shell.out().println("store      " + kept.type());
    }
  }

  private void listen(ServerConfig server, Address address) {
    shell.out().println("listen     " + address + (server.isSecure(address) ? ", TLS" : ""));
  }

  private void shipper(ShipperConfig of) {
    String how = of.enabled() ? "" : ", off";
    shell.out().println("shipper    " + of.name() + ", " + of.type() + how);
  }

  private void collector(CollectorConfig of) {
    String when = of.enabled() ? "every " + Words.of(of.run().interval()) : "off";
    shell.out().println("collector  " + of.name() + ", " + when);
  }
}
